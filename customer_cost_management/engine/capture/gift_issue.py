"""Gifts bought in bulk and issued to customers from the gift register.

One bill pays for many gifts.  What was issued becomes direct cost of the
customers, what is still on the shelf stays *undistributed gifts*; both together
are the bill, to the minor unit.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import numpy as np

from ..array_checks import amount_problems, duplicate_problems, number_problems, shape_problems
from ..money import distribute
from ..problem import Problem, errors
from .corrections import Correction


@dataclass(frozen=True)
class GiftPurchase:
    """The bill's item and what was issued from it.

    :param item: id of the bill's journal item
    :param cost: its amount in minor units
    :param quantity: pieces bought
    :param issue: g ids of the issues
    :param customer: g customers who got them
    :param issued: g pieces issued; negative for gifts that came back
    """

    item: Hashable
    cost: int
    quantity: float
    issue: np.ndarray
    customer: np.ndarray
    issued: np.ndarray


@dataclass(frozen=True)
class GiftIssue:
    """A bill divided into what customers got and what is left; minor units.

    :param customer_cost: customer → cost of the gifts he got
    :param undistributed: cost of the gifts not issued
    """

    customer_cost: dict[Hashable, int]
    undistributed: int

    def correction(self, key: Hashable, source: Hashable, direct_cost: str) -> Correction:
        """The zero-sum move that carries the issued cost to the customers.

        :param source: destination that holds the whole bill
        :param direct_cost: name of the customers' destination, a pair with the customer
        """
        changes = {(direct_cost, who): cost for who, cost in self.customer_cost.items()}
        return Correction(key, {source: -sum(changes.values()), **changes})


def issue_gifts(purchase: GiftPurchase) -> tuple[GiftIssue | None, tuple[Problem, ...]]:
    """Issued pieces at the bill's unit cost; issued + undistributed = bill.

    Problems: ``wrong_shape``, ``duplicate_id``, ``amount_not_integer``,
    ``amount_too_large``, ``number_not_finite``, ``number_too_small``;
    ``nothing_bought`` (quantity not above 0), ``more_returned_than_issued`` with the
    customers, ``more_issued_than_bought`` with the item.
    """
    problems = tuple(_input_problems(purchase))
    if not errors(problems):
        customers, pieces = _pieces_by_customer(purchase)
        problems += tuple(_quantity_problems(purchase, customers, pieces))
    if errors(problems):
        return None, problems
    left = max(purchase.quantity - pieces.sum(), 0.0)
    parts = distribute(purchase.cost, np.append(pieces, left))
    costs = dict(zip(customers.tolist(), parts[:-1].tolist(), strict=True))
    return GiftIssue(costs, int(parts[-1])), problems


def _input_problems(purchase: GiftPurchase) -> Iterator[Problem]:
    yield from amount_problems({"cost": purchase.cost})
    yield from number_problems("quantity", np.asarray([purchase.quantity]), [purchase.item])
    yield from number_problems("issued", purchase.issued, purchase.issue)
    yield from duplicate_problems("issue", purchase.issue)
    yield from shape_problems("customer", purchase.customer, (len(purchase.issue),))


def _quantity_problems(purchase: GiftPurchase, customers, pieces) -> Iterator[Problem]:
    negative = tuple(customers[pieces < 0].tolist())
    if negative:
        yield Problem("more_returned_than_issued", negative)
    if purchase.quantity <= 0:
        yield Problem("nothing_bought", (purchase.item,))
    elif pieces.sum() > purchase.quantity + 1e-9:  # pieces may be fractions of a carton
        values = {"issued": float(pieces.sum()), "bought": float(purchase.quantity)}
        yield Problem("more_issued_than_bought", (purchase.item,), values)


def _pieces_by_customer(purchase: GiftPurchase) -> tuple[np.ndarray, np.ndarray]:
    """Customers, ascending, and the pieces they kept."""
    customers, position = np.unique(np.asarray(purchase.customer), return_inverse=True)
    order = np.argsort(np.asarray(purchase.issue), kind="stable")  # same sum in any order
    pieces = np.zeros(len(customers))
    np.add.at(pieces, position[order], np.asarray(purchase.issued, np.float64)[order])
    return customers, pieces
