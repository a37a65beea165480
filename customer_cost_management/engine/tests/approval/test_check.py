import unittest

from ...approval.check import find_gaps, find_overlaps
from ...approval.rule import MANAGER, ApprovalRule, StepRule
from ...problem import INFO, WARNING

STEPS = (StepRule(1, MANAGER),)


def rule(key, **values):
    return ApprovalRule(key, STEPS, **values)


def gaps(*rules):
    return [dict(p.values) for p in find_gaps(rules)]


def overlaps(*rules, parents=None):
    return [(p.subjects, dict(p.values), p.severity) for p in find_overlaps(rules, parents)]


class TestGaps(unittest.TestCase):
    def test_amounts_between_two_bands_are_a_gap(self):
        found = gaps(rule(1, to=100), rule(2, above=500))
        self.assertEqual(found, [{"above": 100, "to": 500}])

    def test_an_open_end_is_a_gap(self):
        self.assertEqual(
            gaps(rule(1, to=100), rule(2, above=100, to=500)), [{"above": 500, "to": None}]
        )

    def test_neighbouring_bands_are_one_gap(self):
        found = gaps(rule(1, above=500), rule(2, above=100, to=200, tiers=frozenset("A")))
        self.assertIn({"tier": "other", "above": None, "to": 500}, found)
        self.assertIn({"tier": "A", "above": None, "to": 100}, found)
        self.assertIn({"tier": "A", "above": 200, "to": 500}, found)
        self.assertEqual(len(found), 3)

    def test_values_no_rule_names_are_tried_too(self):
        found = gaps(rule(1, document_types=frozenset({"request"})))
        self.assertEqual(found, [{"document_type": "other", "above": None, "to": None}])

    def test_without_rules_everything_is_a_gap(self):
        self.assertEqual(gaps(), [{"above": None, "to": None}])


class TestOverlaps(unittest.TestCase):
    def test_the_same_conditions_twice_are_a_warning(self):
        found = overlaps(rule(2, to=500), rule(1, above=100))
        self.assertEqual(found, [((1, 2), {"above": 100, "to": 500}, WARNING)])

    def test_bands_that_touch_do_not_overlap(self):
        self.assertEqual(overlaps(rule(1, to=100), rule(2, above=100)), [])

    def test_conditions_that_exclude_each_other_do_not_overlap(self):
        self.assertEqual(overlaps(rule(1, tiers=frozenset("A")), rule(2, tiers=frozenset("B"))), [])
        self.assertEqual(overlaps(rule(1, sensitive=True), rule(2, sensitive=False)), [])

    def test_conditions_that_can_meet_are_information(self):
        found = overlaps(rule(1, tiers=frozenset("A")), rule(2, over_budget=True))
        self.assertEqual(found, [((1, 2), {"above": None, "to": None}, INFO)])

    def test_a_category_meets_the_one_above_it(self):
        rules = (rule(1, categories=frozenset({"meals"})), rule(2, categories=frozenset({"all"})))
        self.assertEqual(overlaps(*rules), [])
        self.assertEqual(len(overlaps(*rules, parents={"meals": "all"})), 1)
        siblings = {"meals": "top", "all": "top"}
        self.assertEqual(overlaps(*rules, parents=siblings), [])
