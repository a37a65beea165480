from odoo import fields, models
from odoo.exceptions import UserError

#: A company without pools is computed all the same: its customers have revenue and direct cost.
NOT_STOPPING = ("empty_network",)
#: What a model consists of, for the number of parts that are in order.
PARTS = (
    "customer.cost.pool",
    "customer.cost.activity",
    "customer.cost.driver",
    "customer.cost.pool.rule",
    "customer.cost.account.role",
    "customer.cost.attribution.rule",
)


class CustomerCostRun(models.Model):
    """The check of the cost model on the page of a draft, and before each computation."""

    _inherit = "customer.cost.run"

    model_check = fields.Json(
        readonly=True, copy=False, help="What the last check of the cost model found."
    )

    def action_check_model(self):
        self._check_group("group_cost_accountant")
        for run in self:
            run._as_engine().model_check = run._check_model()
        return True

    def _check_model(self):
        """Findings, the worst first, and how many parts of the model have none."""
        self.ensure_one()
        findings = [*self._model_findings(), *self._figure_findings()]
        findings.sort(key=lambda f: ("error", "warning", "info").index(f["severity"]))
        concerned = {(f["res_model"], f["res_id"]) for f in findings}
        parts = sum(
            self.env[model].search_count([("company_id", "=", self.company_id.id)])
            for model in PARTS
        )
        touched = sum(model in PARTS for model, _record_id in concerned)
        return {
            "findings": findings,
            "errors": sum(finding["severity"] == "error" for finding in findings),
            "warnings": sum(finding["severity"] != "error" for finding in findings),
            "in_order": parts - touched,
        }

    def _model_findings(self):
        check = self.env["customer.cost.model.check"].with_context(
            customer_cost_check_period=(self.date_from, self.date_to)
        )
        findings = [dict(finding) for finding in check._check(self.company_id)]
        for finding in findings:
            if finding["code"] in NOT_STOPPING:
                finding["severity"] = "info"
        return findings

    def _figure_findings(self):
        """What the figures of the period say about the model; asked for by the button alone."""
        check = self.env["customer.cost.model.check"].with_context(
            customer_cost_check_period=(self.date_from, self.date_to)
        )
        return check._check_figures(self.company_id)

    def _check_model_before_computing(self):
        """All reasons at once; what is only to know does not stop."""
        for run in self.filtered(lambda each: each.kind == "actual"):
            stopping = [f for f in run._model_findings() if f["severity"] == "error"]
            if stopping:
                raise UserError(
                    self.env._(
                        "%(run)s: fix %(count)s problems before computing.\n%(reasons)s",
                        run=run.display_name,
                        count=len(stopping),
                        reasons="\n".join(finding["message"] for finding in stopping),
                    )
                )
