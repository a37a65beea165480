from odoo import Command, models
from odoo.exceptions import UserError

#: Only Odoo's own posting, which holds this very object, ties an expense to an entry.
#: A context that comes over RPC can name the key, but can never carry the object.
POSTING = object()
POSTING_KEY = "customer_cost_expense_posting"


def posting(records):
    """The same records, in the hands of Odoo's posting of expenses."""
    return records.with_context(**{POSTING_KEY: POSTING})


def is_posting(env):
    return env.context.get(POSTING_KEY) is POSTING


class HrExpense(models.Model):
    """The entry of an expense: it follows from posting what was approved, and from nothing else.

    Odoo reads *posted* and *paid* from the entry, so that who could write it would need no
    approval.
    """

    _inherit = "hr.expense"

    def _post_without_wizard(self):
        return super(HrExpense, posting(self))._post_without_wizard()

    def _create_company_paid_moves(self):
        moves = super(HrExpense, posting(self))._create_company_paid_moves()
        return moves.with_env(self.env)

    def _gate_entry(self, old):
        """Posting ties what was approved to its entry; a reversal or a cancellation unties it.

        :param old: facts before the write; nothing of an expense just created
        """
        # sudo: whether there is an entry and what became of it, whoever may read it
        entry = self.sudo().account_move_id
        before = old.get("account_move_id", entry.browse()).sudo().exists()
        if entry == before:
            return
        if is_posting(self.env):
            if entry and self.approval_state != "approved":
                raise UserError(
                    self.env._(
                        "%(expense)s is not approved and cannot be posted. Submit it first.",
                        expense=self.name,
                    )
                )
        elif entry or before.state != "cancel":
            raise UserError(
                self.env._(
                    "%(expense)s: its entry follows from posting the expense and is not chosen "
                    "by hand. Approve and post it; to undo that, reverse the entry.",
                    expense=self.name,
                )
            )


# beside the expense, whose only way to an entry it is
# pylint: disable-next=no-wizard-in-models
class HrExpensePostWizard(models.TransientModel):
    _inherit = "hr.expense.post.wizard"

    def action_post_entry(self):
        return super(HrExpensePostWizard, posting(self)).action_post_entry()


class AccountMove(models.Model):
    """Door: a reversal lets go of the expenses; a bill is free of its own control only as far as
    expenses that passed the gate stand behind it."""

    _inherit = "account.move"

    def _reverse_moves(self, default_values_list=None, cancel=False):
        # Odoo does the same, in a write that anybody could send
        posting(self.filtered("expense_ids")).write({"expense_ids": [Command.clear()]})
        return super()._reverse_moves(default_values_list, cancel)

    def _is_of_approved_expenses(self):
        """Whether all its relationship cost was agreed to as expenses, and no more than that."""
        # sudo: what was agreed for expenses decides, whoever keeps the books
        move = self.sudo()
        agreed = move.expense_ids.filtered(
            lambda expense: expense.approval_state == "approved" and expense._is_cost_controlled()
        )
        lines = move._controlled_lines()
        named = lines.filtered(lambda line: not line.tax_line_id)
        if not agreed or any(line.expense_id not in agreed for line in named):
            return False
        cost, most = sum(lines.mapped("balance")), sum(agreed.mapped("total_amount"))
        return move.company_id.currency_id.compare_amounts(cost, most) <= 0
