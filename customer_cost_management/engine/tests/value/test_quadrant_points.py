"""Which customers become bubbles, and what a quadrant adds up to."""

import unittest

import numpy as np

from ...value.quadrant import FIX_OR_LEAVE, NOT_PLACED, PROTECT, SERVE_SMARTER
from ...value.quadrant_points import EVERYBODY, LARGEST, LOSERS, Members, bubbles, members


class TestBubbles(unittest.TestCase):
    def test_few_customers_are_all_drawn_most_revenue_first(self):
        quadrants = [PROTECT, FIX_OR_LEAVE, NOT_PLACED, PROTECT]
        drawn = bubbles(quadrants, [10, 30, 0, 20], [1, -1, -5, 2])
        self.assertEqual(drawn.tolist(), [1, 3, 0])

    def test_equal_revenue_stands_as_it_came(self):
        drawn = bubbles([PROTECT] * 3, [5, 5, 5], [1, 2, 3])
        self.assertEqual(drawn.tolist(), [0, 1, 2])

    def test_of_many_the_largest_and_those_who_lose(self):
        count = EVERYBODY + 1
        revenues = np.arange(count, 0, -1)
        contributions = np.ones(count, np.int64)
        contributions[[50, 298, 300]] = -7
        drawn = bubbles([PROTECT] * count, revenues, contributions)
        # the 200 first have most revenue; 298 and 300 lose; 50 is among the first anyway
        self.assertEqual(drawn.tolist(), [*range(LARGEST), 298, 300])

    def test_losers_are_limited_to_the_worst(self):
        count = 1000
        contributions = np.zeros(count, np.int64)
        contributions[LARGEST:] = -np.arange(1, count - LARGEST + 1)
        drawn = bubbles([PROTECT] * count, np.arange(count, 0, -1), contributions)
        self.assertEqual(len(drawn), LARGEST + LOSERS)
        self.assertEqual(drawn[LARGEST:].tolist(), list(range(count - LOSERS, count)))

    def test_nobody(self):
        self.assertEqual(bubbles([], [], []).tolist(), [])


class TestMembers(unittest.TestCase):
    def test_number_and_contribution_of_each_quadrant(self):
        found = members([PROTECT, SERVE_SMARTER, PROTECT, NOT_PLACED], [10, -3, 5, -1])
        self.assertEqual(found[PROTECT], Members(2, 15))
        self.assertEqual(found[SERVE_SMARTER], Members(1, -3))
        self.assertEqual(found[FIX_OR_LEAVE], Members(0, 0))
        self.assertEqual(found[NOT_PLACED], Members(1, -1))

    def test_together_they_are_everybody(self):
        amounts = [4, -9, 2, 7]
        found = members([PROTECT, NOT_PLACED, FIX_OR_LEAVE, SERVE_SMARTER], amounts)
        self.assertEqual(sum(each.contribution for each in found.values()), sum(amounts))
        self.assertEqual(sum(each.customers for each in found.values()), 4)
