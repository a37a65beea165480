"""Shares of channel and facility cost that a customer did not cause: the engine's view of it."""

import numpy as np

from ...engine.profit.company_statement import fully_loaded
from ...engine.profit.statement import StatementInput, build_statement
from ...engine.profit.statement_lines import LINE_NAMES

COMPANY = "company"


def shares(currency, customers, revenue, channel, facility):
    """Channel and facility cost distributed over all customers of a period.

    :param currency: its name
    :param customers: distinct ids
    :param revenue: net revenue of each; all amounts in minor units, cost positive
    :return: ({customer: (channel, facility)}, problems)
    """
    customers = np.array(customers, np.int64)
    nothing = np.zeros((len(customers), len(LINE_NAMES)), np.int64)
    no_activities = np.zeros((len(customers), 0), np.int64)
    statement, problems = build_statement(
        StatementInput(
            currency=currency,
            customers=customers,
            net_revenue=np.array(revenue, np.int64),
            ledger_cost=nothing,
            activities=(),
            activity_cost=no_activities,
            ledger_avoidable=nothing,
            activity_avoidable=no_activities,
        )
    )
    if statement is None:
        return {}, problems
    segments = np.full(len(customers), COMPANY, object)
    loaded, problems = fully_loaded(statement, segments, {COMPANY: channel}, facility)
    if loaded is None:
        return {}, problems
    columns = (customers.tolist(), loaded.channel.tolist(), loaded.facility.tolist())
    return {customer: costs for customer, *costs in zip(*columns, strict=True)}, problems
