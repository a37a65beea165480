"""What a driver of a first cost model is, before it is a record."""

from dataclasses import dataclass

#: Kinds that are measured on the records of a model.
RECORDS = ("count", "sum")


@dataclass(frozen=True)
class DriverSeed:
    """One driver.

    :param app: technical name of the app whose records it counts
    :param source: model, path to the date, path to the customer, path to the company
    :param shared: whether records without a company count for every one
    """

    code: str
    name: object
    unit: object
    app: str = "account"
    source: tuple = ("account.move", "date", "partner_id", "company_id")
    domain: str = "[]"
    kind: str = "count"
    measure: str = ""
    quality: str = "cause"
    shared: bool = False

    def values(self):
        """Values of its record, but for name, unit and company."""
        model, date, partner, company = self.source if self.kind in RECORDS else [""] * 4
        return {
            "code": self.code,
            "kind": self.kind,
            "quality": self.quality,
            "model_name": model,
            "date_field": date,
            "partner_path": partner,
            "company_path": company,
            "domain": self.domain,
            "measure_field": self.measure,
            "without_company": "include" if self.shared else "exclude",
        }
