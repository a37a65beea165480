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
            # a dialog that is being opened wraps its rows
            mine = wizard.approval_ids._origin.filtered(
                lambda step: step.state == "waiting" and step._document()._my_step() == step
            )
            wizard.asking_ids = mine._needs_reason()
            wizard.ready_ids = mine - wizard.asking_ids
            wizard.count = len(wizard.approval_ids)
            wizard.ready_count = len(wizard.ready_ids)
            wizard.asking_count = len(wizard.asking_ids)
            wizard.other_count = wizard.count - wizard.ready_count - wizard.asking_count
            wizard.currency_id = self.env.company.currency_id
            ready = [("id", "in", wizard.ready_ids.ids)]
            wizard.amount = wizard.ready_ids._count_and_amount(ready)[1]

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
                    self.env._("%(count)s need a reason; open them.", count=wizard.asking_count)
                )
            if wizard.other_count:
                said.append(self.env._("%(count)s do not wait for you.", count=wizard.other_count))
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
