import json

from odoo import models
from odoo.tools import SQL

#: Figures of reasons that are money: all of these codes, and this one wherever it stands.
CODE_IN_MONEY = "turned_to_loss"
FIGURE_IN_MONEY = "contribution_lost"


class CustomerValue(models.Model):
    """How sure the figures are, and what warns."""

    _inherit = "customer.value"

    def _coverage(self, sources):
        """Operating cost that found a customer or a pool, in % of all of it."""
        [[covered, unassigned]] = self.env.execute_query(
            SQL(
                """
                SELECT (SELECT COALESCE(sum(captured), 0) FROM customer_cost_run_node
                         WHERE kind = 'pool' AND run_id = ANY(%(runs)s))
                     + (SELECT COALESCE(sum(direct_cost_of_sales + order_direct + customer_direct
                                            + relationship), 0)
                          FROM customer_profitability WHERE run_id = ANY(%(runs)s)),
                       (SELECT COALESCE(-sum(amount), 0) FROM customer_cost_reconciliation_line
                         WHERE line = 'unassigned' AND run_id = ANY(%(runs)s))
                """,
                runs=sources.window.run_ids,
            )
        )
        covered, unassigned = float(covered), max(float(unassigned), 0.0)
        total = covered + unassigned
        return round(100 * covered / total, 2) if total > 0 else 100.0

    def _reasons(self, sources, warnings, risk):
        """Everything that warns, as JSON, of the customers it concerns."""
        import numpy as np

        reasons = {}
        for reason in warnings.reasons:
            for index, place in enumerate(reason.rows.tolist()):
                figures = {name: values[index] for name, values in reason.figures.items()}
                reasons.setdefault(place, []).append(
                    {"code": reason.code, **_plain(reason.code, figures, sources.minor)}
                )
        for code, concerned in risk.reasons.items():
            for place in np.flatnonzero(concerned).tolist():
                reasons.setdefault(place, []).append({"code": code})
        texts = np.full(len(sources.customers), "", object)
        for place, found in reasons.items():
            texts[place] = json.dumps(found)
        return texts


def _plain(code, figures, minor):
    """Figures as JSON knows them; money in units of the currency."""
    plain = {}
    for name, value in figures.items():
        value = float(value)
        if code == CODE_IN_MONEY or name == FIGURE_IN_MONEY:
            value /= minor
        plain[name] = round(value, 4)
    return plain
