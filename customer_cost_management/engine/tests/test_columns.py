"""The checks every analysis of customers makes first."""

import unittest

import numpy as np

from ..columns import Column, check_columns, estimate_in_minor_units
from ..money import MAXIMUM_AMOUNT

GOOD = Column("good", [1, 2])


class TestCheckColumns(unittest.TestCase):
    def assert_found(self, bad, *expected):
        problems = {
            (problem.code, problem.subjects) for problem in check_columns([7, 8], [GOOD, bad])
        }
        self.assertEqual(problems, set(expected))

    def test_whole_amounts_and_finite_numbers_are_fine(self):
        columns = [GOOD, Column("days", [0.5, 3], money=False, signed=False)]
        self.assertEqual(check_columns([7, 8], columns), [])

    def test_money_must_be_whole_minor_units(self):
        self.assert_found(Column("bad", [1, 0.5]), ("amount_not_integer", ("bad",)))

    def test_money_must_be_a_number_at_all(self):
        self.assert_found(Column("bad", ["a", None]), ("amount_not_integer", ("bad",)))

    def test_huge_amounts_are_refused(self):
        self.assert_found(Column("bad", [MAXIMUM_AMOUNT, 1]), ("amount_too_large", ("bad",)))

    def test_a_column_of_another_length_is_refused(self):
        self.assert_found(Column("bad", [1]), ("wrong_shape", ("bad",)))

    def test_a_table_where_a_column_is_due_is_refused(self):
        self.assert_found(Column("bad", [[1], [2]]), ("wrong_shape", ("bad",)))

    def test_a_column_where_months_are_due_is_refused(self):
        self.assert_found(Column("bad", [1, 2], dimensions=2), ("wrong_shape", ("bad",)))

    def test_numbers_that_are_not_finite_name_their_customers(self):
        bad = Column("bad", [1.0, np.nan], money=False)
        self.assert_found(bad, ("number_not_finite", (8,)))

    def test_negative_quantities_name_their_customers(self):
        bad = Column("bad", [1, -1], money=False, signed=False)
        self.assert_found(bad, ("number_too_small", (8,)))

    def test_a_customer_with_several_bad_months_is_named_once(self):
        months = Column("bad", [[1.0, 2.0], [np.nan, np.nan]], money=False, dimensions=2)
        self.assert_found(months, ("number_not_finite", (8,)))

    def test_negative_amounts_that_make_no_sense_name_their_customers(self):
        self.assert_found(Column("bad", [1, -1], signed=False), ("number_too_small", (8,)))

    def test_large_amounts_are_no_less_welcome_for_being_unsigned(self):
        self.assert_found(Column("large", [0, MAXIMUM_AMOUNT], signed=False))

    def test_a_customer_may_stand_there_only_once(self):
        (problem,) = check_columns([7, 8, 8], [])
        self.assertEqual((problem.code, problem.subjects), ("duplicate_id", (8,)))

    def test_customer_ids_must_be_integers(self):
        (problem,) = check_columns(["a", "b"], [GOOD])
        self.assertEqual(problem.code, "customer_ids_invalid")


class TestEstimateInMinorUnits(unittest.TestCase):
    def test_an_estimate_becomes_the_nearest_unit(self):
        self.assertEqual(estimate_in_minor_units([1.4, -1.6, 2.0]).tolist(), [1, -2, 2])

    def test_an_estimate_beyond_all_money_is_cut_off(self):
        self.assertEqual(estimate_in_minor_units([1e30]).tolist(), [MAXIMUM_AMOUNT])
