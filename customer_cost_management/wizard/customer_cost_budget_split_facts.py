"""What the members of a split weigh, and where each fact belongs."""

from collections import Counter
from dataclasses import dataclass
from itertools import product

from dateutil.relativedelta import relativedelta

from odoo.tools import SQL

from ..models.budget.budget_features import topmost
from ..models.budget.budget_money import month_number
from ..models.masters.customer_cost_category import STAGES

#: Dimension → field of a budget line that names its member; months have none.
DIMENSION_FIELDS = {
    "tier": "tier_id",
    "customer": "partner_id",
    "group": "group_id",
    "tag": "tag_id",
    "team": "team_user_id",
    "country": "country_id",
    "region": "state_id",
    "stage": "stage",
    "category": "category_id",
    "product_category": "product_category_id",
    "programme": "programme_id",
    "month": None,
}
#: Dimensions that say which customers a line is for.
CUSTOMER_DIMENSIONS = {"tier", "customer", "group", "tag", "team", "country", "region"}
#: What is known of a customer as a whole, and so not by category or month.
OF_CUSTOMERS = {"revenue", "contribution", "lifetime_value"}
#: How far back a year's customers and costs are looked up.
YEAR = relativedelta(years=1)
STAGE_KEYS = [key for key, _label in STAGES]


@dataclass(frozen=True)
class Fact:
    """An amount of one customer, of last year perhaps of a category, a product and a month."""

    customer: object
    amount: float
    category: object = None
    month: int | None = None
    product_category: object = None


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
        """{path of members: sum of the facts that belong there}, of every depth.

        A customer with two tags weighs under both.
        """
        sums = Counter()
        for fact in self.facts(basis):
            for path in self._paths(dimensions, fact):
                for depth in range(1, len(path) + 1):
                    sums[path[:depth]] += fact.amount / self._times(dimensions[depth:], fact)
        return sums

    def possible(self, dimensions):
        """Paths of members, of every depth, that some customer is in.

        :param dimensions: of customers
        """
        found = set()
        for customer in self.contexts:
            for path in self._paths(dimensions, Fact(customer, 0.0)):
                if all(path):
                    found |= {path[:depth] for depth in range(1, len(path) + 1)}
        return found

    def _paths(self, dimensions, fact):
        return product(*(self._members(dimension, fact) for dimension in dimensions))

    def _times(self, dimensions, fact):
        """How many paths lead on from here, so that a sum counts each fact once."""
        times = 1
        for dimension in dimensions:
            times *= len(self._members(dimension, fact))
        return times

    def _members(self, dimension, fact):
        """Members of a dimension that a fact belongs to, ``None`` where it says nothing."""
        if dimension == "month":
            return (fact.month,)
        if dimension == "category":
            return (fact.category and fact.category.id,)
        if dimension == "product_category":
            return _path(fact.product_category)
        if dimension == "stage":
            return (self._stage(fact),)
        if not fact.customer or dimension == "programme":
            return (None,)
        return self._of_customer(dimension, fact.customer)

    def _of_customer(self, dimension, customer):
        if dimension == "tier":
            known = self.contexts.get(customer)
            return (known.tier_id if known else None,)
        found = {
            "customer": lambda: customer,
            "group": lambda: topmost(customer),
            "tag": lambda: customer.category_id,
            "team": lambda: customer.user_id,
            "country": lambda: customer.country_id,
            "region": lambda: customer.state_id,
        }[dimension]()
        return tuple(found.ids) or (None,)

    def _stage(self, fact):
        """That of the cost's category, else the customer's; as its place among all stages."""
        known = self.contexts.get(fact.customer)
        stage = (fact.category and fact.category.stage) or (known and known.stage)
        return STAGE_KEYS.index(stage) if stage else None

    def _costs_of_last_year(self):
        """Booked cost of budget-controlled categories in the year before the budget."""
        budget = self.budget
        self.env["account.move.line"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT line.cost_customer_id, line.cost_category_id, line.date,
                       template.categ_id, sum(line.balance)
                  FROM account_move_line line
                  JOIN account_account account ON account.id = line.account_id
                  JOIN customer_cost_category category ON category.id = line.cost_category_id
             LEFT JOIN product_product product ON product.id = line.product_id
             LEFT JOIN product_template template ON template.id = product.product_tmpl_id
                 WHERE line.parent_state = 'posted' AND category.budget_controlled
                   AND category.company_id = %s
                   AND account.account_type LIKE 'expense%%'
                   AND line.date BETWEEN %s AND %s
              GROUP BY line.cost_customer_id, line.cost_category_id, line.date, template.categ_id
                """,
                budget.company_id.id,
                budget.date_from - YEAR,
                budget.date_to - YEAR,
            )
        )
        first = month_number(budget.date_from - YEAR)
        customers = self.env["res.partner"]
        categories = self.env["customer.cost.category"].with_context(active_test=False)
        products = self.env["product.category"]
        return [
            Fact(
                customers.browse(customer_id),
                float(amount),
                categories.browse(category_id),
                month_number(day) - first,
                products.browse(product_category),
            )
            for customer_id, category_id, day, product_category, amount in rows
        ]


def _path(category):
    """Ids of a product category and of those above it; nothing known is one ``None``."""
    if not category:
        return (None,)
    return tuple(int(part) for part in category.parent_path.split("/") if part)
