from odoo import fields, models

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
#: Lines that activities fill, by the statement line of the activity.
LINE_OF_ACTIVITY = {
    "cost_of_sales": "delivery_labour",
    "order": "order_allocated",
    "customer": "customer_allocated",
}


class CustomerProfitabilityFigures(models.AbstractModel):
    """The statement as a page: levels, their lines, and the activities below them.

    Cost carries a minus on this page alone; everywhere else it is positive.
    """

    _inherit = "customer.profitability.figures"

    statement = fields.Json(
        compute="_compute_statement", help="The lines of the statement in their order."
    )

    # no @api.depends: the row is frozen, and a page is read once
    def _compute_statement(self):
        for row in self:
            row.statement = {
                "currency_id": row.currency_id.id,
                "may_trace": row._may_trace(),
                "rows": row._statement_rows(),
            }

    def _statement_rows(self):
        self.ensure_one()
        activities = self._statement_activities()
        rows = [
            self._statement_row("gross_revenue", "line", known=self.gross_known),
            self._statement_row("discount", "line", -1, known=self.gross_known),
            self._statement_row("refund", "line", -1, known=self.gross_known),
            self._statement_row("net_revenue", "total"),
        ]
        for level, before, after, lines in LEVELS:
            rows.append(self._level_row(level, self[after] - self[before]))
            for line in lines:
                if self[line] or activities.get(line):
                    rows.append(self._statement_row(line, "part", -1))
                    rows += activities.get(line, [])
            rows.append(self._statement_row(after, "total"))
        return rows

    def _statement_row(self, name, kind, sign=1, known=True):
        field = self._fields[name].get_description(self.env, ["string", "help"])
        return {
            "key": name,
            "kind": kind,
            "label": field["string"],
            "help": field.get("help") or "",
            "amount": sign * self[name] if known else None,
            "percent": self._percent_of_revenue(self[name]) if known else None,
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
        return 100 * amount / self.net_revenue if self.net_revenue > 0 else None

    def _activity_row(self, activity, quantity, amount, **more):
        """:param more: ``key`` unique on the page, ``rate``, and what the row opens"""
        return {
            "kind": "activity",
            # names of activities are no secret to who may read what they cost his customer
            "label": activity.sudo().display_name,
            "help": "",
            "quantity": quantity,
            "amount": -amount,
            "percent": self._percent_of_revenue(amount),
            **more,
        }

    def _statement_activities(self):
        """{line of the statement: rows of its activities}."""
        return {}

    def _may_trace(self):
        """Whether the lines open the entries they are the sum of."""
        return False


class CustomerProfitability(models.Model):
    """The activities of one run on the statement of a customer."""

    _inherit = "customer.profitability"

    def _may_trace(self):
        return self.env["customer.cost.capture"].has_access("read")

    def _statement_activities(self):
        rows = {}
        for allocation in self._allocations():
            line = self.run_id._line_of_activity(allocation.activity_id, allocation.statement_line)
            row = self._activity_row(
                allocation.activity_id,
                allocation.quantity,
                allocation.amount,
                key=f"activity_{allocation.id}",
                rate=allocation.rate,
                allocation_id=allocation.id,
            )
            rows.setdefault(line, []).append(row)
        return rows

    def _allocations(self):
        return self.env["customer.cost.allocation"].search_fetch(
            self._allocation_domain(),
            ["activity_id", "statement_line", "quantity", "amount", "rate"],
            order="amount desc, id",
        )

    def _allocation_domain(self):
        """By run and customer, never by ids: these would unpack every statement there is."""
        return [
            ("run_id", "=", self.run_id.id),
            ("partner_id", "=", self.partner_id.id),
            ("company_id", "=", self.company_id.id),
        ]


class CustomerCostRun(models.Model):
    _inherit = "customer.cost.run"

    def _line_of_activity(self, activity, statement_line):
        """The line of the statement that an activity fills in this run."""
        # who reads the statement may know which activity is a tax, not the whole run
        snapshot_sudo = self.sudo().snapshot or {"activities": []}
        taxes = {each["id"] for each in snapshot_sudo["activities"] if each["tax_on_sales"]}
        return "tax_on_sales" if activity.id in taxes else LINE_OF_ACTIVITY[statement_line]
