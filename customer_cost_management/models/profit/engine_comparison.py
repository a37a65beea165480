"""Two runs as the engine compares them: the same customers and activities on both sides."""

import numpy as np

from ...engine.profit.contribution_change import PeriodFigures, contribution_change
from ...engine.profit.statement import Activity, StatementInput
from ...engine.profit.statement_lines import LINE_NAMES


class RunFigures:
    """The frozen figures of one run; minor units, cost positive.

    :param currency: its name
    :param customers: ids, in any order; one may stand there twice after a merge
    :param revenue: net revenue of each
    :param lines: customers × ``LINE_NAMES``, cost with what activities gave
    :param activities: {activity id: (statement line, amounts, volumes, what it gave)}
    """

    def __init__(self, currency, customers, revenue, lines, activities):
        self.currency = currency
        self.customers = np.array(customers, np.int64)
        self.revenue = np.array(revenue, np.int64)
        self.lines = np.array(lines, np.int64).reshape(len(customers), len(LINE_NAMES))
        self.activities = activities

    def period(self, customers, activities):
        """The figures on the rows and columns that both runs have.

        :param customers: int64 array of distinct ids, ascending
        :param activities: ids
        """
        rows = np.searchsorted(customers, self.customers)
        shape = (len(customers), len(activities))
        cost, volume = np.zeros(shape, np.int64), np.zeros(shape)
        ledger = np.zeros((len(customers), len(LINE_NAMES)), np.int64)
        revenue = np.zeros(len(customers), np.int64)
        np.add.at(revenue, rows, self.revenue)
        np.add.at(ledger, rows, self.lines)
        keys, rates = [], []
        for column, activity_id in enumerate(activities):
            line, amounts, volumes, given = self.activities.get(
                activity_id, ("customer_allocated", [], [], 0)
            )
            if len(amounts):
                np.add.at(cost[:, column], rows, np.array(amounts, np.int64))
                np.add.at(volume[:, column], rows, np.array(volumes, np.float64))
            ledger[:, LINE_NAMES.index(line)] -= cost[:, column]
            used = float(volume[:, column].sum())
            rates.append(given / used if used > 0 and given >= 0 else np.nan)
            keys.append(Activity(activity_id, line))
        nothing = np.zeros_like(ledger)
        statement = StatementInput(
            currency=self.currency,
            customers=customers,
            net_revenue=revenue,
            ledger_cost=ledger,
            activities=tuple(keys),
            activity_cost=cost,
            ledger_avoidable=nothing,
            activity_avoidable=np.zeros_like(cost),
        )
        return PeriodFigures(statement=statement, volume=volume, rate=np.array(rates, np.float64))


def compare(before, after):
    """Effects from one run to the other.

    :return: (change or ``None``, figures before, figures after, problems)
    """
    customers = np.union1d(before.customers, after.customers)
    activities = sorted(before.activities.keys() | after.activities.keys())
    periods = [run.period(customers, activities) for run in (before, after)]
    change, problems = contribution_change(*periods)
    return change, *periods, problems
