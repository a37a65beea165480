from collections import defaultdict

import numpy as np

from ...engine.profit.statement_lines import LINE_NAMES
from ...engine.rounded_product import rounded_product


class LedgerFigures:
    """Amounts of customers in minor units, collected column by column; cost positive.

    Arrays of customers hold ids of ``customers``, in any order and more than once.
    ``above`` holds direct cost whose category stops above the customers, ``without_customer``
    results by destination, signed like profit, ``pools`` the own cost of each pool.

    :param customers: int64 array of distinct ids, ascending
    :param captured: :class:`..capture.captured_rows.CapturedRows`
    """

    def __init__(self, customers, captured):
        self.customers = customers
        self.without_customer = captured.without_customer()
        self.pools = captured.by_pool()
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
        self.computed_intercompany = 0

    def _rows(self, customers):
        return np.searchsorted(self.customers, customers)

    def add_revenue(self, customers, amounts, known):
        """Revenue as the ledger signs it.

        :param amounts: n × 3 balances: net, gross, refunds
        :param known: n truths: gross revenue can be read from the documents
        """
        rows = self._rows(customers)
        net, gross, refunds = amounts.T
        np.add.at(self.net_revenue, rows, -net)
        np.add.at(self.gross, rows, -gross)
        np.add.at(self.refunds, rows, refunds)
        np.logical_and.at(self.gross_known, rows, known)

    def add_cost(self, customers, line, cost, avoidable_share):
        """Cost on one line of the statement, or at a level above the customers."""
        if line not in LINE_NAMES:
            self.above[line] += int(cost.sum())
            return
        rows, column = self._rows(customers), LINE_NAMES.index(line)
        avoidable = cost if avoidable_share == 1 else rounded_product(cost, avoidable_share)
        np.add.at(self.cost[:, column], rows, cost)
        np.add.at(self.avoidable[:, column], rows, avoidable)

    def add_computed(self, computed):
        """Cost of sales that nobody posted: rows (customer, cost, whether an own company)."""
        self.computed = sum(cost for _customer, cost, _own in computed)
        self.computed_intercompany = sum(cost for _customer, cost, own in computed if own)
        theirs = [row for row in computed if not row[2]]
        self.computed_without_customer = sum(row[1] for row in theirs if not row[0])
        pairs = np.array([row[:2] for row in theirs if row[0]], np.int64).reshape(-1, 2)
        self.add_cost(pairs[:, 0], "computed_cost_of_sales", pairs[:, 1], 1.0)
