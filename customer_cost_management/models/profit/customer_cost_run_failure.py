from odoo import api, fields, models

from .customer_cost_run_steps import STEPS


class CustomerCostRun(models.Model):
    """A failed run says at which step it stopped, why, and what to open."""

    _inherit = "customer.cost.run"

    failure = fields.Json(copy=False, readonly=True, help="Why the last computation stopped.")
    failure_text = fields.Char("Why it stopped", compute="_compute_failure_text")
    failure_has_record = fields.Boolean(compute="_compute_failure_text")

    @api.depends("failure")
    @api.depends_context("lang")
    def _compute_failure_text(self):
        for run in self:
            failure = run.failure or {}
            run.failure_has_record = bool(failure.get("res_id"))
            run.failure_text = run._failure_sentence(failure) if failure else False

    def _failure_sentence(self, failure):
        names = {
            "freeze": self.env._("cost model"),
            "capture": self.env._("entries"),
            "measure": self.env._("volumes"),
            "allocate": self.env._("allocation"),
            "statement": self.env._("statements"),
            "store": self.env._("storing"),
        }
        if not failure["step"]:
            return self.env._("Stopped: %(reason)s", reason=failure["reason"])
        return self.env._(
            "Stopped at step %(step)s of %(steps)s, %(name)s: %(reason)s",
            step=failure["step"],
            steps=len(STEPS),
            name=names[failure["name"]],
            reason=failure["reason"],
        )

    def action_open_failure(self):
        """The record that stopped the run; of a driver with typed volumes, its volumes."""
        self.ensure_one()
        failure = self.failure or {}
        record = self.env[failure["res_model"]].browse(failure["res_id"]).exists()
        if record._name == "customer.cost.driver" and record.kind == "typed":
            return {
                "type": "ir.actions.act_window",
                "name": self.env._("Volumes of %(driver)s", driver=record.display_name),
                "res_model": "customer.cost.driver.volume",
                "domain": [
                    ("driver_id", "=", record.id),
                    ("date", ">=", self.date_from),
                    ("date", "<=", self.date_to),
                ],
                "views": [(False, "list"), (False, "kanban"), (False, "form")],
                "mobile_view_mode": "kanban",
            }
        return record._get_records_action(name=record.display_name)
