import unittest

from ...problem import Problem
from ...profit.publication import PublicationFacts, publication_problems
from ...profit.reconciliation import ReconciliationInput, reconcile


def facts(posted=0, *, differ=None, operating_cost=1000, completeness=(), **lines):
    """Facts of a run whose only amounts are these lines."""
    reconciliation, _problems = reconcile(ReconciliationInput("CNY", posted, **lines))
    return PublicationFacts(reconciliation, differ or {}, operating_cost, completeness)


class TestPublication(unittest.TestCase):
    def only(self, given):
        (problem,) = publication_problems(given)
        return problem

    def test_a_run_that_ties_may_be_published(self):
        self.assertEqual(list(publication_problems(facts())), [])

    def test_a_difference_forbids_publishing_and_names_the_accounts(self):
        problem = self.only(facts(1240, differ={6602: 1240}))
        self.assertEqual((problem.code, problem.subjects), ("difference", (6602,)))
        self.assertEqual(dict(problem.values), {"amount": 1240, "amounts": (1240,)})
        self.assertEqual(problem.severity, "error")

    def test_differences_of_two_accounts_do_not_hide_each_other(self):
        problem = self.only(facts(0, differ={6601: -5, 6602: 5}))
        self.assertEqual((problem.code, problem.subjects), ("difference", (6601, 6602)))

    def test_incomplete_cost_of_sales_needs_a_reason(self):
        found = Problem("cost_of_sales_incomplete", (5,), {"share": 0.06}, "warning")
        self.assertIs(self.only(facts(completeness=(found,))), found)

    def test_more_than_a_tenth_unassigned_needs_a_reason(self):
        problem = self.only(facts(-101, unassigned=101))
        self.assertEqual((problem.code, problem.severity), ("unassigned_above_limit", "warning"))
        self.assertEqual(dict(problem.values), {"amount": 101, "share": 0.101})

    def test_a_tenth_unassigned_needs_none(self):
        self.assertEqual(list(publication_problems(facts(-100, unassigned=100))), [])

    def test_unassigned_cost_without_operating_cost_needs_a_reason(self):
        problem = self.only(facts(-1, unassigned=1, operating_cost=0))
        self.assertEqual(dict(problem.values), {"amount": 1, "share": None})

    def test_production_not_transferred_needs_a_reason(self):
        problem = self.only(facts(-7, production_not_transferred=7))
        self.assertEqual(
            (problem.code, problem.severity), ("production_not_transferred", "warning")
        )
        self.assertEqual(problem.values["amount"], 7)
