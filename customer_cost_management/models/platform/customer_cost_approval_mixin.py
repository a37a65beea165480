from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

from .customer_cost_approval import EVERYTHING_READERS


class CustomerCostApprovalMixin(models.AbstractModel):
    """What a document needs to be approved.

    The approval itself is the engine's (``engine/approval/flow.py``), kept as JSON; the rows
    of ``customer.cost.approval`` follow it and are what people see.  A document says what it
    is (``_approval_case``), what its card tells (``_approval_card``) and what follows from its
    approval (``_approval_moved``).
    """

    _name = "customer.cost.approval.mixin"
    _description = "Document that Needs Approval"

    approval_ids = fields.One2many(
        "customer.cost.approval",
        "res_id",
        string="Approvals",
        domain=lambda self: [("res_model", "=", self._name)],
        readonly=True,
        copy=False,
    )
    approval_flow = fields.Json(
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="Steps and who agreed, as the engine keeps them.",
    )
    approver_ids = fields.Many2many(
        "res.users", string="Waiting for", compute="_compute_approver_ids", compute_sudo=True
    )
    approval_words = fields.Char(compute="_compute_approval_words", compute_sudo=True)
    can_decide = fields.Boolean(compute="_compute_can_decide")
    approval_card = fields.Json(compute="_compute_approval_card")

    @api.depends("approval_ids.state", "approval_ids.user_id")
    def _compute_approver_ids(self):
        for document in self:
            waiting = document.approval_ids.filtered(lambda step: step.state == "waiting")
            document.approver_ids = waiting.user_id

    @api.depends("approval_ids.state")
    @api.depends_context("lang")
    def _compute_approval_words(self):
        for document in self:
            steps = document.approval_ids.filtered(
                lambda step: (
                    step.state in ("waiting", "upcoming")
                    or (step.state == "approved" and not step.void)
                )
            )
            waiting = steps.filtered(lambda step: step.state == "waiting").sorted("id")
            document.approval_words = bool(waiting) and self.env._(
                "Waiting for %(names)s (step %(step)s of %(steps)s, since %(since)s)",
                names=", ".join(waiting.user_id.mapped("name")),
                step=waiting[0].position,
                steps=max(steps.mapped("position")),
                since=format_date(self.env, waiting[0].since),
            )

    @api.depends("approval_ids.state")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        for document in self:
            document.can_decide = bool(document._my_step())

    @api.depends_context("uid", "lang")
    def _compute_approval_card(self):
        """For who decides now, and for who reads every document; not for who asked."""
        reads_everything = self.env.user.has_groups(EVERYTHING_READERS)
        for document in self:
            may_see = reads_everything or document.can_decide
            document.approval_card = document._approval_card() if may_see else False

    def _my_step(self):
        """The row that waits for the user, his own before one he is the substitute for."""
        waiting = self.approval_ids.filtered(lambda step: step.state == "waiting" and step.is_mine)
        if self.env.user in self._approval_barred():
            return waiting.browse()
        return waiting.sorted(lambda step: step.user_id != self.env.user)[:1]

    # ------------------------------------------------------------------ buttons

    def action_approval_approve(self):
        return self._checked_step().action_approve()

    def action_approval_return(self):
        return self._checked_step().action_return()

    def action_approval_refuse(self):
        return self._checked_step().action_refuse()

    def action_approval_hand_over(self):
        return self._checked_step().action_hand_over()

    def action_approval_add(self):
        return self._checked_step().action_add()

    def action_approval_copy_to(self):
        return self._checked_step().action_copy_to()

    def action_approval_ask(self):
        return self._checked_step().action_ask()

    def _checked_step(self):
        """The row that waits for the user; says whom the document waits for if there is none."""
        self.ensure_one()
        step = self._my_step()
        if not step and self.env.user in self._approval_barred():
            # sudo: whom it waits for is told to who asked for it
            names = ", ".join(self.sudo().approver_ids.mapped("name"))
            raise UserError(
                self.env._(
                    "%(document)s does not wait for you: you asked for this yourself, or took "
                    "part. %(names)s decides.",
                    document=self.display_name,
                    names=names or "…",
                )
            )
        if not step:
            raise UserError(
                self.env._(
                    "%(document)s does not wait for you. %(waiting)s",
                    document=self.display_name,
                    waiting=self.approval_words or "",
                )
            )
        return step

    # ------------------------------------------------------------------ what a document says

    def _approval_case(self):
        """The document as approval rules see it, an engine ``Case``; as superuser."""
        raise NotImplementedError

    def _approval_rules(self):
        """The rules of its company as the engine's; the room of policies fills it in."""
        return []

    def _approval_groups(self):
        """Groups that its rules and findings name; the room of policies fills it in."""
        return self.env["res.groups"]

    def _approval_card(self):
        """What an approver should know, by the rights of the environment; JSON."""
        return {}

    def _budget_owners(self):
        """Who owns the budget lines it uses."""
        return self.env["res.users"]

    def _approval_needs_reason(self):
        """Whether who agrees has to say why."""
        return False

    def _approval_row_values(self):
        """What the rows repeat of the document, for the inbox."""
        return {"res_model": self._name, "res_id": self.id, "company_id": self.company_id.id}

    def _approval_moved(self, before, event, values):
        """The approval went on; ``before`` is the engine's flow before, ``event`` its cause."""
