import unittest
from datetime import date

from ...policy.document import ReceiptFrom
from ...policy.evaluation import amount_to_approve, evaluate
from ...policy.hospitality import PerHead
from ...policy.rule import BLOCK, ESCALATE, INFORM, JUSTIFY, Limit, Rule, check_rules, strictest
from ...policy.spending import Gift, Spending
from .case import DAY, DEMO_RULES, dinner


def codes(evaluation):
    return [problem.code for problem in evaluation.problems]


class TestEvaluate(unittest.TestCase):
    def test_every_finding_names_its_rule_and_version(self):
        (finding,) = evaluate(dinner(amount=9000, hosts=7), DEMO_RULES).findings
        found = (finding.code, finding.rule, finding.version, finding.severity)
        self.assertEqual(found, ("too_many_hosts", "hosts", 1, JUSTIFY))

    def test_the_strictest_severity_wins_and_comes_first(self):
        bad = dinner(hosts=9, gifts=(Gift("Wu", 100, is_cash=True),), open_tender=True)
        found = evaluate(bad, DEMO_RULES)
        self.assertEqual(found.severity, BLOCK)
        self.assertEqual([f.severity for f in found.findings][:2], [BLOCK, BLOCK])
        self.assertEqual(strictest([INFORM, ESCALATE, JUSTIFY]), ESCALATE)
        self.assertIsNone(strictest([]))

    def test_the_version_of_the_documents_day_judges(self):
        old = Rule("head", 3, PerHead((Limit(20000),)), BLOCK, end=date(2025, 11, 3))
        new = Rule("head", 4, PerHead((Limit(90000),)), BLOCK, date(2025, 11, 4))
        on_the_day = evaluate(dinner(), [old, new])
        self.assertEqual([(f.rule, f.version) for f in on_the_day.findings], [("head", 3)])
        self.assertEqual(evaluate(dinner(day=date(2025, 11, 4)), [old, new]).findings, ())

    def test_a_rule_is_for_documents_with_its_features(self):
        rule = Rule("r", 1, ReceiptFrom(0), BLOCK, features={"tier": frozenset({"B", "C"})})
        self.assertTrue(evaluate(dinner(), [rule]).findings)
        self.assertFalse(evaluate(dinner(features={"tier": "A"}), [rule]).findings)

    def test_the_document_is_not_part_of_its_own_history(self):
        twice = evaluate(dinner(amount=40000), DEMO_RULES, [dinner(amount=40000)])
        self.assertNotIn("split_spending", [f.code for f in twice.findings])

    def test_the_order_of_rules_does_not_matter(self):
        bad = dinner(hosts=9, amount=900000, open_tender=True)
        forward, backward = evaluate(bad, DEMO_RULES), evaluate(bad, DEMO_RULES[::-1])
        self.assertEqual(forward, backward)

    def test_the_amount_to_approve_joins_what_was_split(self):
        bills = [
            Spending(n, "Chen Hao", DAY, a, "Vela") for n, a in enumerate((48000, 49000, 47000))
        ]
        found = evaluate(bills[2], DEMO_RULES, bills)
        self.assertEqual(amount_to_approve(bills[2], found.findings), 144000)
        self.assertEqual(amount_to_approve(bills[2], ()), 47000)


class TestBadInput(unittest.TestCase):
    def test_a_bad_document_is_not_cleared(self):
        bad = {
            "spending_amount_invalid": dinner(amount=-1),
            "spending_count_invalid": dinner(guests=None),
            "gift_invalid": dinner(gifts=(Gift("Li", 1), Gift("Wu", -1))),
            "feature_unknown": dinner(features={"colour": "red"}),
            "spending_day_missing": dinner(day=None),
        }
        for code, spending in bad.items():
            with self.subTest(code):
                found = evaluate(spending, DEMO_RULES)
                self.assertEqual(codes(found), [code])
                self.assertEqual((found.findings, found.severity), ((), None))
                self.assertEqual(found.problems[0].subjects[0], "dinner")

    def test_a_bad_document_in_the_history_is_named(self):
        found = evaluate(dinner(), DEMO_RULES, [dinner(), Spending(7, "Wang", DAY, 0.5)])
        self.assertEqual(found.problems[0].subjects, (7, "amount"))

    def test_a_bad_second_rule_is_named(self):
        good = DEMO_RULES[0]
        check = ReceiptFrom(1)
        bad = {
            "rule_severity_unknown": (Rule("r", 1, check, "shout"), ("r", 1)),
            "rule_dates_reversed": (
                Rule("r", 1, check, BLOCK, DAY, date(2025, 1, 1)),
                ("r", 1),
            ),
            "rule_feature_unknown": (
                Rule("r", 1, check, BLOCK, features={"colour": 1}),
                ("r", 1, "colour"),
            ),
            "rule_parameter_invalid": (Rule("r", 1, ReceiptFrom(-1), BLOCK), ("r", 1, "amount")),
        }
        for code, (rule, subjects) in bad.items():
            with self.subTest(code):
                found = [(p.code, p.subjects) for p in check_rules([good, rule])]
                self.assertEqual(found, [(code, subjects)])
                self.assertEqual(evaluate(dinner(), [good, rule]).findings, ())

    def test_two_versions_in_force_on_one_day_are_an_error(self):
        one = Rule("r", 2, ReceiptFrom(1), BLOCK, end=DAY)
        two = Rule("r", 1, ReceiptFrom(1), BLOCK, start=DAY)
        found = [(p.code, p.subjects) for p in check_rules([one, two])]
        self.assertEqual(found, [("rule_versions_overlap", ("r", 1, 2))])

    def test_the_demo_rules_are_sound(self):
        self.assertEqual(list(check_rules(DEMO_RULES)), [])
