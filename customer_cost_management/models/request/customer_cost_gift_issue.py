from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..platform.approval_seal import holds_seal
from ..platform.customer_cost_approval import SEVERITIES
from ..policy.person_key import person_key

#: What a line says: fixed once it is issued.
CONTENT_FIELDS = {
    "purchase_id",
    "partner_id",
    "recipient_id",
    "recipient_name",
    "is_official",
    "quantity",
    "date",
    "request_id",
    "programme_id",
    "open_tender",
    "reason",
}
#: What only issuing, allowing and taking back write.
STATE_FIELDS = {
    "state",
    "cost",
    "judged_cost",
    "findings_found",
    "severity",
    "user_id",
    "allowed_by_id",
    "back_of_id",
    "anonymised_on",
}


class CustomerCostGiftIssue(models.Model):
    """Gifts of one purchase for one person of a customer.

    =======  ==============================================  =================================
    state    meaning                                         who moves it on
    =======  ==============================================  =================================
    draft    typed or imported                               a cost accountant issues it
    held     rules ask for a reason, or for somebody's word  he gives the reason; who is asked
                                                             allows it; then he issues it
    refused  a rule blocks it                                nobody; changed, it is a draft
    issued   handed out, its cost is the customer's          taken back by a line against it
    =======  ==============================================  =================================
    """

    _name = "customer.cost.gift.issue"
    _description = "Gift Issued"
    _inherit = ["customer.cost.import", "customer.cost.customer.entry"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _check_company_domain = models.check_company_domain_parent_of

    purchase_id = fields.Many2one(
        "customer.cost.gift.purchase", "Gifts", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="purchase_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    category_id = fields.Many2one(related="purchase_id.category_id", store=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
    )
    recipient_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="restrict",
        help="The person who gets them. Rules add up what one person gets in a year.",
    )
    recipient_name = fields.Char(
        help="A recipient who is no contact. Rules know a typed name together with its customer."
    )
    is_official = fields.Boolean("Official", help="The recipient is a public official.")
    quantity = fields.Integer("Pieces", required=True, default=1)
    date = fields.Date(
        required=True,
        default=fields.Date.context_today,
        index=True,
        help="The day they are given: the month whose run charges the customer.",
    )
    cost = fields.Monetary(readonly=True, copy=False, help="Cost, once issued.")
    judged_cost = fields.Monetary(
        "Cost when judged",
        compute="_compute_judged_cost",
        store=True,
        help="What the pieces cost when rules found something about them; the exceptions register "
        "tells it of gifts that are refused or held.",
    )
    unit_cost = fields.Monetary(
        compute="_compute_unit_cost", compute_sudo=True, help="Of one piece."
    )
    request_id = fields.Many2one(
        "customer.cost.request", index="btree_not_null", ondelete="restrict"
    )
    programme_id = fields.Many2one(
        "customer.cost.programme", check_company=True, ondelete="restrict"
    )
    open_tender = fields.Boolean(help="A tender with this customer is open on that day.")
    reason = fields.Char(help="Why it is right all the same, where a rule asks.")
    user_id = fields.Many2one("res.users", "Entered by", readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("held", "Held"), ("refused", "Refused"), ("issued", "Issued")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
    )
    findings_found = fields.Json(readonly=True, copy=False)
    severity = fields.Selection(SEVERITIES, "Strictest finding", readonly=True, copy=False)
    findings_words = fields.Char("Findings", compute="_compute_findings_words")
    allowed_by_id = fields.Many2one("res.users", "Allowed by", readonly=True, copy=False)
    can_allow = fields.Boolean(compute="_compute_can_allow")
    back_of_id = fields.Many2one(
        "customer.cost.gift.issue",
        "Given back of",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    back_ids = fields.One2many("customer.cost.gift.issue", "back_of_id", "Given back")
    anonymised_on = fields.Date(readonly=True, copy=False)

    _back_once = models.UniqueIndex(
        "(back_of_id) WHERE back_of_id IS NOT NULL", "These gifts were already taken back."
    )

    @api.depends("partner_id", "recipient_id", "recipient_name", "quantity", "purchase_id")
    def _compute_display_name(self):
        for line in self:
            # sudo: who may read the line may read whom it names
            known = line.sudo()
            who = [known.partner_id.name, known.recipient_id.name or known.recipient_name]
            line.display_name = f"{line.quantity} × {known.purchase_id.name}: " + ", ".join(
                filter(None, who)
            )

    @api.depends("cost", "quantity", "purchase_id.unit_cost")
    def _compute_unit_cost(self):
        for line in self:
            issued = line.state == "issued" and line.quantity
            line.unit_cost = (
                line.currency_id.round(line.cost / line.quantity)
                if issued
                else line.purchase_id.unit_cost
            )

    @api.onchange("recipient_id")
    def _onchange_recipient_id(self):
        if self.recipient_id:
            self.partner_id = self.recipient_id.commercial_partner_id

    # ------------------------------------------------------------------ rules

    @api.constrains("quantity", "back_of_id")
    def _check_quantity(self):
        for line in self:
            if line.quantity <= 0 and not line.back_of_id:
                raise ValidationError(
                    self.env._(
                        "%(line)s: the number of pieces must be above 0. Gifts that came back "
                        "are taken back by a button.",
                        line=line.display_name,
                    )
                )

    @api.constrains("partner_id", "recipient_id")
    def _check_recipient(self):
        for line in self:
            recipient = line.recipient_id.sudo()  # sudo: a contact of whom he may read the line
            if recipient and recipient.commercial_partner_id != line.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(recipient)s does not belong to %(customer)s. Choose a contact of the "
                        "customer, or type the name.",
                        recipient=recipient.name,
                        customer=line.partner_id.name,
                    )
                )

    # ------------------------------------------------------------------ what may be written

    @api.model_create_multi
    def create(self, vals_list):
        beginning = {"user_id": self.env.uid}
        if not holds_seal(self):
            # said expressly, so that no default from outside says it
            beginning = dict.fromkeys(STATE_FIELDS, False) | beginning | {"state": "draft"}
        return super().create([self._with_purchase(vals) | beginning for vals in vals_list])

    @api.model
    def _with_purchase(self, vals):
        """Request and programme of the purchase, where none are given."""
        purchase = self.env["customer.cost.gift.purchase"].browse(vals.get("purchase_id"))
        found = {name: purchase[name].id for name in ("request_id", "programme_id")}
        return found | vals

    def write(self, vals):
        if holds_seal(self):
            return super().write(vals)
        if vals.keys() & STATE_FIELDS:
            raise UserError(
                self.env._("Use the buttons to issue gifts, allow them or take them back.")
            )
        if not vals.keys() & CONTENT_FIELDS:
            return super().write(vals)
        self._check_not_issued()
        # a reason answers what was found; whoever gives it, the line stays whose it is
        if not vals.keys() & CONTENT_FIELDS - {"reason"}:
            return super().write(vals)
        # what was allowed was another line, and it is judged again
        changed = {"user_id": self.env.uid, "state": "draft", "allowed_by_id": False}
        changed |= {"findings_found": False, "severity": False}
        return super().write(vals | changed)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_issued(self):
        self._check_not_issued()

    def _check_not_issued(self):
        for line in self:
            if line.state == "issued":
                raise UserError(
                    self.env._(
                        "%(line)s is issued and stays as it is. Take the gifts back, and enter "
                        "them anew.",
                        line=line.display_name,
                    )
                )

    def _recipient_key(self):
        """Who gets them, as in all documents; None where nobody is named."""
        if not (self.recipient_id or (self.recipient_name or "").strip()):
            return None
        of_customer = not self.is_official and self.partner_id
        return person_key(None, self.recipient_id, self.recipient_name, of_customer)
