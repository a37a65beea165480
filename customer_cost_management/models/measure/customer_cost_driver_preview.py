import psycopg2
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import formatLang

from ..platform.month_name import month_name

#: So many customers are named.
LARGEST = 10


class CustomerCostDriver(models.Model):
    """Whom a driver would measure, tried on the last month: one grouped query."""

    _inherit = "customer.cost.driver"

    @api.readonly
    def preview(self, values, company_id=False):
        """The ten customers with the largest volume of the last month, as the form stands."""
        try:
            driver = self._draft(values, company_id)
            if driver.kind in ("count", "sum"):
                driver._check_source()
            run = driver._month_run()
            customers, quantities = driver._measure_in(run)
        except AccessError:
            raise
        except (UserError, psycopg2.Error) as error:
            return {"error": str(error)}
        return driver._describe_volumes(run, customers, quantities)

    def _month_run(self):
        """The last ended month of the company: its latest run, or one that never will be."""
        first = fields.Date.context_today(self).replace(day=1) - relativedelta(months=1)
        last = first + relativedelta(months=1, days=-1)
        runs = self.env["customer.cost.run"]
        company = self.company_id.root_id
        found = runs.browse(runs._latest_of_month(company, first))
        values = {"company_id": company.id, "date_from": first, "date_to": last}
        return found or runs.new(values)

    def _measure_in(self, run):
        """(customers, quantities) of this driver in the period of a run, as superuser."""
        if self.kind == "active" and not run._origin:
            raise UserError(self.env._("Compute last month first: its revenue says who is active."))
        self._check_typed_source()
        self.env.flush_all()
        with self.env.cr.savepoint():
            # sudo: a driver counts every record of its scope, as in a run, whoever looks at it
            return run.sudo()._measure_driver(run.sudo()._freeze_driver(self._with_id()))

    def _with_id(self):
        """Volumes that were typed belong to the saved driver."""
        return self._origin if self.kind == "typed" else self

    def _describe_volumes(self, run, customers, quantities):
        month = month_name(self.env, run.date_from)
        total = float(quantities.sum())
        if not len(customers):
            return {"sentences": [self.env._("No volume in %(month)s.", month=month)]}
        order = sorted(range(len(customers)), key=lambda row: (-quantities[row], customers[row]))
        rows = [
            [
                {"text": name},
                {"text": self._number(quantities[row])},
                {"text": self._share(quantities[row], total)},
            ]
            for row, name in zip(
                order[:LARGEST],
                self._customer_names([int(customers[row]) for row in order[:LARGEST]]),
                strict=True,
            )
        ]
        caption = self.env._(
            "%(month)s: volume %(total)s of %(customers)s customers, the largest first",
            month=month,
            total=self._number(total) + (f" ({self.unit})" if self.unit else ""),
            customers=len(customers),
        )
        head = [self.env._("Customer"), self.env._("Volume"), self.env._("Share")]
        return {"table": {"caption": caption, "head": head, "rows": rows, "numeric": True}}

    def _number(self, value):
        whole = float(value).is_integer()
        return formatLang(self.env, float(value), digits=0 if whole else 3)

    def _share(self, value, total):
        if not total:
            return "–"
        return f"{formatLang(self.env, 100 * value / total, digits=1)}\N{NO-BREAK SPACE}%"

    def _customer_names(self, ids):
        """Names of customers; one that the reader may not see is told as such."""
        seen = self.env["res.partner"].with_context(active_test=False).search([("id", "in", ids)])
        names = {partner.id: partner.display_name for partner in seen}
        return [names.get(i) or self.env._("Customer of somebody else") for i in ids]


class CustomerCostRun(models.Model):
    """The latest run of a month."""

    _inherit = "customer.cost.run"

    def _latest_of_month(self, company, first_day):
        """Id of the actual run with figures that begins on a day, False if there is none."""
        from ..run.latest_runs import latest_runs

        self.flush_model()
        rows = self.env.execute_query_dict(latest_runs())
        wanted = (company.id, first_day)
        return next((r["id"] for r in rows if (r["company_id"], r["date_from"]) == wanted), False)
