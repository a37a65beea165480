from odoo import models
from odoo.tools import SQL

from ..masters.customer_cost_account_role import ROLES
from ..platform.planning import JOINING_ALL, planned
from .customer_cost_capture import DESTINATIONS

#: More than any amount that can be divided: what is larger is read as this.
BEYOND = 2**62


class CustomerCostRun(models.Model):
    """Reads back what a run captured: once, for all that is made of it."""

    _inherit = "customer.cost.run"

    def _captured(self):
        """The captured rows of this run; :class:`.captured_rows.CapturedRows`."""
        from ..platform.binary_columns import read_columns
        from .captured_rows import CapturedRows

        self.env.flush_all()
        names = [[name for name, _label in choices] for choices in (DESTINATIONS, ROLES)]
        with planned(self.env.cr, JOINING_ALL):
            columns = read_columns(self.env.cr, self._sql_captured(*names), "iiiiiiqqqi")
        return CapturedRows(*names, columns)

    def _sql_captured(self, destinations, roles):
        return SQL(
            """
            SELECT COALESCE(account_id, 0), destination.number::int, COALESCE(role.number, 0)::int,
                   COALESCE(category_id, 0), COALESCE(pool_id, 0), COALESCE(partner_id, 0),
                   %(balance)s, %(gross)s, %(refund)s, COALESCE(invoiced, FALSE)::int
              FROM customer_cost_capture captured
              JOIN unnest(%(destinations)s::varchar[]) WITH ORDINALITY destination(name, number)
                ON destination.name = captured.destination
         LEFT JOIN unnest(%(roles)s::varchar[]) WITH ORDINALITY role(name, number)
                ON role.name = captured.role
             WHERE run_id = %(run)s
            """,
            **{
                name: self._sql_in_minor_units(SQL.identifier(f"{name}_balance"))
                for name in ("gross", "refund")
            },
            balance=self._sql_in_minor_units(SQL("balance")),
            destinations=destinations,
            roles=roles,
            run=self.id,
        )

    def _sql_in_minor_units(self, amount):
        """An amount as a whole number; one that is too large is refused by the check after it."""
        return SQL(
            "least(greatest(COALESCE(%(amount)s, 0) * %(minor)s, -%(beyond)s), %(beyond)s)::bigint",
            amount=amount,
            minor=self._minor_units(),
            beyond=BEYOND,
        )
