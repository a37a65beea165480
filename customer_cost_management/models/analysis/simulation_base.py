"""The frozen figures that a simulation starts from, summed over its runs, as arrays."""

import numpy as np

from ...engine.profit.avoidable import avoidable_part
from ...engine.profit.statement import Activity, GrossRevenue, StatementInput
from ...engine.profit.statement_lines import LINE_NAMES
from ..profit.engine_statement import LINE_OF_ACTIVITY

#: Columns of the statement that are read, in the order of :attr:`Base.amounts`.
COLUMNS = ("net_revenue", "gross_revenue", "discount", "refund", "avoidable", "cm3", *LINE_NAMES)


def line_of(activity):
    """Statement line of an activity of a snapshot."""
    if activity["tax_on_sales"]:
        return "tax_on_sales"
    return LINE_OF_ACTIVITY[activity["statement_line"]]


def reaching(activities):
    """Activities of a snapshot that reach customers, in its order."""
    return [each for each in activities if each["statement_line"] in LINE_OF_ACTIVITY]


class Base:
    """n customers and m activities; minor units.

    :param customers: n ids, ascending
    :param amounts: n × :data:`COLUMNS`
    :param gross_known: n truths
    :param activities: m activities of the snapshot
    """

    def __init__(self, customers, amounts, gross_known, activities):
        self.customers = customers
        self.amounts = dict(zip(COLUMNS, amounts.T, strict=True))
        self.gross_known = gross_known
        self.activities = activities
        shape = (len(customers), len(activities))
        self.activity_cost = np.zeros(shape, np.int64)
        self.volumes = np.zeros(shape)
        self.cost_of_nodes = np.zeros(len(activities))
        self.avoidable_of_nodes = np.zeros(len(activities))

    def columns_of(self, activities):
        """Columns of activities of a run's snapshot."""
        places = {activity["id"]: place for place, activity in enumerate(self.activities)}
        return [places[activity["id"]] for activity in activities]

    def add_month(self, customers, activities, costs, volumes):
        """One run's packed arrays; customers may come twice after a merge."""
        cells = np.ix_(np.searchsorted(self.customers, customers), self.columns_of(activities))
        np.add.at(self.activity_cost, cells, costs)
        np.add.at(self.volumes, cells, volumes)

    @property
    def avoidable_shares(self):
        """m shares, 0 to 1, of the activities' cost that leave with the work."""
        some = self.cost_of_nodes != 0
        shares = np.zeros(len(self.activities))
        shares[some] = self.avoidable_of_nodes[some] / self.cost_of_nodes[some]
        return shares.clip(0, 1)

    def statement_input(self, currency, pool_amounts=None):
        """What the engine makes the statement of.

        Which line the avoidable part of captured cost lies on is not frozen, only how much
        it is; it is carried on the first line.

        :param pool_amounts: n × m, what other pools give more
        """
        lines = [line_of(activity) for activity in self.activities]
        ledger = np.column_stack([self.amounts[name] for name in LINE_NAMES])
        for column, line in enumerate(lines):
            ledger[:, LINE_NAMES.index(line)] -= self.activity_cost[:, column]
        shares = self.avoidable_shares
        avoidable = np.zeros_like(ledger)
        frozen = avoidable_part(self.activity_cost, shares, self.customers)
        avoidable[:, 0] = self.amounts["avoidable"] - frozen.sum(axis=1)
        cost = self.activity_cost + (0 if pool_amounts is None else pool_amounts)
        keys = [activity["id"] for activity in self.activities]
        return StatementInput(
            currency=currency,
            customers=self.customers,
            net_revenue=self.amounts["net_revenue"],
            ledger_cost=ledger,
            activities=tuple(Activity(*each) for each in zip(keys, lines, strict=True)),
            activity_cost=cost,
            ledger_avoidable=avoidable,
            activity_avoidable=avoidable_part(cost, shares, self.customers),
            gross=GrossRevenue(
                self.amounts["gross_revenue"],
                self.amounts["discount"],
                self.amounts["refund"],
                self.gross_known,
            ),
        )
