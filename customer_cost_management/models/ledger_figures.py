from collections import defaultdict

import numpy as np

from ..engine.profit.statement_lines import LINE_NAMES


class LedgerFigures:
    """Amounts of customers in minor units, collected row by row; cost positive.

    ``above`` holds direct cost whose category stops above the customers.
    """

    def __init__(self, customers):
        self.customers = np.array(customers, np.int64)
        self._row = {customer: row for row, customer in enumerate(customers)}
        count = len(customers)
        self.net_revenue = np.zeros(count, np.int64)
        self.gross = np.zeros(count, np.int64)
        self.refunds = np.zeros(count, np.int64)
        self.gross_known = np.ones(count, bool)
        self.cost = np.zeros((count, len(LINE_NAMES)), np.int64)
        self.avoidable = np.zeros((count, len(LINE_NAMES)), np.int64)
        self.above = defaultdict(int)
        self.computed = 0
        self.computed_without_customer = 0

    def add_revenue(self, customer, net, gross, refund, known):
        row = self._row[customer]
        self.net_revenue[row] += net
        self.gross[row] += gross
        self.refunds[row] += refund
        self.gross_known[row] &= known

    def add_cost(self, customer, line, cost, avoidable_share):
        if line not in LINE_NAMES:
            self.above[line] += cost
            return
        row, column = self._row[customer], LINE_NAMES.index(line)
        self.cost[row, column] += cost
        self.avoidable[row, column] += round(cost * avoidable_share)

    def add_computed(self, customer, cost):
        """Cost of sales that nobody posted; without a customer it is only remembered."""
        self.computed += cost
        if customer:
            self.add_cost(customer, "computed_cost_of_sales", cost, 1.0)
        else:
            self.computed_without_customer += cost
