from collections import defaultdict

import numpy as np

#: Destinations of what the ledger itself gives to a customer.
OF_CUSTOMERS = ("revenue", "cost_of_sales", "direct")


class CapturedRows:
    """What a run captured, column by column, so that it is read once.

    Amounts are in minor units as the ledger signs them: cost positive, revenue negative.
    Ids are 0 where there is none, and so is the role.

    :param destinations: names of destinations; the column counts them from 1
    :param roles: the same of roles
    :param columns: arrays of n: account, destination, role, category, pool, customer, balance,
        gross, refund, invoiced
    """

    def __init__(self, destinations, roles, columns):
        self.destinations = destinations
        self.roles = roles
        (
            self.account,
            self.destination,
            self.role,
            self.category,
            self.pool,
            self.customer,
            self.balance,
            self.gross,
            self.refund,
            invoiced,
        ) = columns
        self.invoiced = invoiced.astype(bool)

    @property
    def turnover(self):
        """All amounts without their sign, of which none is lost in a sum that is too large; of
        balances, gross revenue or refunds, whichever is more."""
        columns = (self.balance, self.gross, self.refund)
        return max(float(np.abs(column.astype(np.float64)).sum()) for column in columns)

    def by_account(self):
        """{account id: balance}"""
        return _sums(self.account, self.balance)

    def by_destination(self):
        """{name of a destination: balance}"""
        return self._named(_sums(self.destination, self.balance))

    def without_customer(self):
        """{name of a destination: result of what is no customer's}, signed like profit; 0 for
        every other name."""
        nobody = self.customer == 0
        balances = self._named(_sums(self.destination[nobody], self.balance[nobody]))
        return defaultdict(int, {name: -balance for name, balance in balances.items()})

    def by_pool(self):
        """{pool id: cost}"""
        pooled = self.destination == self._number("pool")
        return _sums(self.pool[pooled], self.balance[pooled])

    def by_customer(self):
        """Rows (destination, role, category id or ``None``, customers, amounts, invoiced): the
        customers ascending, n × 3 balance, gross and refunds of each, and whether all of it
        was invoiced."""
        theirs = (self.customer > 0) & np.isin(
            self.destination, [self._number(name) for name in OF_CUSTOMERS]
        )
        kinds = np.column_stack([self.destination, self.role, self.category]).astype(np.int64)
        numbers = kinds @ self._places(kinds)
        for number in np.unique(numbers[theirs]):
            rows = np.flatnonzero(theirs & (numbers == number))
            rows = rows[np.argsort(self.customer[rows], kind="stable")]
            customers, starts = np.unique(self.customer[rows], return_index=True)
            amounts = np.column_stack([self.balance[rows], self.gross[rows], self.refund[rows]])
            destination, role, category = kinds[rows[0]].tolist()
            yield (
                self.destinations[destination - 1],
                self.roles[role - 1] if role else None,
                category or None,
                customers,
                np.add.reduceat(amounts, starts, axis=0),
                np.logical_and.reduceat(self.invoiced[rows], starts),
            )

    @staticmethod
    def _places(numbers):
        """What each column counts, so that no two different rows are the same number."""
        return np.cumprod([1, *(1 + numbers.max(axis=0, initial=0))])[:-1]

    def _number(self, destination):
        return 1 + self.destinations.index(destination)

    def _named(self, sums):
        return {self.destinations[number - 1]: total for number, total in sums.items()}


def _sums(keys, amounts):
    """{key: exact sum of its amounts}"""
    found, which = np.unique(keys, return_inverse=True)
    sums = np.zeros(len(found), np.int64)
    np.add.at(sums, which, amounts)
    return dict(zip(found.tolist(), sums.tolist(), strict=True))
