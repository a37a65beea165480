from odoo import api, models
from odoo.exceptions import UserError

from .budget_guard import as_ledger, as_quiet, check_controller, is_ledger
from .budget_money import major, minor, month_start

#: Fields that only the buttons write.
STATE_FIELDS = {"state", "agreed_ids", "submitted_by_id", "approved_by_id", "approved_on"}
#: Fields that may be written in every state: they change no figure and no control.
FREE_FIELDS = {"objective", "goals", "owner_id", "contingency_user_id"}


class CustomerCostBudget(models.Model):
    """Who moves a budget on, and what may be written in which state."""

    _inherit = "customer.cost.budget"

    # ------------------------------------------------------------------ what may be written

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.keys() & STATE_FIELDS for vals in vals_list):
            raise UserError(self.env._("A budget begins as a draft; its buttons move it on."))
        beginning = {"state": "draft", "submitted_by_id": False, "approved_by_id": False}
        return super().create([vals | beginning for vals in vals_list])

    def write(self, vals):
        if is_ledger(self.env) or vals.keys() == {"approval_flow"}:
            return super().write(vals)
        if vals.keys() & STATE_FIELDS:
            raise UserError(self.env._("Use the buttons to submit, approve or close a budget."))
        lines_alone = vals.keys() <= FREE_FIELDS | {"line_ids", "goal_ids"}
        if not (lines_alone or all(name.startswith(("message_", "activity_")) for name in vals)):
            self._check_is_draft()
        return super().write(vals)

    def _check_is_draft(self):
        for budget in self:
            if budget.state != "draft":
                raise UserError(
                    self.env._(
                        "%(budget)s is no draft any more. Ask for a supplement, a revision or a "
                        "transfer, or return it to draft while it is in review.",
                        budget=budget.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        self._check_is_draft()

    # ------------------------------------------------------------------ buttons

    def action_submit(self):
        """Fix the budget and ask its reviewers, then the controllers."""
        self._check_may_decide("draft")
        for budget in self:
            budget._check_sound()
            budget._approval_begin()
        return True

    def action_agree(self):
        """A reviewer agrees to the budget as it stands."""
        for budget in self:
            budget._agree()
        return True

    def action_return(self):
        """Back to draft, to be changed."""
        for budget in self:
            if budget.state != "review":
                raise UserError(
                    self.env._("%(budget)s is not in review.", budget=budget.display_name)
                )
            if self.env.user not in budget.reviewer_ids:
                check_controller(self.env)
            budget._approval_void()
        return True

    def action_approve(self):
        """Put the budget in force: its lines control documents from now on."""
        self._check_may_decide("review")
        for budget in self:
            budget._check_may_approve()
            budget._approve()
        return True

    def action_close(self):
        """Nothing is committed or changed any more."""
        self._check_may_decide("approved")
        for budget in self:
            if budget._has_open_commitments():
                raise UserError(
                    self.env._(
                        "%(budget)s still has open commitments. Say what becomes of them by "
                        "Carry Forward, then close it.",
                        budget=budget.display_name,
                    )
                )
        return self._move_on({"state": "closed"})

    # ------------------------------------------------------------------ rules

    def _check_may_decide(self, state):
        check_controller(self.env)
        self.check_access("write")
        labels = dict(self._fields["state"]._description_selection(self.env))
        for budget in self:
            if budget.state != state:
                raise UserError(
                    self.env._(
                        "%(budget)s is %(state)s. This needs a budget that is %(needed)s.",
                        budget=budget.display_name,
                        state=labels[budget.state],
                        needed=labels[state],
                    )
                )

    def _check_may_approve(self):
        if self.submitted_by_id == self.env.user:
            raise UserError(
                self.env._(
                    "%(budget)s: you submitted it yourself. Another controller must approve it.",
                    budget=self.display_name,
                )
            )
        if self._waits_for("budget_review"):
            # sudo: whom the budget waits for is told to who would approve it
            missing = self.sudo().approver_ids
            raise UserError(
                self.env._(
                    "%(budget)s: %(users)s did not agree yet. Ask them, or return the budget to "
                    "draft and take them off the reviewers.",
                    budget=self.display_name,
                    users=", ".join(missing.mapped("name")),
                )
            )

    def _check_sound(self):
        """The lines and the contingency add up to the total, and no two lines tie."""
        self._check_adds_up()
        others = self.env["customer.cost.budget.line"]._lines_in_force(
            [
                {"company_id": self.company_id.id, "date": day}
                for day in (self.date_from, self.date_to)
            ]
        )
        lines = (self.line_ids.sudo() | others).sorted("id")
        for line, other in lines._ties():
            if self in (line.budget_id, other.budget_id):
                raise UserError(
                    self.env._(
                        '"%(line)s" (%(budget)s) and "%(other)s" (%(other_budget)s) would both '
                        "control the same documents. Make one of them more specific.",
                        line=line.display_name,
                        budget=line.budget_id.name,
                        other=other.display_name,
                        other_budget=other.budget_id.name,
                    )
                )

    def _check_adds_up(self):
        if not self.line_ids:
            raise UserError(
                self.env._(
                    "%(budget)s has no lines. Add one, or split the total.",
                    budget=self.display_name,
                )
            )
        money = self.currency_id
        planned = sum(minor(line.planned, money) for line in self.line_ids)
        rest = minor(self.total, money) - minor(self.contingency, money) - planned
        if rest:
            raise UserError(
                self.env._(
                    "%(budget)s: lines of %(planned)s and a contingency of %(contingency)s are "
                    "not the total of %(total)s. The difference is %(rest)s.",
                    budget=self.display_name,
                    planned=money.format(major(planned, money)),
                    contingency=money.format(self.contingency),
                    total=money.format(self.total),
                    rest=money.format(major(rest, money)),
                )
            )

    def _has_open_commitments(self):
        figures = self.line_ids._availability()
        money = self.currency_id
        return any(not money.is_zero(figures[line].committed) for line in self.line_ids)

    # ------------------------------------------------------------------ movements

    def _move_on(self, vals):
        as_ledger(self).write(vals)
        return True

    def _post_plan(self):
        """The amounts of the lines, month by month, as movements."""
        self.ensure_one()
        rows = [
            {"line_id": line.id, "date": month_start(number), "amount": amount}
            for line in self.line_ids
            for number, amount in line._phased(line.planned)
        ]
        self.env["customer.cost.commitment"]._post(self, "approved", rows)

    def _consume_what_is_booked(self):
        """Entries that were posted before the budget was approved consume it, too."""
        for budget in self:
            # sudo: the books of the company, whatever the controller has switched on
            items = (
                self.env["account.move.line"]
                .sudo()
                .search(
                    [
                        ("company_id", "child_of", budget.company_id.id),
                        ("parent_state", "=", "posted"),
                        ("cost_category_id.budget_controlled", "=", True),
                        "|",
                        ("date", ">=", budget.date_from),
                        ("move_id.invoice_date", ">=", budget.date_from),
                    ]
                )
            )
            as_quiet(items.move_id)._sync_budgets()
