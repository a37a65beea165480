"""Budgets under random histories, against models too simple to be wrong."""

import unittest
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ...budget.availability import APPROVED as BUDGET
from ...budget.availability import (
    MONTH,
    PENDING,
    WINDOWS,
    YEAR,
    YEAR_TO_DATE,
    Movement,
    available,
    tally,
)
from ...budget.commitment import (
    APPROVED,
    CANCELLED,
    DELETED,
    DRAFT,
    POSTED,
    REFUSED,
    SUBMITTED,
    ControlledDocument,
    Part,
    movements_to_record,
    target,
)
from ...budget.line import BudgetLine, DocumentPart, Trees, specificity
from ...budget.matching import find_ties, index_lines, match
from ...budget.split import SplitOrder, split_budget
from ...budget.weights import OWN, Dimension
from ...money import distribute

LINES = ("A", "B", "C")
MONTHS = 12
BUDGETS = {"A": 5000, "B": 3000, "C": 0}
many = settings(max_examples=100, deadline=None, derandomize=True)

lines = st.sampled_from(LINES)
months = st.integers(0, MONTHS - 1)
amounts = st.integers(0, 2000)
STATE_EVENTS = (DRAFT, SUBMITTED, APPROVED, POSTED, REFUSED, CANCELLED, DELETED)
events = st.tuples(
    st.integers(0, 3),  # the document
    st.one_of(
        st.tuples(st.just("state"), st.sampled_from(STATE_EVENTS)),
        st.tuples(st.just("post"), lines, months, amounts),  # partial, exact or too much
        st.tuples(st.just("reverse")),
        st.tuples(st.just("split"), lines),
        st.tuples(st.just("amount"), amounts),
        st.tuples(st.just("customer"), lines),
        st.tuples(st.just("date"), months),
    ),
    st.booleans(),  # whether the event comes twice
)


def happened(document, event):
    """The document after an event."""
    kind, *values = event
    if kind == "state":
        return replace(document, state=values[0])
    if kind == "post":
        return replace(document, posted=(*document.posted, Part(*values)))
    if kind == "reverse":
        last = document.posted[-1:]
        undone = tuple(replace(part, amount=-part.amount) for part in last)
        return replace(document, posted=(*document.posted, *undone))
    if kind == "split":
        halves = distribute(sum(p.amount for p in document.parts), [1, 1]).tolist()
        first, *_rest = document.parts
        parts = (replace(first, amount=halves[0]), Part(values[0], first.period, halves[1]))
        return replace(document, parts=parts)
    field = {"amount": "amount", "customer": "line", "date": "period"}[kind]
    parts = tuple(replace(part, **{field: values[0]}) for part in document.parts)
    return replace(document, parts=parts)


def simple_available(documents):
    """Budget less, for each document and line, the greater of what it claims and has spent."""
    left = dict(BUDGETS)
    for document in documents:
        for line in LINES:
            spent = sum(p.amount for p in document.posted if p.line == line)
            claimed = sum(p.amount for p in document.parts if p.line == line)
            claims = document.state == APPROVED
            left[line] -= max(spent, claimed) if claims else spent
            # a net credit gives money back beside the claim
            left[line] -= min(spent, 0) if claims else 0
    return left


class TestAvailability(unittest.TestCase):
    @many
    @given(st.lists(events, max_size=25), st.randoms(use_true_random=False))
    def test_any_history_leaves_the_budget_less_its_live_documents(self, history, random):
        documents = {
            number: ControlledDocument(number, DRAFT, (Part("A", 0, 700),)) for number in range(4)
        }
        recorded = [Movement("budget", line, 0, BUDGET, BUDGETS[line]) for line in LINES]
        for number, event, twice in history:
            documents[number] = happened(documents[number], event)
            for _time in range(1 + twice):
                own = [movement for movement in recorded if movement.source == number]
                recorded += movements_to_record(target(documents[number]).movements, own)
        expected = simple_available(documents.values())
        random.shuffle(recorded)
        left = available(tally(recorded, LINES, MONTHS), YEAR)[:, 0]
        self.assertEqual(dict(zip(LINES, left.tolist(), strict=True)), expected)
        self.assertNothingToWrite(documents, recorded)

    def assertNothingToWrite(self, documents, recorded):
        for number, document in documents.items():
            own = [movement for movement in recorded if movement.source == number]
            if own or document.state != DRAFT:
                self.assertEqual(movements_to_record(target(document).movements, own), ())

    @many
    @given(st.lists(events, max_size=25))
    def test_no_commitment_is_ever_negative_nor_above_its_part(self, history):
        document = ControlledDocument(0, APPROVED, (Part("A", 0, 700),))
        for _number, event, _twice in history:
            document = replace(happened(document, event), state=APPROVED)
            parts = {}
            for part in document.parts:
                place = (part.line, part.period)
                parts[place] = parts.get(place, 0) + part.amount
            for movement in target(document).movements:
                if movement.kind == "committed":
                    self.assertGreater(movement.amount, 0)
                    self.assertLessEqual(movement.amount, parts[movement.line, movement.period])

    @many
    @given(st.lists(st.tuples(lines, months, st.integers(-500, 500)), max_size=20))
    def test_every_window_equals_its_definition(self, entries):
        movements = [Movement(n, *entry[:2], BUDGET, entry[2]) for n, entry in enumerate(entries)]
        movements.append(Movement("asked", "A", 0, PENDING, 999))
        totals = tally(movements, LINES, MONTHS)
        for window in WINDOWS:
            found = available(totals, window).tolist()
            for row, line in enumerate(LINES):
                net = [sum(e[2] for e in entries if e[:2] == (line, m)) for m in range(MONTHS)]
                for month in range(MONTHS):
                    self.assertEqual(found[row][month], self.least(net, month, window))

    def least(self, net, month, window):
        if window == YEAR_TO_DATE:
            return min(sum(net[: last + 1]) for last in range(month, MONTHS))
        if window == MONTH:
            return net[month]
        if window == YEAR:
            return sum(net)
        return sum(net[month // 3 * 3 : month // 3 * 3 + 3])


class TestSplit(unittest.TestCase):
    @many
    @given(
        st.integers(0, 10**12),
        st.lists(st.integers(0, 1000), min_size=1, max_size=6).filter(any),
        st.lists(st.integers(0, 1000), min_size=1, max_size=4).filter(any),
        st.integers(0, 100),
        st.randoms(use_true_random=False),
    )
    def test_nothing_is_lost_and_order_does_not_matter(self, total, outer, inner, percent, random):
        def split(positions):
            first = Dimension("customer", tuple(positions), OWN, tuple(outer[p] for p in positions))
            second = Dimension("month", tuple(range(len(inner))), OWN, tuple(inner))
            return split_budget(SplitOrder(total, (first, second), percent))

        positions = list(range(len(outer)))
        found = split(positions)
        self.assertEqual(found.contingency + sum(row.amount for row in found.rows), total)
        random.shuffle(positions)
        self.assertEqual(set(found.rows), set(split(positions).rows))


TREES = Trees(categories={"dinner": "meals"})
some_day = st.integers(1, 28).map(lambda day: date(2025, 1, day))
scopes = st.dictionaries(
    st.sampled_from(("customer", "tag", "tier", "team")), st.sampled_from("xy"), max_size=3
)
budget_lines = st.lists(
    st.builds(
        lambda scope, category, days: (scope, category, *sorted(days)),
        scopes,
        st.sampled_from((None, "meals", "dinner")),
        st.tuples(some_day, some_day),
    ),
    max_size=12,
).map(lambda rows: [BudgetLine(n, s, c, None, a, b) for n, (s, c, a, b) in enumerate(rows)])
document_parts = st.builds(
    lambda day, customer, tags, tier, team, leaf: DocumentPart(
        "part",
        day,
        {"customer": (customer,), "tag": tuple(tags), "tier": (tier,), "team": (team,)},
        ("dinner", "meals")[leaf:],
    ),
    some_day,
    st.sampled_from("xy"),
    st.lists(st.sampled_from("xyz"), unique=True),
    st.sampled_from("xy"),
    st.sampled_from("xy"),
    st.integers(0, 1),
)


def meets(line, part):
    return (
        all(value in part.values.get(name, ()) for name, value in line.scope.items())
        and line.category in (None, *part.categories)
        and line.start <= part.day <= line.end
    )


class TestMatching(unittest.TestCase):
    @many
    @given(budget_lines, document_parts)
    def test_the_index_finds_what_reading_all_lines_finds(self, all_lines, part):
        meeting = [line for line in all_lines if meets(line, part)]
        best = max((specificity(line, TREES) for line in meeting), default=None)
        winners = [line.key for line in meeting if specificity(line, TREES) == best]
        found = match(part, index_lines(all_lines, TREES))
        self.assertEqual(found.line, winners[0] if len(winners) == 1 else None)
        self.assertEqual(found.problems == (), len(winners) == 1)

    @many
    @given(budget_lines, document_parts)
    def test_lines_without_ties_never_leave_a_document_between_them(self, all_lines, part):
        ties = {key for problem in find_ties(all_lines, TREES) for key in problem.subjects}
        untied = [line for line in all_lines if line.key not in ties]
        found = match(part, index_lines(untied, TREES))
        self.assertNotIn("line_ambiguous", [problem.code for problem in found.problems])
