from odoo import api, fields, models


class CustomerCostPublish(models.TransientModel):
    """Says what publishing does before it is done: what is replaced, how far it ties."""

    _name = "customer.cost.publish"
    _description = "Publish Runs"

    run_ids = fields.Many2many("customer.cost.run", required=True, readonly=True)
    explanation = fields.Text(compute="_compute_explanation")
    warnings = fields.Text(
        compute="_compute_warnings", help="What a reader of the figures would have to know."
    )
    reason = fields.Char(help="Why they are published all the same. It prints on every page.")

    @api.depends("run_ids")
    @api.depends_context("lang")
    def _compute_explanation(self):
        for wizard in self:
            wizard.explanation = "\n".join(
                run._publication_sentence() for run in wizard.run_ids.sorted("date_from")
            )

    @api.depends("run_ids")
    @api.depends_context("lang")
    def _compute_warnings(self):
        for wizard in self:
            wizard.warnings = "\n".join(
                f"{run.display_name}: {warning}"
                for run in wizard.run_ids.sorted("date_from")
                for warning in run._publication_warnings()
                if not run.reason
            )

    def action_publish(self):
        self.ensure_one()
        if self.reason:
            for run in self.run_ids:
                if not run.reason and any(run._publication_warnings()):
                    run.reason = self.reason
        self.run_ids.action_publish()
        return {"type": "ir.actions.act_window_close"}
