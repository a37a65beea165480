from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestReprice(CustomerCostRunCommon):
    """Unit costs that were frozen at a wrong price of the product are taken anew on demand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.purchases = cls.create_account("719201", "Purchases")
        cls.roles_for_all_accounts(cost_of_sales=cls.purchases)
        cls.goods = cls.create_product("Gauge", cost=6)
        cls.sold = cls.sell(50)
        cls.first = cls.compute()
        cls.first.with_user(cls.controller).action_publish()

    @classmethod
    def sell(cls, quantity, date="2026-03-10", **values):
        values = {"product_id": cls.goods.id, "quantity": quantity} | values
        return cls.invoice(cls.customer, 10, date, **values)

    @classmethod
    def new_run(cls, month=3):
        last_day = {3: 31, 4: 30}[month]
        return (
            cls.env["customer.cost.run"]
            .with_user(cls.cost_accountant)
            .create(
                {
                    "company_id": cls.company.id,
                    "date_from": f"2026-{month:02}-01",
                    "date_to": f"2026-{month:02}-{last_day}",
                }
            )
        )

    @classmethod
    def compute(cls, month=3):
        run = cls.new_run(month)
        run.action_compute()
        return run

    def cost_in(self, run):
        return self.statement(run.sudo(), self.customer).computed_cost_of_sales

    def test_a_new_version_takes_the_corrected_cost_and_says_so(self):
        """50 at 6, corrected to 9: computing again still says 300, pricing anew 450; what was
        published stays at 300."""
        self.goods.standard_price = 9
        second = self.compute()
        self.assertEqual(self.cost_in(second), 300)
        second.action_reprice()
        self.assertRecordValues(
            second, [{"state": "computed", "reprice": False, "repriced_lines": 1}]
        )
        self.assertTrue(second.repriced_on)
        self.assertEqual((self.cost_in(second), self.cost_in(self.first)), (450, 300))
        self.assertRegex(
            second.note,
            "Unit costs of 1 invoice lines taken anew from the products on .* by cost_accountant",
        )
        self.assert_ties(second.sudo())
        self.goods.standard_price = 11
        second.action_compute()
        self.assertEqual(self.cost_in(second), 450)

    def test_costs_from_elsewhere_stay(self):
        """What a delivery said is no price of the product."""
        cost = self.env["customer.cost.invoice.cost"].search([])
        self.force(cost, source="stock_move")
        self.goods.standard_price = 9
        run = self.new_run()
        run.action_reprice()
        self.assertEqual((self.cost_in(run), run.repriced_lines), (300, 0))

    def test_other_periods_keep_their_costs(self):
        self.sell(10, "2026-04-10")
        april = self.compute(4)
        self.goods.standard_price = 9
        self.new_run().action_reprice()
        april.action_compute()
        self.assertEqual(self.cost_in(april), 60)

    def test_a_credit_note_of_a_later_month_follows_its_invoice(self):
        self._reverse_invoice(self.sold, date="2026-04-05", reason="Broken", post=True)
        april = self.compute(4)
        self.assertEqual(self.cost_in(april), -300)
        self.goods.standard_price = 9
        march = self.new_run()
        march.action_reprice()
        self.assertEqual((self.cost_in(march), march.repriced_lines), (450, 2))
        self.assertEqual(self.cost_in(april), -300)
        april.action_compute()
        self.assertEqual(self.cost_in(april), -450)

    def test_an_invoice_that_a_closed_month_took_back_keeps_its_cost(self):
        self._reverse_invoice(self.sold, date="2026-04-05", reason="Broken", post=True)
        april = self.compute(4).with_user(self.controller)
        april.action_publish()
        april.action_close("Test")
        self.goods.standard_price = 9
        march = self.new_run()
        march.action_reprice()
        self.assertEqual((self.cost_in(march), march.repriced_lines), (300, 0))

    def test_a_month_without_goods_is_not_priced_anew_later(self):
        run = self.new_run(4)
        run.action_reprice()
        self.assertRecordValues(run, [{"state": "computed", "reprice": False, "note": False}])

    def test_who_may_and_when(self):
        for user in (self.auditor, self.customer_manager, self.staff):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.new_run().with_user(user).action_reprice()
        with self.assertRaisesRegex(UserError, "March 2026 · v1 is Published"):
            (self.new_run() + self.first).with_user(self.controller).action_reprice()
        self.first.with_user(self.controller).action_close("Test")
        with self.assertRaisesRegex(UserError, "can never be computed again"):
            self.new_run().action_reprice()
        with self.assertRaisesRegex(UserError, "use the buttons"):
            self.new_run().repriced_lines = 4
