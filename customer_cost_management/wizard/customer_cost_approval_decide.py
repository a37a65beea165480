from odoo import api, fields, models
from odoo.exceptions import UserError

#: The state of a row after a decision: whose reasons are offered again.
STATES = {"approve": "approved", "return": "returned", "refuse": "refused"}
#: Decisions that need no words.
SILENT = ("hand_over", "add", "copy")


class CustomerCostApprovalDecide(models.TransientModel):
    """Agree with a reason, send back, refuse, ask, pass on, ask another, or send a copy."""

    _name = "customer.cost.approval.decide"
    _description = "Decide"

    approval_ids = fields.Many2many("customer.cost.approval", required=True)
    decision = fields.Selection(
        [
            ("approve", "Approve with reason"),
            ("return", "Return"),
            ("refuse", "Refuse"),
            ("hand_over", "Pass on"),
            ("add", "Add an Approver"),
            ("copy", "Copy to"),
            ("ask", "Ask a Question"),
        ],
        required=True,
    )
    reason = fields.Text(help="Who asked reads it, and it stays with the document.")
    recent_reasons = fields.Json(compute="_compute_recent_reasons")
    findings = fields.Json(compute="_compute_findings")
    user_id = fields.Many2one("res.users", "Decides instead", domain=[("share", "=", False)])
    user_ids = fields.Many2many("res.users", string="Who", domain=[("share", "=", False)])
    when = fields.Selection(
        [("before", "Before me"), ("after", "After me")], "Asked", default="before"
    )
    earlier_ids = fields.Many2many(
        "res.users", "customer_cost_approval_decide_earlier", compute="_compute_earlier_ids"
    )
    back_to_id = fields.Many2one(
        "res.users",
        "Back to",
        domain="[('id', 'in', earlier_ids)]",
        help="Who agreed before and is asked again, with all after him. Empty: who asked for it.",
    )
    names = fields.Char(compute="_compute_names")

    @api.depends("approval_ids")
    def _compute_names(self):
        for wizard in self:
            wizard.names = " · ".join(wizard.approval_ids.mapped("name"))

    @api.depends("decision")
    @api.depends_context("uid")
    def _compute_recent_reasons(self):
        for wizard in self:
            state = STATES.get(wizard.decision)
            wizard.recent_reasons = state and wizard.approval_ids._recent_reasons(state)

    @api.depends("approval_ids", "decision")
    @api.depends_context("uid", "lang")
    def _compute_findings(self):
        """What has to be answered, of one document."""
        for wizard in self:
            step = wizard.approval_ids._origin
            found = []
            if wizard.decision == "approve" and len(step) == 1:
                found = list(step._document().findings or [])
                if step.over_budget:
                    found.append(self._over_budget_finding())
            wizard.findings = found

    def _over_budget_finding(self):
        return {
            "code": "over_budget",
            "severity": "justify",
            "message": self.env._("This is more than its budget has left."),
            "rule": self.env._("Budget"),
        }

    @api.depends("approval_ids", "decision")
    def _compute_earlier_ids(self):
        for wizard in self:
            wizard.earlier_ids = self.env["res.users"].browse(
                user.id for user in wizard._earlier_steps()
            )

    def _earlier_steps(self):
        """{user: step} of those who agreed before, of one document that is sent back."""
        if self.decision != "return" or len(self.approval_ids) != 1:
            return {}
        return self.approval_ids._origin._document()._approval_earlier()

    def action_decide(self):
        self.ensure_one()
        self._check_words()
        if self.decision in ("ask", "copy"):
            self._tell_others()
        else:
            for step in self.approval_ids:
                step._decide_alone(self.decision, reason=self.reason or "", **self._values())
        if self.decision == "approve":
            return self.approval_ids._action_told(self.approval_ids)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _check_words(self):
        if not (self.reason or "").strip() and self.decision not in SILENT:
            raise UserError(self.env._("%(names)s: say why. Who asked reads it.", names=self.names))
        if self.decision == "hand_over" and not self.user_id:
            raise UserError(self.env._("%(names)s: say who decides instead.", names=self.names))
        if self.decision in ("add", "copy") and not self.user_ids:
            raise UserError(self.env._("%(names)s: choose somebody.", names=self.names))

    def _values(self):
        """What the engine wants to know of a decision besides its kind."""
        if self.decision == "hand_over":
            return {"people": self.user_id.ids}
        if self.decision == "add":
            return {"people": self.user_ids.ids, "before": self.when != "after"}
        if self.decision == "return" and self.back_to_id:
            return {"to_step": self._earlier_steps()[self.back_to_id]}
        return {}

    def _tell_others(self):
        for step in self.approval_ids:
            step.check_access("read")
            if self.decision == "ask":
                step._document()._approval_ask(self.reason)
            else:
                step._document()._approval_copy_to(self.user_ids)
