"""Measured quantities: their policies, time equations, and each wrong input."""

import unittest

import numpy as np

from ...allocate.volumes import (
    Driver,
    TimeEquation,
    Volumes,
    check_volumes,
    minutes,
    quantities_by_driver,
)
from ..cases import load_case


def volumes(quantities, drivers=None, customers=(1, 2)):
    drivers = drivers or (Driver("orders"), Driver("returns"))
    return Volumes(np.array(customers, np.int64), tuple(drivers), quantities)


class TestCheckVolumes(unittest.TestCase):
    def assert_found(self, measured, *expected):
        problems = [(problem.code, problem.subjects) for problem in check_volumes(measured)]
        self.assertEqual(problems, list(expected))

    def test_good_volumes_have_no_problem(self):
        self.assert_found(volumes([[1, 2], [3, 4]]))

    def test_no_customers(self):
        self.assert_found(volumes(np.zeros((0, 2)), customers=()), ("no_customers", ()))

    def test_customer_twice(self):
        measured = volumes(np.ones((4, 2)), customers=(7, 8, 9, 8))
        self.assert_found(measured, ("duplicate_id", (8,)))

    def test_customers_are_one_row_of_integers(self):
        measured = Volumes(np.array([1.5, 2.5]), (Driver("orders"),), [[1], [1]])
        self.assert_found(measured, ("customers_not_integers", ()))
        measured = Volumes(np.array([[1], [2]]), (Driver("orders"),), [[1], [1]])
        self.assert_found(measured, ("wrong_shape", ("customers",)))

    def test_quantities_are_customers_by_drivers(self):
        self.assert_found(volumes([[1, 2, 3], [4, 5, 6]]), ("wrong_shape", ("quantities",)))
        self.assert_found(volumes([1, 2]), ("wrong_shape", ("quantities",)))

    def test_quantities_are_numbers(self):
        self.assert_found(volumes([["a", "b"], ["c", "d"]]), ("not_numbers", ("quantities",)))
        self.assert_found(volumes([[1, 2], [3]]), ("not_numbers", ("quantities",)))

    def test_nan_and_infinity_name_the_driver(self):
        for number in (np.nan, np.inf, -np.inf):
            measured = volumes(
                [[1, number], [1, number]],
                (Driver("orders"), Driver("returns", negative="as_zero")),
            )
            problem = next(iter(check_volumes(measured)))
            self.assertEqual((problem.code, problem.subjects), ("number_not_finite", ("returns",)))
            self.assertEqual(problem.values["count"], 2)

    def test_driver_names_and_words(self):
        drivers = (Driver("orders"), Driver("orders", zero_total="hide"), Driver("", negative="x"))
        self.assert_found(
            volumes(np.ones((2, 3)), drivers),
            ("bad_name", ("",)),
            ("duplicate_name", ("orders",)),
            ("unknown_choice", ("orders",)),
            ("unknown_choice", ("",)),
        )

    def test_negative_volume_is_an_error_only_under_stop(self):
        for policy, severity in (("stop", "error"), ("as_zero", "info"), ("absolute", "info")):
            drivers = (Driver("orders"), Driver("returns", negative=policy))
            (problem,) = check_volumes(volumes([[1, -2], [3, 4]], drivers))
            self.assertEqual(
                (problem.code, problem.subjects, problem.severity),
                ("negative_volume", ("returns",), severity),
            )
            self.assertEqual(problem.values["count"], 1)

    def test_several_wrong_things_are_reported_together(self):
        measured = volumes([[1, np.nan], [-3, 4]], customers=(5, 5))
        self.assert_found(
            measured,
            ("duplicate_id", (5,)),
            ("negative_volume", ("orders",)),
            ("number_not_finite", ("returns",)),
        )


class TestNegativePolicies(unittest.TestCase):
    def test_as_zero_and_absolute(self):
        drivers = (Driver("orders", negative="as_zero"), Driver("returns", negative="absolute"))
        quantities = quantities_by_driver(volumes([[1, -2], [-3, 4]], drivers))
        self.assertEqual(quantities["orders"].tolist(), [1, 0])
        self.assertEqual(quantities["returns"].tolist(), [2, 4])


class TestTimeEquation(unittest.TestCase):
    def test_published_packaging_equation(self):
        case = load_case("tdabc_time_equation_packaging")
        inputs = case["inputs"]
        flags = [term["flag"] for term in inputs["terms"]]
        equation = TimeEquation(
            inputs["base"], {term["flag"]: term["minutes"] for term in inputs["terms"]}
        )
        quantities = {
            flag: np.array([order[flag] for order in inputs["orders"]], float) for flag in flags
        }
        result = minutes(equation, np.ones(4), quantities)
        self.assertEqual(result.tolist(), case["expected"]["minutes"])

    def test_base_counts_every_event_and_terms_their_own_quantity(self):
        # 40 × orders + 6 × lines: 3 orders, 10 lines = 180; 1 order, no line = 40
        equation = TimeEquation(40, {"lines": 6})
        result = minutes(equation, np.array([3.0, 1.0]), {"lines": np.array([10.0, 0.0])})
        self.assertEqual(result.tolist(), [180, 40])

    def test_order_of_the_terms_does_not_matter(self):
        # in doubles (1 + 1e16) + 1 = 1e16, but (1 + 1) + 1e16 = 1e16 + 2
        quantities = {"lines": np.array([1e16]), "urgent": np.array([1.0])}
        one = minutes(TimeEquation(1, {"lines": 1, "urgent": 1}), np.ones(1), quantities)
        other = minutes(TimeEquation(1, {"urgent": 1, "lines": 1}), np.ones(1), quantities)
        self.assertEqual(one.tolist(), other.tolist())
