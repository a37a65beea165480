from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..masters.customer_cost_category import STAGES
from ..masters.customer_cost_validity import check_not_negative
from .budget_money import month_end
from .customer_cost_budget import REACTIONS

#: What a line may be for: field → dimension of the engine, in the order it is named.
SCOPE = {
    "programme_id": "programme",
    "partner_id": "customer",
    "group_id": "group",
    "tag_id": "tag",
    "stage": "stage",
    "tier_id": "tier",
    "team_user_id": "team",
    "state_id": "region",
    "country_id": "region",
}


class CustomerCostBudgetLine(models.Model):
    """A part of a budget: for whom, for what, when, and how much.

    A document's part meets exactly one line, the most specific approved one.  A line that
    has parts (*Part of*) keeps in *Planned* what it has not given to them, so that planned
    amounts add up; all of a branch together answer for what its lines use.
    """

    _name = "customer.cost.budget.line"
    _description = "Budget Line"
    _order = "budget_id desc, sequence, id"
    _check_company_auto = True
    _check_company_domain = models.check_company_domain_parent_of

    budget_id = fields.Many2one(
        "customer.cost.budget", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="budget_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(related="budget_id.state", string="Budget state", store=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(help="A name of your own. Empty: whom and what the line is for.")
    parent_id = fields.Many2one(
        "customer.cost.budget.line",
        "Part of",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('budget_id', '=', budget_id), ('id', '!=', id)]",
        help="The line above, which answers for all its parts together.",
    )
    child_ids = fields.One2many("customer.cost.budget.line", "parent_id", string="Parts")

    # for whom; several must all hold
    programme_id = fields.Many2one(
        "customer.cost.programme", ondelete="restrict", check_company=True
    )
    partner_id = fields.Many2one("res.partner", "Customer", ondelete="restrict", check_company=True)
    group_id = fields.Many2one(
        "res.partner",
        "Group of customers",
        ondelete="restrict",
        check_company=True,
        help="The topmost company: the line is for it and all companies below it.",
    )
    tag_id = fields.Many2one("res.partner.category", ondelete="restrict")
    stage = fields.Selection(STAGES, "Life-cycle stage")
    tier_id = fields.Many2one("customer.cost.tier", ondelete="restrict", check_company=True)
    team_user_id = fields.Many2one(
        "res.users",
        "Team of",
        ondelete="restrict",
        domain=[("share", "=", False)],
        help="Customers whose salesperson is this user or reports to him.",
    )
    country_id = fields.Many2one("res.country", ondelete="restrict")
    state_id = fields.Many2one(
        "res.country.state",
        "Region",
        ondelete="restrict",
        domain="[('country_id', '=?', country_id)]",
    )
    # for what
    category_id = fields.Many2one(
        "customer.cost.category",
        "Cost category",
        ondelete="restrict",
        check_company=True,
        domain=[("budget_controlled", "=", True)],
        help="This category and all beneath it. Empty: every budget-controlled one.",
    )
    product_category_id = fields.Many2one("product.category", ondelete="restrict")
    # when
    date_from = fields.Date("From", help="First day it controls. Empty: as the budget.")
    date_to = fields.Date("To", help="Last day it controls. Empty: as the budget.")
    # how much, and who
    planned = fields.Monetary(
        help="Cost without recoverable tax; for a line with parts, what is not given to them."
    )
    owner_id = fields.Many2one(
        "res.users",
        compute="_compute_owner_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        domain=[("share", "=", False)],
        help="Who answers for this line.",
    )
    user_ids = fields.Many2many(
        "res.users",
        "customer_cost_budget_line_user_rel",
        string="May use it",
        domain=[("share", "=", False)],
        help="Who may spend on this line and sees what is left. Empty: every employee.",
    )
    reaction = fields.Selection(
        REACTIONS, "At limit", help="When more is asked for than is left. Empty: as the budget."
    )
    basis = fields.Char(help="How the amount was estimated.")
    expected_outcome = fields.Char()
    target = fields.Char("KPI target")
    use_counter = fields.Integer(
        readonly=True,
        copy=False,
        help="Counts checks of this line, so that of two at once one is checked again.",
    )
    scope_label = fields.Char("For", compute="_compute_scope_label")

    @api.depends("budget_id.owner_id")
    def _compute_owner_id(self):
        for line in self:
            line.owner_id = line.owner_id or line.budget_id.owner_id

    @api.depends(*SCOPE)
    @api.depends_context("lang")
    def _compute_scope_label(self):
        stages = dict(self._fields["stage"]._description_selection(self.env))
        for line in self.sudo():  # sudo: who reads a line reads the names of what it is for
            names = [
                stages.get(line.stage) if name == "stage" else line[name].display_name
                for name in SCOPE
                if line[name]
            ]
            if line.tier_id:
                tier = self.env._("Tier %(tier)s", tier=line.tier_id.name)
                names[names.index(line.tier_id.display_name)] = tier
            line.scope_label = " · ".join(names) or self.env._("All customers")

    @api.depends("name", "scope_label", "category_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for line in self:
            # sudo: who reads a line reads the name of its category
            parts = [line.scope_label, line.category_id.sudo().name]
            line.display_name = line.name or " · ".join(filter(None, parts))

    @api.constrains("planned")
    def _check_planned(self):
        for line in self:
            check_not_negative(line, "planned")

    @api.constrains("date_from", "date_to", "budget_id")
    def _check_dates(self):
        for line in self:
            start, end = line._span()
            budget = line.budget_id
            whole = start.day == 1 and end == month_end(end)
            if not whole or not budget.date_from <= start <= end <= budget.date_to:
                raise ValidationError(
                    self.env._(
                        "%(line)s: %(date_from)s to %(date_to)s are no whole months within "
                        "%(budget)s. Choose months of the budget.",
                        line=line.display_name,
                        date_from=start,
                        date_to=end,
                        budget=budget.display_name,
                    )
                )

    @api.constrains("parent_id", "budget_id")
    def _check_parent(self):
        for line in self:
            other_budget = line.parent_id and line.parent_id.budget_id != line.budget_id
            if line._has_cycle() or other_budget:
                raise ValidationError(
                    self.env._(
                        "%(line)s cannot be part of %(parent)s. Choose a line of the same budget "
                        "that is not part of it.",
                        line=line.display_name,
                        parent=line.parent_id.display_name,
                    )
                )

    @api.constrains("partner_id", "group_id")
    def _check_customers(self):
        for line in self:
            partner = line.partner_id or line.group_id
            if line.partner_id and line.partner_id.commercial_partner_id != line.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(line)s: %(contact)s is a contact of %(customer)s. Choose the company.",
                        line=line.display_name,
                        contact=partner.display_name,
                        customer=partner.commercial_partner_id.display_name,
                    )
                )

    def _span(self):
        """First and last day that the line controls."""
        self.ensure_one()
        return (
            self.date_from or self.budget_id.date_from,
            self.date_to or self.budget_id.date_to,
        )

    def _reaction(self):
        return self.reaction or self.budget_id.reaction
