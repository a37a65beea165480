"""The engine's statement of a run: what the ledger says, and what the activities gave."""

import numpy as np

from ...engine.profit.avoidable import avoidable_part
from ...engine.profit.statement import Activity, GrossRevenue, StatementInput, build_statement
from ..allocate.engine_network import activity_name

#: Line of the customer's statement by the statement line of an activity.
LINE_OF_ACTIVITY = {
    "cost_of_sales": "delivery_labour",
    "order": "order_allocated",
    "customer": "customer_allocated",
}


def build(snapshot, currency, figures, allocation):
    """The statement, with what is wrong with it.

    :param figures: :class:`~.ledger_figures.LedgerFigures`
    :param allocation: the engine's allocation, or ``None`` when nothing was allocated
    """
    activities, columns = _activities(snapshot)
    amounts = np.zeros((len(figures.customers), len(activities)), np.int64)
    shares = np.zeros(len(activities))
    if allocation is not None:
        amounts = allocation.amounts[:, columns]
        nodes = {node.name: node for node in allocation.nodes}
        shares = np.array([_avoidable_share(nodes[activity_name(a.key)]) for a in activities])
    gross, refunds = figures.gross, figures.refunds
    return build_statement(
        StatementInput(
            currency=currency,
            customers=figures.customers,
            net_revenue=figures.net_revenue,
            ledger_cost=figures.cost,
            activities=activities,
            activity_cost=amounts,
            ledger_avoidable=figures.avoidable,
            activity_avoidable=avoidable_part(amounts, shares, figures.customers),
            gross=GrossRevenue(
                gross, gross - refunds - figures.net_revenue, refunds, figures.gross_known
            ),
        )
    )


def _activities(snapshot):
    """Activities that reach customers, and their columns in the allocation."""
    reaching = [
        (column, activity)
        for column, activity in enumerate(snapshot["activities"])
        if activity["statement_line"] in LINE_OF_ACTIVITY
    ]
    activities = tuple(Activity(activity["id"], _line(activity)) for _column, activity in reaching)
    return activities, [column for column, _activity in reaching]


def _line(activity):
    if activity["tax_on_sales"]:
        return "tax_on_sales"
    return LINE_OF_ACTIVITY[activity["statement_line"]]


def _avoidable_share(node):
    """Avoidable part of an activity's cost, 0 to 1."""
    return min(max(node.avoidable / node.cost, 0.0), 1.0) if node.cost else 0.0
