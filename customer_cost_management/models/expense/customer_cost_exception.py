from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..platform.customer_cost_approval import SEVERITIES
from ..policy.policy_sentences import finding_words

KINDS = [("finding", "Spending rule"), ("after", "After the fact"), ("budget", "Over budget")]
OUTCOMES = [
    ("waiting", "Waiting"),
    ("allowed", "Allowed"),
    ("refused", "Refused"),
    ("returned", "Returned or withdrawn"),
]
FOUND = ("findings_found", "severity")


class CustomerCostException(models.Model):
    """The exceptions register: who did what against which rule, why, and who allowed it.

    A view over the documents that spend on customers: one row per finding that asked for a
    reason, for somebody's word or was blocked; per request asked for after the fact; per
    request, expense or bill over budget, a bill once per budget line.  Nothing is stored twice,
    so nothing can be missing from it.
    """

    _name = "customer.cost.exception"
    _description = "Exception"
    _auto = False
    _order = "date desc, id desc"
    _depends = {
        "customer.cost.request": [
            "findings_found",
            "state",
            "submitted_on",
            "over_budget",
            "is_after_the_fact",
            "justification",
            "after_reason",
            "agreed_by_id",
            "cost",
        ],
        "hr.expense": [*FOUND, "state", "cost_justification", "cost_over_budget"],
        "account.move": [
            "cost_findings_found",
            "cost_budget_found",
            "state",
            "cost_justification",
        ],
        "customer.cost.bill": [*FOUND, "state", "justification", "amount", "reasons"],
        "customer.cost.commitment": ["line_id", "kind"],
        "customer.cost.gift.issue": [
            "findings_found",
            "severity",
            "state",
            "reason",
            "cost",
            "judged_cost",
            "company_id",
            "category_id",
        ],
        "customer.cost.approval": ["state", "void", "decided_by_id"],
        "customer.cost.policy.rule": ["number", "version", "policy_id"],
    }

    res_model = fields.Char("Document type", readonly=True)
    res_id = fields.Many2oneReference("Document id", model_field="res_model", readonly=True)
    name = fields.Char("Document", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind = fields.Selection(KINDS, "Exception to", readonly=True)
    date = fields.Date(readonly=True)
    user_id = fields.Many2one("res.users", "Who", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    category_id = fields.Many2one("customer.cost.category", readonly=True)
    rule_id = fields.Many2one("customer.cost.policy.rule", "Rule and version", readonly=True)
    policy_id = fields.Many2one("customer.cost.policy", readonly=True)
    budget_line_id = fields.Many2one(
        "customer.cost.budget.line",
        readonly=True,
        help="The budget line that had less left than was asked for.",
    )
    severity = fields.Selection(SEVERITIES, "Reaction", readonly=True)
    finding = fields.Json(readonly=True)
    what = fields.Text(compute="_compute_what")
    reason = fields.Text(readonly=True)
    agreed_by_id = fields.Many2one("res.users", "Agreed orally", readonly=True)
    allowed_by_id = fields.Many2one("res.users", "Allowed by", readonly=True)
    outcome = fields.Selection(OUTCOMES, "Decision", readonly=True)
    amount = fields.Monetary(
        readonly=True,
        aggregator=None,
        help="Cost of the document, in company currency; of gifts that were not issued what they "
        "would have cost. A document with two findings is here twice, so amounts are not added "
        "up.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            WITH document AS (%(documents)s),
            fact AS (
                SELECT document.*, 'finding' AS kind, found.value AS finding, found.place,
                       document.justification AS reason, NULL::int AS budget_line_id
                  FROM document CROSS JOIN LATERAL jsonb_array_elements(
                       CASE WHEN jsonb_typeof(findings_found) = 'array' THEN findings_found
                            ELSE '[]' END) WITH ORDINALITY found(value, place)
                 WHERE found.value ->> 'severity' IN ('justify', 'escalate', 'block')
             UNION ALL
                SELECT document.*, 'after', NULL, 899, document.after_reason, NULL
                  FROM document WHERE is_after
             UNION ALL
                SELECT document.*, 'budget', NULL, 900 + found.place, document.justification,
                       (found.value ->> 'line')::int
                  FROM document CROSS JOIN LATERAL jsonb_array_elements(
                       COALESCE(budget_found, '[{}]')) WITH ORDINALITY found(value, place)
                 WHERE is_over_budget
            )
            SELECT (fact.res_id::bigint * 1000 + fact.place) * 10 + fact.source AS id,
                   fact.res_model, fact.res_id, fact.name, fact.company_id, fact.kind, fact.date,
                   fact.user_id, fact.partner_id, fact.category_id, rule.id AS rule_id,
                   rule.policy_id, fact.finding ->> 'severity' AS severity, fact.finding,
                   fact.reason, fact.agreed_by_id, fact.outcome, fact.amount, fact.budget_line_id,
                   CASE WHEN fact.outcome = 'allowed'
                        THEN COALESCE(step.decided_by_id, fact.approver_id) END AS allowed_by_id
              FROM fact
         LEFT JOIN customer_cost_policy_rule rule
                ON rule.number::text = fact.finding ->> 'rule'
               AND rule.version::text = fact.finding ->> 'version'
         LEFT JOIN LATERAL (
                   SELECT approval.decided_by_id FROM customer_cost_approval approval
                    WHERE approval.res_model = fact.res_model AND approval.res_id = fact.res_id
                      AND approval.state = 'approved' AND approval.void IS NOT TRUE
                 ORDER BY approval.decided_on DESC, approval.id DESC LIMIT 1) step ON TRUE
            """,
            documents=SQL(" UNION ALL ").join(
                (
                    self._sql_requests(),
                    self._sql_expenses(),
                    self._sql_gifts(),
                    self._sql_bills(),
                    self._sql_posted_bills(),
                )
            ),
        )

    # ------------------------------------------------------------------ what is shown

    @api.depends("finding", "kind", "budget_line_id")
    @api.depends_context("lang")
    def _compute_what(self):
        for row in self:
            if row.kind == "finding":
                row.what = finding_words(self.env, row.finding, row.currency_id)
            elif row.kind == "after":
                row.what = self.env._("Asked for after the money was spent.")
            elif row.budget_line_id:
                # sudo: the name alone of the line, for who reads the exception
                line = row.budget_line_id.sudo().display_name
                row.what = self.env._('More than "%(line)s" had left.', line=line)
            else:
                row.what = self.env._("More than its budget had left.")

    @api.depends("name", "what")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.name}: {row.what}"

    def action_open_document(self):
        """The document, where its reader may read it."""
        self.ensure_one()
        document = self.env[self.res_model].browse(self.res_id)
        if not document.has_access("read"):
            raise AccessError(
                self.env._(
                    "%(document)s is not open to you. Ask %(user)s, whose it is.",
                    document=self.name,
                    user=self.user_id.name,
                )
            )
        return document._get_records_action(name=self.name)
