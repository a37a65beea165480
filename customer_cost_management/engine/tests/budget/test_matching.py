import unittest
from datetime import date

from ...budget.line import BudgetLine, DocumentPart, Trees, check_line, specificity
from ...budget.matching import find_ties, index_lines, match

TREES = Trees(
    regions={"Shanghai": "China", "China": None},
    categories={"dinner": "meals", "meals": "relationship", "relationship": None},
    product_categories={"sensors": "goods", "goods": None},
)
DAY = date(2025, 9, 15)
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
SEPTEMBER = (date(2025, 9, 1), date(2025, 9, 30))


def part(**values):
    defaults = {
        "programme": ("mid-autumn",),
        "customer": ("Qiming",),
        "group": ("Hengtai",),
        "tag": ("VIP", "new"),
        "stage": ("retain",),
        "tier": ("A",),
        "team": ("East",),
        "region": ("Shanghai", "China"),
    }
    known = {name: values.pop(name) for name in list(values) if name in defaults}
    categories = ("dinner", "meals", "relationship")
    return DocumentPart(
        "dinner", DAY, {**defaults, **known}, categories, ("sensors", "goods"), **values
    )


def line(key, category=None, product_category=None, period=YEAR, **scope):
    return BudgetLine(key, scope, category, product_category, *period)


def controlling(lines, document=None):
    return match(document or part(), index_lines(lines, TREES))


class TestMatching(unittest.TestCase):
    def test_the_order_of_dimensions_decides(self):
        lines = [
            line("all"),
            line("region", region="Shanghai"),
            line("team", team="East"),
            line("tier", tier="A"),
            line("stage", stage="retain"),
            line("tag", tag="VIP"),
            line("group", group="Hengtai"),
            line("customer", customer="Qiming"),
            line("programme", programme="mid-autumn"),
        ]
        while lines:
            self.assertEqual(controlling(lines).line, lines[-1].key)
            lines.pop()

    def test_a_dimension_beats_any_number_of_weaker_ones(self):
        lines = [
            line("customer", customer="Qiming"),
            line("x", group="Hengtai", tag="VIP", tier="A"),
        ]
        self.assertEqual(controlling(lines).line, "customer")

    def test_more_dimensions_beat_fewer_of_the_same_rank(self):
        lines = [line("tier", tier="A"), line("tier east", tier="A", team="East")]
        self.assertEqual(controlling(lines).line, "tier east")

    def test_scope_beats_the_deeper_category(self):
        lines = [line("tier dinner", "dinner", tier="A"), line("customer", customer="Qiming")]
        self.assertEqual(controlling(lines).line, "customer")

    def test_the_deepest_category_wins_then_the_product_then_the_period(self):
        lines = [
            line("tier", tier="A"),
            line("september", tier="A", period=SEPTEMBER),
            line("goods", None, "goods", tier="A"),
            line("sensors", None, "sensors", tier="A"),
            line("meals", "meals", tier="A"),
            line("dinner", "dinner", tier="A"),
        ]
        while lines:
            self.assertEqual(controlling(lines).line, lines[-1].key)
            lines.pop()

    def test_the_state_is_more_specific_than_the_country(self):
        lines = [line("China", region="China"), line("Shanghai", region="Shanghai")]
        self.assertEqual(controlling(lines).line, "Shanghai")
        elsewhere = part(region=("Jiangsu", "China"))
        self.assertEqual(controlling(lines, elsewhere).line, "China")

    def test_every_named_dimension_must_hold(self):
        lines = [line("A west", tier="A", team="West"), line("A", tier="A")]
        self.assertEqual(controlling(lines).line, "A")

    def test_a_line_of_another_period_does_not_control(self):
        lines = [line("old", customer="Qiming", period=(date(2024, 1, 1), date(2024, 12, 31)))]
        self.assertEqual(self.codes(controlling(lines)), [("unbudgeted", ("dinner",))])

    def test_what_no_line_meets_is_unbudgeted(self):
        self.assertEqual(
            self.codes(controlling([line("B", tier="B")])), [("unbudgeted", ("dinner",))]
        )
        self.assertEqual(self.codes(controlling([])), [("unbudgeted", ("dinner",))])

    def test_a_category_outside_budget_control_consumes_nothing(self):
        found = controlling([line("all")], part(controlled=False))
        self.assertIsNone(found.line)
        self.assertEqual(self.codes(found), [("not_budget_controlled", ("dinner",))])

    def test_two_equal_lines_are_not_chosen_between(self):
        found = controlling([line("VIP", tag="VIP"), line("new", tag="new")])
        self.assertIsNone(found.line)
        self.assertEqual(self.codes(found), [("line_ambiguous", ("dinner", "VIP", "new"))])

    def test_ten_thousand_lines_are_found_by_key(self):
        lines = [line(number, customer=number) for number in range(10000)]
        index = index_lines(lines, TREES)
        for number in (0, 5000, 9999):
            self.assertEqual(match(part(customer=(number,)), index).line, number)
        self.assertEqual(len(index.places), 1)

    def codes(self, found):
        return [(problem.code, problem.subjects) for problem in found.problems]


class TestTies(unittest.TestCase):
    def ties(self, lines, tag_sets=None):
        return [(p.code, p.subjects) for p in find_ties(lines, TREES, tag_sets)]

    def test_the_same_scope_twice_ties(self):
        lines = [line("b", tier="A"), line("x", tier="B"), line("a", tier="A")]
        self.assertEqual(self.ties(lines), [("lines_tie", ("a", "b"))])

    def test_different_tiers_or_categories_do_not_meet(self):
        lines = [line("A", tier="A"), line("B", tier="B"), line("meals", "meals", tier="A")]
        self.assertEqual(self.ties(lines), [])

    def test_periods_of_equal_length_tie_where_they_overlap(self):
        july = (date(2025, 7, 1), date(2025, 7, 31))
        late = (date(2025, 7, 15), date(2025, 8, 14))
        august = (date(2025, 8, 1), date(2025, 8, 31))
        lines = [line(1, tier="A", period=july), line(2, tier="A", period=august)]
        self.assertEqual(self.ties(lines), [])
        lines.append(line(3, tier="A", period=late))
        self.assertEqual(self.ties(lines), [("lines_tie", (1, 3)), ("lines_tie", (2, 3))])

    def test_a_shorter_period_inside_a_longer_one_is_no_tie(self):
        lines = [line("year", tier="A"), line("september", tier="A", period=SEPTEMBER)]
        self.assertEqual(self.ties(lines), [])

    def test_two_tags_tie_as_soon_as_one_customer_has_both(self):
        lines = [line("VIP", tag="VIP", tier="A"), line("new", tag="new", tier="A")]
        self.assertEqual(self.ties(lines), [("lines_tie", ("VIP", "new"))])
        apart = [frozenset({"VIP"}), frozenset({"new"})]
        self.assertEqual(self.ties(lines, apart), [])
        together = [*apart, frozenset({"VIP", "new"})]
        self.assertEqual(self.ties(lines, together), [("lines_tie", ("VIP", "new"))])

    def test_tags_with_another_scope_beside_them_do_not_tie(self):
        lines = [line("VIP", tag="VIP", tier="A"), line("new", tag="new", tier="B")]
        self.assertEqual(self.ties(lines), [])

    def test_every_tie_found_is_met_by_a_document_and_the_other_way_round(self):
        lines = [line("VIP", tag="VIP"), line("new", tag="new"), line("A", tier="A")]
        self.assertEqual(self.ties(lines), [("lines_tie", ("VIP", "new"))])
        self.assertEqual(controlling(lines).problems[0].code, "line_ambiguous")


class TestLineProblems(unittest.TestCase):
    def test_a_bad_second_line_leaves_no_index(self):
        bad = [
            (BudgetLine(2, {"colour": "red"}), "line_dimension_unknown"),
            (BudgetLine(2, {"tier": None}), "line_value_missing"),
            (BudgetLine(2, {}, None, None, DAY, date(2024, 1, 1)), "line_dates_reversed"),
        ]
        for one, code in bad:
            with self.subTest(code):
                self.assertEqual([(p.code, p.subjects) for p in check_line(one)], [(code, (2,))])
                index = index_lines([line(1, tier="A"), one], TREES)
                self.assertEqual(([p.code for p in index.problems], index.places), ([code], {}))

    def test_a_circle_of_categories_ends(self):
        trees = Trees(categories={"x": "y", "y": "x"})
        self.assertEqual(specificity(BudgetLine(1, {}, "x"), trees)[2], 2)
