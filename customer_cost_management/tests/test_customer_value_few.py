from odoo.tests import tagged

from .value_common import ValueCase


@tagged("post_install", "-at_install")
class TestFewAndPoorCustomers(ValueCase):
    """Companies that averages and shares were not made for."""

    def publish_customers(self, *results):
        """March of customers that earn these amounts; negative ones by a credit note."""
        customers = self.create_customers(*(f"Customer {n}" for n in range(len(results))))
        for customer, amount in zip(customers, results, strict=True):
            if amount:
                kind = "out_invoice" if amount > 0 else "out_refund"
                self.invoice(customer, abs(amount), move_type=kind)
            else:
                self.spend("2026-03-10", customer, visits=10)
        self.publish(2026, 3)
        self.evaluate("2026-04-05")
        return customers

    def letters(self, customers):
        return [self.value_of(customer).tier_id.name for customer in customers]

    def test_one_customer_is_the_best(self):
        self.company._create_customer_cost_defaults()
        customers = self.publish_customers(100)
        self.assertEqual(self.letters(customers), ["A"])
        self.assertEqual(self.value_of(customers).trend_direction, "flat")

    def test_default_tiers_follow_the_share_of_the_contribution(self):
        # 700 alone are 70 %, with 200 they are 90 %, with 80 98 %; the last earns, and one loses
        self.company._create_customer_cost_defaults()
        customers = self.publish_customers(700, 200, 80, 20, -50)
        self.assertEqual(self.letters(customers), ["A", "A", "B", "C", "D"])

    def test_where_everybody_loses_nobody_is_better_than_the_rest(self):
        self.company._create_customer_cost_defaults()
        self.assertEqual(self.letters(self.publish_customers(-10, -20)), ["D", "D"])

    def test_equal_customers_share_tier_and_scores(self):
        self.company._create_customer_cost_defaults()
        customers = self.publish_customers(100, 100, 100, 100, 100)
        self.assertEqual(set(self.letters(customers)), {"A"})
        self.assertEqual({self.value_of(c).rfm for c in customers}, {"3 3 3"})

    def test_without_revenue_nothing_is_divided(self):
        customers = self.publish_customers(0, -30, 500)
        none, negative, sold = (self.value_of(customer) for customer in customers)
        self.assertEqual((none.cm3, none.break_even_state), (-10, "no_revenue"))
        self.assertEqual(negative.break_even_words, "No net revenue, so there is no break-even.")
        self.assertFalse(none.quadrant or none.action or negative.quadrant)
        self.assertEqual((none.purchase_history, none.stage), ("no_purchase_yet", "acquire"))
        self.assertEqual(sold.quadrant, "protect")

    def test_without_tiers_nobody_has_one(self):
        self.env["customer.cost.tier"].search([]).unlink()
        customers = self.publish_customers(100)
        self.assertFalse(self.value_of(customers).tier_id)

    def test_no_volume_breaks_even_where_orders_cost_more_than_they_bring(self):
        customer = self.create_customers("Small orders")
        self.invoice(customer, 100)
        self.spend("2026-03-12", customer, goods=120, visits=5)
        self.publish(2026, 3)
        self.evaluate("2026-04-05")
        self.assertEqual(
            self.value_of(customer).break_even_words,
            "No volume breaks even. Raise prices by 25.0 % or cut cost to serve by 25.",
        )
