import json

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import json_default

#: What the months of a year must have in common to be opened together.
ALIKE = ("kind", "model_name")


class CustomerCostRun(models.Model):
    """From a volume back to the records that were counted, as they are today.

    The domain is that of the measurement: the driver's own filter, date and ways, as frozen
    in each run.  The reader opens the records with his own rights; a driver is measured as
    superuser, so he may see fewer than were counted, or may not read them at all.
    """

    _inherit = "customer.cost.run"

    def _volume_window(self, activity_id, customer):
        """The records of the driver of an activity that a customer used in these runs.

        :param customer: a commercial partner
        """
        drivers = [
            (run_sudo, driver)
            for run_sudo in self.sudo().sorted("date_from")
            if (driver := run_sudo._driver_counted(activity_id))
        ]
        if not drivers:
            raise UserError(self.env._("This activity has no driver, so nothing was counted."))
        driver = drivers[-1][1]
        if len({tuple(each[name] for name in ALIKE) for _run, each in drivers}) > 1:
            raise UserError(
                self.env._(
                    "%(driver)s was measured in different ways in these months. Open a single "
                    "month.",
                    driver=driver["name"],
                )
            )
        model = self._readable_model(driver)
        domains = [run_sudo._records_counted(each, customer) for run_sudo, each in drivers]
        return {
            "type": "ir.actions.act_window",
            "name": f"{driver['name']} · {customer.sudo().display_name}",
            "res_model": model._name,
            # days and moments as the web client reads them
            "domain": json.loads(json.dumps(list(Domain.OR(domains)), default=json_default)),
            "views": [(False, "list"), (False, "form")],
            # a driver counts archived records, too
            "context": {"create": False, "active_test": False},
        }

    def _driver_counted(self, activity_id):
        """The frozen driver of an activity; of work measured by time what it is counted by."""
        activity = next(
            (each for each in self.snapshot["activities"] if each["id"] == activity_id), {}
        )
        wanted = [activity.get("driver"), *(term["driver"] for term in activity.get("terms", ()))]
        drivers = {each["id"]: each for each in self.snapshot["drivers"]}
        return next((drivers[each] for each in wanted if each in drivers), None)

    def _readable_model(self, driver):
        """The model of a driver's records, for a reader who may open it."""
        if driver["kind"] in ("count", "sum"):
            self._check_driver(driver)
        names = {
            "balance": "account.move.line",
            "overdue": "account.move.line",
            "first": "account.move",
            "active": "customer.cost.capture",
            "typed": "customer.cost.driver.volume",
        }
        name = names.get(driver["kind"]) or driver["model_name"]
        if not name:
            raise UserError(
                self.env._("What %(driver)s counts is kept in no list.", driver=driver["name"])
            )
        model = self.env[name]
        if not model.has_access("read"):
            raise UserError(
                self.env._(
                    "%(driver)s is counted on %(records)s, which you may not read. Ask your "
                    "administrator for access.",
                    driver=driver["name"],
                    records=model._description,
                )
            )
        return model

    def _records_counted(self, driver, customer):
        """Domain on the records of one run."""
        if driver["kind"] in ("count", "sum"):
            # sudo: the scope is that of the measurement; what is opened is read by the reader
            model = self.env[driver["model_name"]].sudo().with_context(active_test=False)
            own = self._search_domain(model, driver["domain"], driver["name"], only_parse=True)
            whose = Domain(f"{driver['partner_path']}.commercial_partner_id", "=", customer.id)
            return self._record_scope(driver, model) & own & whose
        days = Domain("date", ">=", self.date_from) & Domain("date", "<=", self.date_to)
        whose = Domain("partner_id.commercial_partner_id", "=", customer.id)
        if driver["kind"] == "typed":
            return Domain("driver_id", "=", driver["id"]) & days & whose
        if driver["kind"] == "active":
            return (
                Domain("run_id", "=", self.id)
                & Domain("destination", "=", "revenue")
                & Domain("partner_id", "=", customer.id)
            )
        if driver["kind"] == "first":
            return self._invoices_of(customer)
        return whose & self._items_of_balance(driver)

    def _invoices_of(self, customer):
        """The invoices of the period, among them his first."""
        return (
            Domain("commercial_partner_id", "=", customer.id)
            & Domain("company_id", "in", self._companies())
            & Domain("move_type", "=", "out_invoice")
            & Domain("state", "=", "posted")
            & Domain("date", ">=", self.date_from)
            & Domain("date", "<=", self.date_to)
        )

    def _items_of_balance(self, driver):
        """Items whose balance is averaged: all up to the end of the period."""
        accounts = Domain("account_id.account_type", "=", "asset_receivable")
        if driver["account_ids"]:
            accounts = Domain("account_id", "in", driver["account_ids"])
        return (
            accounts
            & Domain("company_id", "in", self._companies())
            & Domain("parent_state", "=", "posted")
            & Domain("date", "<=", self.date_to)
        )
