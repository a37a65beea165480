from odoo import fields, models
from odoo.tools import SQL


class CustomerProfitabilityPeriod(models.Model):
    """Customers who want most of what they order in a hurry."""

    _inherit = "customer.profitability.period"
    _depends = {"sale.order": ["cost_is_urgent", "state", "date_order", "partner_id", "company_id"]}

    is_mostly_urgent = fields.Boolean(
        "Mostly urgent orders",
        readonly=True,
        help="More than half of the orders confirmed in the period were promised within two days.",
    )

    @property
    def _table_query(self):
        days = self._days_of_companies()
        return SQL(
            """
            SELECT counted.*, (counted.company_id, counted.partner_id) IN (%(urgent)s)
                   AS is_mostly_urgent
              FROM (%(rows)s) counted
            """,
            urgent=self._sql_mostly_urgent(days),
            rows=super()._table_query,
        )

    def _days_of_companies(self):
        """{company: (first day, last day)} of the period."""
        period = self._chosen_period()
        return {
            company: self._days_of(company, runs, period)
            for company, runs in self._runs_in_force().items()
            if runs
        }

    def _sql_mostly_urgent(self, days):
        """Companies and customers, in one pass over the orders of the period.

        A day is one where the company is, as for the driver of urgent orders.
        """
        return SQL(
            """
            SELECT shown.company_id, customer.commercial_partner_id
              FROM unnest(%(companies)s::int[], %(firsts)s::date[], %(lasts)s::date[],
                          %(zones)s::text[]) AS shown(company_id, first, last, zone)
              JOIN res_company company
                ON split_part(company.parent_path, '/', 1)::int = shown.company_id
              JOIN sale_order ordered
                ON ordered.company_id = company.id AND ordered.state = 'sale'
               AND (ordered.date_order AT TIME ZONE 'UTC' AT TIME ZONE shown.zone)::date
                   BETWEEN shown.first AND shown.last
              JOIN res_partner customer ON customer.id = ordered.partner_id
          GROUP BY shown.company_id, customer.commercial_partner_id
            HAVING 2 * count(*) FILTER (WHERE ordered.cost_is_urgent) > count(*)
            """,
            companies=[company.id for company in days],
            firsts=[first for first, _last in days.values()],
            lasts=[last for _first, last in days.values()],
            zones=[company._customer_cost_time_zone() or "UTC" for company in days],
        )
