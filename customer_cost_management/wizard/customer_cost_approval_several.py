from odoo import api, fields, models
from odoo.exceptions import UserError


class CustomerCostApprovalSeveral(models.TransientModel):
    """Approve several at once: those that need no reason and wait for the user, each checked."""

    _name = "customer.cost.approval.several"
    _description = "Approve Several"

    approval_ids = fields.Many2many("customer.cost.approval", required=True)
    ready_ids = fields.Many2many(
        "customer.cost.approval",
        "customer_cost_approval_several_ready",
        string="Will be approved",
        compute="_compute_kinds",
    )
    asking_ids = fields.Many2many(
        "customer.cost.approval",
        "customer_cost_approval_several_asking",
        string="Need a reason",
        compute="_compute_kinds",
    )
    ready_count = fields.Integer(compute="_compute_kinds")
    asking_count = fields.Integer(compute="_compute_kinds")
    other_count = fields.Integer(compute="_compute_kinds")
    count = fields.Integer(compute="_compute_kinds")
    currency_id = fields.Many2one("res.currency", compute="_compute_kinds")
    amount = fields.Monetary(
        "Together",
        compute="_compute_kinds",
        help="Cost of those that will be approved, in the currency of the chosen company.",
    )
    summary = fields.Char(compute="_compute_summary")

    @api.depends("approval_ids")
    @api.depends_context("uid", "company")
    def _compute_kinds(self):
        for wizard in self:
            # a dialog that is being opened wraps its rows, and wraps what is assigned
            chosen = wizard.approval_ids._origin
            mine = chosen.filtered(
                lambda step: step.state == "waiting" and step._document()._my_step() == step
            )
            asking = mine._needs_reason()
            ready = mine - asking
            wizard.ready_ids, wizard.asking_ids = ready, asking
            wizard.count, wizard.ready_count = len(chosen), len(ready)
            wizard.asking_count, wizard.other_count = len(asking), len(chosen - mine)
            wizard.currency_id = self.env.company.currency_id
            wizard.amount = ready._count_and_amount([("id", "in", ready.ids)])[1]

    @api.depends("approval_ids")
    @api.depends_context("uid", "lang")
    def _compute_summary(self):
        for wizard in self:
            said = [
                self.env._(
                    "%(ready)s of %(count)s will be approved.",
                    ready=wizard.ready_count,
                    count=wizard.count,
                )
            ]
            if wizard.asking_count:
                said.append(
                    self.env._(
                        "To be opened, because they need a reason: %(count)s.",
                        count=wizard.asking_count,
                    )
                )
            if wizard.other_count:
                said.append(self.env._("Not waiting for you: %(count)s.", count=wizard.other_count))
            wizard.summary = " ".join(said)

    def action_approve(self):
        """Each with its own check: what one lacks does not hold up the others."""
        self.ensure_one()
        if not self.ready_ids:
            raise UserError(self.summary)
        done, errors = self.ready_ids.browse(), []
        ready, asking = self.ready_ids, self.asking_ids
        for step in ready:
            try:
                with self.env.cr.savepoint():
                    step._decide("approve")
                done |= step
            except UserError as error:
                errors.append(str(error))
        return ready._action_told(done, asking, errors)
