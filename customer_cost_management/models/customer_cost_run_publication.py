from odoo import models
from odoo.tools import SQL, format_amount

#: Above these shares the controller must say why he publishes all the same.
UNASSIGNED_ABOVE = 0.10
COST_OF_SALES_MISSING_ABOVE = 0.05
#: Destinations of operating cost, whoever it was given to.
OPERATING_DESTINATIONS = ("direct", "pool", "unassigned")


class CustomerCostRun(models.Model):
    """What a reader of the published figures would have to know."""

    _inherit = "customer.cost.run"

    def _publication_warnings(self):
        balances = self._balance_by_destination()
        return [
            *super()._publication_warnings(),
            *self._warn_of_unassigned(balances),
            *self._warn_of_production(balances),
            *self._warn_of_missing_cost(),
        ]

    def _balance_by_destination(self):
        """{destination: balance} of everything captured."""
        return dict(
            self.env["customer.cost.capture"]
            .sudo()
            ._read_group([("run_id", "=", self.id)], ["destination"], ["balance:sum"])
        )

    def _warn_of_unassigned(self, balances):
        operating = sum(balances.get(name, 0) for name in OPERATING_DESTINATIONS)
        unassigned = balances.get("unassigned", 0)
        if abs(unassigned) > UNASSIGNED_ABOVE * max(operating, 0):
            yield self.env._(
                "%(amount)s of cost are not assigned to a customer or a pool.",
                amount=format_amount(self.env, unassigned, self.currency_id),
            )

    def _warn_of_production(self, balances):
        production = balances.get("production", 0)
        if not self.currency_id.is_zero(production):
            yield self.env._(
                "%(amount)s of production cost were not transferred.",
                amount=format_amount(self.env, production, self.currency_id),
            )

    def _warn_of_missing_cost(self):
        """Revenue of goods invoiced at cost 0, against all revenue of the customers."""
        [[at_zero, revenue]] = self.env.execute_query(
            SQL(
                """
                SELECT (SELECT COALESCE(-sum(line.balance), 0)
                          FROM %(lines)s
                          JOIN customer_cost_invoice_cost cost ON cost.move_line_id = line.id
                         WHERE %(where)s AND cost.unit_cost = 0),
                       (SELECT COALESCE(sum(net_revenue), 0) FROM customer_profitability
                         WHERE run_id = %(run)s)
                """,
                lines=self._sql_goods_lines(),
                where=self._sql_goods_lines_where(),
                run=self.id,
            )
        )
        if float(at_zero) > COST_OF_SALES_MISSING_ABOVE * float(revenue):
            yield self.env._(
                "Cost of sales is incomplete: goods for %(amount)s were invoiced at cost 0.",
                amount=format_amount(self.env, at_zero, self.currency_id),
            )
