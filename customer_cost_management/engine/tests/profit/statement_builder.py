"""Statements for tests: only the figures a test is about need to be given."""

import numpy as np

from ...profit.statement import Activity, StatementInput
from ...profit.statement_lines import LINE_NAMES


def ledger_cost(count, **lines):
    """count × lines, 0 where nothing is given."""
    cost = np.zeros((count, len(LINE_NAMES)), np.int64)
    for name, amounts in lines.items():
        cost[:, LINE_NAMES.index(name)] = amounts
    return cost


def statement_input(customers, net_revenue, *, activities=None, currency="CNY", **given):
    """A statement's input; activities are ``{key: (line, amounts)}``, other names cost lines."""
    activities = activities or {}
    gross = given.pop("gross", None)
    count = len(customers)
    amounts = [amounts for _line, amounts in activities.values()]
    columns = np.array(amounts, np.int64).reshape(len(activities), count).T
    return StatementInput(
        currency=currency,
        customers=np.array(customers),
        net_revenue=np.array(net_revenue, np.int64),
        ledger_cost=ledger_cost(count, **given),
        activities=tuple(Activity(key, line) for key, (line, _amounts) in activities.items()),
        activity_cost=columns,
        ledger_avoidable=ledger_cost(count),
        activity_avoidable=np.zeros_like(columns),
        gross=gross,
    )
