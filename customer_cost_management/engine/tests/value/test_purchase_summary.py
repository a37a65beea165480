"""From transactions to x, t_x, T and m."""

import unittest

from ...value.purchase_summary import Transactions, summarise_purchases


def summary_of(rows, end=70):
    customers, days, amounts = zip(*rows, strict=True) if rows else ((), (), ())
    transactions = Transactions(list(customers), list(days), list(amounts))
    return summarise_purchases(transactions, end)[0]


class TestSummarisePurchases(unittest.TestCase):
    def test_the_first_purchase_is_counted_neither_in_x_nor_in_m(self):
        summary = summary_of([(7, 0, 9_000), (7, 14, 100), (7, 35, 300)])
        self.assertEqual(summary.repeat_purchases.tolist(), [2])
        self.assertEqual(summary.recencies.tolist(), [5.0])
        self.assertEqual(summary.ages.tolist(), [10.0])
        self.assertEqual(summary.mean_values.tolist(), [200.0])

    def test_days_are_divided_into_weeks_and_not_cut(self):
        summary = summary_of([(7, 0, 1), (7, 10, 1)], end=15)
        self.assertEqual(summary.recencies.tolist(), [10 / 7])
        self.assertEqual(summary.ages.tolist(), [15 / 7])

    def test_several_orders_on_a_day_are_one_purchase(self):
        summary = summary_of([(7, 0, 5), (7, 3, 10), (7, 3, 20), (7, 0, 5)])
        self.assertEqual(summary.repeat_purchases.tolist(), [1])
        self.assertEqual(summary.mean_values.tolist(), [30.0])

    def test_refunds_of_the_day_are_netted(self):
        summary = summary_of([(7, 0, 5), (7, 3, 100), (7, 3, -40)])
        self.assertEqual(summary.mean_values.tolist(), [60.0])

    def test_a_purchase_that_nets_to_nothing_counts_in_x_and_not_in_m(self):
        summary = summary_of([(7, 0, 5), (7, 3, 100), (7, 3, -100), (7, 9, 80)])
        self.assertEqual(summary.repeat_purchases.tolist(), [2])
        self.assertEqual(summary.mean_values.tolist(), [80.0])

    def test_a_day_of_refunds_only_lowers_the_purchase_before_it(self):
        summary = summary_of([(7, 0, 5), (7, 3, 100), (7, 5, -30), (7, 9, 50)])
        self.assertEqual(summary.repeat_purchases.tolist(), [2])
        self.assertEqual(summary.mean_values.tolist(), [60.0])  # (70 + 50) ÷ 2

    def test_a_refund_before_any_purchase_touches_no_other_customer(self):
        summary = summary_of([(7, 0, 5), (7, 3, 100), (8, 1, -30), (8, 4, 5), (8, 6, 20)])
        self.assertEqual(summary.customer_ids.tolist(), [7, 8])
        self.assertEqual(summary.mean_values.tolist(), [100.0, 20.0])
        self.assertEqual(summary.ages.tolist(), [10.0, 66 / 7])

    def test_transactions_after_the_end_do_not_exist_yet(self):
        summary = summary_of([(7, 0, 5), (7, 71, 100), (8, 75, 3)])
        self.assertEqual(summary.customer_ids.tolist(), [7])
        self.assertEqual(summary.repeat_purchases.tolist(), [0])

    def test_one_purchase_has_no_recency_and_no_value(self):
        summary = summary_of([(7, 0, 5)])
        self.assertEqual((summary.recencies[0], summary.mean_values[0]), (0, 0))

    def test_customers_come_in_ascending_id_whatever_the_order_of_rows(self):
        rows = [(9, 3, 30), (2, 1, 10), (9, 0, 1), (2, 0, 1)]
        self.assertEqual(summary_of(rows).customer_ids.tolist(), [2, 9])
        self.assertEqual(summary_of(rows[::-1]).mean_values.tolist(), [10.0, 30.0])

    def test_nothing_sold_has_an_empty_summary(self):
        self.assertEqual(summary_of([]).customer_ids.tolist(), [])
        self.assertEqual(summary_of([(7, 3, -5)]).customer_ids.tolist(), [])

    def assert_refused(self, transactions, code, subjects):
        summary, (problem,) = summarise_purchases(transactions, 70)
        self.assertIsNone(summary)
        self.assertEqual((problem.code, problem.subjects), (code, subjects))

    def test_a_missing_day_names_its_row(self):
        days = [0, float("nan")]
        self.assert_refused(Transactions([7, 7], days, [1, 1]), "number_not_finite", (1,))

    def test_money_must_be_whole_minor_units(self):
        bad = Transactions([7, 7], [0, 1], [1, 0.5])
        self.assert_refused(bad, "amount_not_integer", ("amounts",))
