from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.customer_cost_management.models.profit import customer_cost_run_purge

from .results_common import ResultsCase


@tagged("post_install", "-at_install")
@mute_logger("odoo.addons.customer_cost_management.models.profit.customer_cost_run_purge")
class TestRunPurge(ResultsCase):
    """Evidence of old versions goes; what was computed from it stays, and says so."""

    def supersede(self, days=181):
        """March in a second version, published so many days ago."""
        self.run_march.action_new_version()
        second = self.env["customer.cost.run"].search([("state", "=", "draft")])
        second.action_compute()
        second.with_user(self.controller).action_publish()
        self.assertTrue(self.run_march.superseded_on)
        self.age(self.run_march, "superseded_on", days)
        return second

    def age(self, run, name, days):
        run._as_engine().write({name: fields.Datetime.now() - timedelta(days=days)})

    def purge(self):
        """As the nightly cleaning does: again while it says that there is more."""
        removed, again = 0, True
        while again:
            count, again = self.env["customer.cost.run"]._gc_evidence()
            removed += count
        return removed

    def entries(self, run):
        return self.env["customer.cost.capture"].search_count([("run_id", "=", run.id)])

    def test_evidence_of_a_superseded_run_is_removed_after_the_time_that_was_set(self):
        second = self.supersede()
        count, kept = self.entries(self.run_march), self.entries(second)
        self.assertGreater(count, 0)
        statement = self.statement_of(self.own)
        before = statement.cm3, len(self.run_march.node_ids)
        self.assertEqual(self.purge(), count)
        self.assertEqual((self.entries(self.run_march), self.entries(second)), (0, kept))
        self.assertTrue(self.run_march.evidence_purged_on)
        self.assertFalse(second.evidence_purged_on)
        self.assertEqual((statement.cm3, len(self.run_march.node_ids)), before)
        self.assertEqual(self.run_march.state, "superseded")

    def test_evidence_stays_until_then(self):
        self.supersede(days=179)
        self.assertEqual(self.purge(), 0)
        self.company.customer_cost_evidence_days = 100
        self.assertGreater(self.purge(), 0)

    def test_evidence_stays_for_good_where_the_company_says_so(self):
        self.supersede(days=4000)
        self.company.customer_cost_evidence_days = 0
        self.assertEqual(self.purge(), 0)

    def test_evidence_that_somebody_keeps_stays(self):
        self.supersede()
        self.run_march.with_user(self.cost_accountant).evidence_kept = True
        self.assertEqual(self.purge(), 0)
        with self.assertRaises(AccessError):
            self.run_march.with_user(self.auditor).evidence_kept = False

    def test_published_closed_and_computed_runs_keep_theirs(self):
        for name in ("published_on", "computed_on"):
            self.age(self.run_march, name, 4000)
        self.assertEqual(self.purge(), 0)
        self.run_march.reason = self.run_march.reason
        self.run_march._as_engine().state = "closed"
        self.assertEqual(self.purge(), 0)
        self.run_march._as_engine().state = "computed"
        self.assertEqual(self.purge(), 0)

    def test_simulations_that_nobody_keeps_are_purged(self):
        simulations = self.env["customer.cost.run"].create(
            [
                {
                    "company_id": self.company.id,
                    "date_from": "2026-03-01",
                    "date_to": "2026-03-31",
                    "kind": "simulation",
                    "evidence_kept": kept,
                }
                for kept in (True, False)
            ]
        )
        simulations.action_compute()
        for simulation in simulations:
            self.age(simulation, "computed_on", 181)
        self.purge()
        kept, purged = simulations
        self.assertTrue(self.entries(kept) and not self.entries(purged))
        purged.action_compute()
        self.assertTrue(self.entries(purged))
        self.assertFalse(purged.evidence_purged_on, "computed again, it has its evidence again")

    def test_it_goes_in_batches_and_says_so_from_the_first_on(self):
        self.supersede()
        count = self.entries(self.run_march)
        self.patch(customer_cost_run_purge, "PURGED_AT_ONCE", 2)
        self.assertEqual(self.env["customer.cost.run"]._gc_evidence(), (2, True))
        self.assertEqual(self.entries(self.run_march), count - 2)
        self.assertTrue(self.run_march.evidence_purged_on)
        self.assertEqual(self.purge(), count - 2)
        notices = self.run_march.message_ids.filtered(lambda m: "were removed on" in m.body)
        self.assertEqual(len(notices), 1)

    def test_every_way_to_the_evidence_says_that_it_is_gone(self):
        second = self.supersede()
        self.purge()
        run, statement = self.run_march, self.statement_of(self.own)
        pool = run.node_ids.filtered(lambda node: node.kind == "pool")
        for open_evidence in (
            run.action_open_captured,
            statement.action_open_captured,
            statement.action_open_direct_costs,
            lambda: statement.action_open_line("net_revenue"),
            lambda: statement.action_open_line("customer_direct"),
            pool.action_open_captured,
        ):
            with self.refuses(UserError, "March 2026 · v1 were removed on"):
                open_evidence()
        self.assertTrue(self.opened(second.action_open_captured()))
        for stays in (run.action_open_customers, run.action_open_allocations):
            self.assertTrue(self.opened(stays()))
        self.assertTrue(self.opened(pool.action_open_customers()))
        self.assertTrue(statement.statement["rows"])

    def test_the_reconciliation_shows_what_was_stored_and_no_sums_of_nothing(self):
        before = self.run_march.get_reconciliation()
        self.supersede()
        self.purge()
        page = self.run_march.with_user(self.auditor).get_reconciliation()
        self.assertIn("were removed on", page["notice"])
        for key in ("key", "label", "amount", "help"):
            self.assertEqual(
                [line[key] for line in page["lines"]], [line[key] for line in before["lines"]]
            )
        self.assertEqual((page["ledger"]["amount"], page["difference"]), (1110, 0))
        self.assertEqual(page["run"]["id"], self.run_march.id)
        self.assertFalse({"coverage", "matrix"} & page.keys())
        self.assertFalse(any(line.get("records") or line.get("parts") for line in page["lines"]))

    def test_when_evidence_goes_is_not_written_by_hand(self):
        self.supersede()
        for name in ("evidence_purged_on", "superseded_on"):
            with self.refuses(UserError, "cannot be changed"):
                self.run_march.with_user(self.controller).write({name: False})
            with self.refuses(UserError, "begins as a draft"):
                self.env["customer.cost.run"].create(
                    {
                        "company_id": self.company.id,
                        "date_from": "2026-05-01",
                        "date_to": "2026-05-31",
                        name: fields.Datetime.now(),
                    }
                )

    def test_days_are_not_negative(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(Exception, "customer_cost_evidence_days_positive"),
            self.cr.savepoint(),
        ):
            (self.other_company + self.company).write({"customer_cost_evidence_days": -1})
            self.env.flush_all()
