import unittest

import numpy as np

from ...capture.analytic_split import AnalyticKeys, PlanRule, PostedItems, split_items

SALES, SERVICE, NORTH = 11, 12, 21  # accounts of the plans department, department, region
DEPARTMENT, REGION = 0, 1


def items(*amounts):
    return PostedItems(np.arange(101, 101 + len(amounts)), np.array(amounts, np.int64))


def keys(*rows):
    """Rows of item position, percent, department, region."""
    table = np.array(rows, np.float64).reshape(len(rows), 4)
    return AnalyticKeys(table[:, 0].astype(int), table[:, 1], table[:, 2:].astype(int))


def department(key, *accounts):
    return PlanRule(key, DEPARTMENT, frozenset(accounts))


class TestAnalyticSplit(unittest.TestCase):
    def assert_split(self, result, expected):
        parts, problems = result
        self.assertEqual(problems, ())
        np.testing.assert_array_equal(parts, expected)

    def test_what_a_plan_does_not_cover_goes_on_to_the_next_rule(self):
        # 60 % of 1,000 is sales; the rule without a plan takes the other 400
        rules = [department("sales", SALES), PlanRule("rest")]
        self.assert_split(split_items(items(1000), keys((0, 60, SALES, 0)), rules), [[600, 400, 0]])

    def test_what_no_rule_takes_is_left_over(self):
        rules = [department("sales", SALES)]
        self.assert_split(split_items(items(1000), keys((0, 60, SALES, 0)), rules), [[600, 400]])

    def test_rules_of_one_plan_take_their_own_accounts(self):
        both = keys((0, 60, SALES, 0), (0, 40, SERVICE, 0))
        rules = [department("service", SERVICE), department("sales", SALES)]
        self.assert_split(split_items(items(1000), both, rules), [[400, 600, 0]])

    def test_a_key_of_two_plans_is_taken_once(self):
        # 60 % is sales and north: the first rule takes it, so north has nothing left to take
        combined = keys((0, 60, SALES, NORTH))
        rules = [department("sales", SALES), PlanRule("north", REGION, frozenset({NORTH}))]
        self.assert_split(split_items(items(1000), combined, rules), [[600, 0, 400]])

    def test_separate_keys_of_two_plans_never_capture_more_than_the_item(self):
        # sales 100 % and north 100 % of the same item: the first rule has it all
        apart = keys((0, 100, SALES, 0), (0, 100, 0, NORTH))
        rules = [department("sales", SALES), PlanRule("north", REGION)]
        self.assert_split(split_items(items(1000), apart, rules), [[1000, 0, 0]])

    def test_a_rule_without_accounts_takes_the_whole_plan(self):
        both = keys((0, 60, SALES, 0), (0, 10, SERVICE, 0))
        self.assert_split(split_items(items(1000), both, [department("all")]), [[700, 300]])

    def test_parts_of_a_negative_item_are_negative_and_add_up(self):
        # thirds of -100: 33.33, 33.33 and the rest 33.34, which takes the unit left over
        thirds = keys((0, 33.33, SALES, 0), (0, 33.33, SERVICE, 0))
        rules = [department("sales", SALES), department("service", SERVICE)]
        self.assert_split(split_items(items(-100), thirds, rules), [[-33, -33, -34]])

    def test_percentages_that_add_up_leave_nothing(self):
        thirds = keys((0, 33.33, SALES, 0), (0, 33.33, SERVICE, 0), (0, 33.34, 13, 0))
        self.assert_split(split_items(items(2**40), thirds, [department("all")]), [[2**40, 0]])

    def test_an_item_a_rule_may_not_take_passes_it_by(self):
        both = keys((0, 100, SALES, 0), (1, 100, SALES, 0))
        eligible = np.array([[True], [False]])
        self.assert_split(
            split_items(items(500, 700), both, [department("sales", SALES)], eligible),
            [[500, 0], [0, 700]],
        )

    def test_an_item_without_distribution_is_left_over(self):
        self.assert_split(split_items(items(500), keys(), [department("all")]), [[0, 500]])

    def test_no_items_give_no_parts(self):
        parts, problems = split_items(items(), keys(), [department("all")])
        self.assertEqual((parts.shape, problems), ((0, 2), ()))

    def test_more_than_100_percent_of_a_plan_is_reported_and_never_captured(self):
        # the second item has 80 % sales and 40 % service: service gets the 20 % left
        lines = keys((0, 50, SALES, 0), (1, 80, SALES, 0), (1, 40, SERVICE, 0))
        rules = [department("sales", SALES), department("service", SERVICE)]
        parts, (problem,) = split_items(items(100, 1000), lines, rules)
        self.assertEqual(problem.code, "analytic_percent_above_100")
        self.assertEqual(problem.subjects, (102,))
        self.assertEqual(dict(problem.values), {"plan": DEPARTMENT, "percent": (120.0,)})
        self.assertEqual(problem.severity, "warning")
        np.testing.assert_array_equal(parts, [[50, 0, 50], [800, 200, 0]])

    def test_an_absurd_percentage_captures_the_item_once(self):
        lines = keys((0, 9e12, SALES, 0), (0, 9e12, SALES, 0))
        parts, _problems = split_items(items(1000), lines, [department("sales", SALES)])
        np.testing.assert_array_equal(parts, [[1000, 0]])


class TestAnalyticSplitBadInput(unittest.TestCase):
    def assert_refused(self, code, subjects, result):
        parts, problems = result
        self.assertIsNone(parts)
        self.assertIn((code, subjects), [(each.code, each.subjects) for each in problems])

    def test_a_negative_percentage_is_refused(self):
        lines = keys((0, 50, SALES, 0), (1, -50, SALES, 0))
        result = split_items(items(1, 2), lines, [department("all")])
        self.assert_refused("number_too_small", (102,), result)

    def test_a_percentage_that_is_no_number_is_refused(self):
        lines = keys((0, 50, SALES, 0), (1, np.nan, SALES, 0))
        result = split_items(items(1, 2), lines, [department("all")])
        self.assert_refused("number_not_finite", (102,), result)

    def test_a_key_of_no_item_is_refused(self):
        lines = keys((0, 50, SALES, 0), (7, 50, SALES, 0))
        result = split_items(items(1, 2), lines, [department("all")])
        self.assert_refused("unknown_position", (7,), result)

    def test_a_rule_of_no_plan_of_the_items_is_refused(self):
        rules = [department("sales", SALES), PlanRule("project", 9)]
        result = split_items(items(1), keys((0, 50, SALES, 0)), rules)
        self.assert_refused("unknown_plan", ("project",), result)

    def test_amounts_that_are_no_minor_units_are_refused(self):
        halves = PostedItems(np.array([101]), np.array([0.5]))
        result = split_items(halves, keys(), [department("all")])
        self.assert_refused("amount_not_integer", ("amounts",), result)

    def test_eligibility_of_another_shape_is_refused(self):
        result = split_items(items(1), keys(), [department("all")], np.ones((2, 1)))
        self.assert_refused("wrong_shape", ("eligible",), result)

    def test_accounts_of_another_length_are_refused(self):
        lines = AnalyticKeys(np.array([0]), np.array([50.0]), np.zeros((2, 1), int))
        result = split_items(items(1), lines, [department("all")])
        self.assert_refused("wrong_shape", ("accounts",), result)
