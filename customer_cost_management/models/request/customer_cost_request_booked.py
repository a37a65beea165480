from odoo import api, fields, models
from odoo.tools import SQL

from ...engine.budget.commitment import ControlledDocument, Part, Tolerance, overrun


class CustomerCostRequest(models.Model):
    """What was booked for a request: its bills beside its expenses, and *Spent* by itself.

    A request becomes spent when cost is booked for it, and is approved again when all of that
    is reset or reversed; one that its asker called spent stays so.
    """

    _inherit = "customer.cost.request"

    bill_line_ids = fields.One2many(
        "account.move.line",
        "cost_request_id",
        "Bill lines",
        domain=[("expense_id", "=", False)],
        groups="account.group_account_invoice,account.group_account_readonly",
    )
    bill_count = fields.Integer(compute="_compute_spent", compute_sudo=True)
    spent_by_booking = fields.Boolean(
        readonly=True, copy=False, help="Spent because cost was booked, not because he said so."
    )

    @api.depends("bill_line_ids.balance", "bill_line_ids.parent_state")
    def _compute_spent(self):
        """Bills count as expenses do: as long as they are not cancelled; credit notes against,
        once they are booked."""
        result = super()._compute_spent()
        for request in self:
            live = request._live_bill_lines()
            request.bill_count = len(live.move_id)
            for move, lines in live.grouped("move_id").items():
                cost = sum(lines.mapped("balance"))
                request.spent += cost if move.state == "posted" else max(cost, 0)
        return result

    def _live_bill_lines(self):
        return self.bill_line_ids.filtered(
            lambda line: (
                line.parent_state != "cancel" and line.account_id.internal_group == "expense"
            )
        )

    def _is_of(self, company):
        """Whether it was asked for in this company, or in one of its branches."""
        # sudo: that two companies are branches of one is no secret
        return self.sudo().company_id.root_id == company.sudo().root_id

    def _covers(self, category, day, billed=False):
        """Whether its approval is one of cost of this category on this day.

        That of a meal covers no gift, and nothing once the rest of its money went back.  The day
        may be in the month before or after, or until it has to be spent; another fiscal year has
        another budget, and needs an approval of its own.

        :param billed: the day is that of a vendor's bill, which may come later in the year
        """
        self.ensure_one()
        if self.state not in ("approved", "spent") or not (category and day):
            return False
        if self.rest_released_on:
            return False
        if not (category.parent_path or "").startswith(self.category_id.parent_path or "/"):
            return False
        year = self.company_id.compute_fiscalyear_dates(self.date)
        month = fields.Date.start_of(self.date, "month")
        first = max(fields.Date.subtract(month, months=1), year["date_from"])
        last = fields.Date.end_of(fields.Date.add(month, months=1), "month")
        last = year["date_to"] if billed else max(last, self.valid_until or last)
        return first <= day <= min(last, year["date_to"])

    def _over_approved(self):
        """What was spent on it beyond what may be, minor units; 0 within the tolerance."""
        self.ensure_one()
        if self.company_currency_id.compare_amounts(self.spent, self.cost) <= 0:
            return 0
        document = ControlledDocument(
            self.id,
            "approved",
            (Part(None, 0, self._minor(self.cost)),),
            (Part(None, 0, self._minor(self.spent)),),
        )
        return overrun(document, self._tolerance()).to_approve

    def _tolerance(self):
        """That of its budgets, the strictest of several; where they say nothing, the company's."""
        budgets = self._budget_lines().budget_id
        own = budgets.filtered(lambda budget: budget.tolerance_percent or budget.tolerance_amount)
        company = self.company_id
        percents, amounts = own.mapped("tolerance_percent"), own.mapped("tolerance_amount")
        if own < budgets or not own:
            percents.append(company.customer_cost_tolerance_percent)
            amounts.append(company.customer_cost_tolerance_amount)
        return Tolerance(str(min(percents)), self._minor(min(amounts)))

    def action_open_bills(self):
        """Its bills, for who may read them."""
        self.ensure_one()
        # sudo: which entries there are; they open with the reader's own rights
        bills = self.sudo()._live_bill_lines().move_id.with_env(self.env)
        return bills._get_records_action(name=self.env._("Bills"))

    # ------------------------------------------------------------------ spent by itself

    def _follow_bookings(self):
        """Bring the state in line with what is booked; asked as superuser."""
        if not self:
            return
        booked = self._booked_cost()
        for request in self:
            cost = request.company_currency_id.round(booked.get(request.id, 0.0))
            if request.state == "approved" and cost > 0:
                request._seal_and_write({"state": "spent", "spent_by_booking": True})
            elif request.state == "spent" and request.spent_by_booking and cost <= 0:
                request._seal_and_write({"state": "approved", "spent_by_booking": False})

    def _booked_cost(self):
        """{id: posted cost in company currency}; credit notes and reversals against."""
        lines = self.env["account.move.line"]
        lines.flush_model(["cost_request_id", "expense_id", "balance", "parent_state"])
        self.env["account.move"].flush_model(["state"])
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT line.cost_request_id, sum(line.balance)
                      FROM account_move_line line
                      JOIN account_account account ON account.id = line.account_id
                     WHERE line.cost_request_id = ANY(%s)
                       AND line.parent_state = 'posted'
                       AND account.account_type LIKE 'expense%%'
                  GROUP BY line.cost_request_id
                    """,
                    list(self.ids),
                )
            )
        )


class AccountMove(models.Model):
    """Door: an entry that is posted, reset or deleted moves on the requests it was booked for."""

    _inherit = "account.move"

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            self._requests_booked()._follow_bookings()
        return result

    def unlink(self):
        requests = self._requests_booked()
        result = super().unlink()
        requests._follow_bookings()
        return result

    def _requests_booked(self):
        # sudo: the state follows from the books, whoever keeps them
        return self.sudo().line_ids.cost_request_id
