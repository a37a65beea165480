"""Whatever the figures: levels tie, splits conserve, effects add up, order does not matter."""

import unittest
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ...capture.analytic_split import AnalyticKeys, PlanRule, PostedItems, split_items
from ...capture.gift_issue import GiftPurchase, issue_gifts
from ...capture.periodic_cost import COST_SOURCES, InvoiceLines, periodic_cost
from ...profit.avoidable import avoidable_part
from ...profit.contribution_change import PeriodFigures, contribution_change
from ...profit.scenario import Scenario
from ...profit.simulation import simulate
from ...profit.standard_variance import StandardPool, pool_variance
from ...profit.statement import Activity, StatementInput, build_statement
from ...profit.statement_groups import grouped, joined
from ...profit.statement_lines import ACTIVITY_LINES, LINE_NAMES
from ...profit.variance import ActivityUse, cost_variance

few = settings(max_examples=60, deadline=None, derandomize=True)

#: The same amounts of money in yen, yuan and dinar: 0, 2 and 3 decimals.
scales = st.sampled_from([1, 100, 1000])


def random_input(seed, scale, count=None, width=3):
    """A statement's input with any signs; count customers, width activities."""
    rng = np.random.default_rng(seed)
    count = rng.integers(0, 7) if count is None else count

    def amounts(*shape, low=-1000):
        return rng.integers(low * scale, 1000 * scale, shape)

    lines = rng.choice(ACTIVITY_LINES, width)
    return StatementInput(
        currency="CNY",
        customers=rng.permutation(np.arange(1, 3 * count + 1))[:count],
        net_revenue=amounts(count),
        ledger_cost=amounts(count, len(LINE_NAMES)),
        activities=tuple(Activity(key, str(line)) for key, line in enumerate(lines)),
        activity_cost=amounts(count, width, low=0),
        ledger_avoidable=amounts(count, len(LINE_NAMES)),
        activity_avoidable=amounts(count, width, low=0),
    )


def statement_of(given_input):
    statement, problems = build_statement(given_input)
    assert problems == ()
    return statement


def permuted(given_input, order):
    names = ("customers", "net_revenue", "ledger_cost", "activity_cost")
    names += ("ledger_avoidable", "activity_avoidable")
    return replace(given_input, **{name: getattr(given_input, name)[order] for name in names})


class TestStatementProperties(unittest.TestCase):
    @few
    @given(st.integers(0, 2**32), scales)
    def test_levels_tie(self, seed, scale):
        made = random_input(seed, scale)
        statement = statement_of(made)
        cost = made.ledger_cost.sum(axis=1) + made.activity_cost.sum(axis=1)
        np.testing.assert_array_equal(statement.cm3, made.net_revenue - cost)
        np.testing.assert_array_equal(statement.cm1 - statement.cost_to_serve, statement.cm3)
        before = statement.contribution_before_relationship
        np.testing.assert_array_equal(before - statement.relationship_cost, statement.cm3)

    @few
    @given(st.integers(0, 2**32), scales)
    def test_the_order_of_customers_does_not_matter(self, seed, scale):
        made = random_input(seed, scale)
        order = np.random.default_rng(seed).permutation(len(made.customers))
        first, second = statement_of(made), statement_of(permuted(made, order))
        np.testing.assert_array_equal(first.cost[order], second.cost)
        shares = [0.5, 1 / 3, 1.0]
        part = avoidable_part(made.activity_cost, shares, made.customers)
        again = avoidable_part(made.activity_cost[order], shares, made.customers[order])
        np.testing.assert_array_equal(part[order], again)

    @few
    @given(st.integers(0, 2**32), scales)
    def test_groups_are_the_sum_of_their_members(self, seed, scale):
        statement = statement_of(random_input(seed, scale))
        names = np.random.default_rng(seed).integers(0, 3, len(statement.customers))
        groups, _problems = grouped(statement, names)
        for row, name in enumerate(groups.customers):
            members = names == name
            self.assertEqual(groups.cm3[row], statement.cm3[members].sum())
            avoidable = statement.contribution_after_avoidable[members].sum()
            self.assertEqual(groups.contribution_after_avoidable[row], avoidable)

    @few
    @given(st.integers(0, 2**32), scales)
    def test_months_add_up_to_the_year(self, seed, scale):
        months = [statement_of(random_input(seed + month, scale)) for month in range(3)]
        year, problems = joined(months)
        self.assertEqual(problems, ())
        self.assertEqual(year.cm3.sum(), sum(month.cm3.sum() for month in months))
        self.assertEqual(year.activity_cost.sum(), sum(m.activity_cost.sum() for m in months))
        self.assertEqual(len(set(year.customers.tolist())), len(year.customers))


class TestSplitProperties(unittest.TestCase):
    @few
    @given(
        st.lists(st.integers(-(10**12), 10**12), max_size=5),
        st.lists(
            st.tuples(st.integers(0, 4), st.floats(0, 130), st.integers(0, 2), st.integers(0, 2)),
            max_size=12,
        ),
    )
    def test_an_analytic_split_conserves_every_item(self, amounts, rows):
        rows = [row for row in rows if row[0] < len(amounts)]
        table = np.array(rows, np.float64).reshape(len(rows), 4)
        keys = AnalyticKeys(table[:, 0].astype(int), table[:, 1], table[:, 2:].astype(int))
        rules = [PlanRule("a", 0, frozenset({1})), PlanRule("b", 1), PlanRule("c", 0)]
        items = PostedItems(np.arange(len(amounts)), np.array(amounts, np.int64))
        parts, _problems = split_items(items, keys, rules)
        np.testing.assert_array_equal(parts.sum(axis=1), items.amounts)
        self.assertTrue((parts * items.amounts[:, None] >= 0).all())

    @few
    @given(st.integers(0, 10**12), st.lists(st.integers(0, 50), min_size=1, max_size=8))
    def test_issued_and_undistributed_gifts_are_the_bill(self, cost, pieces):
        rows = np.arange(len(pieces))
        purchase = GiftPurchase("bill", cost, sum(pieces) + 7, rows, rows // 2, np.array(pieces))
        issue, problems = issue_gifts(purchase)
        self.assertEqual(problems, ())
        self.assertEqual(sum(issue.customer_cost.values()) + issue.undistributed, cost)
        move = issue.correction("move", "gifts", "relationship")
        self.assertEqual(sum(move.changes.values()), 0)

    @few
    @given(st.integers(0, 2**32))
    def test_computed_cost_does_not_depend_on_the_order_of_lines(self, seed):
        rng = np.random.default_rng(seed)
        count = int(rng.integers(0, 9))
        unit_cost = rng.uniform(0, 1000, (count, len(COST_SOURCES))).round(2)
        unit_cost[rng.random(unit_cost.shape) < 0.5] = np.nan
        columns = [
            np.arange(count),
            rng.integers(-1, 3, count),
            rng.integers(0, 4, count),
            rng.integers(-5, 6, count).astype(float),
            unit_cost,
            rng.integers(-1000, 1000, count),
        ]
        order = rng.permutation(count)
        first, _problems = periodic_cost(InvoiceLines(*columns), 3)
        second, _problems = periodic_cost(InvoiceLines(*(c[order] for c in columns)), 3)
        np.testing.assert_array_equal(first.customer_cost, second.customer_cost)
        self.assertEqual(first.total, first.customer_cost.sum() + first.without_customer)
        self.assertEqual(first.revenue_at_zero.tolist(), second.revenue_at_zero.tolist())

    @few
    @given(
        st.integers(-(10**12), 10**12),
        st.integers(-(10**12), 10**12),
        st.floats(0.001, 1e6),
        st.floats(0, 1e6),
    )
    def test_a_pool_at_standard_is_assigned_unused_and_overspent(self, actual, budget, cap, used):
        variance, problems = pool_variance(StandardPool("pool", actual, budget, cap, used))
        self.assertEqual(problems, ())
        parts = variance.assigned + variance.volume_variance + variance.spending_variance
        self.assertEqual(parts, actual)


class TestEffectProperties(unittest.TestCase):
    def periods(self, seed, scale):
        rng = np.random.default_rng(seed)
        count = int(rng.integers(1, 6))
        first = random_input(seed, scale, count)
        second = random_input(seed + 1, scale, count)
        second = replace(second, customers=first.customers, activities=first.activities)
        shape = first.activity_cost.shape
        figures = []
        for given_input in (first, second):
            rate = np.where(rng.random(shape[1]) < 0.2, np.nan, rng.uniform(0, 100, shape[1]))
            quantity = np.where(rng.random(count) < 0.3, np.nan, rng.uniform(0, 100, count))
            volume = rng.integers(0, 20, shape).astype(float)
            figures.append(PeriodFigures(given_input, volume, rate, quantity))
        return figures

    @few
    @given(st.integers(0, 2**32), scales)
    def test_rate_and_usage_effects_are_the_change_of_cost(self, seed, scale):
        uses = [
            ActivityUse(
                p.statement.customers, (0, 1, 2), p.statement.activity_cost, p.volume, p.rate
            )
            for p in self.periods(seed, scale)
        ]
        variance, problems = cost_variance(*uses)
        self.assertEqual(problems, ())
        np.testing.assert_array_equal(variance.change, uses[1].cost - uses[0].cost)

    @few
    @given(st.integers(0, 2**32), scales)
    def test_reasons_are_the_change_of_contribution(self, seed, scale):
        before, after = self.periods(seed, scale)
        change, problems = contribution_change(before, after)
        self.assertEqual(problems, ())
        difference = statement_of(after.statement).cm3 - statement_of(before.statement).cm3
        np.testing.assert_array_equal(change.change, difference)
        for row in range(len(difference)):
            self.assertEqual(
                sum(amount for _effect, amount in change.by_size(row)), difference[row]
            )

    @few
    @given(st.integers(0, 2**32), scales)
    def test_simulated_effects_are_the_change_of_contribution(self, seed, scale):
        rng = np.random.default_rng(seed)
        made = random_input(seed, scale)
        shape = made.activity_cost.shape
        scenario = Scenario(
            price_change=rng.uniform(-0.5, 0.5, shape[0]),
            volume_lost=rng.uniform(0, 1, shape[0]),
            activity_volume_change=rng.uniform(-1, 1, shape),
            activity_follows_volume=rng.random(shape[1]) < 0.5,
            activity_avoidable_share=rng.uniform(0, 1, shape[1]),
            rate_change=rng.uniform(-0.5, 0.5, shape[1]),
            pool_cost_change=int(rng.integers(-1000, 1000)),
        )
        simulation, problems = simulate(made, scenario)
        self.assertEqual(problems, ())
        effects = simulation.effects
        by_customer = effects.revenue.sum(axis=1) - effects.goods.sum(axis=1)
        by_customer -= (effects.usage + effects.rate).sum(axis=1)
        np.testing.assert_array_equal(simulation.contribution_change, by_customer)
        # what the company gains: revenue less what it pays for goods, work and pools
        paid = effects.goods.sum() + effects.avoidable_usage.sum() + scenario.pool_cost_change
        self.assertEqual(simulation.company_change, effects.revenue.sum() - paid)
