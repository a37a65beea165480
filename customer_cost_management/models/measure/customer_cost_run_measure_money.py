from datetime import date

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..masters.field_currency import currency_path, fields_in_company_money, is_company_money

#: Before and after every record.
EVER = (date(1900, 1, 1), date(2999, 12, 31))


class CustomerCostRun(models.Model):
    """Money that a driver adds up is in one currency, that of the company.

    100,000 CNY and 10,000 USD are not 110,000 of anything.  An amount in the currency of its
    document is added up only where all documents that count are in company currency.
    """

    _inherit = "customer.cost.run"

    def _check_money(self, driver, model):
        """Refuse to add up amounts in another currency than that of the company."""
        name = driver["measure_field"]
        if driver["kind"] != "sum" or model._fields[name].type != "monetary":
            return
        of_one_company = driver["company_path"] or self._own_company_path(model)
        if of_one_company and is_company_money(model, name):
            return
        path = currency_path(model, name)
        currencies = self._currencies_beside_own(driver, model, path) if path else ""
        if currencies or not path:
            error = UserError(
                " ".join(
                    (
                        self._money_problem(driver, model, currencies),
                        self._money_remedy(driver, model),
                    )
                )
            )
            error.customer_cost_record = ("customer.cost.driver", driver["id"])
            raise error

    def _currencies_beside_own(self, driver, model, path):
        """Names of the other currencies of the records that count, joined by commas.

        :param path: from a record to its currency
        """
        counted = self._search_domain(model, driver["domain"], driver["name"], only_parse=True)
        counted &= self._record_scope(driver, model) & Domain(driver["measure_field"], "!=", 0)
        groups = model._read_group(counted, [path])
        others = {currency.name for [currency] in groups if currency} - {self.currency_id.name}
        return ", ".join(sorted(others))

    def _money_problem(self, driver, model, currencies):
        words = {
            "driver": driver["name"],
            "field": driver["measure_field"],
            "model": model._description,
            "own": self.currency_id.name,
        }
        if not currencies:
            return self.env._(
                "Driver %(driver)s adds up %(field)s of %(model)s, whose currency is not stored, "
                "so nobody can tell whether all of it is in %(own)s.",
                **words,
            )
        return self.env._(
            "Driver %(driver)s adds up %(field)s of %(model)s, but not all of it is in %(own)s: "
            "there are records in %(currencies)s.",
            currencies=currencies,
            **words,
        )

    def _money_remedy(self, driver, model):
        names = fields_in_company_money(model, driver["measure_field"])
        if names:
            return self.env._(
                "Choose an amount in the company's currency, for example %(fields)s, or let the "
                "filter leave only records in %(own)s.",
                fields=", ".join(names),
                own=self.currency_id.name,
            )
        return self.env._(
            "Let the filter leave only records in %(own)s, or count the records instead.",
            own=self.currency_id.name,
        )


class CustomerCostDriver(models.Model):
    """The same when a driver is saved, over the records of all times."""

    _inherit = "customer.cost.driver"

    def _check_source_rights(self):
        """Only for who may read the records: else the answer would tell about them."""
        result = super()._check_source_rights()
        for driver in self.filtered(lambda each: each.kind == "sum"):
            first, last = EVER
            values = {"company_id": driver.company_id.id, "date_from": first, "date_to": last}
            # sudo: every record of the scope counts, as in a run
            run_sudo = self.env["customer.cost.run"].sudo().new(values)
            model_sudo = driver._get_model().sudo().with_context(active_test=False)
            run_sudo._check_money(run_sudo._freeze_driver(driver._with_id()), model_sudo)
        return result
