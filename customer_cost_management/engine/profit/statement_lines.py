"""The lines of the contribution statement and the level each belongs to.

Cost is deducted in the order of its level: unit cost from net revenue gives
CM1, order cost CM2, customer cost CM3.  Channel and facility cost stop above
the customer.

Source of the method: customer cost hierarchy (Cooper/Kaplan; Horngren/Datar/
Rajan, *Cost Accounting*, customer-profitability analysis).
"""

from __future__ import annotations

UNIT, ORDER, CUSTOMER = "unit", "order", "customer"
LEVELS = (UNIT, ORDER, CUSTOMER)

#: Cost lines of a customer in their order on the statement, with their level.
COST_LINES = {
    "booked_cost_of_sales": UNIT,
    "computed_cost_of_sales": UNIT,
    "direct_cost_of_sales": UNIT,  # direct cost of a unit-level category
    "delivery_labour": UNIT,  # labour that is the product
    "tax_on_sales": UNIT,
    "order_direct": ORDER,
    "order_allocated": ORDER,
    "customer_direct": CUSTOMER,
    "customer_allocated": CUSTOMER,
    "relationship": CUSTOMER,  # budget-controlled, discretionary
    "credit_loss": CUSTOMER,
    "exchange_difference": CUSTOMER,
}
LINE_NAMES = tuple(COST_LINES)

#: Lines whose cost follows the goods sold, not the work done.
GOODS_LINES = ("booked_cost_of_sales", "computed_cost_of_sales", "direct_cost_of_sales")

#: Statement lines an activity may have.  Channel and facility activities never
#: reach a customer and are no lines of his statement.
ACTIVITY_LINES = ("delivery_labour", "tax_on_sales", "order_allocated", "customer_allocated")


def columns_of(level: str) -> list[int]:
    """Columns of the cost lines of a level."""
    return [column for column, name in enumerate(LINE_NAMES) if COST_LINES[name] == level]


def columns_of_lines(names) -> list[int]:
    """Columns of cost lines by name."""
    return [LINE_NAMES.index(name) for name in names]
