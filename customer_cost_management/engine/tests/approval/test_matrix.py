import unittest

from ...approval.check import find_gaps, find_overlaps
from ...approval.customer_state import AT_RISK_PROFITABLE, LOSS_MAKING, UNKNOWN
from ...approval.route import route
from ...approval.step import AUTOMATIC_LIMIT_REACHED, BY_RULE, Reason
from ...policy.rule import ESCALATE, INFORM, JUSTIFY
from ...problem import INFO, WARNING
from .case import (
    COMPLIANCE,
    CONTROLLER,
    DEMO_MATRIX,
    DIRECTOR,
    GENERAL,
    LEAD,
    PEOPLE,
    asked,
    case,
)

#: Both edges of each band.
AMOUNTS = ((0, 500), (501, 2000), (2001, 10000), (10001, 99999))


def people(amount, **values):
    return asked(route(case(amount, **values), DEMO_MATRIX, PEOPLE))


class TestDemoMatrix(unittest.TestCase):
    def assertColumn(self, cells, **values):
        for amounts, cell in zip(AMOUNTS, cells, strict=True):
            for amount in amounts:
                with self.subTest(amount=amount, **values):
                    self.assertEqual(people(amount, **values), [(one,) for one in cell])

    def test_in_budget_without_finding(self):
        for severity in (None, INFORM):
            cells = ([], [LEAD], [DIRECTOR], [DIRECTOR, CONTROLLER])
            self.assertColumn(cells, severity=severity)
        self.assertTrue(route(case(500), DEMO_MATRIX, PEOPLE).automatic)
        self.assertFalse(route(case(501), DEMO_MATRIX, PEOPLE).automatic)

    def test_over_budget_or_to_justify(self):
        cells = ([LEAD], [DIRECTOR], [DIRECTOR, CONTROLLER], [DIRECTOR, CONTROLLER, GENERAL])
        self.assertColumn(cells, over_budget=True)
        self.assertColumn(cells, severity=JUSTIFY)
        self.assertColumn(cells, severity=ESCALATE, over_budget=True)

    def test_loss_making_customer(self):
        cells = ([LEAD], [DIRECTOR], [DIRECTOR, CONTROLLER], [DIRECTOR, CONTROLLER, GENERAL])
        self.assertColumn(cells, customer_state=LOSS_MAKING)
        self.assertColumn(cells, customer_state=LOSS_MAKING, over_budget=True)

    def test_official_or_open_tender(self):
        cells = (
            [COMPLIANCE, LEAD],
            [COMPLIANCE, DIRECTOR],
            [COMPLIANCE, DIRECTOR],
            [COMPLIANCE, GENERAL],
        )
        self.assertColumn(cells, sensitive=True)

    def test_two_strict_columns_add_up(self):
        found = people(5000, sensitive=True, customer_state=LOSS_MAKING)
        self.assertEqual(found, [(COMPLIANCE,), (DIRECTOR,), (CONTROLLER,)])
        found = people(20000, sensitive=True, over_budget=True)
        self.assertEqual(found, [(COMPLIANCE,), (DIRECTOR,), (CONTROLLER,), (GENERAL,)])

    def test_at_risk_and_profitable_goes_the_fast_way_even_over_budget(self):
        values = {"customer_state": AT_RISK_PROFITABLE}
        self.assertEqual(people(6800, over_budget=True, **values), [(DIRECTOR,)])
        # but never past compliance, nor with a finding to escalate
        self.assertEqual(people(6800, sensitive=True, **values), [(COMPLIANCE,), (DIRECTOR,)])
        self.assertEqual(people(6800, severity=ESCALATE, **values), [(DIRECTOR,), (CONTROLLER,)])

    def test_without_reliable_figures_profit_decides_nothing(self):
        self.assertEqual(people(1000, customer_state=UNKNOWN), [(LEAD,)])

    def test_each_step_names_the_rule_behind_it(self):
        found = route(case(5000, over_budget=True, severity=JUSTIFY), DEMO_MATRIX, PEOPLE)
        self.assertEqual(found.rules, ("exception 3", "over 3"))
        for step in found.steps:
            expected = (Reason(BY_RULE, "exception 3"), Reason(BY_RULE, "over 3"))
            self.assertEqual(step.reasons, expected)

    def test_automatic_approval_stops_at_the_months_limit(self):
        # 2,000 a month: 1,500 so far + 500 is the last one
        self.assertTrue(route(case(500, automatic_so_far=150000), DEMO_MATRIX, PEOPLE).automatic)
        found = route(case(500, automatic_so_far=150001), DEMO_MATRIX, PEOPLE)
        self.assertEqual((found.automatic, asked(found)), (False, [(LEAD,)]))
        self.assertEqual(found.steps[0].reasons, (Reason(AUTOMATIC_LIMIT_REACHED, "plain 1"),))

    def test_a_finding_that_asks_for_a_group_ends_automatic_approval(self):
        found = route(case(300, asks=("compliance",)), DEMO_MATRIX, PEOPLE)
        self.assertEqual(asked(found), [(COMPLIANCE,), (LEAD,)])

    def test_the_matrix_has_no_gaps(self):
        self.assertEqual(list(find_gaps(DEMO_MATRIX)), [])

    def test_a_missing_cell_is_a_gap(self):
        rules = [rule for rule in DEMO_MATRIX if rule.key != "plain 2"]
        found = list(find_gaps(rules))
        self.assertTrue(found)
        for problem in found:
            self.assertEqual((problem.code, problem.severity), ("approval_gap", WARNING))
            self.assertEqual((problem.values["above"], problem.values["to"]), (50000, 200000))
            self.assertFalse(problem.values["over_budget"] or problem.values["sensitive"])

    def test_columns_overlap_by_design_and_it_is_said(self):
        found = {p.subjects: (p.code, p.severity) for p in find_overlaps(DEMO_MATRIX)}
        self.assertEqual(found["loss 2", "public 2"], ("approval_overlap", INFO))
        self.assertNotIn(("loss 2", "public 3"), found)
        self.assertNotIn(("loss 2", "plain 2"), found)
        self.assertNotIn(WARNING, [severity for _code, severity in found.values()])
