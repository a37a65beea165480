from odoo import api, fields, models

from ..engine.approval.check import find_gaps, find_overlaps
from ..engine.approval.route import route
from ..engine.approval.rule import Case
from ..models.platform.approval_messages import approval_message
from ..models.platform.approval_seal import amount_in_minor_units
from ..models.platform.approval_words import reason_words
from ..models.policy.customer_cost_approval_rule import DOCUMENTS


class CustomerCostApprovalTest(models.TransientModel):
    """Who approves a case that is typed here?  Nothing is stored and nobody is asked."""

    _name = "customer.cost.approval.test"
    _description = "Who Approves?"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    document_type = fields.Selection(DOCUMENTS, "Document", required=True, default="request")
    amount = fields.Monetary("Cost", default=1000.0)
    user_id = fields.Many2one(
        "res.users",
        "Asked by",
        required=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
    )
    partner_id = fields.Many2one("res.partner", "Customer")
    category_id = fields.Many2one("customer.cost.category", "Cost category")
    customer_state = fields.Selection(
        [
            ("loss_making", "Loses money"),
            ("at_risk_profitable", "At risk, but profitable"),
            ("new", "New"),
            ("ordinary", "Ordinary"),
            ("unknown", "No reliable figures"),
        ],
        "Customer is",
        default="ordinary",
        required=True,
    )
    severity = fields.Selection(
        [("inform", "Information"), ("justify", "To justify"), ("escalate", "Escalates")],
        "Strictest finding",
    )
    over_budget = fields.Boolean()
    sensitive = fields.Boolean("Officials or open tender")
    after_the_fact = fields.Boolean("After the fact", help="Asked for after the money was spent.")
    result = fields.Json(compute="_compute_result")

    @api.depends(
        "company_id",
        "document_type",
        "amount",
        "user_id",
        "partner_id",
        "category_id",
        "customer_state",
        "severity",
        "over_budget",
        "sensitive",
        "after_the_fact",
    )
    @api.depends_context("lang")
    def _compute_result(self):
        for test in self:
            test.result = test._try()

    def _try(self):
        """``{steps: [{people, needed, why}], notes, automatic}`` of the case."""
        rules = self.env["customer.cost.approval.rule"]._in_force(self.company_id)
        engine_rules = [rule._engine_rule() for rule in rules]
        groups = rules.step_ids.group_id
        organisation = self.env["customer.cost.organisation"]._organisation(self.company_id, groups)
        found = route(self._case(), engine_rules, organisation)
        return {
            "automatic": found.automatic,
            "steps": [
                {
                    "people": self._names(step.people),
                    "needed": step.needed,
                    "asked": len(step.people),
                    "why": reason_words(self.env, [list(reason) for reason in step.reasons]),
                    "days": step.days,
                }
                for step in found.steps
            ],
            "notes": [*self._notes(found.problems), *self._doubts(engine_rules, rules)],
        }

    def _case(self):
        chain = [int(part) for part in (self.category_id.parent_path or "").split("/") if part]
        context = self.partner_id._customer_cost_context(self.company_id)
        return Case(
            self.document_type,
            max(amount_in_minor_units(self.amount, self.currency_id), 0),
            self.user_id.id,
            categories=tuple(reversed(chain)),
            tier=context[self.partner_id].tier or None if self.partner_id else None,
            over_budget=self.over_budget,
            severity=self.severity or None,
            customer_state=self.customer_state,
            sensitive=self.sensitive,
            one_higher=self.after_the_fact,
            salesperson=self.partner_id.user_id.id or None,
        )

    def _names(self, people):
        return self.env["res.users"].browse(people).mapped("name")

    def _notes(self, problems):
        """What the rules say beside the steps."""
        expenses = self.env["hr.expense"]
        if self.document_type == "expense" and expenses._is_guarded_by_tiers(self.company_id):
            yield self.env["customer.cost.approval.rule"]._tier_notice()
        for problem in problems:
            if problem.code == "no_rule_matches":
                yield self.env._("No rule is for this case: it goes to the controllers.")
            elif problem.severity == "error":
                yield approval_message(self.env, problem, self.env._("This case"))

    def _doubts(self, engine_rules, rules):
        """Gaps and overlaps of the whole set, the first few."""
        if not rules:
            yield self.env._("No rule yet: everything goes to the employee's manager.")
            return
        gaps = list(find_gaps(engine_rules))
        if gaps:
            yield self.env._("%(count)s kinds of cases have no rule of their own.", count=len(gaps))
        for problem in find_overlaps(engine_rules):
            if problem.severity != "info":
                one, two = (rules.browse(key).name for key in problem.subjects)
                yield self.env._(
                    '"%(one)s" and "%(two)s" are for the same cases; their steps add up.',
                    one=one,
                    two=two,
                )
