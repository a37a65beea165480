from odoo import models

#: Bars that stand on the axis; the others hang from the one before.
TOTALS = ("gross_revenue", "net_revenue", "cm1", "cm2", "cm3")


class CustomerProfitabilityFigures(models.AbstractModel):
    """The statement as a waterfall: from revenue down to the contribution."""

    _inherit = "customer.profitability.figures"

    def _compute_statement(self):
        result = super()._compute_statement()
        for row in self:
            row.statement = row.statement | {
                "waterfall": waterfall(row.statement["rows"]),
                "summary": row._statement_sentence(),
            }
        return result

    def _statement_sentence(self):
        """What he earned or lost, in one sentence."""
        whole = self._whole()
        cm3 = whole._summed("cm3")
        figures = {
            # who reads the figures may read whose they are
            "customer": self.partner_id.sudo().display_name,
            "amount": self._money_text(abs(cm3)),
            "period": self._period_text(*self._statement_period()),
            "percent": self._percent_text(whole._percent_of_revenue(cm3)),
        }
        if whole._summed("net_revenue") <= 0:
            if cm3 < 0:
                return self.env._("%(customer)s lost %(amount)s in %(period)s.", **figures)
            return self.env._("%(customer)s earned %(amount)s in %(period)s.", **figures)
        if cm3 < 0:
            return self.env._(
                "%(customer)s lost %(amount)s in %(period)s, %(percent)s of net revenue.", **figures
            )
        return self.env._(
            "%(customer)s earned %(amount)s in %(period)s, %(percent)s of net revenue.", **figures
        )


def waterfall(rows):
    """Bars from the rows of a statement, in their order.

    Discounts and refunds are bars of their own where gross revenue is known, the cost of a
    level is one bar.

    :return: [{``key``, ``label``, ``amount``, ``start``, ``end``, ``kind``}], amounts in the
        currency, costs negative; ``kind`` is total, loss (a total below zero), cost or gain
    """
    by_key = {row["key"]: row for row in rows}
    gross = [
        by_key[key]
        for key in ("gross_revenue", "discount", "refund")
        if key in by_key and by_key[key]["amount"]
    ]
    shown = gross if len(gross) > 1 else []
    shown += [row for row in rows if row["kind"] in ("total", "level")]
    bars, level = [], 0.0
    for row in shown:
        amount = row["amount"] or 0.0
        total = row["key"] in TOTALS
        start, end = (0.0, amount) if total else (level, level + amount)
        level = end
        kind = ("loss" if amount < 0 else "total") if total else ("cost" if amount < 0 else "gain")
        bars.append(
            {"key": row["key"], "label": row["label"], "amount": amount, "kind": kind}
            | {"start": start, "end": end}
        )
    return bars
