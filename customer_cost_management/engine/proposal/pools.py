"""How many pools a first model has, and what the support pools give them."""

from fractions import Fraction

from .words import ADMINISTRATION

#: A pool below this part of all operating cost is not worth keeping apart.
SMALL = Fraction(2, 100)
#: More operating pools than this nobody keeps in mind; administration comes on top.
MOST_POOLS = 8
#: Support pools in the order in which they give: people services, systems, premises.
STEPS = ("S-HR", "S-IT", "S-PREM")
#: A company is a trader or a servant if more than this of its revenue says so.
MOSTLY = Fraction(1, 2)
#: Fewer customers than this need no customer costing.
FEWEST_CUSTOMERS = 3


def merged_pools(amounts, keep=(), beside=0):
    """Which pools are too small to matter and go to administration.

    :param amounts: {pool: cost of the year}, signed like cost
    :param keep: pools that stay whatever their size
    :param beside: operating cost that the pools of the present model take already
    :return: {pool: pool that takes its cost}, of all pools
    """
    total = beside + sum(max(amount, 0) for amount in amounts.values())
    stays = {pool for pool, amount in amounts.items() if amount >= SMALL * total and amount > 0}
    stays |= {pool for pool in keep if amounts.get(pool)}
    operating = sorted(
        (pool for pool in stays if pool not in STEPS and pool != ADMINISTRATION),
        key=lambda pool: (pool not in keep, -amounts[pool], pool),
    )
    stays -= set(operating[MOST_POOLS:])
    return {pool: pool if pool in stays else ADMINISTRATION for pool in amounts}


def percents(weights):
    """Hundredths of a percent that add up to 100.

    :param weights: {receiver: weight}, none negative
    :return: {receiver: percent}; equal parts if all weights are 0
    """
    from ..money import distribute  # brings numpy, which no reader of names needs

    receivers = sorted(weights)
    parts = [max(weights[key], 0) for key in receivers]
    shares = distribute(10_000, parts if any(parts) else [1] * len(parts)) if parts else []
    return {key: int(share) / 100 for key, share in zip(receivers, shares, strict=True)}


def receivers(pool, pools):
    """Pools that a support pool gives to: the later support pools and all operating ones.

    :param pools: codes of the pools of the model
    """
    later = STEPS[STEPS.index(pool) + 1 :]
    return [other for other in pools if other not in STEPS or other in later]


def shape(revenue, customers):
    """What kind of company it is: trading, service, mixed or none.

    :param revenue: {"goods": …, "service": …, "unknown": …}
    :param customers: number of customers with revenue
    """
    if customers < FEWEST_CUSTOMERS:
        return "none"
    total = sum(revenue.values())
    for kind, name in (("goods", "trading"), ("service", "service")):
        if revenue.get(kind, 0) > MOSTLY * total:
            return name
    return "mixed"
