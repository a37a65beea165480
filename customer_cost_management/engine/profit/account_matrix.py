"""Account × destination: where a difference sits, and whether each item went once.

The matrix is the trial balance the way a controller checks it: one row an
account, one column a destination, and beside them what the ledger says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..array_checks import duplicate_problems, money_problems, position_problems, shape_problems
from ..problem import Problem, errors


@dataclass(frozen=True)
class CapturedParts:
    """Posted items and the parts they were captured in.

    Amounts are in minor units and signed like profit: revenue adds, cost deducts.

    :param items: k ids of the posted P&L items
    :param account: k positions in the accounts
    :param amount: k amounts of the items, as posted
    :param part_item: p positions in the items
    :param part_destination: p positions in the destinations
    :param part_amount: p amounts, with the sign of their item
    """

    items: np.ndarray
    account: np.ndarray
    amount: np.ndarray
    part_item: np.ndarray
    part_destination: np.ndarray
    part_amount: np.ndarray


@dataclass(frozen=True)
class AccountMatrix:
    """Accounts × destinations, in minor units, signed like profit.

    :param accounts: a ids
    :param destinations: d names
    :param amounts: a × d captured amounts
    :param ledger: a balances as posted
    """

    accounts: np.ndarray
    destinations: tuple[str, ...]
    amounts: np.ndarray
    ledger: np.ndarray

    @property
    def difference(self) -> np.ndarray:
        """a amounts, ledger less captured; all 0 if every item went somewhere."""
        return self.ledger - self.amounts.sum(axis=1)

    def accounts_that_differ(self) -> dict:
        """Account → difference, of the accounts that have one."""
        differing = np.flatnonzero(self.difference)
        accounts = self.accounts[differing].tolist()
        return dict(zip(accounts, self.difference[differing].tolist(), strict=True))


def account_matrix(
    parts: CapturedParts, accounts, ledger, destinations: tuple[str, ...]
) -> tuple[AccountMatrix | None, tuple[Problem, ...]]:
    """Captured amounts by account and destination beside the ledger.

    :param accounts: a ids
    :param ledger: a balances in minor units, signed like profit, read independently of
        the captured items
    :param destinations: d names

    Problems: those of :func:`item_problems` that are about the input's form.
    """
    sizes = (len(parts.items), len(accounts), len(destinations))
    problems = (
        *money_problems("ledger", ledger, (len(accounts),)),
        *duplicate_problems("accounts", accounts),
        *_form_problems(parts, sizes),
    )
    if errors(problems):
        return None, problems
    amounts = np.zeros((len(accounts), len(destinations)), np.int64)
    part_account = _integers(parts.account)[_integers(parts.part_item)]
    cells = (part_account, _integers(parts.part_destination))
    np.add.at(amounts, cells, _integers(parts.part_amount))
    return AccountMatrix(
        np.asarray(accounts), tuple(destinations), amounts, _integers(ledger)
    ), problems


def item_problems(parts: CapturedParts) -> Iterator[Problem]:
    """Whether every item was captured exactly once.

    Parts of the other sign count against an item too: 150 and −50 of an item of 100
    are 200 of it, not 100.

    Problems: ``wrong_shape``, ``amount_not_integer``, ``amount_too_large``,
    ``unknown_position``; ``captured_above_item`` and ``captured_below_item`` with the
    items and, in the same order, the ``amounts`` above or missing.
    """
    wrong = list(_form_problems(parts, (len(parts.items), None, None)))
    yield from wrong
    if wrong:
        return
    amount, part = _integers(parts.amount), _integers(parts.part_amount)
    touched, captured = np.zeros((2, len(amount)), np.int64)
    np.add.at(touched, _integers(parts.part_item), np.abs(part))
    np.add.at(captured, _integers(parts.part_item), part)
    above = touched - np.abs(amount)
    below = np.abs(amount) - captured * np.sign(amount)
    for code, excess in (("captured_above_item", above), ("captured_below_item", below)):
        rows = np.flatnonzero(excess > 0)
        if len(rows):
            subjects = tuple(np.asarray(parts.items)[rows].tolist())
            yield Problem(code, subjects, {"amounts": tuple(excess[rows].tolist())})


def _form_problems(parts: CapturedParts, sizes) -> Iterator[Problem]:
    """Shapes and positions; sizes are items, accounts, destinations, ``None`` if any."""
    items, accounts, destinations = sizes
    count = np.size(parts.part_item)
    for name, length in (("account", items), ("part_destination", count)):
        yield from shape_problems(name, getattr(parts, name), (length,))
    yield from money_problems("amount", parts.amount, (items,))
    yield from money_problems("part_amount", parts.part_amount, (count,))
    yield from position_problems("part_item", parts.part_item, items)
    if accounts is not None:
        yield from position_problems("account", parts.account, accounts)
        yield from position_problems("part_destination", parts.part_destination, destinations)


def _integers(amounts) -> np.ndarray:
    return np.asarray(amounts, np.int64)
