from odoo.exceptions import UserError
from odoo.tests import tagged

from .correction_common import CorrectionCase


@tagged("post_install", "-at_install")
class TestRunCorrections(CorrectionCase):
    """What corrections do to a run; the figures are worked out in CorrectionCase."""

    def test_without_corrections(self):
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.cm3(run), [800, 840])
        self.assertEqual(
            self.reconciliation(run), {"customer_contribution": 1640, "unassigned": -40}
        )

    def test_three_corrections_move_cost_and_the_books_stay(self):
        """15 unassigned to Lumber, 30 freight from Lumber to Acme, 50 of the pool to Acme:
        Lumber 800 − 15 + 30 + 25 = 840, Acme 840 − 30 + 25 − 50 = 785."""
        self.correct(15)
        self.correct(30, **self.from_customer(self.customer), partner_id=self.other_customer.id)
        self.correct(
            50,
            from_place="pool",
            from_pool_id=self.pool.id,
            account_id=self.wages.id,
            partner_id=self.other_customer.id,
        )
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.cm3(run), [840, 785])
        self.assertEqual(self.node(run, "Sales force").captured, 150)
        lumber = self.statement(run, self.customer)
        self.assertRecordValues(lumber, [{"customer_direct": 85, "customer_allocated": 75}])
        self.assertEqual(
            self.reconciliation(run), {"customer_contribution": 1625, "unassigned": -25}
        )

    def test_two_rows_of_evidence_add_up_to_zero(self):
        memo = self.correct(15)
        run = self.run_month()
        rows = self.env["customer.cost.capture"].search([("memo_id", "=", memo.id)])
        self.assertRecordValues(
            rows,
            [
                {
                    "destination": destination,
                    "balance": balance,
                    "partner_id": partner,
                    "rule": "correction",
                    "account_id": self.sundry.id,
                    "item_count": 0,
                    "name": "Crane for Lumber Inc",
                }
                for destination, balance, partner in (
                    ("unassigned", -15, False),
                    ("direct", 15, self.customer.id),
                )
            ],
        )
        self.assertEqual(run.captured_count, 6)
        action = rows[0].action_open_journal_item()
        self.assertEqual((action["res_model"], action["res_id"]), (memo._name, memo.id))

    def test_only_what_is_approved_and_of_the_period_is_applied(self):
        draft = self.env["customer.cost.memo"].create(self.prepare_correction(15))
        april = self.correct(10, date="2026-04-01")
        simulation = self.run_month(kind="simulation")
        memo = self.correct(5)
        run = self.run_month()
        self.assertEqual(self.cm3(run), [795, 840])
        self.assertEqual(
            [each.state for each in (draft, april, memo)], ["draft", "approved", "applied"]
        )
        self.assertEqual(self.cm3(simulation), [800, 840])
        simulation._run_period()
        self.assertEqual(self.cm3(simulation), [795, 840])

    def test_a_category_decides_the_line(self):
        """Relationship cost given to Lumber and then some of it taken on to Acme."""
        care = self.env["customer.cost.category"].create(
            {"name": "Care", "company_id": self.company.id, "budget_controlled": True}
        )
        self.post_entry(
            "2026-03-12",
            (self.freight, 20, {"cost_customer_id": self.customer.id, "cost_category_id": care.id}),
            (self.bank, -20),
        )
        move = self.from_customer(self.customer) | {"partner_id": self.other_customer.id}
        self.correct(8, **move, category_id=care.id)
        run = self.run_month()
        self.assert_ties(run)
        lumber, acme = (self.statement(run, each) for each in (self.customer, self.other_customer))
        self.assertEqual((lumber.relationship, acme.relationship), (12, 8))
        self.assertEqual((lumber.customer_direct, acme.customer_direct), (100, 60))
        self.correct(15, **move, category_id=care.id, date="2026-03-01")
        with self.refuses(
            UserError, r"23\.00 are taken from .*Freight of Lumber Inc .*holds .*20\.00"
        ):
            run._run_period()

    def test_gifts_bought_in_bulk_wait_for_their_recipients(self):
        """36 on an account of the pool: no pool cost, undistributed; 14 go to Acme, 22 stay."""
        gifts = self.env["customer.cost.category"].create(
            {"name": "Gifts, bulk", "company_id": self.company.id, "bulk_gifts": True}
        )
        self.post_entry(
            "2026-03-12", (self.wages, 36, {"cost_category_id": gifts.id}), (self.bank, -36)
        )
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.node(run, "Sales force").captured, 200)
        self.assertEqual(self.reconciliation(run)["undistributed_gifts"], -36)
        issued = {"from_place": "gifts", "account_id": self.wages.id}
        self.correct(14, **issued, partner_id=self.other_customer.id, category_id=gifts.id)
        run._run_period()
        self.assert_ties(run)
        self.assertEqual(self.cm3(run), [800, 826])
        self.assertEqual(self.reconciliation(run)["undistributed_gifts"], -22)
        page = run.get_reconciliation()
        [line] = [line for line in page["lines"] if line["key"] == "undistributed_gifts"]
        rows = self.env[line["records"]["model"]].search(line["records"]["domain"])
        self.assertEqual(sum(rows.mapped("result")), -22)

    def test_a_cost_may_be_taken_from_a_customer_altogether(self):
        self.correct(
            100, **self.from_customer(self.customer), to_place="unassigned", partner_id=False
        )
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.cm3(run), [900, 840])
        self.assertEqual(self.reconciliation(run)["unassigned"], -140)

    def test_a_cost_may_join_a_pool(self):
        """40 more are 20 for each."""
        self.correct(40, to_place="pool", to_pool_id=self.pool.id, partner_id=False)
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.cm3(run), [780, 820])

    # ------------------------------------------------------------------ what cannot be applied

    def test_a_source_gives_no_more_than_its_entries_brought(self):
        self.correct(25)
        self.correct(15.01)
        with self.refuses(
            UserError, r"40\.01 are taken from .*Sundry of Unassigned.*holds .*40\.00"
        ):
            self.run_month()
        run = self.env["customer.cost.run"].search([])
        self.assertFalse(run, "nothing is left of the refused run")

    def test_the_approval_asks_a_run_that_is_already_there(self):
        self.run_month()._as_engine().state = "computed"
        with self.refuses(UserError, r"41\.00 are taken from .*March 2026.*holds .*40\.00"):
            self.correct(41)
        with self.refuses(UserError, "has no account role"):
            self.correct(1, account_id=self.bank.id)
        self.correct(40)

    def test_a_circle(self):
        there = self.from_customer(self.customer) | {"partner_id": self.other_customer.id}
        back = self.from_customer(self.other_customer) | {"partner_id": self.customer.id}
        self.correct(10, **there)
        self.correct(10, **back)
        with self.refuses(UserError, "lead in a circle. Cancel one of them"):
            self.run_month()

    def test_merged_customers(self):
        """Both ends become one customer: the run says so, and a cancelled correction is out."""
        memo = self.correct(
            10, **self.from_customer(self.customer), partner_id=self.other_customer.id
        )
        kept = self.correct(7)
        self.env["base.partner.merge.automatic.wizard"].create({})._merge(
            (self.customer + self.other_customer).ids, self.other_customer
        )
        self.env.invalidate_all()
        self.assertEqual(kept.partner_id, self.other_customer)
        with self.refuses(UserError, "both places are the same, perhaps because"):
            self.run_month()
        memo.with_user(self.controller).action_cancel()
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.statement(run, self.other_customer).cm3, 1640 - 7)

    def test_a_pool_out_of_the_model(self):
        self.correct(5, to_place="pool", to_pool_id=self.pool.id, partner_id=False)
        self.pool.active = False
        with self.refuses(UserError, "the pool Sales force is not in the cost model"):
            self.run_month()
