import unittest

from ...budget.cost import Payment, PurchaseTax, expected_cost


class TestExpectedCost(unittest.TestCase):
    def test_without_recoverable_tax_cost_is_what_is_paid(self):
        cost = expected_cost(Payment(420000, (PurchaseTax(6, 0),)))
        self.assertEqual((cost.paid, cost.cost, cost.recoverable_tax), (420000, 420000, 0))

    def test_recoverable_tax_is_no_cost(self):
        # a hotel of 1,060.00 with 6 %: 1,000.00 and 60.00
        cost = expected_cost(Payment(106000, (PurchaseTax(6),)))
        self.assertEqual((cost.cost, cost.recoverable_tax), (100000, 6000))

    def test_the_non_recoverable_half_of_a_tax_is_cost(self):
        # 119.00 with 19 %, half recoverable: 100 + 9.50
        cost = expected_cost(Payment(11900, (PurchaseTax(19, 50),)))
        self.assertEqual((cost.cost, cost.recoverable_tax), (10950, 950))

    def test_two_taxes_are_on_the_same_base(self):
        # 115.00 = 100 + 10 recoverable + 5 not
        cost = expected_cost(Payment(11500, (PurchaseTax(10), PurchaseTax(5, 0))))
        self.assertEqual((cost.cost, cost.recoverable_tax), (10500, 1000))

    def test_foreign_money_is_converted_at_the_rate_given(self):
        # 310 USD × 7.158 = 2,218.98, shown as 2,219
        self.assertEqual(expected_cost(Payment(31000, rate=7.158)).cost, 221898)

    def test_currencies_may_have_other_decimals(self):
        # 10,000 yen × 0.0475 = 475.00 yuan; 1.500 dinar × 23.5 = 35.25 yuan
        self.assertEqual(expected_cost(Payment(10000, rate="0.0475", decimals=0)).cost, 47500)
        self.assertEqual(expected_cost(Payment(1500, rate="23.5", decimals=3)).cost, 3525)
        # 35.25 yuan ÷ 23.5 = 1.500 dinar
        back = Payment(3525, rate="2/47", company_decimals=3)
        self.assertEqual(expected_cost(back).cost, 1500)

    def test_cost_is_rounded_once_from_the_exact_figure(self):
        # 0.03 × 0.5 ÷ 1.01 = 0.01485 → 0.01; from the 0.02 paid it would be 0.0198 → 0.02
        cost = expected_cost(Payment(3, (PurchaseTax(1),), rate="0.5"))
        self.assertEqual((cost.paid, cost.cost, cost.recoverable_tax), (2, 1, 1))

    def test_a_refund_is_the_negative_of_the_payment(self):
        cost = expected_cost(Payment(-106000, (PurchaseTax(6),)))
        self.assertEqual((cost.paid, cost.cost, cost.recoverable_tax), (-106000, -100000, -6000))

    def test_bad_payments_give_no_figures(self):
        bad = [
            (Payment(1.5), "amount_invalid", ()),
            (Payment(1, rate=0), "rate_not_positive", ()),
            (Payment(1, rate=float("nan")), "rate_not_positive", ()),
            (Payment(1, decimals=-1), "decimals_invalid", ()),
            (Payment(1, (PurchaseTax(6), PurchaseTax(-6))), "tax_out_of_range", (1,)),
            (
                Payment(1, (PurchaseTax(6), PurchaseTax(6, 101))),
                "recoverable_out_of_range",
                (1,),
            ),
        ]
        for payment, code, subjects in bad:
            with self.subTest(code):
                cost = expected_cost(payment)
                self.assertEqual([(p.code, p.subjects) for p in cost.problems], [(code, subjects)])
                self.assertEqual((cost.paid, cost.cost), (0, 0))
