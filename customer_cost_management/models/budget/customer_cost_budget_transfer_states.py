from odoo import fields, models
from odoo.exceptions import UserError

from ...engine.budget.availability import Movement
from ...engine.budget.change import BudgetChange, change_budget, contingency_left
from ...engine.budget.tree import branch_limits
from .budget_guard import as_ledger, check_controller
from .budget_money import major, minor, month_number
from .customer_cost_budget_transfer import OWNER_KINDS
from .customer_cost_commitment_post import PART_FIELDS


class CustomerCostBudgetTransfer(models.Model):
    """Who decides a change, and what it then moves."""

    _inherit = "customer.cost.budget.transfer"

    def action_ask(self):
        """Hand the change to whoever decides it."""
        self.check_access("write")
        self._check_is("draft")
        self._check_may_ask()
        for change in self:
            change._check_budget()
            change._movements_of_change()  # what cannot be is said before somebody is asked
            author = change.author_id
            # sudo: it is handed in the name of its author, whoever presses the button
            change.with_user(author).sudo()._approval_submit()
            change.invalidate_recordset(["state"])
        return True

    def action_approve(self):
        """Move the money."""
        self._check_is("asked")
        for change in self:
            change._check_may_decide()
            change._approval_decided("approve")
        return True

    def action_refuse(self):
        self._check_is("asked")
        for change in self:
            change._check_may_decide(own=True)
            if self.env.user == change.author_id:
                change._approval_event("withdraw")
                # sudo: who asked for it may take it back, and it stays as it was asked
                change.sudo()._decide("refused")
            else:
                change._approval_decided("refuse")
        return True

    def _check_may_decide(self, own=False):
        """A controller, within his limit the budget's owner, or whom the budget names for its
        contingency; nobody his own, except to take it back."""
        self.check_access("read")
        user = self.env.user
        if user == self.author_id:
            if own:
                return
            raise UserError(
                self.env._(
                    "%(change)s: you asked for this yourself. Someone else must decide.",
                    change=self.display_name,
                )
            )
        # sudo: who holds the contingency is told to who tries to release it
        named = self.budget_id.sudo().contingency_user_id
        if self.kind == "contingency_released" and named:
            if user != named:
                raise UserError(
                    self.env._(
                        "%(user)s releases the contingency of %(budget)s. Ask there.",
                        user=named.name,
                        budget=self.budget_id.sudo().display_name,
                    )
                )
            return
        if not self._is_owner_deciding():
            check_controller(self.env)

    def _is_owner_deciding(self):
        """Whether the owner of the budget decides, within a limit, and no controller."""
        # sudo: who owns the budget and how far he decides is asked of whoever decides
        budget = self.budget_id.sudo()
        user = self.env.user
        is_controller = user.has_group("customer_cost_management.group_controller")
        named = self.kind == "contingency_released" and budget.contingency_user_id
        is_owner = user == budget.owner_id and bool(budget.owner_limit) and not named
        return is_owner and not is_controller and self.kind in OWNER_KINDS

    def _check_budget(self):
        # sudo: state and name of the budget that the change is of
        budget = self.budget_id.sudo()
        if budget.state != "approved":
            raise UserError(
                self.env._(
                    "%(budget)s is not approved. Only approved budgets change by transfers.",
                    budget=budget.display_name,
                )
            )

    def _decide(self, state):
        as_ledger(self).write(
            {"state": state, "decided_by_id": self.env.uid, "decided_on": fields.Datetime.now()}
        )

    def _apply(self):
        """Check what is free once more, with the lines counted up, and write the movements."""
        self._check_budget()
        lines = self.line_id | self.from_line_id
        if self.kind == "contingency_released":
            lines = self.budget_id.line_ids  # they all share it
        ledger = self.env["customer.cost.commitment"]
        ledger._count_up(lines.ids)
        limit = self.budget_id.owner_limit if self._is_owner_deciding() else None
        movements = self._movements_of_change(limit)
        kinds = [movement.kind for movement in movements]
        ledger._record([(self._name, self.id)], kinds, movements)
        self._decide("approved")

    def _movements_of_change(self, limit=None):
        """The engine's movements of this change; a readable refusal where there are none.

        :param limit: the most that who decides may move; None for no limit
        """
        self.ensure_one()
        change = self.sudo()  # sudo: what is free does not depend on who asks
        budget, money = change.budget_id, change.currency_id
        totals = budget._tally()
        free = change._free(totals)
        result = change_budget(
            BudgetChange(
                (change._name, change.id, *(None,) * len(PART_FIELDS)),
                change.kind,
                change.line_id.id,
                budget._period(change.month),
                minor(change.amount, money),
                change.from_line_id.id or None,
                budget._period(change.from_month) if change.from_month else None,
                None if limit is None else minor(limit, money),
            ),
            free,
        )
        for problem in result.problems:
            raise UserError(self._refusal(problem, free))
        first = month_number(budget.date_from)
        return [
            Movement(m.source, m.line, m.period + first, m.kind, m.amount) for m in result.movements
        ]

    def _free(self, totals):
        """What this change may take, minor units."""
        budget = self.budget_id
        if self.kind == "contingency_released":
            return contingency_left(minor(budget.contingency, self.currency_id), totals)
        line = self.from_line_id or self.line_id
        month = self.from_month or self.month
        limits = branch_limits(totals, budget._line_parents(), budget.window)
        return int(limits[totals.lines.index(line.id), budget._period(month)])

    def _refusal(self, problem, free):
        if problem.code == "change_above_authority":
            return self.env._(
                "%(change)s moves %(amount)s. The owner of %(budget)s decides up to %(limit)s; "
                "ask a controller to decide.",
                change=self.display_name,
                amount=self.currency_id.format(abs(self.amount)),
                budget=self.budget_id.display_name,
                limit=self.currency_id.format(self.budget_id.owner_limit),
            )
        if problem.code == "change_exceeds_free":
            place = self.env._("the contingency")
            if self.kind != "contingency_released":
                place = (self.from_line_id or self.line_id).sudo().display_name
            amount = self.currency_id.format(major(max(free, 0), self.currency_id))
            return self.env._("Only %(amount)s is free on %(place)s.", amount=amount, place=place)
        return self.env._(
            "%(change)s cannot be done. Check its lines and its amount.", change=self.display_name
        )
