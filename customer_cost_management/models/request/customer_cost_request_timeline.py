from statistics import median

from odoo import api, fields, models

#: So many of the last decisions say how long one usually takes; fewer than the least say nothing.
LAST_DECISIONS = 30
LEAST_DECISIONS = 3
#: Steps that somebody decided, with the look of what he did.
DECIDED = {
    "approved": ("approved", "done"),
    "returned": ("returned", "warning"),
    "refused": ("refused", "stopped"),
}


def _when_decided(step):
    return (step.decided_on, step.position, step.id)


class CustomerCostRequest(models.Model):
    """What happened to a request and what comes next, as one list for its reader.

    Each entry: ``{kind, look, title, note, day, amount}``; ``look`` is done, now, next, warning
    or stopped; day as ISO text, amount in company currency.
    """

    _inherit = "customer.cost.request"

    timeline = fields.Json(compute="_compute_timeline", compute_sudo=True)
    usual_words = fields.Char("Usual time", compute="_compute_usual_words", compute_sudo=True)

    @api.depends("state", "approval_ids.state", "expense_ids.state", "outcome_result")
    @api.depends_context("lang")
    def _compute_timeline(self):
        for request in self:
            asked = request.submitted_on or request.approval_ids
            request.timeline = request._timeline() if asked else []

    def _timeline(self):
        return [
            *self._timeline_asked(),
            *self._timeline_decided(),
            *self._timeline_approved(),
            *self._timeline_spent(),
            *self._timeline_settled(),
        ]

    @api.model
    def _entry(self, kind, look, title, **more):
        day = more.pop("day", None)
        return {"kind": kind, "look": look, "title": title, **more} | {
            "day": fields.Date.to_string(day) if day else False
        }

    def _timeline_asked(self):
        if not self.submitted_on:
            return []
        words = self.env._("Asked by %(name)s", name=self.user_id.name)
        return [self._entry("asked", "done", words, day=self.submitted_on, amount=self.cost)]

    # ------------------------------------------------------------------ decisions

    def _timeline_decided(self):
        """Who decided, in the order it happened, then whom it waits for and who comes after."""
        steps = self.approval_ids
        decided = steps.filtered(lambda step: step.state in DECIDED and step.decided_on)
        waiting = steps.filtered(lambda step: step.state == "waiting")
        upcoming = steps.filtered(lambda step: step.state == "upcoming")
        return [
            *(self._entry_of_decision(step) for step in decided.sorted(_when_decided)),
            *([self._entry_of_waiting(waiting)] if waiting else []),
            *(self._entry_of_upcoming(step) for step in upcoming.sorted("position")),
        ]

    def _entry_of_decision(self, step):
        kind, look = DECIDED[step.state]
        name = step.decided_by_id.name
        title = {
            "approved": lambda: self.env._("Approved by %(name)s", name=name),
            "returned": lambda: self.env._("Returned by %(name)s", name=name),
            "refused": lambda: self.env._("Refused by %(name)s", name=name),
        }[kind]()
        counts_no_longer = step.void and step.state == "approved"
        day = fields.Datetime.context_timestamp(self, step.decided_on).date()
        note = self.env._("Asked again since") if counts_no_longer else ""
        return self._entry(kind, "next" if counts_no_longer else look, title, day=day, note=note)

    def _entry_of_waiting(self, waiting):
        names = ", ".join(waiting.user_id.mapped("name"))
        since = min(filter(None, waiting.mapped("since")), default=None)
        title = self.env._("Waiting for %(names)s", names=names)
        return self._entry("waiting", "now", title, day=since, note=self.usual_words)

    def _entry_of_upcoming(self, step):
        title = self.env._("Then %(name)s", name=step.user_id.name)
        return self._entry("upcoming", "next", title)

    # ------------------------------------------------------------------ how long it takes

    @api.depends("state", "company_id")
    @api.depends_context("lang")
    def _compute_usual_words(self):
        for request in self:
            waits = request.state == "submitted" and request.approver_ids
            request.usual_words = waits and request._usual_time() or False

    def _usual_time(self):
        """How long a decision on requests took lately, in words; the median of the company's
        last ones, whoever decided, so that it says nothing of one person."""
        decided = self.env["customer.cost.approval"].search(
            [
                ("res_model", "=", self._name),
                ("company_id", "=", self.company_id.id),
                ("decided_on", "!=", False),
                ("since", "!=", False),
            ],
            order="decided_on desc, id desc",
            limit=LAST_DECISIONS,
        )
        if len(decided) < LEAST_DECISIONS:
            return ""
        days = median(max((step.decided_on.date() - step.since).days, 0) for step in decided)
        if days < 1:
            return self.env._("Usually decided on the same day.")
        if days < 2:
            return self.env._("Usually decided within a day.")
        return self.env._("Usually decided within %(days)s days.", days=round(days))

    # ------------------------------------------------------------------ money and outcome

    def _timeline_approved(self):
        entries = []
        if self.approved_on and self.state in ("approved", "spent", "closed"):
            if not self.approval_ids.filtered(lambda s: s.state == "approved" and not s.void):
                title = self.env._("Approved without asking anybody")
                entries.append(self._entry("approved", "done", title, day=self.approved_on))
            if self.state == "approved" and not self.spent:
                title = self.env._("Spend it by")
                entries.append(self._entry("spend", "now", title, day=self.valid_until))
        return entries

    def _timeline_spent(self):
        """Its expenses, its bills, and what of them is in the books."""
        expenses = self.expense_ids.filtered(lambda expense: expense.state != "refused")
        lines = self._live_bill_lines()
        entries = []
        if expenses:
            words = self.env._("Expenses: %(count)s", count=len(expenses))
            total = sum(expense._cost_amount() for expense in expenses)
            open_ones = expenses.filtered(lambda e: e.state in ("draft", "submitted"))
            note = open_ones and self.env._("Not approved yet: %(count)s", count=len(open_ones))
            entries.append(self._entry_of_cost(words, expenses.mapped("date"), total, note))
        if lines:
            words = self.env._("Bills: %(count)s", count=len(lines.move_id))
            days = [move.invoice_date or move.date for move in lines.move_id]
            entries.append(self._entry_of_cost(words, days, sum(lines.mapped("balance"))))
        booked = self._booked_cost().get(self.id)
        if booked:
            words = self.env._("In the books")
            entries.append(self._entry("booked", "done", words, amount=float(booked)))
        return entries

    def _entry_of_cost(self, words, days, amount, note=""):
        amount = self.company_currency_id.round(amount)
        last = max(filter(None, days), default=None)
        look = "now" if note else "done"
        return self._entry("spent", look, words, day=last, amount=amount, note=note or "")

    def _timeline_settled(self):
        if self.state == "closed":
            return self._timeline_closed()
        if self.state == "cancelled":
            return [
                self._entry("cancelled", "stopped", self.env._("Cancelled: its budget is free"))
            ]
        if self.state in ("approved", "spent"):
            is_late = self.outcome_due and self.outcome_due < fields.Date.context_today(self)
            look = "warning" if is_late else "next"
            return [
                self._entry("outcome", look, self.env._("Outcome due"), day=self.outcome_due),
            ]
        return []

    def _timeline_closed(self):
        results = dict(self._fields["outcome_result"]._description_selection(self.env))
        result = results.get(self.outcome_result, "")
        title = self.env._("Outcome: %(result)s", result=result) if result else self.env._("Closed")
        entries = [self._entry("outcome", "done", title, day=self.closed_on)]
        saved = self.company_currency_id.round(self.cost - self.spent)
        if saved > 0 and self._budget_lines():
            title = self.env._("Went back to the budget")
            entries.append(self._entry("released", "done", title, amount=saved))
        return entries
