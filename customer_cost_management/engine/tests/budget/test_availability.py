import unittest

import numpy as np

from ...budget.availability import (
    APPROVED,
    CARRIED_IN,
    CARRIED_OUT,
    COMMITTED,
    CONSUMED,
    CONTINGENCY_RELEASED,
    MONTH,
    PENDING,
    QUARTER,
    REVISION,
    SUPPLEMENT,
    TRANSFER_IN,
    TRANSFER_OUT,
    YEAR,
    YEAR_TO_DATE,
    Movement,
    available,
    revised,
    tally,
)
from ..cases import load_case


def left(movements, window=YEAR, lines=("care",), periods=1):
    return available(tally(movements, lines, periods), window)


class TestAvailability(unittest.TestCase):
    def test_published_example_of_encumbrance_control(self):
        case = load_case("budget_infor_lge")
        kinds = {"actual": CONSUMED, "commitment": COMMITTED}
        movements = [Movement("budget", "care", 0, APPROVED, case["inputs"]["budget"])]
        found = []
        for number, (kind, amount) in enumerate(case["inputs"]["events"]):
            movements.append(Movement(number, "care", 0, kinds[kind], amount))
            found.append(int(left(movements)[0, 0]))
        self.assertEqual(found, case["expected"]["available"])

    def test_each_kind_enters_with_its_sign(self):
        # 1000 + 50 − 30 + 20 − 10 + 5 − 4 + 8 − 100 − 200 = 739, whatever is pending
        amounts = {
            APPROVED: 1000,
            SUPPLEMENT: 50,
            REVISION: -30,
            TRANSFER_IN: 20,
            TRANSFER_OUT: 10,
            CARRIED_IN: 5,
            CARRIED_OUT: 4,
            CONTINGENCY_RELEASED: 8,
            COMMITTED: 100,
            CONSUMED: 200,
            PENDING: 400,
        }
        totals = tally([Movement("m", "care", 0, k, a) for k, a in amounts.items()], ["care"], 1)
        self.assertEqual(available(totals, YEAR).tolist(), [[739]])
        self.assertEqual(revised(totals).tolist(), [[1039]])
        self.assertEqual(totals.of(PENDING).tolist(), [[400]])

    def test_a_budget_without_movements_has_nothing_left(self):
        self.assertEqual(left([]).tolist(), [[0]])
        self.assertEqual(available(tally([], [], 12)).shape, (0, 12))


class TestControlWindow(unittest.TestCase):
    def setUp(self):
        super().setUp()
        # 100 a month, 250 used in March, 50 in November
        approved = [Movement("budget", "care", month, APPROVED, 100) for month in range(12)]
        used = [Movement(1, "care", 2, CONSUMED, 250), Movement(2, "care", 10, COMMITTED, 50)]
        self.movements = approved + used

    def left(self, window):
        return left(self.movements, window, periods=12)[0].tolist()

    def test_month_stands_alone(self):
        self.assertEqual(self.left(MONTH), [100, 100, -150, *[100] * 7, 50, 100])

    def test_quarter_shares_its_three_months(self):
        self.assertEqual(self.left(QUARTER), [50] * 3 + [300] * 6 + [250] * 3)

    def test_year_shares_everything(self):
        self.assertEqual(self.left(YEAR), [900] * 12)

    def test_year_to_date_carries_forward_and_never_takes_from_later_months(self):
        # to date: 100 200 50 150 250 … 750 800 900; January may use what March leaves: 50
        expected = [50, 50, 50, 150, 250, 350, 450, 550, 650, 750, 800, 900]
        self.assertEqual(self.left(YEAR_TO_DATE), expected)

    def test_a_commitment_of_autumn_limits_what_spring_may_still_use(self):
        # April is overspent by 200 against its own 400 to date: nothing is free before it
        movements = [Movement("budget", "care", month, APPROVED, 100) for month in range(4)]
        movements.append(Movement(1, "care", 3, COMMITTED, 380))
        self.assertEqual(left(movements, YEAR_TO_DATE, periods=4)[0].tolist(), [20, 20, 20, 20])

    def test_a_short_last_quarter_is_a_quarter(self):
        movements = [Movement("budget", "care", month, APPROVED, 100) for month in range(4)]
        self.assertEqual(left(movements, QUARTER, periods=4)[0].tolist(), [300, 300, 300, 100])


class TestTally(unittest.TestCase):
    def test_order_of_movements_does_not_matter(self):
        movements = [Movement(n, "ab"[n % 2], n % 3, COMMITTED, n + 1) for n in range(20)]
        forward, backward = tally(movements, "ab", 3), tally(movements[::-1], "ab", 3)
        np.testing.assert_array_equal(forward.sums, backward.sums)

    def test_a_bad_second_movement_leaves_no_figures(self):
        good = Movement(1, "care", 0, APPROVED, 100)
        bad = [
            (Movement(2, "care", 0, "guessed", 1), "movement_kind_unknown"),
            (Movement(2, "lost", 0, APPROVED, 1), "movement_line_unknown"),
            (Movement(2, "care", 12, APPROVED, 1), "movement_period_outside"),
            (Movement(2, "care", None, APPROVED, 1), "movement_period_outside"),
            (Movement(2, "care", 0, APPROVED, 0.5), "movement_amount_invalid"),
        ]
        for movement, code in bad:
            with self.subTest(code):
                totals = tally([good, movement], ["care"], 12)
                expected = [(code, (2, movement.line))]
                self.assertEqual([(p.code, p.subjects) for p in totals.problems], expected)
                self.assertEqual(totals.sums.size, 0)
                self.assertEqual(available(totals).size, 0)
