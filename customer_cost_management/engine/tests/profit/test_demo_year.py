"""The golden year of the demo company, worked out from volumes and minutes."""

import unittest

import numpy as np

from ...profit.company_statement import CostAboveCustomers, company_statement
from ...profit.reconciliation import LINES, ReconciliationInput, reconcile
from ...profit.statement import build_statement
from ...profit.statement_groups import grouped
from ..demo_year import CHANNEL, FACILITY, activity_cost, customers, figures
from .statement_builder import statement_input

YUAN = 100


class TestDemoYear(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.activities, cls.unused = activity_cost()
        cls.statement = cls.year()

    @classmethod
    def year(cls, **more):
        """The customers' statement, with other cost if given."""
        given = figures()
        revenue = given.pop("net_revenue")
        ids = np.arange(1, len(revenue) + 1)
        statement, _problems = build_statement(
            statement_input(ids, revenue, activities=cls.activities, **given, **more)
        )
        return statement

    def company(self, statement, residual=0):
        whole, _problems = grouped(statement, ["company"] * len(statement.customers))
        amounts = (CHANNEL * 12 * YUAN, FACILITY * 12 * YUAN, self.unused, 0, residual)
        above = CostAboveCustomers(*(np.array([amount]) for amount in amounts))
        return company_statement(whole, above)[0]

    def assert_yuan(self, amount, expected):
        self.assertAlmostEqual(int(amount) / YUAN, expected, delta=1)

    def test_the_levels_of_the_year(self):
        company = self.company(self.statement)
        levels = company.customers
        self.assert_yuan(levels.net_revenue[0], 38_304_000)
        self.assert_yuan(levels.cm1[0], 9_848_160)
        self.assert_yuan(levels.cm2[0], 8_367_052)
        self.assert_yuan(levels.cm3[0], 3_369_540)
        self.assert_yuan(company.cm4[0], 3_369_540 - 614_160)
        self.assert_yuan(self.unused, 1_025_340)
        self.assert_yuan(company.net[0], 422_760)

    def test_the_cost_of_each_activity(self):
        expected = {
            "order_desk": 365_668,
            "warehouse": 611_440,
            "freight": 504_000,
            "sales": 1_877_489,
            "service": 1_237_667,
            "credit": 268_956,
            "interest": 156_000,
        }
        for column, activity in enumerate(self.statement.activities):
            with self.subTest(activity.key):
                total = self.statement.activity_cost[:, column].sum()
                self.assert_yuan(total, expected[activity.key])

    def test_the_largest_loss_by_activity(self):
        expected = {
            "sales": 172_124,
            "order_desk": 43_617,
            "warehouse": 85_162,
            "freight": 75_590,
            "service": 102_231,
            "credit": 32_884,
            "interest": 20_265,
        }
        for column, activity in enumerate(self.statement.activities):
            with self.subTest(activity.key):
                self.assert_yuan(self.statement.activity_cost[0, column], expected[activity.key])
        self.assert_yuan(self.statement.cm1[0], 462_000)
        self.assert_yuan(self.statement.cm3[0], -212_873)

    def test_who_earns_and_who_loses(self):
        contribution = self.statement.cm3
        self.assertEqual(((contribution > 0).sum(), (contribution < 0).sum()), (32, 28))
        # 172 % of the contribution is earned before 72 % of it is lost
        earned = contribution[contribution > 0].sum()
        self.assertAlmostEqual(earned / contribution.sum(), 1.72, delta=0.005)

    def test_the_books_are_reconciled_with_every_kind_of_residual(self):
        names = [kind.name for kind in customers()]
        export = [name == "export" for name in names]
        losses = np.zeros(len(names), np.int64)
        losses[export] = [400_000, 400_000, 300_000]  # 11,000 yuan on three export customers
        statement = self.year(exchange_difference=losses)
        self.assert_yuan(statement.cm3.sum(), 3_358_540)
        # revenue 24,000 and cost 15,000 at the counter; 60,000 subsidy − 96,000 income tax;
        # 411,760 + 9,000 − 36,000 + 60,000 − 96,000 = 348,760
        given = {
            "customer_contribution": int(statement.cm3.sum()),
            "revenue_without_customer": 24_000 * YUAN,
            "cost_without_customer": 15_000 * YUAN,
            "unused_capacity": self.unused,
            "channel": CHANNEL * 12 * YUAN,
            "facility": FACILITY * 12 * YUAN,
            "unassigned": 36_000 * YUAN,
            "excluded_result": (60_000 - 96_000) * YUAN,
        }
        reconciliation, problems = reconcile(
            ReconciliationInput(currency="CNY", posted_result=348_760 * YUAN, **given)
        )
        self.assertEqual(problems, ())
        self.assertLessEqual(abs(reconciliation.difference), YUAN)
        self.assertEqual(tuple(reconciliation.lines), tuple(LINES))
        company = self.company(statement, reconciliation.residual_result)
        self.assertEqual(int(company.net[0]), reconciliation.accounted_for)
        net = int(company.net[0]) - reconciliation.residual_result
        self.assert_yuan(net, 411_760)


class TestQiming(unittest.TestCase):
    def test_the_line_amounts_give_the_loss(self):
        statement, problems = build_statement(
            statement_input(
                ["Qiming"],
                [3_300_000],
                booked_cost_of_sales=[3_300_000 - 462_000],
                customer_direct=[33_000],  # commission
                relationship=[110_000],
                activities={
                    "sales": ("customer_allocated", [172_124]),
                    "order_desk": ("order_allocated", [43_617]),
                    "warehouse": ("order_allocated", [85_162]),
                    "freight": ("order_allocated", [75_590]),
                    "service": ("customer_allocated", [102_231]),
                    "credit": ("customer_allocated", [32_884]),
                    "interest": ("customer_allocated", [20_265]),
                },
            )
        )
        self.assertEqual(problems, ())
        self.assertEqual(statement.cm1.tolist(), [462_000])
        # 462,000 − 43,617 − 85,162 − 75,590
        self.assertEqual(statement.cm2.tolist(), [257_631])
        self.assertEqual(statement.cm3.tolist(), [-212_873])
        self.assertEqual(statement.contribution_before_relationship.tolist(), [-102_873])
