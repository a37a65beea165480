from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..platform.approval_seal import amount_of_minor_units, holds_seal, sealed
from .bill_words import bill_reason_words, part_words

#: Bills and receipts that a vendor sent.  Entries (``entry``) are the accountants' own and free.
BILL_TYPES = ("in_invoice", "in_receipt")


class CustomerCostBill(models.Model):
    """A vendor bill that somebody else has to agree to before it is posted.

    ========  ===================================================  ==========================
    state     meaning                                              who moves it on
    ========  ===================================================  ==========================
    draft     returned, or changed after it was asked for          who enters the bill asks again
    waiting   the approval rules say who decides                   the people asked
    approved  may be posted as it was shown, and no other          nobody
    refused   cannot be posted like this                           change the bill, ask anew
    ========  ===================================================  ==========================

    A record of its own, because who decides has no right on accounting: he sees vendor,
    amount, customers and what it is for, as sealed when he was asked.
    """

    _name = "customer.cost.bill"
    _description = "Vendor Bill to Approve"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "customer.cost.approval.mixin",
        "customer.cost.spending",
    ]
    _order = "id desc"
    _mail_post_access = "read"

    name = fields.Char(required=True, readonly=True)
    move_id = fields.Many2one(
        "account.move", "Bill", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one("res.users", "Entered by", required=True, readonly=True, index=True)
    vendor_id = fields.Many2one("res.partner", readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        readonly=True,
        index="btree_not_null",
        help="On whom most of it was spent.",
    )
    cost_request_id = fields.Many2one("customer.cost.request", "Request", readonly=True)
    date = fields.Date(readonly=True, help="Date of the bill.")
    amount = fields.Monetary(readonly=True, help="Relationship cost on it, in company currency.")
    authority_amount = fields.Monetary(
        "Amount to agree to",
        readonly=True,
        help="Beyond a request's tolerance everything that was spent on the request.",
    )
    sealed_values = fields.Json(readonly=True, help="What was shown: any change asks again.")
    reasons = fields.Json(readonly=True, help="Codes of why somebody else must agree.")
    reason_words = fields.Text("Needs approval because", compute="_compute_words")
    part_words = fields.Text("Spent on", compute="_compute_words")
    justification = fields.Text(readonly=True)
    state = fields.Selection(
        [
            ("draft", "To ask again"),
            ("waiting", "Submitted"),
            ("approved", "Approved"),
            ("refused", "Refused"),
        ],
        required=True,
        default="draft",
        readonly=True,
        index=True,
        tracking=True,
    )

    @api.depends("reasons", "sealed_values")
    @api.depends_context("lang")
    def _compute_words(self):
        for bill in self:
            money = bill.company_id.currency_id
            bill.reason_words = "\n".join(bill_reason_words(self.env, bill.reasons or [], money))
            parts = (bill.sealed_values or {}).get("parts", [])
            bill.part_words = "\n".join(part_words(self.env, part, money) for part in parts)

    # ------------------------------------------------------------------ what may be written

    @api.model_create_multi
    def create(self, vals_list):
        self._check_by_server()
        return super().create(vals_list)

    def write(self, vals):
        if vals.keys() - {"approval_flow"} and not self._is_chatter(vals):
            self._check_by_server()
        return super().write(vals)

    @api.model
    def _is_chatter(self, vals):
        """Followers, activities and attachments are nobody's decision."""
        return all(name.startswith(("message_", "activity_")) for name in vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_by_bill(self):
        self._check_by_server()

    def _check_by_server(self):
        if not holds_seal(self):
            raise UserError(
                self.env._("This follows from the bill. Change the bill and ask for approval.")
            )

    # ------------------------------------------------------------------ as rules see it

    def _spending_of(self, attendees, **values):
        """A part of the bill, named as the bill."""
        spending = super()._spending_of(attendees, **values)
        return replace(spending, key=f"account.move,{self.move_id.id or 0}")

    def _is_judged_live(self):
        return False

    def _approval_requester(self):
        return self.user_id

    def _approval_case(self):
        return self.move_id._bill_case(self)

    @api.model
    def _approved_since(self, day):
        return [("state", "=", "approved"), ("create_date", ">=", day)]

    def _cost_to_approve(self):
        return self.amount

    def _budget_owners(self):
        # sudo: which line controls a bill is decided for the company
        return self.move_id.sudo()._bill_budget_lines().owner_id

    def _approval_check_unused(self):
        """An approval that was booked stays."""
        # sudo: whether the bill is posted, whoever may read it
        if self.sudo().move_id.state == "posted":
            raise UserError(
                self.env._("%(bill)s is posted. Its approval stays.", bill=self.display_name)
            )
        return super()._approval_check_unused()

    def _approval_needs_reason(self):
        return any(f["severity"] in ("justify", "escalate", "block") for f in self._found())

    def _found(self):
        return self.findings_found or []

    def _approval_row_values(self):
        return super()._approval_row_values() | {
            "name": self.name,
            "requester_id": self.user_id.id,
            "partner_id": self.partner_id.id,
            "date": self.date,
            "amount": self.amount,
            "severity": self.severity,
            "over_budget": any(r["code"] == "over_budget" for r in self.reasons or []),
        }

    def _approval_card(self):
        self.ensure_one()
        if not (self.partner_id and self.date):
            return {}
        return self.env["customer.cost.request"]._card_of(self, self.partner_id, self.amount)

    # ------------------------------------------------------------------ asked and decided

    @api.model
    def _ask(self, move):
        """Ask for the approval of a bill as it stands, in the name of who asks."""
        # sudo: the record belongs to the server; who may ask is who may write the bill
        bills = sealed(self.sudo())
        current = bills._current(move)
        values = move.sudo()._prepare_bill_values() | {"user_id": self.env.uid}
        if current.state == "draft":
            if _what_for(current.sealed_values) != _what_for(values["sealed_values"]):
                current._approval_started_again()
            current.write(values)
        else:
            current = bills.create(values)
        current._approval_submit()
        return current

    @api.model
    def _current(self, move):
        return self.search([("move_id", "=", move.id)], limit=1)

    def _approval_event(self, kind, **values):
        """Nobody decides on figures that are not those of the bill any more."""
        if kind == "approve" and not self._is_as_shown():
            raise UserError(
                self.env._(
                    "%(bill)s was changed after you were asked. It has to be asked for again.",
                    bill=self.display_name,
                )
            )
        return super()._approval_event(kind, **values)

    def _is_as_shown(self):
        # sudo: the bill is compared with what was shown, whoever decides
        bill = self.sudo()
        return bill.sealed_values == bill.move_id._bill_seal()

    def _approval_moved(self, before, event, values):
        flow = self._approval_flow()
        self.write({"state": flow.state})
        reason = values.get("reason") or ""
        bill, words = self.move_id, self.with_context(lang=self.user_id.lang).env
        if flow.state == "approved":
            self._tell(words._("Approved. The bill may be confirmed."))
        elif flow.state == "refused":
            self._tell(words._("Refused: %(reason)s", reason=reason))
        elif event.kind == "return":
            self._tell(words._("Returned: %(reason)s", reason=reason))
        bill._fapiao_sync()

    def _tell(self, body):
        """On the bill, to who asked."""
        self.move_id.message_post(
            body=body,
            partner_ids=self.user_id.partner_id.ids,
            author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )

    def action_open_bill(self):
        self.ensure_one()
        return self.move_id._get_records_action(name=self.name)

    def _authority(self, minor):
        return amount_of_minor_units(minor, self.company_id.currency_id)


def _what_for(sealed_values):
    """What was shown but for the amounts, whose growth the approval itself sees."""
    parts = (sealed_values or {}).get("parts", [])
    spent_on = [{name: part[name] for name in part if name != "amount"} for part in parts]
    return {**(sealed_values or {}), "parts": spent_on}
