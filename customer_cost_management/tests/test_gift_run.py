from odoo.exceptions import UserError
from odoo.tests import tagged

from .gift_common import GiftCase


@tagged("post_install", "-at_install")
class TestGiftRun(GiftCase):
    """Issued gifts in the run of their month; the books stay as they are.

    Books of March: 1,600 of CorrectionCase less 36,000 of moon cakes.
    """

    def test_bought_and_not_yet_issued(self):
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.cm3(run), [800, 840])
        self.assertEqual(
            self.reconciliation(run),
            {"customer_contribution": 1640, "unassigned": -40, "undistributed_gifts": -36000},
        )

    def test_issued_gifts_are_direct_cost_of_their_customers(self):
        """60 and 51 boxes of 300: 800 − 18,000 and 840 − 15,300; 9 boxes, 2,700, are left."""
        self.issue((self.customer, 60), (self.other_customer, 51))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.cm3(run), [-17200, -14460])
        lumber = self.statement(run, self.customer)
        self.assertEqual((lumber.customer_direct, lumber.relationship), (100, 18000))
        self.assertEqual(
            self.reconciliation(run),
            {"customer_contribution": -31660, "unassigned": -40, "undistributed_gifts": -2700},
        )
        rows = self.env["customer.cost.capture"].search(
            [("run_id", "=", run.id), ("rule", "=", "gift")]
        )
        self.assertEqual(sorted(rows.mapped("balance")), [-33300, 15300, 18000])
        own = rows.filtered(lambda row: row.partner_id == self.customer)
        action = own.action_open_journal_item()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual((found.partner_id, found.quantity), (self.customer, 60))

    def test_given_out_in_a_later_month(self):
        """March keeps its figures; April charges 5 boxes, and both months together hold 115."""
        self.invoice(self.customer, 2000, date="2026-04-10")
        march = self.run_month()
        before = march.read(["contribution", "difference"])
        line = self.issue((self.customer, 5), date="2026-04-02")
        april = self.run_month("2026-04-01", "2026-04-30")
        self.assert_ties(april)
        self.assertEqual(
            self.reconciliation(april),
            {"customer_contribution": 500, "undistributed_gifts": 1500},
        )
        march._run_period()
        self.assertEqual(march.read(["contribution", "difference"]), before)
        together = sum(self.reconciliation(run)["undistributed_gifts"] for run in (march, april))
        self.assertEqual(together, -self.boxes.undistributed)
        line.action_take_back()
        april._run_period()
        self.assertEqual(self.statement(april, self.customer).cm3, 500)

    def test_what_the_register_holds_goes_to_nobody_by_a_rule(self):
        """An attribution rule gives sundry cost to Lumber; the boxes stay on the shelf."""
        self.env["customer.cost.attribution.rule"].create(
            {
                "name": "Sundry is Lumber's",
                "company_id": self.company.id,
                "method": "fixed",
                "account_ids": self.sundry.ids,
                "partner_id": self.customer.id,
            }
        )
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.cm3(run), [760, 840])
        self.assertEqual(self.reconciliation(run)["undistributed_gifts"], -36000)

    def test_a_published_month_goes_stale_and_is_not_published_unseen(self):
        run = self.publish_month()
        self.issue((self.customer, 1))
        run._check_changes()
        self.assertEqual(run.changed_entries, 1)
        again = self.run_month()
        again._as_engine().state = "computed"
        self.issue((self.customer, 1))
        with self.refuses(UserError, "issued or taken back since it was computed"):
            again.with_user(self.controller).action_publish()

    def test_a_closed_month_gets_no_gifts(self):
        run = self.publish_month()
        run._as_engine().state = "closed"
        lines = self.lines((self.customer, 1), (self.other_customer, 1))
        lines[0].date = "2026-04-01"
        with self.refuses(UserError, "March 2026.* is closed"):
            lines.action_issue()
        lines[0].action_issue()
        self.assertEqual(lines.mapped("state"), ["issued", "draft"])

    def test_a_correction_may_move_what_was_issued(self):
        """10 boxes of Lumber were Acme's: the correction takes them from Lumber's gifts."""
        self.issue((self.customer, 10))
        self.correct(
            3000,
            from_place="customer",
            from_partner_id=self.customer.id,
            partner_id=self.other_customer.id,
            category_id=self.bulk.id,
        )
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.cm3(run), [800, -2160])
