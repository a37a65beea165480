from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...engine.approval.customer_state import CUSTOMER_STATES
from ...engine.approval.rule import ApprovalRule, StepRule
from ..platform.approval_seal import amount_in_minor_units

LANES = [
    ("ordinary", "Ordinary"),
    ("exception", "Exception"),
    ("fast", "Fast: worth keeping"),
    ("strict", "Strict: always counts"),
]
WHO = [
    ("manager", "Manager of the employee"),
    ("department_manager", "Department manager"),
    ("top_manager", "General manager: top of the line"),
    ("salesperson", "Salesperson of the customer"),
    ("budget_owner", "Budget owner"),
    ("group", "A group"),
    ("user", "A person"),
]
DOCUMENTS = [
    ("request", "Request"),
    ("expense", "Expense"),
    ("bill", "Vendor bill"),
]
SEVERITIES = [
    ("none", "No finding or information only"),
    ("justify", "A finding to justify"),
    ("escalate", "A finding that escalates"),
]
TERNARY = [("yes", "Yes"), ("no", "No")]


class CustomerCostApprovalRule(models.Model):
    """Who must agree to what.  Conditions left empty always hold; the steps of all rules that
    count for a document are added up (``engine/approval/rule.py`` says which count)."""

    _name = "customer.cost.approval.rule"
    _description = "Approval Rule"
    _inherit = ["customer.cost.master"]

    name = fields.Char(required=True, translate=True, tracking=True)
    document_type = fields.Selection(
        DOCUMENTS,
        "Document",
        tracking=True,
        help="Empty: all. Changes of budgets follow no rule: the budget itself says up to which "
        "amount its owner decides, and who releases its contingency; else controllers decide.",
    )
    above = fields.Monetary(
        "Cost above", tracking=True, help="In company currency, this amount itself excluded."
    )
    to = fields.Monetary("Up to", tracking=True, help="This amount included. 0: no limit.")
    category_ids = fields.Many2many(
        "customer.cost.category", string="Cost categories", help="And those beneath them."
    )
    tier_ids = fields.Many2many("customer.cost.tier", string="Tiers")
    customer_state = fields.Selection(
        [
            ("loss_making", "Loses money"),
            ("at_risk_profitable", "At risk, but profitable"),
            ("new", "New"),
            ("ordinary", "Ordinary"),
            ("unknown", "No reliable figures"),
        ],
        "Customer",
        tracking=True,
        help="By the last twelve closed months: six months of history, not older than 60 days, "
        "70 % of cost traced; else there are no reliable figures.",
    )
    severity = fields.Selection(SEVERITIES, "Findings", tracking=True)
    over_budget = fields.Selection(TERNARY, tracking=True)
    sensitive = fields.Selection(
        TERNARY, "Officials or open tender", tracking=True, help="Public officials take part."
    )
    lane = fields.Selection(
        LANES,
        required=True,
        default="ordinary",
        tracking=True,
        help="Strict rules always count. Fast ones count if no strict one does and take the "
        "place of all others. Exceptions take the place of ordinary ones.",
    )
    automatic_limit = fields.Monetary(
        "Approve without asking up to",
        tracking=True,
        help="While what was approved without asking for this person in the month, this document "
        "included, stays within it. Only without findings, in budget. 0: always ask.",
    )
    step_ids = fields.One2many("customer.cost.approval.rule.step", "rule_id", copy=True)
    sentence = fields.Char(compute="_compute_sentence")

    @api.depends("name", "above", "to", "step_ids", "automatic_limit", "lane")
    @api.depends_context("lang")
    def _compute_sentence(self):
        for rule in self:
            steps = ", ".join(rule.step_ids.mapped("display_name"))
            rule.sentence = rule._band() + " → " + (steps or "…")

    def _band(self):
        money = self.currency_id or self.env.company.currency_id
        values = {"above": money.format(self.above), "to": money.format(self.to)}
        if self.above and self.to:
            return self.env._("Over %(above)s up to %(to)s", **values)
        if self.above:
            return self.env._("Over %(above)s", **values)
        if self.to:
            return self.env._("Up to %(to)s", **values)
        return self.env._("Any amount")

    @api.constrains("above", "to")
    def _check_band(self):
        for rule in self:
            if rule.above < 0 or rule.to < 0 or (rule.to and rule.to <= rule.above):
                raise ValidationError(
                    self.env._(
                        "%(rule)s: it is for no amount. Let it end above where it begins.",
                        rule=rule.display_name,
                    )
                )

    @api.constrains("step_ids", "active")
    def _check_steps(self):
        for rule in self:
            if rule.active and not rule.step_ids:
                raise ValidationError(
                    self.env._(
                        "%(rule)s asks nobody. Add a step; small amounts it may approve without "
                        "asking.",
                        rule=rule.display_name,
                    )
                )

    def _engine_rule(self):
        """This rule as the engine's, amounts in minor units."""
        minor = {
            name: amount_in_minor_units(self[name], self.currency_id) or None
            for name in ("above", "to", "automatic_limit")
        }
        state = self.customer_state
        return ApprovalRule(
            self.id,
            tuple(step._engine_step() for step in self.step_ids),
            document_types=_one(self.document_type),
            categories=frozenset(self.category_ids.ids),
            tiers=frozenset(self.tier_ids.mapped("name")),
            customer_states=_one(state if state in CUSTOMER_STATES else None),
            severities=self._engine_severities(),
            over_budget=_ternary(self.over_budget),
            sensitive=_ternary(self.sensitive),
            lane=self.lane,
            **minor,
        )

    def _engine_severities(self):
        if self.severity == "none":
            return frozenset({None, "inform"})
        return _one(self.severity)

    @api.model
    def _in_force(self, company):
        # sudo: whoever submits needs the rules of his company, and reads none of them
        return self.sudo().search([("company_id", "=", company.root_id.id)])


class CustomerCostApprovalRuleStep(models.Model):
    _name = "customer.cost.approval.rule.step"
    _description = "Step of an Approval Rule"
    _order = "sequence, id"

    rule_id = fields.Many2one(
        "customer.cost.approval.rule", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="rule_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10, help="Steps of all rules are taken in this order.")
    who = fields.Selection(WHO, required=True, default="manager")
    group_id = fields.Many2one("res.groups")
    user_id = fields.Many2one("res.users", "Person", domain=[("share", "=", False)])
    quorum = fields.Selection(
        [("any", "Any of them"), ("all", "All of them")],
        required=True,
        default="any",
        help="Of a group or of several budget owners: does one word do?",
    )
    days = fields.Integer(help="After so many days the next in line is asked. 0: never.")

    @api.depends("who", "group_id", "user_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        words = dict(self._fields["who"]._description_selection(self.env))
        for step in self:
            # sudo: names of a group and of a colleague
            named = step.sudo().group_id.name if step.who == "group" else step.sudo().user_id.name
            is_named = step.who in ("group", "user")
            step.display_name = (named or "…") if is_named else words.get(step.who, "")

    @api.constrains("who", "group_id", "user_id")
    def _check_named(self):
        for step in self:
            if step.who == "group" and not step.group_id or step.who == "user" and not step.user_id:
                raise ValidationError(
                    self.env._("%(rule)s: say who is asked.", rule=step.rule_id.display_name)
                )

    @api.constrains("days")
    def _check_days(self):
        for step in self:
            if step.days < 0:
                raise ValidationError(
                    self.env._(
                        "%(rule)s: days cannot be negative. 0 means never.",
                        rule=step.rule_id.display_name,
                    )
                )

    def _engine_step(self):
        key = {"group": self.group_id.id, "user": self.user_id.id}.get(self.who)
        return StepRule(self.sequence, self.who, key, self.quorum, self.days or None)


class CustomerCostApprovalMixin(models.AbstractModel):
    """Documents take their way from the rules of their company."""

    _inherit = "customer.cost.approval.mixin"

    def _approval_rules(self):
        rules = self.env["customer.cost.approval.rule"]._in_force(self.company_id)
        return [rule._engine_rule() for rule in rules]

    def _approval_groups(self):
        rules = self.env["customer.cost.approval.rule"]._in_force(self.company_id)
        # the group that spending rules ask is always known
        compliance = self.env.ref("customer_cost_management.group_compliance")
        return rules.step_ids.group_id | compliance


def _one(value):
    return frozenset({value}) if value else frozenset()


def _ternary(value):
    return {"yes": True, "no": False}.get(value)
