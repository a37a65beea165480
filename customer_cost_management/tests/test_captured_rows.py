import numpy as np

from odoo.tests import TransactionCase, tagged

from odoo.addons.customer_cost_management.models.capture.captured_rows import CapturedRows

DESTINATIONS = ["revenue", "cost_of_sales", "direct", "pool", "unassigned"]
ROLES = ["revenue", "operating"]
#: account, destination, role, category, pool, customer, balance, gross, refund, invoiced
ROWS = [
    (40, 1, 1, 0, 0, 8, -500, -600, 0, 1),
    (40, 1, 1, 0, 0, 7, -100, -100, 0, 1),
    (41, 1, 1, 0, 0, 8, 50, 0, 50, 0),
    (60, 3, 2, 3, 0, 7, 30, 0, 0, 0),
    (60, 3, 2, 3, 0, 7, 12, 0, 0, 0),
    (60, 3, 2, 4, 0, 7, 9, 0, 0, 0),
    (60, 4, 2, 0, 5, 0, 70, 0, 0, 0),
    (61, 4, 0, 0, 5, 0, -20, 0, 0, 0),
    (61, 5, 2, 0, 0, 0, 11, 0, 0, 0),
]


@tagged("post_install", "-at_install")
class TestCapturedRows(TransactionCase):
    """What is made of captured rows, worked out by hand."""

    def setUp(self):
        super().setUp()
        self.rows = CapturedRows(DESTINATIONS, ROLES, np.array(ROWS, np.int64).T)

    def test_sums(self):
        self.assertEqual(self.rows.by_account(), {40: -600, 41: 50, 60: 121, 61: -9})
        self.assertEqual(
            self.rows.by_destination(),
            {"revenue": -550, "direct": 51, "pool": 50, "unassigned": 11},
        )
        self.assertEqual(self.rows.by_pool(), {5: 50})
        self.assertEqual(self.rows.turnover, 802)

    def test_what_is_no_customers_is_signed_like_profit(self):
        amounts = self.rows.without_customer()
        self.assertEqual(amounts, {"pool": -50, "unassigned": -11})
        self.assertEqual(amounts["closing"], 0)

    def test_by_customer(self):
        """One row a destination, role and category; each customer once and in order."""
        found = {row[:3]: [part.tolist() for part in row[3:]] for row in self.rows.by_customer()}
        self.assertEqual(
            found,
            {
                ("revenue", "revenue", None): [
                    [7, 8],
                    [[-100, -100, 0], [-450, -600, 50]],
                    [True, False],
                ],
                ("direct", "operating", 3): [[7], [[42, 0, 0]], [False]],
                ("direct", "operating", 4): [[7], [[9, 0, 0]], [False]],
            },
        )

    def test_nothing_captured(self):
        rows = CapturedRows(DESTINATIONS, ROLES, np.zeros((10, 0), np.int64))
        self.assertEqual((rows.by_account(), list(rows.by_customer()), rows.turnover), ({}, [], 0))

    def test_a_turnover_beyond_whole_numbers_is_told(self):
        """Three amounts that fit and whose sum does not: 3 × 2⁶²."""
        for column in (6, 7, 8):  # balance, gross, refund
            huge = np.array(ROWS[:3], np.int64)
            huge[:, column] = 2**62
            with self.subTest(column=column):
                self.assertEqual(CapturedRows(DESTINATIONS, ROLES, huge.T).turnover, 3 * 2.0**62)
