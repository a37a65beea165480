import unittest
from dataclasses import replace

from ...profit.reconciliation import LINES, ReconciliationInput, combined, reconcile

#: 1000 + 40 − 30 − 5 − 10 − 80 − 2 − 3 − 46 − 31 − 27 − 4 − 45 − 36 + 7 − 500 = 228
FULL = ReconciliationInput(
    currency="CNY",
    posted_result=228,
    customer_contribution=1000,
    revenue_without_customer=40,
    cost_without_customer=30,
    timing_difference=5,
    unallocated_pools=10,
    unused_capacity=80,
    spending_variance=2,
    rate_variance=3,
    channel=46,
    facility=31,
    undistributed_gifts=27,
    production_not_transferred=4,
    unassigned=45,
    excluded_result=-36,
    intercompany_result=7,
    closing_result=-500,
)


class TestReconciliation(unittest.TestCase):
    def test_every_line_enters_with_its_sign(self):
        reconciliation, problems = reconcile(FULL)
        self.assertEqual(problems, ())
        self.assertEqual(reconciliation.accounted_for, 228)
        self.assertEqual(reconciliation.difference, 0)
        self.assertEqual(reconciliation.lines["unassigned"], -45)

    def test_lines_of_zero_stay(self):
        reconciliation, _problems = reconcile(ReconciliationInput("CNY", 0))
        self.assertEqual(tuple(reconciliation.lines), tuple(LINES))
        self.assertEqual(set(reconciliation.lines.values()), {0})

    def test_a_difference_is_what_no_line_explains(self):
        reconciliation, problems = reconcile(replace(FULL, posted_result=240))
        self.assertEqual((reconciliation.difference, problems), (12, ()))

    def test_residual_lines_are_those_without_a_place_on_the_statement(self):
        reconciliation, _problems = reconcile(FULL)
        # 228 − (1000 − 80 − 2 − 3 − 46 − 31)
        self.assertEqual(reconciliation.residual_result, -610)

    def test_half_a_cent_is_refused(self):
        reconciliation, (problem,) = reconcile(replace(FULL, channel=0.5, facility=float("nan")))
        self.assertIsNone(reconciliation)
        self.assertEqual(
            (problem.code, problem.subjects), ("amount_not_integer", ("channel", "facility"))
        )

    def test_months_add_up_line_by_line(self):
        month, _problems = reconcile(FULL)
        year, problems = combined([month, month])
        self.assertEqual(problems, ())
        self.assertEqual((year.posted_result, year.difference), (456, 0))
        self.assertEqual(year.lines["timing_difference"], -10)

    def test_currencies_do_not_add_up(self):
        yuan, _problems = reconcile(FULL)
        dollars, _problems = reconcile(replace(FULL, currency="USD"))
        year, (problem,) = combined([yuan, dollars])
        self.assertIsNone(year)
        self.assertEqual((problem.code, problem.subjects), ("mixed_currencies", ("CNY", "USD")))

    def test_nothing_makes_no_reconciliation(self):
        year, (problem,) = combined([])
        self.assertIsNone(year)
        self.assertEqual(problem.code, "nothing_to_join")
