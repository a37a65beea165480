from odoo import api, fields, models

#: Levels of the statement: the amount before, the amount after, its lines.
LEVELS = (
    (
        "unit",
        "net_revenue",
        "cm1",
        (
            "booked_cost_of_sales",
            "computed_cost_of_sales",
            "direct_cost_of_sales",
            "delivery_labour",
            "tax_on_sales",
        ),
    ),
    ("order", "cm1", "cm2", ("order_direct", "order_allocated")),
    (
        "customer",
        "cm2",
        "cm3",
        (
            "customer_direct",
            "customer_allocated",
            "relationship",
            "credit_loss",
            "exchange_difference",
        ),
    ),
)


class CustomerProfitabilityFigures(models.AbstractModel):
    """The statement as a page: levels, their lines, and the activities below them.

    Cost carries a minus on this page alone; everywhere else it is positive.  The methods
    work on several rows of one customer and add them up: two of one run after a merge, or
    the months of a year.
    """

    _inherit = "customer.profitability.figures"

    statement = fields.Json(
        compute="_compute_statement", help="The lines of the statement in their order."
    )

    # no @api.depends: the row is frozen, and a page is read once
    @api.depends_context("lang", "uid")
    def _compute_statement(self):
        for row in self:
            whole = row._whole()
            rows = whole._statement_rows()
            row.statement = {
                "currency_id": row.currency_id.id,
                "opens": whole._lines_that_open(rows),
                "rows": rows,
            }

    def _whole(self):
        """All rows of the customer and period: one, but after a merge."""
        return self

    def _summed(self, name):
        """An amount of all rows together, in whole minor units."""
        currency = self.currency_id[:1]
        return currency.round(sum(self.mapped(name))) if currency else 0.0

    def _statement_rows(self):
        gross_known = all(self.mapped("gross_known"))
        activities = self._statement_activities()
        rows = [
            self._statement_row("gross_revenue", "line", known=gross_known),
            self._statement_row("discount", "line", -1, known=gross_known),
            self._statement_row("refund", "line", -1, known=gross_known),
            self._statement_row("net_revenue", "total"),
        ]
        for level, before, after, lines in LEVELS:
            rows.append(self._level_row(level, self._summed(after) - self._summed(before)))
            for line in lines:
                if self._summed(line) or activities.get(line):
                    rows.append(self._statement_row(line, "part", -1))
                    rows += activities.get(line, [])
            rows.append(self._statement_row(after, "total"))
        return rows

    def _statement_row(self, name, kind, sign=1, known=True):
        field = self._fields[name].get_description(self.env, ["string", "help"])
        amount = self._summed(name)
        return {
            "key": name,
            "kind": kind,
            "label": field["string"],
            "help": field.get("help") or "",
            "amount": sign * amount if known else None,
            "percent": self._percent_of_revenue(amount) if known else None,
        }

    def _level_row(self, level, amount):
        label, explanation = {
            "unit": (
                self.env._("Cost of sales"),
                self.env._("Cost that one more unit sold would cause, and taxes on sales."),
            ),
            "order": (
                self.env._("Order level"),
                self.env._("Cost that one more order would cause, whatever its size."),
            ),
            "customer": (
                self.env._("Customer level"),
                self.env._("Cost of having the customer, whether he orders or not."),
            ),
        }[level]
        return {
            "key": f"{level}_level",
            "kind": "level",
            "label": label,
            "help": explanation,
            "amount": amount,
            "percent": self._percent_of_revenue(-amount),
        }

    def _percent_of_revenue(self, amount):
        """``None`` where a percentage means nothing: without revenue above zero."""
        revenue = self._summed("net_revenue")
        return 100 * amount / revenue if revenue > 0 else None


class CustomerProfitability(models.Model):
    _inherit = "customer.profitability"

    def _whole(self):
        return self.search(
            [("run_id", "=", self.run_id.id), ("partner_id", "=", self.partner_id.id)], order="id"
        )
