import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

#: Captured entries that are removed in one transaction.
PURGED_AT_ONCE = 100_000


class CustomerCostRun(models.Model):
    """Removes the captured entries of runs that nobody needs evidence of any more.

    That is a superseded run and a simulation, so many days after it was superseded or
    computed as the company decided, unless somebody wants it kept.  Statements, pools,
    activities and the reconciliation stay.
    """

    _inherit = "customer.cost.run"

    superseded_on = fields.Datetime(readonly=True, copy=False)
    evidence_kept = fields.Boolean(
        "Keep the evidence",
        copy=False,
        help="The captured entries of this run are never removed, however old it is.",
    )
    evidence_purged_on = fields.Datetime(
        "Evidence removed on",
        readonly=True,
        copy=False,
        help="From then on the single entries can no longer be seen; statements can.",
    )

    @api.autovacuum
    def _gc_evidence(self):
        """A limited number of rows at a time; what is left comes in the next transaction.

        :return: how many rows were removed, and whether there are more
        """
        for run in self._runs_to_purge():
            removed = run._purge_evidence(PURGED_AT_ONCE)
            if removed:
                return removed, True
        return 0, False

    def _runs_to_purge(self):
        """Runs whose evidence is due, or was being removed when the last transaction ended."""
        runs = self.browse()
        for company in self.env["res.company"].search([("customer_cost_evidence_days", ">", 0)]):
            since = fields.Datetime.now() - timedelta(days=company.customer_cost_evidence_days)
            runs += self.search(
                [
                    ("company_id", "=", company.id),
                    ("evidence_kept", "=", False),
                    "|",
                    "&",
                    ("state", "=", "superseded"),
                    ("superseded_on", "<", since),
                    "&",
                    "&",
                    ("kind", "=", "simulation"),
                    ("state", "=", "computed"),
                    ("computed_on", "<", since),
                ],
                order="date_from, id",
            )
        return runs

    def _purge_evidence(self, limit):
        """Remove captured entries; the run says so from the first one on.

        :return: how many were removed
        """
        self.ensure_one()
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM customer_cost_capture WHERE id IN (
                       SELECT id FROM customer_cost_capture WHERE run_id = %s LIMIT %s)
                """,
                self.id,
                limit,
            )
        )
        removed = self.env.cr.rowcount
        if removed:
            self.env["customer.cost.capture"].invalidate_model()
            _logger.info("%s captured entries of %s were removed", removed, self.display_name)
        if removed and not self.evidence_purged_on:
            self._as_engine().evidence_purged_on = fields.Datetime.now()
            self.message_post(body=self._purged_notice())
        return removed

    def _discard_results(self):
        """What is computed again has its evidence again."""
        result = super()._discard_results()
        if self.evidence_purged_on:
            self._as_engine().evidence_purged_on = False
        return result
