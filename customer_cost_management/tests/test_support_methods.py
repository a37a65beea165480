from odoo.exceptions import UserError
from odoo.tests import tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestSupportMethods(CustomerCostRunCommon):
    """How support pools give is a choice of the company, frozen into each run."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.create_account("101998", "Bank of the month", "asset_cash")
        cls.wages = cls.create_account("719101", "Wages")
        cls.roles_for_all_accounts()
        driver = cls.create_typed_driver("Visits", [(cls.customer, 1)])
        cls.pools = {
            name: cls.create_pool(name, [(cls.create_activity(f"{name} work", driver), 100)])
            for name in ("Service", "Sales")
        }
        cls.people = cls.create_pool("HR", [(cls.pools["Sales"], 100)], kind="support", sequence=2)
        cls.systems = cls.create_pool(
            "IT",
            [(cls.people, 50), (cls.pools["Service"], 50)],
            cls.wages,
            kind="support",
            sequence=1,
        )
        cls.post_entry("2026-03-31", (cls.wages, 300), (cls.bank, -300))
        cls.invoice(cls.customer, 1000)

    def received(self, run):
        return tuple(self.node(run, name).received for name in ("Service", "Sales"))

    def compute_again(self, run):
        """With the model that the run holds."""
        engine = run.sudo()._as_engine()
        engine._discard_results()
        engine._compute_from_ledger()

    def test_step_down_unless_something_else_is_chosen(self):
        """IT gives 150 to service and 150 to HR, which gives all of it to sales."""
        run = self.run_month()
        self.assertEqual(run.snapshot["support_method"], "step_down")
        self.assertEqual(self.received(run), (150, 150))

    def test_reciprocal_pools_are_solved_together(self):
        """HR gives half back: IT = 300 + HR ÷ 2, HR = IT ÷ 2, so IT 400 and HR 200."""
        self.people.share_ids.share = 50
        self.people.share_ids = [(0, 0, self.prepare_share(self.systems, 50))]
        with self.refuses(UserError, "may not give back"):
            self.run_month()
        self.company.customer_cost_support_method = "reciprocal"
        self.assertEqual(self.company._check_customer_cost_model(), [])
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.received(run), (200, 100))
        self.company.customer_cost_support_method = "step_down"
        self.compute_again(run)
        self.assertEqual(self.received(run), (200, 100))

    def test_direct_pools_do_not_serve_each_other(self):
        self.company.customer_cost_support_method = "direct"
        with self.refuses(UserError, "A support pool gives to another one: IT, HR"):
            self.run_month()
        self.systems.share_ids.filtered("to_pool_id").filtered(
            lambda share: share.to_pool_id == self.people
        ).unlink()
        self.systems.share_ids.share = 100
        self.assertEqual(self.received(self.run_month()), (300, 0))

    def test_runs_frozen_before_there_was_a_choice(self):
        run = self.run_month()
        snapshot = dict(run.snapshot)
        del snapshot["support_method"]
        run._as_engine().snapshot = snapshot
        self.company.customer_cost_support_method = "direct"
        self.compute_again(run)
        self.assertEqual(self.received(run), (150, 150))
