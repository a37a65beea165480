import unittest
from dataclasses import replace

import numpy as np

from ...profit.account_matrix import CapturedParts, account_matrix, item_problems

ACCOUNTS = np.array([6001, 6601])
DESTINATIONS = ("revenue", "pool", "unassigned")

#: Revenue of 900 on 6001; on 6601 cost of 500, split into a pool and the rest, and a red −80.
PARTS = CapturedParts(
    items=np.array([11, 12, 13]),
    account=np.array([0, 1, 1]),
    amount=np.array([900, -500, 80]),
    part_item=np.array([0, 1, 1, 2]),
    part_destination=np.array([0, 1, 2, 1]),
    part_amount=np.array([900, -300, -200, 80]),
)


class TestAccountMatrix(unittest.TestCase):
    def test_every_part_is_in_its_cell(self):
        matrix, problems = account_matrix(PARTS, ACCOUNTS, np.array([900, -420]), DESTINATIONS)
        self.assertEqual(problems, ())
        self.assertEqual(matrix.amounts.tolist(), [[900, 0, 0], [0, -220, -200]])
        self.assertEqual(matrix.accounts_that_differ(), {})

    def test_a_difference_is_found_on_its_account(self):
        # the ledger has 12.40 more cost on 6601 than was captured
        matrix, _problems = account_matrix(PARTS, ACCOUNTS, np.array([900, -1660]), DESTINATIONS)
        self.assertEqual(matrix.difference.tolist(), [0, -1240])
        self.assertEqual(matrix.accounts_that_differ(), {6601: -1240})

    def assert_refused(self, expected, parts, accounts=ACCOUNTS, ledger=(0, 0)):
        matrix, problems = account_matrix(parts, accounts, np.array(ledger), DESTINATIONS)
        self.assertIsNone(matrix)
        self.assertIn(expected, [(each.code, each.subjects) for each in problems])

    def test_an_unknown_destination_is_refused(self):
        parts = replace(PARTS, part_destination=np.array([0, 1, 2, 9]))
        self.assert_refused(("unknown_position", (9,)), parts)

    def test_an_unknown_account_is_refused(self):
        self.assert_refused(("unknown_position", (5,)), replace(PARTS, account=np.array([0, 1, 5])))

    def test_an_account_counts_once(self):
        self.assert_refused(("duplicate_id", (6601,)), PARTS, accounts=np.array([6601, 6601]))

    def test_a_balance_for_every_account_is_needed(self):
        self.assert_refused(("wrong_shape", ("ledger",)), PARTS, ledger=(1,))


class TestItems(unittest.TestCase):
    def found(self, **changes):
        problems = item_problems(replace(PARTS, **changes))
        return [(each.code, each.subjects, dict(each.values)) for each in problems]

    def test_items_captured_once_are_fine(self):
        self.assertEqual(self.found(), [])

    def test_an_item_captured_above_100_percent_is_found(self):
        found = self.found(part_amount=np.array([900, -300, -230, 80]))
        self.assertEqual(found, [("captured_above_item", (12,), {"amounts": (30,)})])

    def test_an_item_captured_below_100_percent_is_found(self):
        found = self.found(part_amount=np.array([900, -300, -150, 80]))
        self.assertEqual(found, [("captured_below_item", (12,), {"amounts": (50,)})])

    def test_parts_of_opposite_sign_do_not_hide_each_other(self):
        # −600 and +100 are −500 in sum, and 700 of an item of 500
        found = self.found(part_amount=np.array([900, -600, 100, 80]))
        self.assertEqual(found, [("captured_above_item", (12,), {"amounts": (200,)})])

    def test_a_part_of_the_wrong_sign_does_not_capture_its_item(self):
        found = self.found(part_amount=np.array([-900, -300, -200, 80]))
        self.assertEqual(found, [("captured_below_item", (11,), {"amounts": (1800,)})])

    def test_nothing_can_be_captured_of_an_item_of_zero(self):
        found = self.found(amount=np.array([900, -500, 0]))
        self.assertEqual(found, [("captured_above_item", (13,), {"amounts": (80,)})])

    def test_a_part_of_no_item_is_refused(self):
        ((code, subjects, _values),) = self.found(part_item=np.array([0, 1, 1, 9]))
        self.assertEqual((code, subjects), ("unknown_position", (9,)))

    def test_half_a_cent_is_refused(self):
        ((code, subjects, _values),) = self.found(part_amount=np.array([900, -300, -200, 79.5]))
        self.assertEqual((code, subjects), ("amount_not_integer", ("part_amount",)))
