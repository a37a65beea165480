from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...engine.policy.rule import Rule
from ..masters.customer_cost_category_nature import NATURES
from ..masters.customer_cost_validity import check_not_negative, check_percent
from ..platform.customer_cost_approval import SEVERITIES
from .policy_kinds import CHECKS, KINDS, ONLY_SPENT, REQUEST
from .policy_sentences import rule_sentence

#: Fields that say what a rule means: fixed while it is on.
CONTENT_FIELDS = {
    "policy_id",
    "kind",
    "amount",
    "count",
    "days",
    "percent",
    "hosts",
    "per",
    "window",
    "nature",
    "category_ids",
    "tier_ids",
    "limit_ids",
    "severity",
    "ask_group_id",
    "company_id",
    "date_from",
    "date_to",
}
#: Kinds of rules that are for meals unless they say otherwise.
MEAL_KINDS = ("per_head", "hosts", "official_hosts")
STATE_FIELDS = {"state", "version", "previous_id", "number"}


class CustomerCostPolicyRule(models.Model):
    """One version of a spending rule.

    =====  ====================================  ==================================
    state  meaning                               who moves it on
    =====  ====================================  ==================================
    draft  a template or a version in the making a controller turns it on
    on     in force from its first day           a controller turns it off, or
                                                 makes a new version
    ended  was in force until its last day       nobody; documents keep pointing here
    =====  ====================================  ==================================

    A rule that is on is not rewritten: a new version takes its place from the day it is
    turned on, and earlier documents keep theirs.
    """

    _name = "customer.cost.policy.rule"
    _description = "Spending Rule"
    _inherit = ["mail.thread", "customer.cost.validity"]
    _order = "policy_id, sequence, number, version desc, id"
    _check_company_auto = True
    _check_company_domain = models.check_company_domain_parent_of

    policy_id = fields.Many2one(
        "customer.cost.policy", required=True, index=True, ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one(related="policy_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    sequence = fields.Integer(default=10)
    number = fields.Integer(
        "Rule", readonly=True, copy=False, help="The same in all versions of a rule."
    )
    version = fields.Integer(default=1, readonly=True, copy=False)
    previous_id = fields.Many2one("customer.cost.policy.rule", readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Off"), ("on", "On"), ("ended", "Ended")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    kind = fields.Selection(KINDS, required=True, tracking=True)
    amount = fields.Monetary(tracking=True, help="Cost in company currency.")
    count = fields.Integer("Number", tracking=True)
    days = fields.Integer(tracking=True)
    percent = fields.Float(
        "Share (%)",
        default=50.0,
        tracking=True,
        help="Hosts allowed above that number of guests: in percent of the guests above it, at "
        "tables with public officials of all guests. 33.33 is a third.",
    )
    hosts = fields.Integer(
        tracking=True, help="So many of us may sit at the table, up to that number of guests."
    )
    per = fields.Selection(
        [("customer", "Customer"), ("employee", "Employee"), ("recipient", "Recipient")],
        tracking=True,
    )
    window = fields.Selection(
        [("month", "month"), ("quarter", "quarter"), ("year", "year"), ("days", "days")],
        "Within a",
        tracking=True,
    )
    limit_ids = fields.One2many("customer.cost.policy.limit", "rule_id", "Other amounts", copy=True)
    nature = fields.Selection(NATURES, "For", tracking=True, help="Empty: all spending.")
    category_ids = fields.Many2many(
        "customer.cost.category", string="Cost categories", help="And those beneath them."
    )
    tier_ids = fields.Many2many("customer.cost.tier", string="Tiers")
    severity = fields.Selection(
        SEVERITIES,
        "Reaction",
        required=True,
        default="justify",
        tracking=True,
        help="Inform: nothing follows. Justify: a reason is needed. Escalate: it also goes to "
        "the group asked. Block: it cannot be submitted.",
    )
    ask_group_id = fields.Many2one(
        "res.groups",
        "Ask",
        tracking=True,
        help="Whose word is needed beside the ordinary approvers, if the rule escalates.",
    )
    sentence = fields.Char(compute="_compute_sentence")

    @api.depends(
        "kind",
        "amount",
        "count",
        "days",
        "percent",
        "hosts",
        "per",
        "window",
        "limit_ids",
        "currency_id",
    )
    @api.depends_context("lang")
    def _compute_sentence(self):
        for rule in self:
            rule.sentence = rule_sentence(rule)

    @api.depends("sentence", "version")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for rule in self:
            rule.display_name = f"{rule.sentence} (v{rule.version})"

    @api.constrains(
        "kind", "amount", "count", "days", "per", "window", "limit_ids", "percent", "hosts"
    )
    def _check_complete(self):
        for rule in self:
            check_not_negative(rule, "amount")
            check_not_negative(rule, "count")
            check_not_negative(rule, "days")
            check_not_negative(rule, "hosts")
            check_percent(rule, "percent")
            for name in CHECKS[rule.kind].needs:
                if not rule[name]:
                    raise ValidationError(
                        self.env._(
                            "%(rule)s: fill in %(field)s.",
                            rule=rule.sentence,
                            field=rule._fields[name]._description_string(self.env),
                        )
                    )
            if rule.window == "days" and not rule.days:
                raise ValidationError(
                    self.env._("%(rule)s: say how many days.", rule=rule.sentence)
                )

    # ------------------------------------------------------------------ what may be written

    @api.model_create_multi
    def create(self, vals_list):
        beginning = {"state": "draft", "version": 1, "previous_id": False, "number": 0}
        rules = super().create([vals | beginning for vals in vals_list])
        for rule in rules:
            rule._write_state({"number": rule.id})
        return rules

    def write(self, vals):
        if vals.keys() & STATE_FIELDS:
            raise UserError(self.env._("Use Turn On, Turn Off or New Version."))
        if vals.keys() & CONTENT_FIELDS:
            self._check_is_off()
        return super().write(vals)

    def _write_state(self, vals):
        """What turning on, off and versions write."""
        return super().write(vals)  # pylint: disable=super-method-mismatch

    def _check_is_off(self):
        for rule in self:
            if rule.state != "draft":
                raise UserError(
                    self.env._(
                        "%(rule)s is in force or was: documents were judged by it. Make a new "
                        "version.",
                        rule=rule.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_force(self):
        self._check_is_off()

    # ------------------------------------------------------------------ for the engine

    def _engine_rule(self):
        extra = {}
        if self.date_from:
            extra["start"] = self.date_from
        if self.date_to:
            extra["end"] = self.date_to
        return Rule(
            self.number,
            self.version,
            CHECKS[self.kind].check(self),
            self.severity,
            features=self._features(),
            ask=self.ask_group_id.id if self.severity == "escalate" else None,
            **extra,
        )

    def _features(self):
        """Which documents the rule is for, as the engine names it."""
        features = {}
        nature = self.nature or ("meal" if self.kind in MEAL_KINDS else False)
        if nature:
            features["nature"] = nature
        if self.category_ids:
            beneath = self.env["customer.cost.category"].with_context(active_test=False)
            found = beneath.search([("id", "child_of", self.category_ids.ids)])
            features["category"] = frozenset(found.ids)
        if self.tier_ids:
            features["tier"] = frozenset(self.tier_ids.mapped("name"))
        return features

    @api.model
    def _in_force(self, company):
        """Rules that are on or were; the engine takes those of a document's day."""
        # sudo: staff is judged by the rules of his company, whatever he may read
        return self.sudo().search(
            [("company_id", "=", company.root_id.id), ("state", "in", ("on", "ended"))]
        )

    def _that_may_concern(self, document):
        """Those in force on the document's day that look at more than a request has."""
        day, is_request = document.date, document._name == REQUEST
        return self.filtered(
            lambda rule: (
                bool(day)
                and (not rule.date_from or rule.date_from <= day)
                and (not rule.date_to or rule.date_to >= day)
                and not (is_request and rule.kind in ONLY_SPENT)
            )
        )
