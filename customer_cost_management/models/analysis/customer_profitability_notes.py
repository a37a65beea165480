from odoo import fields, models

#: What a single month does not say: its page says itself that it is an estimate, and months
#: after it are none of its business.
NOT_OF_A_MONTH = ("estimates", "waiting")


class CustomerProfitabilityFigures(models.AbstractModel):
    """A statement says what should be known about its figures, as the pages of a period do."""

    _inherit = "customer.profitability.figures"

    notes = fields.Json(
        compute="_compute_notes",
        help="The books changed since, a month is missing, or was published with a reason.",
    )

    # no @api.depends: asked of the runs when a page is read
    def _compute_notes(self):
        for row in self:
            row.notes = row._statement_notes()

    def _statement_notes(self):
        """Sentences, the worst first, see ``customer.cost.run._notes``."""
        self.ensure_one()
        # a statement tells these to each of its readers, amounts of the company to few of them
        runs_sudo = self._statement_runs().filtered(lambda run: run.kind == "actual")
        reads_company = self.env["customer.profitability.period"]._reads_company()
        notes = runs_sudo._notes(reads_company) if runs_sudo else []
        return [note for note in notes if note["key"] not in NOT_OF_A_MONTH]


class CustomerProfitabilityYear(models.Model):
    _inherit = "customer.profitability.year"

    def _statement_notes(self):
        """Those of the page of the same period: months that are missing among them."""
        self.ensure_one()
        window = self.window_id
        token = window.kind == "fiscal_year" and f"year.{window.date_from}"
        period = self.env["customer.profitability.period"].with_context(
            customer_cost_period=token, customer_cost_estimate=False
        )
        return period._notes(self.company_id)


class CustomerProfitabilityPeriod(models.Model):
    _inherit = "customer.profitability.period"

    def _statement_notes(self):
        """Those of the page that lists it."""
        self.ensure_one()
        return self._notes(self.company_id)
