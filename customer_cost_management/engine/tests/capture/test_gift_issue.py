import unittest
from dataclasses import replace

import numpy as np

from ...capture.corrections import correct
from ...capture.gift_issue import GiftPurchase, issue_gifts

#: 36,000.00 for 120 boxes of moon cakes; 60, 31 and 20 of them went to three customers.
MOON_CAKES = GiftPurchase(
    item=900,
    cost=3_600_000,
    quantity=120,
    issue=np.array([1, 2, 3]),
    customer=np.array([71, 72, 73]),
    issued=np.array([60, 31, 20]),
)


class TestGiftIssue(unittest.TestCase):
    def test_issued_and_undistributed_gifts_are_the_bill(self):
        # 300.00 a box: 18,000 + 9,300 + 6,000 issued, 9 boxes = 2,700 left
        issue, problems = issue_gifts(MOON_CAKES)
        self.assertEqual(problems, ())
        self.assertEqual(issue.customer_cost, {71: 1_800_000, 72: 930_000, 73: 600_000})
        self.assertEqual(issue.undistributed, 270_000)

    def test_a_price_that_does_not_divide_loses_no_cent(self):
        # 100 for 3 pieces, one each to two customers: 33.33 each, one unit left over
        issue, _problems = issue_gifts(
            GiftPurchase(900, 100, 3, np.array([1, 2]), np.array([71, 72]), np.array([1, 1]))
        )
        self.assertEqual(sum(issue.customer_cost.values()) + issue.undistributed, 100)
        self.assertEqual(issue.customer_cost, {71: 34, 72: 33})

    def test_the_order_of_issues_does_not_matter(self):
        # 0.1 + 0.2 + 0.3 of a box is not 0.6 to a computer, and one cent decides
        issue, customer = np.array([1, 2, 3, 4]), np.array([72, 72, 72, 71])
        issued = np.array([0.1, 0.2, 0.3, 0.6])
        purchase = GiftPurchase(900, 1, 1.2, issue, customer, issued)
        turned = GiftPurchase(900, 1, 1.2, issue[::-1], customer[::-1], issued[::-1])
        self.assertEqual(issue_gifts(purchase), issue_gifts(turned))

    def test_a_gift_that_came_back_is_on_the_shelf_again(self):
        back = replace(MOON_CAKES, customer=np.array([71, 72, 71]), issued=np.array([60, 31, -60]))
        issue, _problems = issue_gifts(back)
        self.assertEqual(issue.customer_cost, {71: 0, 72: 930_000})
        self.assertEqual(issue.undistributed, 2_670_000)

    def test_the_register_moves_cost_without_changing_the_total(self):
        issue, _problems = issue_gifts(MOON_CAKES)
        balances = {"undistributed_gifts": 3_600_000}
        balances |= {("relationship", customer): 0 for customer in (71, 72, 73)}
        move = issue.correction("gifts 900", "undistributed_gifts", "relationship")
        corrected, problems = correct(balances, [move])
        self.assertEqual(problems, ())
        self.assertEqual(corrected["undistributed_gifts"], 270_000)
        self.assertEqual(corrected["relationship", 72], 930_000)

    def assert_refused(self, code, subjects, **changes):
        issue, problems = issue_gifts(replace(MOON_CAKES, **changes))
        self.assertIsNone(issue)
        self.assertIn((code, subjects), [(each.code, each.subjects) for each in problems])

    def test_more_issued_than_bought_is_refused(self):
        self.assert_refused("more_issued_than_bought", (900,), issued=np.array([60, 31, 30]))

    def test_more_returned_than_issued_is_refused(self):
        self.assert_refused("more_returned_than_issued", (73,), issued=np.array([60, 31, -1]))

    def test_an_issue_counts_once(self):
        self.assert_refused("duplicate_id", (2,), issue=np.array([1, 2, 2]))

    def test_pieces_that_are_no_number_are_refused(self):
        self.assert_refused("number_not_finite", (2,), issued=np.array([60, np.nan, 1]))

    def test_a_bill_for_nothing_is_refused(self):
        self.assert_refused("nothing_bought", (900,), quantity=0, issued=np.array([0, 0, 0]))

    def test_half_a_cent_is_refused(self):
        self.assert_refused("amount_not_integer", ("cost",), cost=0.5)
