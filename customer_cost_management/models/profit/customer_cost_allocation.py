from odoo import fields, models
from odoo.tools import SQL

#: Room for the activities of a statement in the ids of its rows.
PLACES = 1000


class CustomerCostAllocation(models.Model):
    """What each activity cost each customer: one row per run, customer and activity.

    A view that unpacks the statements, so that there is no second table to keep right.
    """

    _name = "customer.cost.allocation"
    _description = "Cost to Serve"
    _auto = False
    _order = "run_id desc, amount desc, id"
    _depends = {
        "customer.profitability": ["run_id", "partner_id", "company_id", "date"],
        "customer.cost.run.node": ["run_id", "column", "activity_id", "statement_line"],
    }

    run_id = fields.Many2one("customer.cost.run", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    date = fields.Date(string="Month", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    state_id = fields.Many2one("res.country.state", string="Region", readonly=True)
    industry_id = fields.Many2one("res.partner.industry", readonly=True)
    tier_id = fields.Many2one("customer.cost.tier", readonly=True)
    activity_id = fields.Many2one("customer.cost.activity", readonly=True)
    statement_line = fields.Char(readonly=True, string="Statement line")
    quantity = fields.Float(digits=(16, 3), readonly=True)
    rate = fields.Float(digits=(16, 6), readonly=True, aggregator=None)
    amount = fields.Monetary(readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT statement.id::bigint * %(places)s + packed.place AS id,
                   statement.id AS statement_id,
                   statement.run_id, statement.company_id, company.currency_id, statement.date,
                   statement.partner_id, %(dimensions)s, node.activity_id, node.statement_line,
                   packed.volume AS quantity, node.rate,
                   packed.amount / power(10, currency.decimal_places)::numeric AS amount
              FROM customer_profitability statement
              JOIN res_company company ON company.id = statement.company_id
              JOIN (SELECT id, greatest(0, round(-log(rounding)))::int AS decimal_places
                      FROM res_currency) currency ON currency.id = company.currency_id
        CROSS JOIN LATERAL unnest(statement.activity_amounts, statement.activity_volumes)
                   WITH ORDINALITY AS packed(amount, volume, place)
              JOIN customer_cost_run_node node
                ON node.run_id = statement.run_id AND node.kind = 'activity'
               AND node."column" = packed.place
             WHERE packed.amount != 0 OR packed.volume != 0
            """,
            places=PLACES,
            dimensions=SQL(", ").join(
                SQL.identifier("statement", name)
                for name in self.env["customer.profitability"]._dimensions()
            ),
        )

    def _fetch_query(self, query, fields):
        """Only the statements that the rows are in: an id alone would unpack all of them."""
        if self._ids:
            statements = {row_id // PLACES for row_id in self._ids}
            column = SQL.identifier(self._table, "statement_id")
            query.add_where(SQL("%s = ANY(%s)", column, sorted(statements)))
        return super()._fetch_query(query, fields)
