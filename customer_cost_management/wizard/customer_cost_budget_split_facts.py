"""What the members of a split weigh, and where each fact belongs."""

from collections import Counter
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from odoo.tools import SQL

from ..models.budget_money import month_number

#: Dimension → field of a budget line that names its member; months have none.
DIMENSION_FIELDS = {
    "tier": "tier_id",
    "customer": "partner_id",
    "category": "category_id",
    "team": "team_user_id",
    "country": "country_id",
    "month": None,
}
#: What is known of a customer as a whole, and so not by category or month.
OF_CUSTOMERS = {"revenue", "contribution", "lifetime_value"}
#: How far back a year's customers and costs are looked up.
YEAR = relativedelta(years=1)


@dataclass(frozen=True)
class Fact:
    """An amount of one customer, of last year perhaps of a category and a month."""

    customer: object
    amount: float
    category_id: int | None = None
    month: int | None = None


class SplitFacts:
    """Members and figures of a split, for one budget.

    :param budget: the budget that is split
    :param contexts: {customer: what is known of him}, by the reader's rights
    """

    def __init__(self, budget, contexts):
        self.env = budget.env
        self.budget = budget
        self.contexts = contexts
        self.costs = None

    def facts(self, basis):
        if basis == "last_year":
            if self.costs is None:
                self.costs = self._costs_of_last_year()
            return self.costs
        return [
            Fact(customer, getattr(known, basis) or 0.0)
            for customer, known in self.contexts.items()
        ]

    def sums(self, basis, dimensions):
        """{path of members: sum of the facts that belong there}, of every depth."""
        sums = Counter()
        for fact in self.facts(basis):
            path = tuple(self._member(dimension, fact) for dimension in dimensions)
            for depth in range(1, len(path) + 1):
                sums[path[:depth]] += fact.amount
        return sums

    def _member(self, dimension, fact):
        """The member of a dimension that a fact belongs to, ``None`` where it says nothing."""
        customer = fact.customer
        if dimension == "category":
            return fact.category_id
        if dimension == "month":
            return fact.month
        if not customer:
            return None
        if dimension == "customer":
            return customer.id
        if dimension == "team":
            return customer.user_id.id
        if dimension == "country":
            return customer.country_id.id
        known = self.contexts.get(customer)
        return known.tier_id if known else None

    def _costs_of_last_year(self):
        """Booked cost of budget-controlled categories in the year before the budget."""
        budget = self.budget
        self.env["account.move.line"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT line.cost_customer_id, line.cost_category_id, line.date,
                       sum(line.balance)
                  FROM account_move_line line
                  JOIN account_account account ON account.id = line.account_id
                  JOIN customer_cost_category category ON category.id = line.cost_category_id
                 WHERE line.parent_state = 'posted' AND category.budget_controlled
                   AND category.company_id = %s
                   AND account.account_type LIKE 'expense%%'
                   AND line.date BETWEEN %s AND %s
              GROUP BY line.cost_customer_id, line.cost_category_id, line.date
                """,
                budget.company_id.id,
                budget.date_from - YEAR,
                budget.date_to - YEAR,
            )
        )
        first = month_number(budget.date_from - YEAR)
        customers = self.env["res.partner"]
        return [
            Fact(customers.browse(customer_id), float(amount), category, month_number(day) - first)
            for customer_id, category, day, amount in rows
        ]
