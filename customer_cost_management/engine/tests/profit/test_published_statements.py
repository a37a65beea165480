"""Published worked examples of customer profitability, to the dollar."""

import unittest

import numpy as np

from ...capture.periodic_cost import COST_SOURCES, InvoiceLines, periodic_cost
from ...money import to_minor
from ...profit.company_statement import CostAboveCustomers, company_statement
from ...profit.reconciliation import ReconciliationInput, reconcile
from ...profit.statement import GrossRevenue, build_statement
from ...profit.statement_groups import grouped
from ...rounded_product import rounded_product
from ..cases import load_case
from .statement_builder import statement_input


def cents(amounts):
    return [to_minor(str(amount), 2) for amount in amounts]


class TestSpringDistribution(unittest.TestCase):
    """Horngren/Datar/Rajan, Cost Accounting, chapter on customer profitability."""

    def setUp(self):
        super().setUp()
        case = load_case("cust_spring_distribution")
        self.expected, given = case["expected"], case["inputs"]
        self.names = list(given["customers"])
        self.used = {
            key: np.array([customer[key] for customer in given["customers"].values()])
            for key in given["customers"]["A"]
        }
        revenue = rounded_product(self.used["cases"], self.used["price"] * 100)
        gross = rounded_product(self.used["cases"], given["list_price"] * 100)
        nothing, known = np.zeros(4, np.int64), np.ones(4, bool)
        self.statement, self.problems = build_statement(
            statement_input(
                self.names,
                revenue,
                currency="USD",
                computed_cost_of_sales=self.cost_of_sales(given["unit_cost"], revenue),
                gross=GrossRevenue(gross, gross - revenue, nothing, known),
                activities=self.activities(given["rates"]),
            )
        )

    def activities(self, rates):
        volumes = {
            "order_taking": ("order_allocated", self.used["orders"]),
            "customer_visits": ("customer_allocated", self.used["visits"]),
            "delivery_miles": ("order_allocated", self.used["deliveries"] * self.used["miles"]),
            "product_handling": ("order_allocated", self.used["cases"]),
            "expedited": ("order_allocated", self.used["expedited"]),
        }
        return {
            key: (line, rounded_product(volume, rates[key] * 100))
            for key, (line, volume) in volumes.items()
        }

    def cost_of_sales(self, unit_cost, revenue):
        rows = np.arange(len(self.names))
        sources = np.full((len(rows), len(COST_SOURCES)), np.nan)
        sources[:, COST_SOURCES.index("product")] = unit_cost * 100
        lines = InvoiceLines(rows, rows, rows * 0, self.used["cases"], sources, revenue)
        return periodic_cost(lines, len(rows))[0].customer_cost

    def assert_published(self, name, amounts):
        expected = [self.expected[name][customer] for customer in self.names]
        self.assertEqual(amounts.tolist(), cents(expected))

    def test_every_published_figure_of_every_customer(self):
        self.assertEqual(self.problems, ())
        self.assert_published("revenue", self.statement.net_revenue)
        self.assert_published("gross_margin", self.statement.cm1)
        self.assert_published("cost_to_serve", self.statement.cost_to_serve)
        self.assert_published("operating_income", self.statement.cm3)

    def test_list_price_less_discount_is_revenue(self):
        # 42,000 cases × (14.40 − 13.44) = 40,320.00 discount of customer A
        self.assertTrue(self.statement.gross.known.all())
        self.assertEqual(int(self.statement.gross.discounts[0]), 4_032_000)


class TestClassicBrass(unittest.TestCase):
    """Garrison/Noreen/Brewer, Managerial Accounting, chapter on activity-based costing."""

    def setUp(self):
        super().setUp()
        case = load_case("cust_classic_brass")
        self.expected, self.given = case["expected"], case["inputs"]

    def statement(self, objects, activities):
        """Statement of products or customers; activity cost is rate × volume."""
        direct = [each["materials"] + each["labor"] + each["shipping"] for each in objects.values()]
        rates = self.expected["rate"]
        used = {
            key: (
                "customer_allocated",
                cents(rates[key] * each[key] for each in objects.values()),
            )
            for key in activities
        }
        revenue = cents(each["sales"] for each in objects.values())
        statement, problems = build_statement(
            statement_input(
                list(objects),
                revenue,
                currency="USD",
                booked_cost_of_sales=cents(direct),
                activities=used,
            )
        )
        self.assertEqual(problems, ())
        return statement

    def products(self):
        activities = ("customer_orders", "product_design", "order_size")
        return self.statement(self.given["products"], activities)

    def test_product_margins(self):
        products = self.products()
        expected = self.expected["product_margin"]
        self.assertEqual(products.cm3.tolist(), cents(expected[n] for n in products.customers))

    def test_customer_margin(self):
        customers = self.statement(self.given["customers"], self.expected["rate"])
        self.assertEqual(customers.cm3.tolist(), cents([699]))
        self.assertEqual(customers.cost_to_serve.tolist(), cents([6423]))

    def test_net_operating_income_of_the_company(self):
        # products take no cost of customer relations; "other" is facility and idle capacity
        pools = {name: cents([cost])[0] for name, cost in self.expected["pool_cost"].items()}
        company, _problems = grouped(self.products(), ["company", "company"])
        nothing = np.array([0])
        above = CostAboveCustomers(
            channel=nothing,
            facility=np.array([pools["other"]]),
            unused_capacity=nothing,
            variances=nothing,
            residual_result=np.array([-pools["customer_relations"]]),
        )
        statement, _problems = company_statement(company, above)
        self.assertEqual(statement.net.tolist(), cents([self.expected["net_operating_income"]]))

    def test_the_books_are_reconciled(self):
        products = self.given["products"].values()
        sales = sum(each["sales"] for each in products)
        direct = sum(each["materials"] + each["labor"] + each["shipping"] for each in products)
        overhead = sum(amount for amount, _shares in self.given["resources"].values())
        pools = {name: cents([cost])[0] for name, cost in self.expected["pool_cost"].items()}
        reconciliation, problems = reconcile(
            ReconciliationInput(
                currency="USD",
                posted_result=cents([sales - direct - overhead])[0],
                customer_contribution=int(self.products().cm3.sum()),
                unallocated_pools=pools["customer_relations"],
                facility=pools["other"],
            )
        )
        self.assertEqual(problems, ())
        self.assertEqual(reconciliation.posted_result, cents([-1250])[0])
        self.assertEqual(reconciliation.difference, 0)
