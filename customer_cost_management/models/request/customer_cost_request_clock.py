from odoo import api, fields, models
from odoo.fields import Domain

from ...engine.budget.availability import COMMITTED

TOOK_PLACE = "customer_cost_management.mail_activity_type_took_place"
SPEND_SOON = "customer_cost_management.mail_activity_type_spend_soon"
#: So many days before its budget is released, who asked is reminded.
REMIND_DAYS = 5


class CustomerCostRequest(models.Model):
    """The clock of requests: escalated, asked what became of the day, reminded, released.

    =================================  ====================================================
    when                               what
    =================================  ====================================================
    an approver's days are over        the next in line is asked instead
    the day after its day              who asked has an activity: took place, moved, cancelled
    a few days before *Spend by*       who asked is reminded, once
    after *Spend by*                   spent if anything was, else cancelled; the budget is free
    *Outcome due* days after that      the rest of a spent one goes back to the budget
    =================================  ====================================================
    """

    _name = "customer.cost.request"
    _inherit = ["customer.cost.request", "customer.cost.clock"]

    asked_on = fields.Date("Asked what became of it", readonly=True, copy=False)
    reminded_on = fields.Date("Reminded to spend it", readonly=True, copy=False)
    rest_released_on = fields.Date(
        readonly=True,
        copy=False,
        help="Since then it covers nothing more: a late receipt is asked for by itself.",
    )

    @api.model
    def _cron_requests(self):
        """What is due today, each document by itself."""
        self._do_each(list(self._due_today()))

    @api.model
    def _due_today(self):
        """Bound methods, one a document, of all that is due; found by one search a kind."""
        today = fields.Date.context_today(self)
        late = self.env["customer.cost.approval"].search(
            [("state", "=", "waiting"), ("due", "!=", False), ("due", "<=", today)]
        )
        for model, document in sorted({(step.res_model, step.res_id) for step in late}):
            yield self.env[model].browse(document)._approval_escalate
        approved = Domain("state", "=", "approved")
        for request in self.search(approved & Domain("valid_until", "<", today)):
            yield request._expire
        for request in self._with_rest(today):
            yield request._release_rest
        unused = approved & Domain("valid_until", ">=", today) & Domain("expense_ids", "=", False)
        over = Domain("date", "<", today) & Domain("is_after_the_fact", "=", False)
        for request in self.search(unused & over & Domain("asked_on", "=", False)):
            yield request._ask_what_became
        soon = Domain("valid_until", "<=", fields.Date.add(today, days=REMIND_DAYS))
        for request in self.search(unused & soon & Domain("reminded_on", "=", False)):
            yield request._remind_to_spend

    # ------------------------------------------------------------------ one document each

    def _expire(self):
        """Its time is over: what nothing was spent on is free again."""
        if self.expense_ids or self._live_bill_lines():
            self._seal_and_write({"state": "spent"})
        else:
            self._seal_and_write({"state": "cancelled"})
            mine = self._for_requester()
            mine._tell(mine.env._("Not spent in time: its budget is free again."))
            self._budget_release()

    @api.model
    def _with_rest(self, today):
        """Spent requests for which money is kept though nothing more is to come."""
        spent = self.search([("state", "=", "spent"), ("valid_until", "<", today)])
        over = spent.filtered(lambda request: request._is_settled(today))
        kept = {movement.source[1] for movement in over._money_kept()}
        return over.filtered(lambda request: request.id in kept)

    def _is_settled(self, today):
        """Whether the days for receipts are over and none is on its way to the books."""
        days = self.company_id.customer_cost_outcome_days
        under_way = self.expense_ids.filtered(lambda e: e.state in ("submitted", "approved"))
        drafts = self._live_bill_lines().filtered(lambda line: line.parent_state == "draft")
        return fields.Date.add(self.valid_until, days=days) < today and not (under_way or drafts)

    def _money_kept(self):
        """Movements of what budgets still keep for these requests."""
        keys = [(self._name, request.id) for request in self]
        return self._budget_ledger()._recorded(keys, [COMMITTED])

    def _release_rest(self):
        money = self.company_currency_id
        kept = sum(movement.amount for movement in self._money_kept())
        amount = money.format(kept / 10**money.decimal_places)
        self._budget_release()
        self._seal_and_write({"rest_released_on": fields.Date.context_today(self)})
        mine = self._for_requester()
        mine._tell(
            mine.env._("%(amount)s was not spent and went back to the budget.", amount=amount)
        )

    def _ask_what_became(self):
        asked = self._for_requester().env._(
            "Took place, moved or cancelled? %(what)s", what=self.name
        )
        self._clock_activity(TOOK_PLACE, asked)
        self._seal_and_write({"asked_on": fields.Date.context_today(self)})

    def _remind_to_spend(self):
        told = self._for_requester().env._(
            "Spend by %(day)s, or its budget is released: %(what)s",
            day=self.valid_until,
            what=self.name,
        )
        self._clock_activity(SPEND_SOON, told)
        self._seal_and_write({"reminded_on": fields.Date.context_today(self)})

    def _clock_activity(self, kind, summary):
        """For who asked, while he is with us."""
        if self.user_id.active:
            self.activity_schedule(kind, summary=summary, user_id=self.user_id.id)

    # ------------------------------------------------------------------ settled

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state", "approved") != "approved":
            self._clock_settled(TOOK_PLACE, SPEND_SOON)
        elif "date" in vals:
            self._clock_settled(TOOK_PLACE)
            self.filtered("asked_on")._seal_and_write({"asked_on": False})
        return result

    def _clock_settled(self, *kinds):
        """What was asked for is done: nobody is asked about it any more."""
        # sudo: activities of the clock, whoever settled it
        self.sudo().activity_unlink(list(kinds))
