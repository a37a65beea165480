import unittest

import numpy as np

from ..array_checks import (
    amount_problems,
    duplicate_problems,
    money_problems,
    number_problems,
    position_problems,
)


class TestArrayChecks(unittest.TestCase):
    def only(self, problems):
        (problem,) = problems
        return problem.code, problem.subjects

    def test_money_must_be_whole_minor_units(self):
        found = self.only(money_problems("cost", np.array([1.0, 0.5]), (2,)))
        self.assertEqual(found, ("amount_not_integer", ("cost",)))

    def test_money_must_have_its_shape(self):
        found = self.only(money_problems("cost", np.array([1, 2]), (3,)))
        self.assertEqual(found, ("wrong_shape", ("cost",)))

    def test_money_must_add_up_without_overflow(self):
        found = self.only(money_problems("cost", np.array([1, 2**62]), (2,)))
        self.assertEqual(found, ("amount_too_large", ("cost",)))

    def test_no_rows_are_no_problem(self):
        self.assertEqual(list(money_problems("cost", np.array([]), (0,))), [])

    def test_single_amounts_are_named(self):
        problems = list(amount_problems({"good": 1, "half": 0.5, "huge": 2**53}))
        self.assertEqual(
            [(problem.code, problem.subjects) for problem in problems],
            [("amount_not_integer", ("half",)), ("amount_too_large", ("huge",))],
        )

    def test_numbers_that_are_none_name_their_rows(self):
        for bad in (np.nan, np.inf, -np.inf):
            found = self.only(number_problems("volume", [1.0, bad], ["first", "second"]))
            self.assertEqual(found, ("number_not_finite", ("second",)))

    def test_numbers_below_the_lowest_name_their_rows(self):
        found = self.only(number_problems("volume", [1, -1], [7, 8], lowest=0))
        self.assertEqual(found, ("number_too_small", (8,)))

    def test_numbers_beyond_precision_name_their_rows(self):
        found = self.only(number_problems("volume", [1.0, 1e13], [7, 8]))
        self.assertEqual(found, ("number_too_large", (8,)))

    def test_numbers_must_have_a_row_each(self):
        for bad in ([1.0], 1.0, ["one", "two"], [[1.0], [2.0]]):
            found = self.only(number_problems("volume", bad, [7, 8]))
            self.assertEqual(found, ("wrong_shape", ("volume",)))

    def test_unknown_positions_are_listed_once(self):
        found = self.only(position_problems("item", [0, 5, 5, -1], 2))
        self.assertEqual(found, ("unknown_position", (-1, 5)))

    def test_positions_must_be_whole(self):
        for bad in ([0, 0.5], 1, [[0], [1]]):
            found = self.only(position_problems("item", bad, 2))
            self.assertEqual(found, ("wrong_shape", ("item",)))

    def test_ids_must_be_distinct(self):
        found = self.only(duplicate_problems("customers", [1, 2, 2]))
        self.assertEqual(found, ("duplicate_id", (2,)))
