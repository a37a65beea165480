from odoo import api, models
from odoo.tools import SQL

from ...engine.budget.availability import KINDS, Movement, tally
from .budget_money import minor, month_number


class CustomerCostBudget(models.Model):
    """The movements of a budget, added up for the engine."""

    _inherit = "customer.cost.budget"

    def _line_parents(self):
        """line id → id of the line above it."""
        return {line.id: line.parent_id.id or None for line in self.line_ids}

    @api.model
    def _branches_of(self, lines):
        """line id → id of the line above it, of the whole branches that some lines are in.

        A line answers together with its branch and with no other line, so these few are enough
        to say what is left on it, however many a budget has.
        """
        lines.flush_model(["parent_id"])
        rows = self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE up(id, parent_id) AS (
                    SELECT id, parent_id FROM customer_cost_budget_line WHERE id = ANY(%s)
                     UNION
                    SELECT line.id, line.parent_id FROM customer_cost_budget_line line
                      JOIN up ON up.parent_id = line.id
                ),
                down(id, parent_id) AS (
                    SELECT id, parent_id FROM up WHERE parent_id IS NULL
                     UNION
                    SELECT line.id, line.parent_id FROM customer_cost_budget_line line
                      JOIN down ON down.id = line.parent_id
                )
                SELECT id, parent_id FROM down ORDER BY id
                """,
                lines.ids,
            )
        )
        return dict(rows)

    def _tally(self, without=None, line_ids=None):
        """The movements of this budget's lines, added up by line, month and kind.

        :param without: ``(model, id)`` of a document whose commitments are left out
        :param line_ids: of these lines alone; all unless told
        """
        self.ensure_one()
        line_ids = self.line_ids.ids if line_ids is None else list(line_ids)
        ledger = self.env["customer.cost.commitment"]
        ledger.flush_model(["line_id", "kind", "amount", "month", "res_model", "res_id"])
        model, res_id = without or (None, None)
        rows = self.env.execute_query(
            SQL(
                """SELECT line_id, month, kind, sum(amount) FROM customer_cost_commitment
                    WHERE line_id = ANY(%s) AND kind = ANY(%s)
                      AND NOT (kind IN ('committed', 'pending')
                               AND res_model IS NOT DISTINCT FROM %s
                               AND res_id IS NOT DISTINCT FROM %s)
                 GROUP BY line_id, month, kind""",
                line_ids,
                list(KINDS),
                model,
                res_id,
            )
        )
        first = month_number(self.date_from)
        months = self._months()
        movements = [
            Movement(
                None,
                line_id,
                min(max(month_number(month) - first, 0), months - 1),
                kind,
                minor(amount, self.currency_id),
            )
            for line_id, month, kind, amount in rows
        ]
        return tally(movements, line_ids, months)
