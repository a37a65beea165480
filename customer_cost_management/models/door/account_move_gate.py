from types import SimpleNamespace

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..expense.bill_words import bill_reason_words
from ..expense.customer_cost_bill import BILL_TYPES
from ..platform.approval_seal import sealed
from .account_move_spending import UNDER_WAY


class AccountMove(models.Model):
    """The gate: no vendor bill with relationship cost is posted past its rules, by whatever path,
    also under sudo and in a batch.

    ==================================================  =======================================
    what                                                what it needs
    ==================================================  =======================================
    entries of accountants (``entry``), credit notes    nothing: they consume as unplanned
    bills without relationship cost                     nothing
    a finding that asks why                             a reason on the bill
    over its request beyond the tolerance; above the    the agreement of whom the approval
    limit without a request; a finding that escalates   rules name, for the bill as it stands
    or blocks; more than is left on a budget line that
    escalates or blocks, without a request that covers
    it: also its owner's
    ==================================================  =======================================

    A rule that blocks lets a request or an expense not be submitted.  A vendor's bill is owed
    already: it is not kept out of the books, but somebody else agrees to it first.
    """

    _inherit = "account.move"

    cost_justification = fields.Text(
        "Justification", copy=False, help="Answers what spending rules found."
    )
    cost_bill_ids = fields.One2many("customer.cost.bill", "move_id", readonly=True)
    cost_bill_state = fields.Selection(
        [
            ("free", "Nothing needed"),
            ("reason", "A reason is needed"),
            ("ask", "Needs approval"),
            ("waiting", "Waiting for approval"),
            ("approved", "Approved"),
            ("refused", "Refused"),
        ],
        "Spending control",
        compute="_compute_cost_bill_state",
        compute_sudo=True,
    )

    @api.depends(
        "cost_bill_ids.state",
        "state",
        "cost_justification",
        "partner_id",
        "invoice_date",
        "fapiao_number",
        "line_ids.balance",
        "line_ids.cost_request_id",
        "line_ids.cost_customer_id",
        "line_ids.cost_category_id",
    )
    def _compute_cost_bill_state(self):
        for move in self:
            current = move.cost_bill_ids.sorted("id")[-1:]
            standing = current.state in (*UNDER_WAY, "refused")
            if standing and (move.state != "draft" or current._is_as_shown()):
                move.cost_bill_state = current.state
            elif move.state != "draft" or not move._is_controlled_bill():
                move.cost_bill_state = "free"
            else:
                move.cost_bill_state = move._bill_needs()

    def _bill_needs(self):
        """What a draft that nobody was asked about needs: ``ask``, ``reason`` or nothing."""
        found = self._bill_findings()
        if self._bill_reasons(found):
            return "ask"
        return "reason" if self._bill_lacks_reason(found) else "free"

    def _bill_lacks_reason(self, found):
        if (self.cost_justification or "").strip():
            return False
        strict = ("justify", "escalate", "block")
        # sudo: budgets are judged for the company, whoever enters the bill
        budgets = self.sudo()._bill_over_budget()
        return any(f["severity"] in strict for f in found) or any(
            f.reaction in strict for f in budgets
        )

    def _bill_asks_why(self, found):
        """What a reason must answer, in one text."""
        words = [word["message"] for word in self._bill_carrier()._findings_in_words(found)]
        return " ".join([*words, *(f.sentence(self.env) for f in self._bill_over_budget())])

    # ------------------------------------------------------------------ posting

    def write(self, vals):
        if vals.get("state") == "posted":
            self._check_bills_may_be_posted()
        result = super().write(vals)
        if "state" not in vals:
            self._void_changed_bills()
        return result

    def unlink(self):
        # sudo: what was asked about a draft goes with it, and with it the rows of who was asked
        bills = sealed(self.sudo().cost_bill_ids)
        bills.activity_ids.unlink()
        bills.unlink()
        return super().unlink()

    def _check_bills_may_be_posted(self):
        """Each bill that may not be posted is named with its reason and the remedy."""
        bills = self.filtered(lambda m: m.move_type in BILL_TYPES and m.state != "posted")
        controlled = bills._with_controlled_cost()
        problems = [problem for bill in controlled for problem in bill._bill_problems()]
        problems = problems or list(controlled._problems_together())
        if problems:
            raise UserError("\n".join(problems))
        controlled._take_turns_on_budgets()

    def _problems_together(self):
        """Bills that pass one by one and take together more than a line leaves without a word."""
        if len(self) < 2:
            return
        # sudo: budgets are judged for the company, whoever posts
        asked = [(move, part) for move in self.sudo() for part in move._bill_parts_not_reserved()]
        document = SimpleNamespace(_name=self._name, id=0)
        ledger = self.env["customer.cost.commitment"].sudo()
        for finding in ledger._check(document, [part for _move, part in asked]):
            moves = self.browse().union(*(asked[position][0] for position in finding.parts))
            agreed = all(move.cost_bill_state == "approved" for move in moves)
            if finding.reaction in ("escalate", "block") and len(moves) > 1 and not agreed:
                yield self.env._(
                    '%(bills)s take together more than "%(line)s" has left. Confirm them one '
                    "after the other.",
                    bills=", ".join(move.display_name for move in moves),
                    line=finding.line.display_name,
                )

    def _take_turns_on_budgets(self):
        """Of two who post on one line at once, the second is run again and sees the first."""
        # sudo: lines are counted up for the company, whoever posts
        lines = self.env["customer.cost.budget.line"].sudo()
        for move in self:
            lines |= move._bill_budget_lines()
        lines.env["customer.cost.commitment"]._count_up(set(lines.ids))

    def _bill_problems(self):
        # sudo: rules and requests decide, whoever posts
        move = self.sudo()
        if not move._is_controlled_bill():
            return
        found = move._bill_findings()
        values = {"bill": self.display_name}
        if move._bill_lacks_reason(found):
            values["findings"] = move._bill_asks_why(found)
            yield self.env._(
                "%(bill)s: %(findings)s Say on the bill why it is right all the same.", **values
            )
        reasons = move._bill_reasons(found)
        if not reasons or move._bill_is_agreed(reasons):
            return
        money = move.company_id.currency_id
        values["reasons"] = " ".join(bill_reason_words(self.env, reasons, money))
        current = move.env["customer.cost.bill"]._current(move)
        if current.state == "waiting" and current._is_as_shown():
            yield self.env._(
                "%(bill)s: %(waiting)s", bill=values["bill"], waiting=current.approval_words
            )
        else:
            yield self.env._(
                "%(bill)s: %(reasons)s Use Ask for Approval, and confirm it afterwards.", **values
            )

    def _bill_is_agreed(self, reasons):
        """Whether it was agreed to as it stands, and for no less than it takes now."""
        current = self.env["customer.cost.bill"]._current(self)
        needed = current._authority(self._bill_authority(reasons)) if current else 0
        return (
            current.state == "approved"
            and current._is_as_shown()
            and current.currency_id.compare_amounts(needed, current.authority_amount) <= 0
        )

    # ------------------------------------------------------------------ sealed once asked for

    def _void_changed_bills(self):
        """What was agreed was agreed for other figures."""
        drafts = self.filtered(lambda m: m.move_type in BILL_TYPES and m.state == "draft")
        if not drafts:
            return
        # sudo: who may change the bill has thereby taken it back
        bills = self.env["customer.cost.bill"].sudo()
        for bill in bills.search([("move_id", "in", drafts.ids), ("state", "in", UNDER_WAY)]):
            if not bill._is_as_shown():
                bill._approval_void()
                bill.move_id.message_post(
                    body=self.env._(
                        "Changed after approval was asked for: it has to be asked for again."
                    )
                )

    # ------------------------------------------------------------------ asking

    def action_ask_cost_approval(self):
        """Put the bill to whom the approval rules name."""
        self.check_access("write")
        for move in self:
            move._check_can_ask()
            move.env["customer.cost.bill"]._ask(move)
        return True

    def _check_can_ask(self):
        # sudo: see _bill_problems
        found = self.sudo()._bill_findings()
        state = self.cost_bill_state
        values = {"bill": self.display_name}
        if self.state == "draft" and state in ("ask", "reason") and self._bill_lacks_reason(found):
            values["findings"] = self.sudo()._bill_asks_why(found)
            raise UserError(
                self.env._(
                    "%(bill)s: %(findings)s Say on the bill why it is right all the same.",
                    **values,
                )
            )
        if self.state != "draft" or state in ("free", "reason", "approved"):
            raise UserError(self.env._("%(bill)s needs no approval.", **values))
        if state == "waiting":
            raise UserError(self.env._("%(bill)s is with who decides already.", **values))
        if state == "refused":
            raise UserError(
                self.env._(
                    "%(bill)s was refused as it stands. Change it before you ask again.", **values
                )
            )

    def action_open_cost_bill(self):
        """The approval of the bill, with who was asked and what was said."""
        self.ensure_one()
        current = self.cost_bill_ids.sorted("id")[-1:]
        return current._get_records_action(name=current.name)
