"""Corrections as people write them: an amount from one place to an other.

Whether a move can be made is decided by what the entries themselves put into its
source; what other moves bring there does not count.  So the order of the moves
means nothing, and none of them rests on an other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral

from ..problem import Problem
from .corrections import Correction


@dataclass(frozen=True)
class Move:
    """An amount from a source to a target; minor units, above 0.

    :param key: id of the move
    :param source: place that holds the amount
    :param target: place that gets it
    """

    key: Hashable
    source: Hashable
    target: Hashable
    amount: int

    def correction(self) -> Correction:
        """The move as a zero-sum change of two places."""
        return Correction(self.key, {self.source: -self.amount, self.target: self.amount})


def check_moves(held: Mapping[Hashable, int], moves: Sequence[Move]) -> tuple[Problem, ...]:
    """Why these moves cannot be made together.

    :param held: place → minor units that the entries put there; a missing place holds nothing

    Problems: ``amount_not_positive`` and ``same_place`` with the move; ``source_too_small``
    with all moves from a source and the amounts ``held`` and ``wanted``; ``cyclic`` with
    the moves that lead back to where they began.
    """
    simple = tuple(_problems_of_one(moves))
    return simple or (*_sources_too_small(held, moves), *_cycles(moves))


def _problems_of_one(moves) -> Iterator[Problem]:
    for move in moves:
        if not isinstance(move.amount, Integral) or move.amount <= 0:
            yield Problem("amount_not_positive", (move.key,))
        if move.source == move.target:
            yield Problem("same_place", (move.key,))


def _sources_too_small(held, moves) -> Iterator[Problem]:
    by_source = defaultdict(list)
    for move in moves:
        by_source[move.source].append(move)
    for source, some in by_source.items():
        wanted, available = sum(move.amount for move in some), held.get(source, 0)
        if wanted > available:
            keys = tuple(move.key for move in some)
            yield Problem("source_too_small", keys, {"held": available, "wanted": wanted})


def _cycles(moves) -> Iterator[Problem]:
    """Moves that remain when those that begin or end nowhere else are taken away."""
    left = list(moves)
    while True:
        sources = {move.source for move in left}
        targets = {move.target for move in left}
        kept = [move for move in left if move.source in targets and move.target in sources]
        if len(kept) == len(left):
            break
        left = kept
    if left:
        yield Problem("cyclic", tuple(move.key for move in left))
