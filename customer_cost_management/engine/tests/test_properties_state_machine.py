"""Any history of requests: what is left of the budget, and who agreed to what is approved.

The approval and the budget of each document are the engine's; beside them the test keeps a
shadow too simple to be wrong: who agreed since it was last void, what was claimed, what was spent.
"""

import unittest
from dataclasses import dataclass, field, replace
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ..approval import event as happening
from ..approval.event import Event, Flow
from ..approval.flow import apply
from ..approval.people import Delegation, Organisation
from ..approval.route import Route
from ..approval.step import Step
from ..budget import commitment
from ..budget.availability import APPROVED as BUDGET
from ..budget.availability import COMMITTED, YEAR, Movement, available, tally
from ..budget.commitment import ControlledDocument, Part, movements_to_record, target
from ..money import distribute

DAY = date(2025, 11, 3)
MONTHS = 12
BUDGETS = {"A": 50000, "B": 20000}
#: Minor units of company currency for one of the document's.
RATES = {"CNY": 1, "USD": 7}
PEOPLE = Organisation(
    managers={"rep": "lead", "lead": "director"},
    levels={"lead": 1, "director": 2},
    delegations=(
        Delegation("lead", "deputy", DAY, DAY),
        Delegation("director", "rep", DAY, DAY),
        Delegation("director", "lead", DAY, DAY),
    ),
)
ROUTE = Route((Step(("lead",), 1), Step(("director",), 1)))
ASKED = ("lead", "director")
#: Who acts, and in whose place.
ACTORS = (
    ("lead", None),
    ("director", None),
    ("deputy", "lead"),
    ("rep", None),
    ("rep", "director"),
    ("lead", "director"),
    ("colleague", None),
)


@dataclass
class Shadow:
    """What a document is, by hand.

    :param agreed: whose word was given since it was last void
    :param asked: whether it waits
    :param over: refused, cancelled or deleted
    :param spent: what was posted for it: (line, month, amount)
    :param asked_amount: cost when it was last submitted
    """

    amount: int
    currency: str = "CNY"
    lines: tuple = ("A",)
    month: int = 0
    agreed: list = field(default_factory=list)
    asked: bool = False
    over: str = ""
    spent: list = field(default_factory=list)
    asked_amount: int = 0

    @property
    def cost(self):
        return self.amount * RATES[self.currency]

    @property
    def is_approved(self):
        return self.agreed == list(ASKED) and self.asked and not self.over

    def claimed(self):
        """{line: cost}; a split gives the first customer the odd cent."""
        halves = distribute(self.cost, [1] * len(self.lines)).tolist()
        return dict(zip(self.lines, halves, strict=True))

    def void(self):
        self.asked, self.agreed = False, []


#: Fields of a shadow that change.
CHANGES = ("amount", "currency", "month", "lines")
documents = st.integers(0, 2)
amounts = st.integers(1, 9000)
lines = st.sampled_from(sorted(BUDGETS))


class Histories(RuleBasedStateMachine):
    """Three documents; each rule is one event, of somebody who may or may not."""

    def __init__(self):
        super().__init__()
        self.shadows = {}
        self.flows = {}
        self.recorded = [
            Movement("budget", line, 0, BUDGET, amount) for line, amount in BUDGETS.items()
        ]

    def happens(self, number, kind, actor, **values):
        """Give an event to the engine; whether it took place."""
        outcome = apply(self.flows[number], Event(kind, actor, DAY, **values), PEOPLE)
        self.flows[number] = outcome.flow
        return not outcome.problems

    def open(self, number):
        shadow = self.shadows.get(number)
        return shadow if shadow and not shadow.over else None

    # ------------------------------------------------------------------ events

    @rule(number=documents, amount=amounts, line=lines)
    def write(self, number, amount, line):  # pylint: disable=method-required-super
        if number not in self.shadows:
            self.shadows[number] = Shadow(amount, lines=(line,))
            self.flows[number] = Flow("rep", frozenset({"rep"}))

    @precondition(lambda self: self.shadows)
    @rule(number=documents, actor=st.sampled_from(("rep", "rep", "rep", "lead")))
    def submit(self, number, actor):
        shadow = self.open(number)
        if not shadow:
            return
        done = self.happens(number, happening.SUBMIT, actor, route=ROUTE, amount=shadow.cost)
        assert done == (actor == "rep" and not shadow.asked)
        if done:
            if shadow.cost > shadow.asked_amount:
                shadow.agreed = []
            shadow.asked, shadow.asked_amount = True, shadow.cost

    @precondition(lambda self: self.shadows)
    @rule(number=documents, who=st.sampled_from((0, 0, 1, 1, 2, 3, 4, 5, 6)))
    def approve(self, number, who):
        actor, place = ACTORS[who]
        shadow = self.open(number)
        if not shadow:
            return
        done = self.happens(number, happening.APPROVE, actor, on_behalf_of=place)
        waiting = shadow.asked and not shadow.is_approved
        next_one = ASKED[len(shadow.agreed)] if waiting else None
        if done:
            assert (place or actor) == next_one
            assert actor != "rep"
            shadow.agreed.append(next_one)
        else:
            assert not waiting or (actor, place) != (next_one, None)

    @precondition(lambda self: self.shadows)
    @rule(number=documents, everybody=st.booleans())
    def agree(self, number, everybody):
        """Those whose turn it is, so that histories get somewhere."""
        for _each in ASKED if everybody else ASKED[:1]:
            shadow = self.open(number)
            if shadow and not shadow.asked:
                self.submit(number, "rep")
            if shadow and not shadow.is_approved:
                self.approve(number, len(shadow.agreed))

    @precondition(lambda self: self.shadows)
    @rule(number=documents, who=st.sampled_from(ASKED), kind=st.sampled_from(("refuse", "return")))
    def send_back(self, number, who, kind):
        shadow = self.open(number)
        if shadow and self.happens(number, kind, who):
            assert shadow.asked and not shadow.is_approved
            shadow.asked = False
            if kind == "refuse":
                shadow.over = commitment.REFUSED

    @precondition(lambda self: self.shadows)
    @rule(number=documents)
    def withdraw(self, number):
        shadow = self.open(number)
        if shadow and self.happens(number, happening.WITHDRAW, "rep"):
            assert shadow.asked and not shadow.agreed
            shadow.void()

    @precondition(lambda self: self.shadows)
    @rule(
        number=documents, name=st.sampled_from(("amount", "currency", "month", "lines")), to=amounts
    )
    def change(self, number, name, to):
        """Amount, currency, date, customer, or a split over two customers."""
        shadow = self.open(number)
        if not shadow:
            return
        values = {
            "amount": to,
            "currency": sorted(RATES)[to % 2],
            "month": to % MONTHS,
            "lines": (("A",), ("B",), ("A", "B"))[to % 3],
        }
        keeps = name == "amount" and not shadow.asked
        assert self.happens(number, happening.CHANGE, "rep", field=name)
        setattr(shadow, name, values[name])
        if not keeps:
            shadow.void()
            shadow.asked_amount = 0

    @precondition(lambda self: self.shadows)
    @rule(number=documents, amount=amounts, line=lines, month=st.integers(0, MONTHS - 1))
    def post(self, number, amount, line, month):
        """Whatever its state: the books win."""
        if number in self.shadows:
            self.shadows[number].spent.append((line, month, amount))

    @precondition(lambda self: self.shadows)
    @rule(number=documents, month=st.integers(0, MONTHS - 1))
    def reverse(self, number, month):
        shadow = self.shadows.get(number)
        if shadow and shadow.spent:
            line, _month, amount = shadow.spent[-1]
            shadow.spent.append((line, month, -amount))

    @precondition(lambda self: self.shadows)
    @rule(number=documents, kind=st.sampled_from((commitment.CANCELLED, commitment.DELETED)))
    def end(self, number, kind):
        shadow = self.open(number)
        if shadow:
            shadow.over = kind

    # ------------------------------------------------------------------ what must hold

    def state_of(self, number):
        """The state a budget sees: the engine's approval, unless the document is over."""
        return (
            self.shadows[number].over
            or {
                happening.DRAFT: commitment.DRAFT,
                happening.WAITING: commitment.SUBMITTED,
                happening.APPROVED: commitment.APPROVED,
                happening.REFUSED: commitment.REFUSED,
            }[self.flows[number].state]
        )

    def record(self, number):
        shadow = self.shadows[number]
        document = ControlledDocument(
            number,
            self.state_of(number),
            tuple(Part(line, shadow.month, cost) for line, cost in shadow.claimed().items()),
            tuple(Part(line, month, amount) for line, month, amount in shadow.spent),
        )
        own = [movement for movement in self.recorded if movement.source == number]
        self.recorded += movements_to_record(target(document).movements, own)
        own = [movement for movement in self.recorded if movement.source == number]
        assert not movements_to_record(target(document).movements, own), "said twice"

    @invariant()
    def what_is_approved_was_agreed_to(self):
        for number, shadow in self.shadows.items():
            approved = self.state_of(number) == commitment.APPROVED
            assert approved == shadow.is_approved, (number, shadow, self.flows[number])

    @invariant()
    def what_is_left_is_the_budget_less_live_documents(self):
        for number in self.shadows:
            self.record(number)
        left = dict(BUDGETS)
        for shadow in self.shadows.values():
            for line in BUDGETS:
                spent = sum(amount for where, _month, amount in shadow.spent if where == line)
                claimed = shadow.claimed().get(line, 0) if shadow.is_approved else 0
                left[line] -= spent + max(claimed - max(spent, 0), 0)
        found = available(tally(self.recorded, tuple(BUDGETS), MONTHS), YEAR)[:, 0].tolist()
        assert dict(zip(BUDGETS, found, strict=True)) == left

    @invariant()
    def nothing_is_committed_below_zero(self):
        sums = tally(self.recorded, tuple(BUDGETS), MONTHS).of(COMMITTED)
        assert (sums >= 0).all()


class TestHistories(Histories.TestCase, unittest.TestCase):
    settings = settings(max_examples=150, stateful_step_count=40, deadline=None, derandomize=True)


class TestShadow(unittest.TestCase):
    def test_a_history_reaches_approval_and_back(self):
        """The machine is no use if it never gets anywhere."""
        machine = Histories()
        machine.write(0, 4200, "A")
        machine.submit(0, "rep")
        machine.approve(0, 2)
        machine.approve(0, 1)
        self.assertTrue(machine.shadows[0].is_approved)
        machine.what_is_left_is_the_budget_less_live_documents()
        self.assertEqual(self.left(machine), [45800, 20000])
        machine.post(0, 5000, "A", 3)
        machine.what_is_left_is_the_budget_less_live_documents()
        self.assertEqual(self.left(machine), [45000, 20000])
        machine.change(0, "lines", 2)
        machine.what_is_approved_was_agreed_to()
        machine.what_is_left_is_the_budget_less_live_documents()
        self.assertEqual(replace(machine.flows[0]).state, happening.DRAFT)
        self.assertEqual(self.left(machine), [45000, 20000])

    def left(self, machine):
        return available(tally(machine.recorded, tuple(BUDGETS), MONTHS), YEAR)[:, 0].tolist()
