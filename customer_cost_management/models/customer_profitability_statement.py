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
#: Lines that activities fill, by the statement line of the activity.
LINE_OF_ACTIVITY = {
    "cost_of_sales": "delivery_labour",
    "order": "order_allocated",
    "customer": "customer_allocated",
}


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
    def _compute_statement(self):
        for row in self:
            whole = row._whole()
            row.statement = {
                "currency_id": row.currency_id.id,
                "may_trace": row._may_trace(),
                "rows": whole._statement_rows(),
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

    # ------------------------------------------------------------------ activities

    def _statement_activities(self):
        """{line of the statement: rows of its activities}."""
        rows = {}
        for use in self._activity_uses():
            rows.setdefault(use["line"], []).append(
                {
                    "key": f"activity_{use['activity'].id}_{use['line']}",
                    "kind": "activity",
                    # names of activities are no secret to who reads what they cost his customer
                    "label": use["activity"].sudo().display_name,
                    "help": "",
                    "activity_id": use["activity"].id,
                    "allocation_id": use["allocation_id"],
                    "quantity": use["quantity"],
                    "rate": use["rate"],
                    "amount": -use["amount"],
                    "percent": self._percent_of_revenue(use["amount"]),
                }
            )
        return rows

    def _activity_uses(self):
        """What he used of each activity, the dearest first: activity, line of the statement,
        quantity, rate and amount, and the allocation where it is a single one."""
        # which months were published is no secret to who reads their sums
        run_sudo = self._statement_runs().sorted("date_from")[-1:]
        return [
            {
                "activity": activity,
                "line": run_sudo._line_of_activity(activity, line),
                "quantity": quantity,
                "rate": amount / quantity if quantity else 0,
                "amount": amount,
                "allocation_id": False,
            }
            for activity, line, quantity, amount in self.env[
                "customer.cost.allocation"
            ]._read_group(
                self._allocation_domain(),
                ["activity_id", "statement_line"],
                ["quantity:sum", "amount:sum"],
                order="amount:sum desc, activity_id",
            )
        ]

    def _statement_runs(self):
        """The runs that are summed up, with the rights to read their periods and models.

        Who reads a statement may know which period it is of, and on which line an activity
        or an entry stands; not the figures of the run.
        """
        raise NotImplementedError

    def _allocation_domain(self):
        """By run and customer, never by ids: these would unpack every statement there is."""
        return [
            ("run_id", "in", self._statement_runs().ids),
            ("partner_id", "in", self.partner_id.ids),
            ("company_id", "in", self.company_id.ids),
        ]

    @api.readonly
    def action_open_activity(self, activity_id):
        """What an activity cost the customer: the allocation, or one of each month."""
        self.ensure_one()
        domain = [*self._whole()._allocation_domain(), ("activity_id", "=", activity_id)]
        # names of activities are no secret to who may read what they cost his customer
        activity_sudo = self.env["customer.cost.activity"].sudo().browse(activity_id)
        return {
            "type": "ir.actions.act_window",
            "name": f"{activity_sudo.display_name} · {self.display_name}",
            "res_model": "customer.cost.allocation",
            "domain": domain,
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "context": {"create": False},
        }

    def _may_trace(self):
        """Whether the lines open the entries they are the sum of."""
        return self.env["customer.cost.capture"].has_access("read")


class CustomerProfitability(models.Model):
    """The activities of one run on the statement of a customer."""

    _inherit = "customer.profitability"

    def _whole(self):
        return self.search(
            [("run_id", "=", self.run_id.id), ("partner_id", "=", self.partner_id.id)], order="id"
        )

    def _statement_runs(self):
        return self.run_id.sudo()

    def _activity_uses(self):
        """Of a single statement the allocations themselves: with the rate of the run."""
        if len(self) != 1:
            return super()._activity_uses()
        return [
            {
                "activity": each.activity_id,
                "line": self._statement_runs()._line_of_activity(
                    each.activity_id, each.statement_line
                ),
                "quantity": each.quantity,
                "rate": each.rate,
                "amount": each.amount,
                "allocation_id": each.id,
            }
            for each in self._allocations()
        ]

    def _allocations(self):
        return self.env["customer.cost.allocation"].search_fetch(
            self._allocation_domain(),
            ["activity_id", "statement_line", "quantity", "amount", "rate"],
            order="amount desc, id",
        )


class CustomerCostRun(models.Model):
    _inherit = "customer.cost.run"

    def _line_of_activity(self, activity, statement_line):
        """The line of the statement that an activity fills in this run."""
        # who reads the statement may know which activity is a tax, not the whole run
        snapshot_sudo = self.sudo().snapshot or {"activities": []}
        taxes = {each["id"] for each in snapshot_sudo["activities"] if each["tax_on_sales"]}
        return "tax_on_sales" if activity.id in taxes else LINE_OF_ACTIVITY[statement_line]
