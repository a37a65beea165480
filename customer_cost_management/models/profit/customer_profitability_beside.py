from odoo import api, models
from odoo.exceptions import UserError

from .customer_profitability_comparison import rows_in_order

#: How many statements fit side by side.
FEWEST, MOST = 2, 5


class CustomerProfitabilityFigures(models.AbstractModel):
    """Two to five statements side by side."""

    _inherit = "customer.profitability.figures"

    def action_compare(self):
        """The page with the statements that were chosen."""
        self._check_can_stand_beside()
        return {
            "type": "ir.actions.client",
            "tag": "customer_cost_side_by_side",
            "name": self.env._("Statements side by side"),
            "params": {"res_model": self._name, "res_ids": self.ids},
        }

    @api.readonly
    def get_side_by_side(self):
        """The lines of all statements; a line that only some have is zero in the others.

        :return: ``columns`` (id, customer, period, whether simulated, currency) and ``rows`` with
            one cell each
        """
        self._check_can_stand_beside()
        statements = [row._whole()._statement_rows() for row in self]
        known = [{row["key"]: row for row in rows} for rows in statements]
        return {
            "columns": [
                {
                    "id": row.id,
                    # who reads the figures may read whose they are
                    "customer": row.partner_id.sudo().display_name,
                    "period": row._period_text(*row._statement_period()),
                    "simulated": "simulation" in row._statement_runs().mapped("kind"),
                    "currency_id": row.currency_id.id,
                }
                for row in self
            ],
            "rows": [
                {
                    **{name: row[name] for name in ("key", "kind", "label", "help")},
                    "cells": [_cell(each.get(row["key"])) for each in known],
                }
                for row in rows_in_order(statements)
            ],
        }

    def _check_can_stand_beside(self):
        self.check_access("read")
        if not FEWEST <= len(self) <= MOST:
            raise UserError(
                self.env._(
                    "Choose %(fewest)s to %(most)s statements to compare; you chose %(count)s.",
                    fewest=FEWEST,
                    most=MOST,
                    count=len(self),
                )
            )


def _cell(row):
    """What a statement says in a line; zero where it does not have it."""
    nothing = {"amount": 0.0, "percent": None, "quantity": 0.0, "rate": 0.0}
    return {name: (row or nothing).get(name, value) for name, value in nothing.items()}
