import hashlib
import json
import time

from odoo import fields, models


class CustomerCostRun(models.Model):
    """What a list of runs says about each: how complete, how long, by whom, with which model."""

    _inherit = "customer.cost.run"

    coverage = fields.Float(
        readonly=True,
        copy=False,
        aggregator=None,
        digits=(5, 1),
        help="Percent of all expense that found its place: a customer, a pool, or an account "
        "that is excluded on purpose.",
    )
    duration = fields.Float(
        "Duration (seconds)", readonly=True, copy=False, help="How long the computation took."
    )
    fingerprint = fields.Char(
        "Model fingerprint",
        readonly=True,
        copy=False,
        help="Runs with the same fingerprint were computed with the same cost model.",
    )
    computed_by_id = fields.Many2one("res.users", string="Computed by", readonly=True, copy=False)

    def _run_period(self):
        started = time.monotonic()
        result = super()._run_period()
        # sudo: what a run says of itself is written by the engine
        run_sudo = self.sudo()._as_engine()
        user = run_sudo.queued_by_id if run_sudo.state == "running" else self.env.user
        run_sudo.write(
            {
                "fingerprint": run_sudo._model_fingerprint(),
                "duration": time.monotonic() - started,
                "computed_by_id": user.id or self.env.uid,
                "failure": False,
                "changed_entries": 0,
                "changed_effect": 0,
                "changed_customers": False,
            }
        )
        run_sudo._forget_changes()
        return result

    def _covered_percent(self, balances):
        """100 less the percentage of expense that is unassigned; 100 where there is none.

        :param balances: {destination: balance in minor units}
        """
        shares = {kind["key"]: kind["share"] for kind in self._coverage(balances)}
        return 100 * (1 - (shares["unassigned"] or 0))

    def _model_fingerprint(self):
        """Twelve characters that are the same for the same frozen model."""
        text = json.dumps(self.snapshot, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:12]
