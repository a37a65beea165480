from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

#: Percentages of net revenue and the amounts they are of.
AMOUNT_OF_PERCENT = {
    "cm1_percent": "cm1",
    "cost_to_serve_percent": "cost_to_serve",
    "cm3_percent": "cm3",
}


class CustomerProfitability(models.Model):
    """What readers see beside the frozen figures: ratios, and which customers earn or lose.

    Nothing here is stored.  Ratios are recomputed from sums, also in groups and pivots.
    """

    _inherit = "customer.profitability"

    run_state = fields.Selection(related="run_id.state", string="Run state")
    run_kind = fields.Selection(related="run_id.kind", string="Run kind")
    run_version = fields.Integer(related="run_id.version", string="Version", aggregator=None)
    cm1_percent = fields.Float(
        "CM1 %",
        compute="_compute_percents",
        digits=(16, 1),
        aggregator="avg",
        help="CM1 in percent of net revenue. Groups show the percentage of their sums.",
    )
    cost_to_serve_percent = fields.Float(
        "Cost to serve %",
        compute="_compute_percents",
        digits=(16, 1),
        aggregator="avg",
        help="Cost to serve in percent of net revenue. Groups show the percentage of their sums.",
    )
    cm3_percent = fields.Float(
        "CM3 %",
        compute="_compute_percents",
        digits=(16, 1),
        aggregator="avg",
        help="Customer contribution in percent of net revenue. Groups show the percentage of "
        "their sums.",
    )
    earning = fields.Selection(
        [("loss", "Loss-making"), ("near_zero", "Near zero"), ("profit", "Profitable")],
        compute="_compute_earning",
        search="_search_earning",
        help="Near zero: the contribution lies within the company's near-zero band.",
    )

    @api.depends("partner_id", "date")
    def _compute_display_name(self):
        for statement in self:
            month = fields.Date.to_string(statement.date)[:7] if statement.date else ""
            customer = statement.partner_id.sudo().display_name or ""
            statement.display_name = f"{customer} · {month}"

    @api.depends("net_revenue", *AMOUNT_OF_PERCENT.values())
    def _compute_percents(self):
        for statement in self:
            for percent, amount in AMOUNT_OF_PERCENT.items():
                revenue = statement.net_revenue
                statement[percent] = 100 * statement[amount] / revenue if revenue > 0 else 0

    @api.depends("cm3", "net_revenue", "company_id.customer_cost_near_zero_percent")
    def _compute_earning(self):
        for statement in self:
            percent = statement.company_id.sudo().customer_cost_near_zero_percent
            band = abs(statement.net_revenue) * percent / 100
            if abs(statement.cm3) <= band:
                statement.earning = "near_zero"
            else:
                statement.earning = "profit" if statement.cm3 > 0 else "loss"

    def _search_earning(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env["res.company"].flush_model(["customer_cost_near_zero_percent"])
        return Domain.custom(to_sql=lambda model, alias, query: _sql_earning(alias, value))

    def _read_group_select(self, aggregate_spec, query):
        """The percentage of the sums, not the average of the percentages."""
        name = aggregate_spec.partition(":")[0]
        if name not in AMOUNT_OF_PERCENT:
            return super()._read_group_select(aggregate_spec, query)
        revenue = self._field_to_sql(self._table, "net_revenue", query)
        amount = self._field_to_sql(self._table, AMOUNT_OF_PERCENT[name], query)
        return SQL(
            "CASE WHEN SUM(%(revenue)s) > 0 THEN 100.0 * SUM(%(amount)s) / SUM(%(revenue)s) END",
            revenue=revenue,
            amount=amount,
        )


def _sql_earning(alias, values):
    """Rows of these kinds; the band is the company's."""
    return SQL(
        """(SELECT CASE WHEN abs(%(cm3)s) <= abs(%(revenue)s) * band.percent / 100
                        THEN 'near_zero'
                        WHEN %(cm3)s > 0 THEN 'profit' ELSE 'loss' END
              FROM (SELECT id, COALESCE(customer_cost_near_zero_percent, 0) AS percent
                      FROM res_company) band
             WHERE band.id = %(company)s) = ANY(%(values)s)""",
        cm3=SQL.identifier(alias, "cm3"),
        revenue=SQL.identifier(alias, "net_revenue"),
        company=SQL.identifier(alias, "company_id"),
        values=list(values),
    )
