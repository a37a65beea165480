from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..platform.unchecked_many2one import UncheckedMany2one

#: What a customer was at the end of a period, frozen beside his figures: read from the
#: partner, and told by later rooms.
PARTNER_DIMENSIONS = ("user_id", "country_id", "state_id", "industry_id")
DIMENSIONS = (*PARTNER_DIMENSIONS, "tier_id")
#: Percentages: the amount, and the amount that it is a share of.
PARTS_OF_PERCENT = {
    "cm1_percent": ("cm1", "net_revenue"),
    "cost_to_serve_percent": ("cost_to_serve", "net_revenue"),
    "cm3_percent": ("cm3", "net_revenue"),
    "relationship_percent": ("relationship", "net_revenue"),
    "relationship_cm2_percent": ("relationship", "cm2"),
    "discount_percent": ("discount", "gross_revenue"),
    "refund_percent": ("refund", "gross_revenue"),
}
#: Ways to compare a percentage.
COMPARISONS = {name: SQL(name) for name in ("<", "<=", ">", ">=")}
#: Parts of a currency unit that are counted: as fine as amounts are stored.
PARTS = 10_000


class CustomerProfitabilityFigures(models.AbstractModel):
    """The figures of a customer, of one run or of a year: amounts, ratios, who earns or loses.

    Revenue and cost are positive, contribution is signed.  Ratios are never stored: they
    are recomputed from sums, also in groups and pivots.
    """

    _name = "customer.profitability.figures"
    _description = "Figures of a Customer"
    _inherit = ["customer.cost.earning"]

    # the key to the customer is what Odoo's merge finds; checking the others for a hundred
    # thousand rows would take longer than writing them
    company_id = UncheckedMany2one("res.company", required=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="restrict"
    )
    user_id = UncheckedMany2one(
        "res.users", string="Salesperson", help="As he was at the end of the period."
    )
    country_id = UncheckedMany2one("res.country")
    state_id = UncheckedMany2one("res.country.state", string="Region")
    industry_id = UncheckedMany2one("res.partner.industry")
    tier_id = UncheckedMany2one(
        "customer.cost.tier",
        help="As it was at the end of the period; empty before the first evaluation.",
    )
    gross_known = fields.Boolean("Gross revenue is known")
    gross_revenue = fields.Monetary("Gross revenue")
    discount = fields.Monetary("Discounts")
    refund = fields.Monetary("Refunds")
    net_revenue = fields.Monetary("Net revenue")
    booked_cost_of_sales = fields.Monetary("Cost of sales, booked")
    computed_cost_of_sales = fields.Monetary("Cost of sales, computed")
    direct_cost_of_sales = fields.Monetary("Direct cost of sales")
    delivery_labour = fields.Monetary("Delivery labour")
    tax_on_sales = fields.Monetary("Tax on sales")
    cm1 = fields.Monetary("CM1 product margin")
    order_direct = fields.Monetary("Order level, direct")
    order_allocated = fields.Monetary("Order level, allocated")
    cm2 = fields.Monetary("CM2 after order cost")
    customer_direct = fields.Monetary("Customer level, direct")
    customer_allocated = fields.Monetary("Customer level, allocated")
    relationship = fields.Monetary("Relationship cost")
    credit_loss = fields.Monetary("Credit losses")
    exchange_difference = fields.Monetary("Exchange differences")
    cm3 = fields.Monetary("Customer contribution (CM3)")
    cost_to_serve = fields.Monetary("Cost to serve")
    avoidable = fields.Monetary("Avoidable cost")
    cm1_percent = fields.Float(
        "CM1 %",
        compute="_compute_percents",
        search="_search_cm1_percent",
        digits=(16, 1),
        aggregator="avg",
        help="CM1 in percent of net revenue. Groups show the percentage of their sums.",
    )
    cost_to_serve_percent = fields.Float(
        "Cost to serve %",
        compute="_compute_percents",
        search="_search_cost_to_serve_percent",
        digits=(16, 1),
        aggregator="avg",
        help="Cost to serve in percent of net revenue. Groups show the percentage of their sums.",
    )
    cm3_percent = fields.Float(
        "CM3 %",
        compute="_compute_percents",
        search="_search_cm3_percent",
        digits=(16, 1),
        aggregator="avg",
        help="Customer contribution in percent of net revenue. Groups show the percentage of "
        "their sums.",
    )

    relationship_percent = fields.Float(
        "Relationship cost %",
        compute="_compute_percents",
        search="_search_relationship_percent",
        digits=(16, 1),
        aggregator="avg",
        help="Relationship cost in percent of net revenue. Groups show the percentage of their "
        "sums.",
    )
    relationship_cm2_percent = fields.Float(
        "Relationship cost ÷ CM2",
        compute="_compute_percents",
        search="_search_relationship_cm2_percent",
        digits=(16, 1),
        aggregator="avg",
        help="What of 100 earned after order cost is spent on the relationship. Groups show the "
        "percentage of their sums.",
    )
    discount_percent = fields.Float(
        "Discounts %",
        compute="_compute_percents",
        search="_search_discount_percent",
        digits=(16, 1),
        aggregator="avg",
        help="Discounts and rebates in percent of gross revenue. Groups show the percentage of "
        "their sums.",
    )
    refund_percent = fields.Float(
        "Refunds %",
        compute="_compute_percents",
        search="_search_refund_percent",
        digits=(16, 1),
        aggregator="avg",
        help="Credit notes in percent of gross revenue. Groups show the percentage of their sums.",
    )

    @api.model
    def _dimensions(self):
        """Names of the dimensions; glue addons add theirs, as fields here and in runs."""
        return DIMENSIONS

    @api.depends(*{name for parts in PARTS_OF_PERCENT.values() for name in parts})
    def _compute_percents(self):
        for statement in self:
            for percent, (amount, base) in PARTS_OF_PERCENT.items():
                whole = statement[base]
                statement[percent] = 100 * statement[amount] / whole if whole > 0 else 0

    def _search_cm1_percent(self, operator, value):
        return self._search_percent("cm1_percent", operator, value)

    def _search_cost_to_serve_percent(self, operator, value):
        return self._search_percent("cost_to_serve_percent", operator, value)

    def _search_cm3_percent(self, operator, value):
        return self._search_percent("cm3_percent", operator, value)

    def _search_relationship_percent(self, operator, value):
        return self._search_percent("relationship_percent", operator, value)

    def _search_relationship_cm2_percent(self, operator, value):
        return self._search_percent("relationship_cm2_percent", operator, value)

    def _search_discount_percent(self, operator, value):
        return self._search_percent("discount_percent", operator, value)

    def _search_refund_percent(self, operator, value):
        return self._search_percent("refund_percent", operator, value)

    def _search_percent(self, name, operator, value):
        if operator not in COMPARISONS and operator != "in":
            return NotImplemented
        parts = PARTS_OF_PERCENT[name]
        return Domain.custom(
            to_sql=lambda model, alias, query: _sql_percent_is(alias, parts, operator, value)
        )

    def _read_group_select(self, aggregate_spec, query):
        """The percentage of the sums, not the average of the percentages."""
        name = aggregate_spec.partition(":")[0]
        if name not in PARTS_OF_PERCENT:
            return super()._read_group_select(aggregate_spec, query)
        amount, base = (
            self._field_to_sql(self._table, part, query) for part in PARTS_OF_PERCENT[name]
        )
        return SQL(
            "CASE WHEN SUM(%(base)s) > 0 THEN 100.0 * SUM(%(amount)s) / SUM(%(base)s) END",
            base=base,
            amount=amount,
        )


def _sql_percent_is(alias, parts, operator, value):
    """Rows whose percentage compares like this; 0 without revenue, as it is shown.

    In the floating-point operations of the engine, in their order: who stands exactly on a
    line of the quadrant stands on it here, too.

    :param parts: names of the amount and of what it is a share of
    """
    amount, base = (SQL.identifier(alias, name) for name in parts)
    percent = SQL(
        "CASE WHEN %(base)s > 0 THEN 100::float8 * (%(amount)s * %(parts)s)::int8::float8"
        " / (%(base)s * %(parts)s)::int8::float8 ELSE 0 END",
        base=base,
        amount=amount,
        parts=PARTS,
    )
    if operator == "in":
        return SQL("(%s) = ANY(%s::float8[])", percent, [float(each or 0) for each in value])
    return SQL("(%s) %s %s::float8", percent, COMPARISONS[operator], float(value or 0))
