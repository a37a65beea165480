"""ABC classes."""

import unittest

from ...value.pareto import pareto_classes


def classes(amounts, **limits):
    found, _problems = pareto_classes(range(len(amounts)), amounts, **limits)
    return "".join(found)


class TestParetoClasses(unittest.TestCase):
    def test_classes_end_at_80_and_95_percent(self):
        # before each: 0, 70, 85, 96 of 100
        self.assertEqual(classes([70, 15, 11, 4]), "AABC")

    def test_the_customer_who_crosses_a_limit_stays_in_the_upper_class(self):
        self.assertEqual(classes([79, 20, 1]), "AAC")

    def test_reaching_a_limit_exactly_ends_the_class(self):
        self.assertEqual(classes([80, 15, 5]), "ABC")

    def test_equal_amounts_share_a_class(self):
        # 90 belongs to larger ones before each of the 5s.
        self.assertEqual(classes([5, 90, 5]), "BAB")

    def test_zero_and_losses_are_c(self):
        self.assertEqual(classes([0, 10, -3]), "CAC")
        self.assertEqual(classes([0, -3]), "CC")

    def test_no_customers_have_no_classes(self):
        self.assertEqual(classes([]), "")

    def test_limits_must_rise_within_one(self):
        for limits in ((0.9, 0.8), (0, 0.5), (0.5, 1.5)):
            found, (problem,) = pareto_classes([1], [1], limits)
            self.assertIsNone(found)
            self.assertEqual(problem.code, "class_limits_invalid")
