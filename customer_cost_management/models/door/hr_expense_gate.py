from odoo import api, models
from odoo.exceptions import UserError

from ..platform.approval_seal import holds_seal, sealed
from ..policy.customer_cost_fapiao_fields import JUDGED_FIELDS

#: Fields that a submitted expense was judged by.
SEALED_FIELDS = (
    "total_amount_currency",
    "total_amount",
    "untaxed_amount",
    "untaxed_amount_currency",
    "tax_ids",
    "quantity",
    "price_unit",
    "currency_id",
    "date",
    "company_id",
    "employee_id",
    "product_id",
    "payment_mode",
    "cost_customer_id",
    "cost_category_id",
    "cost_request_id",
    "cost_programme_id",
    "cost_justification",
    "vendor_id",
    "fapiao_type",
    *JUDGED_FIELDS,
)
#: Those of them whose growth the approval itself sees, and the answer to what was found: changed
#: in a returned expense, they let stand what was agreed before.
CONTINUING_FIELDS = {
    "total_amount_currency",
    "total_amount",
    "untaxed_amount",
    "untaxed_amount_currency",
    "tax_ids",
    "quantity",
    "price_unit",
    "cost_justification",
}
STATE_FIELDS = ("approval_state", "state", "account_move_id")


class HrExpense(models.Model):
    """The gate: no controlled expense is approved past its rules, by whatever path, also under
    sudo.

    It acts on expenses that our control covers: with a customer, a request or a
    budget-controlled category.  ``create`` and ``write`` call it after Odoo has written, for
    any change of ``approval_state``, ``state``, its entry or a sealed field; code of the server
    that decided passes with an object that no caller can forge.
    """

    _inherit = "hr.expense"

    @api.model_create_multi
    def create(self, vals_list):
        expenses = super().create(self._with_values_of_requests(vals_list))
        if not holds_seal(self):
            expenses._gate({})
        return expenses

    def write(self, vals):
        [vals] = self._with_values_of_requests([vals])
        watched = {*SEALED_FIELDS, *STATE_FIELDS, "account_id"}
        if holds_seal(self) or not vals.keys() & watched:
            return super().write(vals)
        before = {expense.id: expense._gate_facts() for expense in self}
        result = super().write(vals)
        self._gate(before)
        return result

    def _gate_facts(self):
        return {
            "controlled": self._is_cost_controlled(),
            # sudo: only on an account of expense does a budget see it
            "is_cost": self.sudo().account_id.internal_group == "expense",
            **{name: self[name] for name in (*SEALED_FIELDS, *STATE_FIELDS)},
        }

    def _gate(self, before):
        """Judge what became of each expense.

        :param before: {id: facts before the write}; nothing of an expense just created
        """
        for expense in self:
            old = before.get(expense.id, {})
            if not (expense._is_cost_controlled() or old.get("controlled")):
                continue
            expense._gate_entry(old)
            expense._gate_state(old)
            expense._gate_booked(old)
            was = old.get("approval_state") or False
            if old and was in ("submitted", "approved") and expense._gate_changed(old):
                expense._gate_back_to_draft()
            elif expense.approval_state != was:
                expense._gate_moved(was, created=not old)
            elif old and not was and expense._gate_changed(old, CONTINUING_FIELDS):
                expense._approval_started_again()

    def _gate_state(self, old):
        """The state follows from approval and entry; nobody writes it beside them."""
        if self.account_move_id:
            posted = old and self.account_move_id != old["account_move_id"]
            follows = not old or posted or self.state == old["state"]
        else:
            follows = self.state == (self.approval_state or "draft")
        if not follows:
            raise UserError(
                self.env._(
                    "%(expense)s: its state follows from its approval and its entry and is not "
                    "written by hand. Submit it.",
                    expense=self.name,
                )
            )

    def _gate_booked(self, old):
        """What is booked was agreed to as it stands: a change would be approved with its entry."""
        if old and self.account_move_id and self._gate_changed(old):
            raise UserError(
                self.env._(
                    "%(expense)s is booked in %(entry)s. Reset it to draft, change it, and submit "
                    "it again.",
                    expense=self.name,
                    # sudo: the name of the entry alone
                    entry=self.sudo().account_move_id.display_name,
                )
            )

    def _gate_changed(self, old, but=()):
        """Whether something changed that the approval was given for."""
        now = self._gate_facts()
        return any(now[name] != old[name] for name in {"is_cost", *SEALED_FIELDS} - set(but))

    def _gate_back_to_draft(self):
        """What was agreed was agreed for other figures."""
        # sudo: who may change the expense has thereby taken it back
        expense = sealed(self.sudo())
        expense.write({"approval_state": False, "approval_date": False})
        expense._approval_void()
        expense.message_post(
            body=self.env._("Changed after it was submitted: it has to be submitted again.")
        )

    def _gate_moved(self, was, created):
        if created and self.env.context.get("from_split_wizard"):
            # sudo: its origin changed with the split, and neither is approved any more
            sealed(self.sudo()).write({"approval_state": False, "approval_date": False})
        elif self.approval_state == "approved" and created:
            raise UserError(
                self.env._(
                    "%(expense)s begins as a draft and cannot be created approved. Submit it.",
                    expense=self.name,
                )
            )
        elif self.approval_state == "approved":
            self._gate_check_approval()
            if was != "submitted":
                self._check_can_submit_cost()
        elif self.approval_state == "submitted":
            self._gate_submitted()
        else:
            self._approval_void()

    def _cost_parts_changed(self):
        """Who took part was changed: an approval was given for others."""
        for expense in self:
            if expense.account_move_id or holds_seal(expense):
                continue
            if not expense._is_cost_controlled():
                continue
            if expense.approval_state in ("submitted", "approved"):
                expense._gate_back_to_draft()
            else:
                expense._approval_started_again()

    # ------------------------------------------------------------------ approved, by whom

    def _check_can_approve(self):
        """Odoo's early check says why, before the gate would."""
        result = super()._check_can_approve()
        for expense in self.filtered(lambda expense: expense._is_cost_controlled()):
            if not holds_seal(expense):
                expense._gate_check_approval()
        return result

    def _gate_check_approval(self):
        """Who approves this must be somebody else, must be allowed to, and nothing may miss."""
        user = self.env.user
        # sudo: who took part is compared with who approves, and not told
        document = self.sudo()
        barred = document.employee_id.user_id | document._cost_participants()
        if user in barred:
            raise UserError(
                self.env._(
                    "%(expense)s: you asked for this yourself or took part. Someone else must "
                    "decide.",
                    expense=self.name,
                )
            )
        # without sudo: what counts is what this person may do
        own_rights = self.with_env(self.env(su=False))
        if not own_rights.has_access("read"):
            reason = self.env._("%(expense)s is not for you to see.", expense=self.name)
        else:
            reason = own_rights._get_cannot_approve_reason().get(self.id)
        if reason:
            raise UserError(self.env._("You cannot approve: %(reason)s", reason=reason))
        self._gate_check_complete()

    def _gate_check_complete(self):
        """Steps that are still open, and findings that allow no exception."""
        if self._approval_flow().state == "waiting":
            raise UserError(
                self.env._(
                    "%(expense)s: %(waiting)s", expense=self.name, waiting=self.approval_words
                )
            )
        found = self._judge()
        self._gate_refuse_findings([f for f in found if f["severity"] == "block"])
        if self._approval_flow().state != "approved" and self._needs_steps(found):
            raise UserError(
                self.env._(
                    "%(expense)s needs the agreement of others by the approval rules. Submit it "
                    "first.",
                    expense=self.name,
                )
            )

    def _gate_refuse_findings(self, found):
        if found:
            words = self._findings_in_words(found)
            raise UserError(" ".join(f"{word['message']} ({word['rule']})" for word in words))
