from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..policy.spending_choices import CITY_CLASSES, GUEST_RANKS, MEAL_TYPES


class CustomerCostRequest(models.Model):
    """Permission asked before money is spent on customers, or, counted, after.

    Its states and who moves it on: ``customer_cost_request_states.py``.
    """

    _name = "customer.cost.request"
    _description = "Relationship Request"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "customer.cost.budgeted",
        "customer.cost.approval.mixin",
        "customer.cost.spending",
        "customer.cost.customer.entry",
    ]
    _order = "date desc, id desc"
    _check_company_auto = True
    _check_company_domain = models.check_company_domain_parent_of

    name = fields.Char(compute="_compute_name", store=True, readonly=False, precompute=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    company_currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(
        "res.users",
        "Asked by",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        default=lambda self: self.env.user,
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        help="Who the money is spent on, or the first of several.",
    )
    split_ids = fields.One2many(
        "customer.cost.request.customer", "request_id", "Several customers", copy=True
    )
    category_id = fields.Many2one(
        "customer.cost.category",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
    )
    nature = fields.Selection(related="category_id.nature")
    date = fields.Date(
        required=True,
        index=True,
        copy=False,
        default=fields.Date.context_today,
        help="Day of the dinner, the gift, the event.",
    )
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id
    )
    amount = fields.Monetary(required=True, help="What will be paid, tax included.")
    cost = fields.Monetary(
        compute="_compute_cost",
        store=True,
        currency_field="company_currency_id",
        help="Expected cost in company currency: what is paid, without tax that comes back.",
    )
    payment_mode = fields.Selection(
        [("own_account", "Me"), ("company_account", "Company"), ("bill", "Supplier bill")],
        "Paid by",
        required=True,
        default="own_account",
    )
    purpose = fields.Text(
        default=lambda self: self._last_purpose(),
        help="What it is for, in one sentence. Proposed: what you wrote last.",
    )
    expected_outcome = fields.Char(help="What you expect of it, so that it can be compared later.")
    # people
    attendee_ids = fields.One2many("customer.cost.attendee", "request_id", "Attendees", copy=True)
    guests = fields.Integer(
        compute="_compute_heads", store=True, readonly=False, precompute=True, copy=True
    )
    hosts = fields.Integer(
        compute="_compute_heads", store=True, readonly=False, precompute=True, copy=True
    )
    per_head = fields.Monetary(
        compute="_compute_per_head", currency_field="company_currency_id", help="Cost ÷ people."
    )
    meal_type = fields.Selection(MEAL_TYPES)
    city_class = fields.Selection(CITY_CLASSES)
    guest_rank = fields.Selection(GUEST_RANKS, help="Of the most senior guest.")
    occasion = fields.Char(help="Festival or event a gift is for, such as Mid-autumn.")
    open_tender = fields.Boolean(help="A tender with this customer is open on that day.")
    # exceptions
    is_after_the_fact = fields.Boolean(
        compute="_compute_is_after_the_fact",
        store=True,
        help="Asked for after the day itself: allowed, but counted.",
    )
    after_reason = fields.Char("Why only now", copy=False)
    agreed_by_id = fields.Many2one(
        "res.users",
        "Who agreed",
        copy=False,
        domain=[("share", "=", False)],
        help="Who agreed before the money was spent. Somebody else must confirm it.",
    )
    justification = fields.Text(
        copy=False, help="Why it is right all the same; who decides reads it."
    )

    @api.model
    def _last_purpose(self):
        return self.search([("user_id", "=", self.env.uid)], order="id desc", limit=1).purpose

    # ------------------------------------------------------------------ what follows

    @api.depends("category_id", "partner_id")
    def _compute_name(self):
        for request in self:
            if request.category_id and request.partner_id:
                request.name = self.env._(
                    "%(category)s with %(customer)s",
                    category=request.category_id.name,
                    customer=request.partner_id.name,
                )
            else:
                request.name = request.name or self.env._("New request")

    @api.depends("amount", "currency_id", "category_id", "company_id", "date")
    def _compute_cost(self):
        for request in self:
            request.cost = request._expected_cost()

    @api.depends("attendee_ids.side")
    def _compute_heads(self):
        for request in self:
            ours = request.attendee_ids.filtered(lambda attendee: attendee.side == "ours")
            if request.attendee_ids:
                request.hosts = len(ours)
                request.guests = len(request.attendee_ids - ours)
            else:
                request.hosts, request.guests = request.hosts, request.guests

    @api.depends("cost", "guests", "hosts")
    def _compute_per_head(self):
        for request in self:
            heads = request.guests + request.hosts
            request.per_head = heads and request.company_currency_id.round(request.cost / heads)

    @api.depends("date", "submitted_on")
    def _compute_is_after_the_fact(self):
        for request in self:
            asked = request.submitted_on or fields.Date.context_today(request)
            request.is_after_the_fact = bool(request.date) and request.date < asked

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        self.partner_id = self.partner_id.commercial_partner_id

    # ------------------------------------------------------------------ rules

    @api.constrains("amount")
    def _check_amount(self):
        for request in self:
            if not request.currency_id.compare_amounts(request.amount, 0) > 0:
                raise ValidationError(
                    self.env._(
                        "%(request)s: the amount must be above 0.", request=request.display_name
                    )
                )

    @api.constrains("guests", "hosts")
    def _check_heads(self):
        for request in self:
            if request.guests < 0 or request.hosts < 0:
                raise ValidationError(
                    self.env._(
                        "%(request)s: the number of guests and hosts cannot be negative.",
                        request=request.display_name,
                    )
                )

    @api.constrains("partner_id", "split_ids")
    def _check_customers(self):
        # sudo: a company that the user may not see is a company of this database all the same
        own = self.env["res.company"].sudo().search([]).partner_id  # pylint: disable=no-search-all
        for request in self:
            customers = request.partner_id | request.split_ids.partner_id
            if customers & own:
                raise ValidationError(
                    self.env._(
                        "%(customer)s is a company of this database and never its own customer. "
                        "Choose the customer outside.",
                        customer=(customers & own)[:1].display_name,
                    )
                )
            if request.split_ids and request.partner_id not in request.split_ids.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(request)s: %(customer)s is not among the customers it is split over. "
                        "Add him, or choose one of them as customer.",
                        request=request.display_name,
                        customer=request.partner_id.display_name,
                    )
                )

    def _mail_get_partner_fields(self, introspect_fields=False):
        """Nobody writes to the customer about what is spent on him."""
        return []

    def copy_data(self, default=None):
        """Repeat: gifts and outcome are left out."""
        copies = super().copy_data(default)
        for values in copies:
            for _command, _id, attendee in values.get("attendee_ids", []):
                attendee.update(gift_value=0, gift_is_cash=False, gift_is_returned=False)
        return copies
