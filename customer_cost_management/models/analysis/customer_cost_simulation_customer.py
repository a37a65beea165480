from odoo import api, fields, models
from odoo.tools import SQL

#: Amounts of the statement that stand side by side.
SIDES = ("net_revenue", "cm1", "cm2", "cost_to_serve", "cm3")


class CustomerCostSimulationCustomer(models.Model):
    """Actual beside simulated: one row per simulation and customer.

    A view: sums the rows of the base's runs and of the simulation's run by customer, so
    that a merge of two customers leaves one row.
    """

    _name = "customer.cost.simulation.customer"
    _description = "Simulated Customer"
    _auto = False
    _order = "cm3_change desc, id"
    _depends = {
        "customer.profitability": ["run_id", "partner_id", "company_id", *SIDES],
        "customer.cost.simulation": ["run_id", "base_run_ids", "company_id"],
    }

    simulation_id = fields.Many2one("customer.cost.simulation", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True)
    net_revenue = fields.Monetary("Net revenue, actual", readonly=True)
    simulated_net_revenue = fields.Monetary("Net revenue, simulated", readonly=True)
    net_revenue_change = fields.Monetary("Δ Net revenue", readonly=True)
    cm1 = fields.Monetary("CM1, actual", readonly=True)
    simulated_cm1 = fields.Monetary("CM1, simulated", readonly=True)
    cm1_change = fields.Monetary("Δ CM1", readonly=True)
    cm2 = fields.Monetary("CM2, actual", readonly=True)
    simulated_cm2 = fields.Monetary("CM2, simulated", readonly=True)
    cm2_change = fields.Monetary("Δ CM2", readonly=True)
    cost_to_serve = fields.Monetary("Cost to serve, actual", readonly=True)
    simulated_cost_to_serve = fields.Monetary("Cost to serve, simulated", readonly=True)
    cost_to_serve_change = fields.Monetary("Δ Cost to serve", readonly=True)
    cm3 = fields.Monetary("Contribution, actual", readonly=True)
    simulated_cm3 = fields.Monetary("Contribution, simulated", readonly=True)
    cm3_change = fields.Monetary("Δ Contribution", readonly=True)
    break_even = fields.Monetary(
        "Break-even, actual",
        compute="_compute_break_even",
        help="Net revenue at which the customer stops losing, at his prices and order sizes.",
    )
    simulated_break_even = fields.Monetary(
        "Break-even, simulated",
        compute="_compute_break_even",
        help="Net revenue at which the customer would stop losing under the changes.",
    )
    break_even_known = fields.Boolean(compute="_compute_break_even")
    simulated_break_even_known = fields.Boolean(compute="_compute_break_even")

    @property
    def _table_query(self):
        sides = SQL("%s UNION ALL %s", _sql_actual(), _sql_simulated())
        return SQL(
            """
            SELECT both_sides.*, company.currency_id, %(changes)s
              FROM (SELECT max(row_id) AS id, simulation_id, company_id, partner_id,
                           max(user_id) AS user_id, %(actual)s, %(simulated)s
                      FROM (%(sides)s) side
                  GROUP BY simulation_id, company_id, partner_id
                    HAVING max(row_id) IS NOT NULL) both_sides
              JOIN res_company company ON company.id = both_sides.company_id
            """,
            changes=_sql_columns("%(simulated)s - %(actual)s AS %(change)s"),
            actual=_sql_columns(
                "COALESCE(sum(%(actual)s) FILTER (WHERE row_id IS NULL), 0) AS %(actual)s"
            ),
            simulated=_sql_columns(
                "sum(%(actual)s) FILTER (WHERE row_id IS NOT NULL) AS %(simulated)s"
            ),
            sides=sides,
        )

    @api.depends(*SIDES, *(f"simulated_{name}" for name in SIDES))
    def _compute_break_even(self):
        for row in self:
            for prefix in ("", "simulated_"):
                amounts = {name: row[prefix + name] for name in SIDES}
                needed = break_even_revenue(row.currency_id, amounts)
                row[f"{prefix}break_even"] = needed or 0.0
                row[f"{prefix}break_even_known"] = needed is not None

    def action_open_statement(self):
        """The simulated statement of the customer."""
        self.ensure_one()
        # whoever reads this row reads the statement it was made of
        run_sudo = self.simulation_id.sudo().run_id
        statement = self.env["customer.profitability"].search(
            [("run_id", "=", run_sudo.id), ("partner_id", "=", self.partner_id.id)], limit=1
        )
        return statement._get_records_action(name=self.partner_id.display_name)


def _sql_columns(pattern):
    """The pattern for each of the amounts that stand side by side."""
    return SQL(", ").join(
        SQL(  # pylint: disable=sql-injection
            pattern,  # they stand in this file
            actual=SQL.identifier(name),
            simulated=SQL.identifier(f"simulated_{name}"),
            change=SQL.identifier(f"{name}_change"),
        )
        for name in SIDES
    )


def _sql_actual():
    """Rows of the base; they lend no id."""
    return SQL(
        """SELECT simulation.id AS simulation_id, simulation.company_id, statement.partner_id,
                  NULL::int4 AS row_id, NULL::int4 AS user_id, %s
             FROM customer_cost_simulation simulation
             JOIN customer_cost_simulation_base_rel base ON base.simulation_id = simulation.id
             JOIN customer_profitability statement ON statement.run_id = base.run_id""",
        _sql_amounts(),
    )


def _sql_simulated():
    return SQL(
        """SELECT simulation.id, simulation.company_id, statement.partner_id,
                  statement.id, statement.user_id, %s
             FROM customer_cost_simulation simulation
             JOIN customer_profitability statement ON statement.run_id = simulation.run_id""",
        _sql_amounts(),
    )


def _sql_amounts():
    return SQL(", ").join(SQL.identifier("statement", name) for name in SIDES)


def break_even_revenue(currency, amounts):
    """Net revenue at which the contribution is 0, or ``None`` where no volume helps.

    :param amounts: {column of the statement: amount}, of one customer or several
    """
    from ...engine.value.break_even import CustomerEconomics, break_even

    minor = 10**currency.decimal_places

    def units(amount):
        return round(amount * minor)

    figures, _problems = break_even(
        CustomerEconomics(
            net_revenue=units(amounts["net_revenue"]),
            product_margin=units(amounts["cm1"]),
            order_level_cost=units(amounts["cm1"] - amounts["cm2"]),
            customer_level_cost=units(amounts["cm2"] - amounts["cm3"]),
            orders=0,
        )
    )
    if figures is None or figures.net_revenue is None:
        return None
    return figures.net_revenue / minor
