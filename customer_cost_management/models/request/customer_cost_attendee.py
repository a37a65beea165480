from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...engine.policy.spending import Attendee, Gift
from ..masters.customer_cost_validity import check_not_negative
from ..platform.approval_seal import amount_in_minor_units
from ..policy.person_key import person_key

SIDES = [("ours", "Ours"), ("customer", "Customer"), ("official", "Official")]


class CustomerCostAttendee(models.Model):
    """Somebody who takes part in, or is given, what a request or an expense pays for."""

    _name = "customer.cost.attendee"
    _description = "Attendee"
    _order = "side desc, id"

    request_id = fields.Many2one("customer.cost.request", index=True, ondelete="cascade")
    expense_id = fields.Many2one("hr.expense", index="btree_not_null", ondelete="cascade")
    company_id = fields.Many2one("res.company", compute="_compute_company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    side = fields.Selection(SIDES, required=True, default="customer")
    partner_id = fields.Many2one("res.partner", "Contact", index="btree_not_null")
    user_id = fields.Many2one("res.users", "Colleague", domain=[("share", "=", False)])
    name = fields.Char(
        compute="_compute_name", store=True, readonly=False, precompute=True, required=True
    )
    role = fields.Char(help="What he does there.")
    gift_value = fields.Monetary(help="Value of one piece, in company currency.")
    gift_pieces = fields.Integer("Pieces", default=1)
    gift_is_cash = fields.Boolean("Cash equivalent", help="Voucher, shopping card, red envelope.")
    gift_is_returned = fields.Boolean("Refused", help="Refused or given back: counts for nothing.")

    @api.depends("request_id.company_id", "expense_id.company_id")
    def _compute_company_id(self):
        for attendee in self:
            document = attendee.request_id or attendee.expense_id
            attendee.company_id = document.company_id

    @api.depends("partner_id", "user_id")
    def _compute_name(self):
        for attendee in self:
            # sudo: the name of a colleague
            named = attendee.partner_id.name or attendee.user_id.sudo().name
            attendee.name = named or attendee.name

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.partner_id.is_public_official:
            self.side = "official"

    @api.onchange("user_id")
    def _onchange_user_id(self):
        if self.user_id:
            self.side = "ours"

    @api.constrains("request_id", "expense_id")
    def _check_one_document(self):
        for attendee in self:
            if not attendee.request_id and not attendee.expense_id:
                raise ValidationError(
                    self.env._("%(name)s belongs to no request or expense.", name=attendee.name)
                )

    @api.constrains("gift_value", "gift_pieces")
    def _check_gift(self):
        for attendee in self:
            check_not_negative(attendee, "gift_value")
            check_not_negative(attendee, "gift_pieces")

    # ------------------------------------------------------------------ sealed with its document

    @api.model_create_multi
    def create(self, vals_list):
        attendees = super().create(vals_list)
        attendees._check_documents_are_open()
        return attendees

    def write(self, vals):
        self._check_documents_are_open()
        result = super().write(vals)
        self._check_documents_are_open()
        return result

    def unlink(self):
        self._check_documents_are_open()
        return super().unlink()

    def _check_documents_are_open(self):
        self.request_id._check_is_open()
        self.request_id._approval_started_again()
        self.expense_id._cost_parts_changed()

    # ------------------------------------------------------------------ for the engine

    def _key(self):
        """Who it is, the same in all documents; a typed name as a hash, with the (first) customer
        if it is somebody of a customer."""
        document = self.request_id or self.expense_id
        of_customer = self.side == "customer" and document._cost_customers()[:1]
        return person_key(self.user_id, self.partner_id, self.name, of_customer)

    def _is_official(self):
        return self.side == "official" or self.partner_id.is_public_official

    def _engine_attendee(self):
        return Attendee(self._key(), self.side == "ours", self._is_official())

    def _engine_gift(self, currency):
        return Gift(
            self._key(),
            amount_in_minor_units(self.gift_value, currency),
            self.gift_pieces,
            self._is_official(),
            self.gift_is_cash,
            self.gift_is_returned,
        )
