from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.tools import SQL

#: Months without relationship cost after which a customer of the best tier was forgotten.
MONTHS = 6


class CustomerProfitabilityPeriod(models.Model):
    """Customers of the best tier on whom nothing was spent for long."""

    _inherit = "customer.profitability.period"

    is_underserved = fields.Boolean(
        "Best tier without spending",
        readonly=True,
        help="Of the company's best tier, and no relationship cost in the six months up to the "
        "last one shown; only where all six are published.",
    )

    @property
    def _table_query(self):
        runs = self._runs_of_spending()
        # sudo: which tier is the best is no secret to who reads whose customers are in it
        tiers_sudo = self.env["customer.cost.tier"].sudo()
        tiers_sudo = tiers_sudo.search([("company_id", "in", list(runs))], order="sequence, id")
        best = tiers_sudo.grouped("company_id").values()
        return SQL(
            """
            SELECT served.*, served.tier_id = ANY(%(best)s) AND NOT EXISTS (
                        SELECT FROM customer_profitability spending
                         WHERE spending.run_id = ANY(%(runs)s)
                           AND spending.partner_id = served.partner_id
                           AND spending.company_id = served.company_id
                           AND spending.relationship != 0) AS is_underserved
              FROM (%(rows)s) served
            """,
            best=[tiers[0].id for tiers in best],
            runs=[run for ids in runs.values() for run in ids],
            rows=super()._table_query,
        )

    def _runs_of_spending(self):
        """{company id: runs of the six months up to the last of the period}, where all are."""
        period, found = self._chosen_period(), {}
        for company, runs in self._runs_in_force().items():
            within = self._runs_within(company, runs, period)
            if within:
                last = within[-1].date_from
                months = [last - relativedelta(months=place) for place in range(MONTHS)]
                if all(month in runs for month in months):
                    found[company.id] = [runs[month].id for month in months]
        return found
