import unittest

from ...budget.availability import COMMITTED, CONSUMED, PENDING, Movement
from ...budget.commitment import (
    APPROVED,
    CANCELLED,
    DELETED,
    DRAFT,
    POSTED,
    REFUSED,
    SUBMITTED,
    ControlledDocument,
    Overrun,
    Part,
    Tolerance,
    check_tolerance,
    movements_to_record,
    overrun,
    target,
)

DINNER = (Part("A", 3, 400000), Part("B", 3, 20000))


def held(state, parts=DINNER, posted=(), **options):
    movements = target(ControlledDocument("dinner", state, parts, posted), **options).movements
    return {(m.line, m.period, m.kind): m.amount for m in movements}


class TestTarget(unittest.TestCase):
    def test_draft_and_submitted_are_pending_only(self):
        expected = {("A", 3, PENDING): 400000, ("B", 3, PENDING): 20000}
        self.assertEqual(held(DRAFT), expected)
        self.assertEqual(held(SUBMITTED), expected)

    def test_submitted_reserves_if_the_company_wants_it(self):
        expected = {("A", 3, COMMITTED): 400000, ("B", 3, COMMITTED): 20000}
        self.assertEqual(held(SUBMITTED, submitted_reserves=True), expected)
        self.assertIn(("A", 3, PENDING), held(DRAFT, submitted_reserves=True))

    def test_approved_commits(self):
        self.assertEqual(held(APPROVED), {("A", 3, COMMITTED): 400000, ("B", 3, COMMITTED): 20000})

    def test_refused_cancelled_and_deleted_hold_nothing(self):
        for state in (REFUSED, CANCELLED, DELETED, POSTED):
            self.assertEqual(held(state), {}, state)

    def test_a_partial_posting_moves_its_own_part(self):
        expected = {("A", 3, COMMITTED): 110000, ("A", 3, CONSUMED): 290000}
        self.assertEqual(held(APPROVED, DINNER[:1], (Part("A", 3, 290000),)), expected)

    def test_the_excess_consumes_and_the_commitment_stops_at_zero(self):
        expected = {("A", 3, CONSUMED): 440000, ("B", 3, COMMITTED): 20000}
        self.assertEqual(held(APPROVED, DINNER, (Part("A", 3, 440000),)), expected)

    def test_a_reversal_commits_again_while_the_document_is_open(self):
        posted = (Part("A", 3, 290000), Part("A", 4, -290000))
        found = held(APPROVED, DINNER[:1], posted)
        self.assertEqual(found["A", 3, COMMITTED], 400000)
        self.assertEqual(found["A", 3, CONSUMED] + found["A", 4, CONSUMED], 0)

    def test_the_commitment_falls_first_in_the_month_of_the_cost(self):
        parts = (Part("A", 2, 100), Part("A", 8, 100))
        expected = {("A", 2, COMMITTED): 70, ("A", 8, CONSUMED): 130}
        self.assertEqual(held(APPROVED, parts, (Part("A", 8, 130),)), expected)

    def test_a_credit_note_alone_does_not_raise_the_commitment(self):
        found = held(APPROVED, DINNER[:1], (Part("A", 3, -500),))
        self.assertEqual(found, {("A", 3, COMMITTED): 400000, ("A", 3, CONSUMED): -500})

    def test_what_is_expected_beyond_the_parts_is_committed(self):
        def committed(posted, *expected):
            document = ControlledDocument("dinner", APPROVED, DINNER, posted, expected)
            movements = target(document).movements
            return {(m.line, m.period): m.amount for m in movements if m.kind == COMMITTED}

        both = {("A", 3): 500000, ("B", 3): 20000}
        self.assertEqual(committed((), Part("A", 3, 450000), Part("A", 3, 50000)), both)
        # less than the parts leave open changes nothing
        self.assertEqual(committed((), Part("A", 3, 300000)), {("A", 3): 400000, ("B", 3): 20000})
        # a bill of 390,000 leaves 10,000, and an expense of 60,000 is still to come
        billed = (Part("A", 3, 390000),)
        self.assertEqual(committed(billed, Part("A", 3, 60000))["A", 3], 60000)
        self.assertEqual(committed((), Part(None, 3, 900000)), {("A", 3): 400000, ("B", 3): 20000})
        for bad in (Part("A", 3, -1), Part("A", 3, 0.5), Part("A", -1, 1)):
            document = ControlledDocument("dinner", APPROVED, DINNER, (), (bad,))
            self.assertTrue(target(document).problems, bad)

    def test_the_books_win_over_the_state(self):
        # refused or cancelled, but posted by an accountant all the same
        for state in (DRAFT, REFUSED, CANCELLED, DELETED, POSTED):
            found = held(state, (), (Part("A", 3, 700),))
            self.assertEqual(found, {("A", 3, CONSUMED): 700}, state)

    def test_an_unbudgeted_part_holds_nothing(self):
        self.assertEqual(held(APPROVED, (Part(None, 3, 700),)), {})

    def test_two_parts_of_one_line_and_month_are_one_movement(self):
        found = target(ControlledDocument(1, APPROVED, (Part("A", 0, 1), Part("A", 0, 2))))
        self.assertEqual(found.movements, (Movement(1, "A", 0, COMMITTED, 3),))

    def test_bad_documents_hold_nothing(self):
        good = Part("A", 0, 1)
        bad = [
            (ControlledDocument(7, "lost", (good,)), "document_state_unknown", (7,)),
            (
                ControlledDocument(7, APPROVED, (good, Part("B", 0, 1.5))),
                "document_amount_invalid",
                (7, "B"),
            ),
            (
                ControlledDocument(7, APPROVED, (good, Part("B", 0, -1))),
                "document_part_negative",
                (7, "B"),
            ),
            (
                ControlledDocument(7, APPROVED, (good,), (good, Part("B", -1, 1))),
                "document_period_invalid",
                (7, "B"),
            ),
        ]
        for document, code, subjects in bad:
            with self.subTest(code):
                found = target(document)
                self.assertEqual([(p.code, p.subjects) for p in found.problems], [(code, subjects)])
                self.assertEqual(found.movements, ())


class TestRecording(unittest.TestCase):
    def test_a_repeated_event_writes_nothing(self):
        wanted = target(ControlledDocument("dinner", APPROVED, DINNER)).movements
        first = movements_to_record(wanted, ())
        self.assertEqual(set(first), set(wanted))
        self.assertEqual(movements_to_record(wanted, first), ())

    def test_a_change_of_line_takes_back_and_books_anew(self):
        before = target(ControlledDocument(1, APPROVED, (Part("A", 0, 500),))).movements
        after = target(ControlledDocument(1, APPROVED, (Part("B", 1, 500),))).movements
        expected = {
            Movement(1, "B", 1, COMMITTED, 500),
            Movement(1, "A", 0, COMMITTED, -500),
        }
        self.assertEqual(set(movements_to_record(after, before)), expected)


class TestOverrun(unittest.TestCase):
    # storyline 1: approved 4,200, posted 2,900 + 1,500 = 4,400, that is +4.8 %
    def document(self, *posted):
        return ControlledDocument(
            "dinner", APPROVED, (Part("A", 0, 420000),), tuple(Part("A", 0, p) for p in posted)
        )

    def test_within_the_smaller_of_percent_and_amount_nothing_is_asked(self):
        found = overrun(self.document(290000, 150000), Tolerance(10, 20000))
        self.assertEqual(found, Overrun(420000, 440000, 20000, 0))

    def test_beyond_it_the_difference_is_to_be_approved(self):
        found = overrun(self.document(290000, 150001), Tolerance(10, 20000))
        self.assertEqual((found.excess, found.to_approve, found.posted), (20001, 20001, 440001))

    def test_the_percentage_limits_small_documents(self):
        # 10 % of 1,000 = 100 < 200
        document = ControlledDocument(1, POSTED, (Part("A", 0, 100000),), (Part("A", 0, 110001),))
        self.assertEqual(overrun(document, Tolerance(10, 20000)).to_approve, 10001)

    def test_less_than_approved_is_no_overrun(self):
        self.assertEqual(overrun(self.document(100), Tolerance()).excess, 0)

    def test_a_tolerance_is_checked(self):
        self.assertEqual(list(check_tolerance(Tolerance(10, 20000))), [])
        for bad in (Tolerance(-1, 0), Tolerance("x", 0), Tolerance(1, -1)):
            self.assertEqual([p.code for p in check_tolerance(bad)], ["tolerance_invalid"])
