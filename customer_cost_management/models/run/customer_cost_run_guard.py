from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

#: Only code of the server that holds this very object may write what a run computed.
#: A context that comes over RPC can name the key, but can never carry the object.
ENGINE = object()
ENGINE_KEY = "customer_cost_engine"

#: States in which the figures of a run are final.
FROZEN_STATES = ("published", "closed", "superseded")
#: Fields that only the buttons write, in every state.
COMPUTED_FIELDS = {
    "state",
    "version",
    "snapshot",
    "problems",
    "ledger_result",
    "contribution",
    "difference",
    "customer_count",
    "computed_on",
    "books_read",
    "repriced_on",
    "repriced_lines",
    "reprice",
    "automatic",
    "published_on",
    "published_by_id",
    "close_reason",
    "superseded_on",
    "evidence_purged_on",
    "changed_entries",
    "changed_effect",
    "checked_on",
    "analytic_state",
    "changed_customers",
    "coverage",
    "duration",
    "fingerprint",
    "computed_by_id",
    "queued_on",
    "queued_by_id",
    "failure",
    "model_check",
}
#: Fields that say what is computed: fixed once it has been.
PERIOD_FIELDS = {"company_id", "date_from", "date_to", "kind"}
#: Fields that are printed with the figures: fixed once they are published.
TEXT_FIELDS = {"reason", "note"}


class CustomerCostRun(models.Model):
    """What may be written on a run: by hand little, once it is published nothing."""

    _inherit = "customer.cost.run"

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.keys() & COMPUTED_FIELDS for vals in vals_list):
            raise UserError(self.env._("A run begins as a draft; use its buttons to compute it."))
        runs = super().create(vals_list)
        for run in runs:
            run._as_engine().version = run._next_version()
        return runs

    def _next_version(self):
        self.env.cr.execute(
            SQL(
                """SELECT 1 + COALESCE(max(version), 0) FROM customer_cost_run
                    WHERE company_id = %s AND date_from = %s AND kind = %s AND id != %s""",
                self.company_id.id,
                self.date_from,
                self.kind,
                self.id,
            )
        )
        return self.env.cr.fetchone()[0]

    def write(self, vals):
        if self.env.context.get(ENGINE_KEY) is not ENGINE:
            for run in self:
                run._check_may_write(vals.keys())
        return super().write(vals)

    def _check_may_write(self, names):
        if self.state in FROZEN_STATES and names & (COMPUTED_FIELDS | PERIOD_FIELDS | TEXT_FIELDS):
            raise UserError(
                self.env._(
                    "%(run)s: published figures cannot be changed. Make a new version.",
                    run=self.display_name,
                )
            )
        if names & COMPUTED_FIELDS or self.state != "draft" and names & PERIOD_FIELDS:
            raise UserError(
                self.env._(
                    "%(run)s: use the buttons to compute, reset or publish it.",
                    run=self.display_name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        for run in self:
            if run.state in FROZEN_STATES:
                raise UserError(
                    self.env._(
                        "%(run)s was published. It stays as evidence and cannot be deleted.",
                        run=run.display_name,
                    )
                )

    def unlink(self):
        """Results have no key to their run in the database; they go with it."""
        self.check_access("unlink")
        self._unlink_except_frozen()
        for run in self:
            run._discard_results()
        return super().unlink()

    def _as_engine(self):
        """The same runs, in the hands of the code that may write what was computed."""
        return self.with_context(**{ENGINE_KEY: ENGINE})
