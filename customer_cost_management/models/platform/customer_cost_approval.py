from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .approval_seal import holds_seal
from .approval_words import reason_words

SEVERITIES = [
    ("inform", "Inform"),
    ("justify", "Justify"),
    ("escalate", "Escalate"),
    ("block", "Block"),
]
#: Fields of the card that only who may read the customer's profit gets to see.
PROFIT_KEY = "profit"
#: Who reads every document of the company, and every customer's profit.
EVERYTHING_READERS = (
    "customer_cost_management.group_cost_accountant,customer_cost_management.group_auditor"
)
#: Who reads the names of guests beside who asked and who decides.
NAME_READERS = (
    "customer_cost_management.group_controller,customer_cost_management.group_auditor,"
    "customer_cost_management.group_compliance"
)


class CustomerCostApproval(models.Model):
    """One person asked about one document, and what he decided on what he saw.

    =========  ==========================================================
    state      meaning
    =========  ==========================================================
    upcoming   asked after others
    waiting    asked now
    approved   agreed (*void* if the document changed or went back since)
    refused    refused the document for good
    returned   sent it back
    closed     not asked any more: others decided, or it went back
    copied     not asked: reads the document for information
    =========  ==========================================================

    Rows are written by the document's approval alone (``customer.cost.approval.mixin``).
    """

    _name = "customer.cost.approval"
    _description = "Approval"
    _order = "urgency desc, since desc, id desc"

    res_model = fields.Char("Document type", required=True, index=True)
    res_id = fields.Many2oneReference(
        "Document", model_field="res_model", required=True, index=True
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    name = fields.Char("What", required=True)
    document_type = fields.Char("Type", compute="_compute_document_type")
    requester_id = fields.Many2one("res.users", "Asked by", required=True)
    partner_id = fields.Many2one("res.partner", "Customer", index="btree_not_null")
    date = fields.Date(help="Planned day of the spending.")
    amount = fields.Monetary(help="Cost, in company currency, without recoverable tax.")
    user_id = fields.Many2one("res.users", "Waiting for", required=True, index=True)
    position = fields.Integer("Step", help="Steps are asked one after the other.")
    needed = fields.Integer(help="How many of those asked in this step must agree.")
    since = fields.Date("Waiting since")
    due = fields.Date(help="After this day the next in line is asked.")
    why = fields.Json(help="Codes of the reasons this person is asked, with the rule behind each.")
    why_words = fields.Char("You see this because", compute="_compute_why_words")
    state = fields.Selection(
        [
            ("upcoming", "Upcoming"),
            ("waiting", "To decide"),
            ("approved", "Approved"),
            ("refused", "Refused"),
            ("returned", "Returned"),
            ("closed", "No longer asked"),
            ("copied", "For information"),
        ],
        required=True,
        index=True,
    )
    void = fields.Boolean(help="The document changed or went back after this decision.")
    severity = fields.Selection(
        SEVERITIES,
        help="Strictest finding when it was submitted.",
    )
    over_budget = fields.Boolean()
    urgency = fields.Integer(
        compute="_compute_urgency",
        store=True,
        help="Worst first: what goes to somebody else, over budget, to justify.",
    )
    reminded_on = fields.Date(help="Day who asked last reminded him.")
    decided_by_id = fields.Many2one("res.users", "Decided by")
    decided_on = fields.Datetime()
    reason = fields.Text()
    seen = fields.Json(
        groups=EVERYTHING_READERS,
        help="The card as it was when he decided, without the customer's profit.",
    )
    seen_profit = fields.Json(
        groups=EVERYTHING_READERS,
        help="The customer's profit as it was shown to who decided.",
    )
    is_mine = fields.Boolean(compute="_compute_is_mine", search="_search_is_mine")
    card = fields.Json(compute="_compute_card", help="What the document's card tells the reader.")

    # ------------------------------------------------------------------ what is shown

    @api.depends("severity", "over_budget")
    def _compute_urgency(self):
        for step in self:
            found = {"block": 4, "escalate": 4, "justify": 1}.get(step.severity, 0)
            step.urgency = found + (2 if step.over_budget else 0)

    @api.depends("res_model")
    @api.depends_context("lang")
    def _compute_document_type(self):
        for step in self:
            # sudo: the name of a kind of document is no secret
            model = self.env["ir.model"].sudo()._get(step.res_model or "")
            step.document_type = model.name

    @api.depends("why")
    @api.depends_context("lang", "uid")
    def _compute_why_words(self):
        for step in self:
            step.why_words = reason_words(self.env, step.why or [])

    @api.depends_context("uid")
    def _compute_is_mine(self):
        delegations = self._delegations_to_me()
        # sudo: the companies above that of a step need not be the substitute's
        for step in self:
            in_place = delegations.filtered(lambda d, step=step: d.user_id == step.user_id)
            step.is_mine = step.user_id == self.env.user or bool(
                in_place.company_id & step.company_id.sudo().parent_ids
            )

    def _search_is_mine(self, operator, value):
        """A search, because the domains of record rules are cached and substitutes change."""
        if operator != "in":
            return NotImplemented
        return Domain.OR(
            [
                Domain("user_id", "=", self.env.uid),
                *(
                    Domain("user_id", "=", delegation.user_id.id)
                    & Domain("company_id", "child_of", delegation.company_id.id)
                    for delegation in self._delegations_to_me()
                ),
            ]
        )

    def _delegations_to_me(self):
        """In whose place the user decides today; each in its company and the branches below."""
        today = fields.Date.context_today(self)
        # sudo: his companies' delegations, of which only those to himself are used
        companies = self.env.user.sudo().company_ids.parent_ids
        delegations = self.env["customer.cost.delegation"]._on(today, companies)
        return delegations.filtered(lambda d: d.substitute_id == self.env.user)

    @api.depends("state", "decided_on")
    @api.depends_context("uid", "lang")
    def _compute_card(self):
        """For who decides, decided or reads everything; not for who asked."""
        reads_everything = self.env.user.has_groups(EVERYTHING_READERS)
        for step in self:
            is_asked = step.is_mine and step.state != "copied"
            if not (reads_everything or is_asked or step.decided_by_id == self.env.user):
                step.card = False
            elif step.decided_on:
                step.card = step._card_as_seen()
            else:
                document = step._document()
                step.card = document._approval_card() if document.has_access("read") else False

    def _card_as_seen(self):
        """The stored card; the profit on it only for who saw it or may read it today."""
        # sudo: told to who saw it; its part with profit else by the customer's rights
        stored = self.sudo()
        card = dict(stored.seen or {}, decided=True, by=stored.decided_by_id.name)
        may_read = self.decided_by_id == self.env.user or self._may_read_profit()
        if stored.seen_profit and may_read:
            card[PROFIT_KEY] = stored.seen_profit
        return card

    def _may_read_profit(self):
        if not self.partner_id:
            return False
        contexts = self.partner_id._customer_cost_context(self.company_id)
        return contexts[self.partner_id].visible

    def _document(self):
        return self.env[self.res_model].browse(self.res_id)

    # ------------------------------------------------------------------ what may be written

    @api.model_create_multi
    def create(self, vals_list):
        self._check_seal()
        return super().create(vals_list)

    def write(self, vals):
        self._check_seal()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_by_document(self):
        self._check_seal()

    def _check_seal(self):
        if not holds_seal(self):
            raise UserError(
                self.env._(
                    "Approvals are written by the document they belong to. Use Approve, Return "
                    "or Refuse."
                )
            )
