from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

#: More months at once are a slip of the pen.
MOST_MONTHS = 60


class CustomerCostNewPeriods(models.TransientModel):
    """One draft run for each month of a span, none for months that have one already."""

    _name = "customer.cost.new.periods"
    _description = "New Periods"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company.root_id
    )
    month_from = fields.Date(
        "From month",
        required=True,
        default=lambda self: self._last_month(),
        help="Any day of the first month.",
    )
    month_to = fields.Date(
        "To month",
        required=True,
        default=lambda self: self._last_month(),
        help="Any day of the last month.",
    )

    @api.model
    def _last_month(self):
        return fields.Date.context_today(self).replace(day=1) - relativedelta(months=1)

    @api.constrains("month_from", "month_to")
    def _check_months(self):
        for wizard in self:
            months = len(wizard._months())
            if not 0 < months <= MOST_MONTHS:
                raise ValidationError(
                    self.env._(
                        "From %(first)s to %(last)s: choose between 1 and %(most)s months, the "
                        "earlier one first.",
                        first=format_date(self.env, wizard.month_from),
                        last=format_date(self.env, wizard.month_to),
                        most=MOST_MONTHS,
                    )
                )

    def _months(self):
        """First days of the months of the span."""
        first, last = self.month_from.replace(day=1), self.month_to.replace(day=1)
        count = (last.year - first.year) * 12 + last.month - first.month + 1
        return [first + relativedelta(months=month) for month in range(min(count, MOST_MONTHS + 1))]

    def action_create_runs(self):
        """Drafts for the months that have none; a closed month stops everything."""
        self.ensure_one()
        existing = self._existing_runs()
        self._check_not_closed(existing.filtered(lambda run: run.state == "closed"))
        taken = set(existing.mapped("date_from"))
        runs = self.env["customer.cost.run"].create(
            [
                {
                    "company_id": self.company_id.id,
                    "date_from": month,
                    "date_to": month + relativedelta(months=1, days=-1),
                }
                for month in self._months()
                if month not in taken
            ]
        )
        return self._show(runs or existing)

    def _existing_runs(self):
        months = self._months()
        return self.env["customer.cost.run"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("kind", "=", "actual"),
                ("date_from", ">=", months[0]),
                ("date_from", "<=", months[-1]),
            ]
        )

    def _check_not_closed(self, closed):
        if closed:
            raise UserError(
                self.env._(
                    "%(runs)s: closed for good. Choose other months.",
                    runs=", ".join(closed.mapped("display_name")),
                )
            )

    def _show(self, runs):
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_run_action"
        )
        return action | {
            "domain": [("id", "in", runs.ids)],
            "context": {},
            "target": "main",
        }
