"""Random cost networks for the property tests: any method, basis, policy, sign and size."""

from random import Random

import numpy as np

from ...allocate.activities import STATEMENT_LINES, Activity
from ...allocate.capacity import Capacity
from ...allocate.choices import NEGATIVE_VOLUME, OVER_CAPACITY, ZERO_TOTAL
from ...allocate.network import Network
from ...allocate.pools import DRIVER, OPERATING, PERCENT, SUPPORT, TIME, Pool
from ...allocate.support import DIRECT, METHODS, RECIPROCAL, SupportPlan
from ...allocate.volumes import Driver, TimeEquation, Volumes

#: Currencies have 0, 2 or 3 decimals, so the same money is a larger or smaller integer.
DECIMALS = (0, 2, 3)


def random_network(seed, policies=("leave_unallocated", "as_zero", "absolute", "keep")):
    """A network without input errors; every support pool gives something outwards.

    :param policies: zero-total, negative and over-capacity policies to choose from
    """
    random = Random(seed)
    support = [f"s{number}" for number in range(random.choice([0, 1, 3, 20]))]
    operating = [f"p{number}" for number in range(random.choice([1, 3, 20]))]
    activities = [f"a{number}" for number in range(random.choice([1, 4, 12]))]
    drivers = [f"d{number}" for number in range(random.choice([1, 3, 8]))]
    plan = SupportPlan(random.choice(METHODS), tuple(random.sample(support, len(support))))
    amount = _amounts(random)
    return Network(
        pools=(
            *(_support_pool(random, name, plan, operating, amount()) for name in support),
            *(_operating_pool(random, name, activities, amount, policies) for name in operating),
        ),
        activities=tuple(_activity(random, name, drivers) for name in activities),
        volumes=_volumes(random, drivers, policies),
        support=plan,
        fully_loaded=random.random() < 0.2,
    )


def _amounts(random):
    """A function that draws amounts of one magnitude; some are zero, some negative."""
    largest = 10 ** random.choice([0, 3, 7]) * 10 ** random.choice(DECIMALS)
    return lambda: random.choice([0, 1, 1, 1, -1]) * random.randint(0, largest)


def _support_pool(random, name, plan, operating, captured):
    later = plan.step_order
    if plan.method != RECIPROCAL:
        later = later[later.index(name) + 1 :] if plan.method != DIRECT else ()
    receivers = {to for to in random.sample(later, random.randint(0, len(later))) if to != name}
    receivers |= set(random.sample(operating, random.randint(1, len(operating))))
    basis = random.choice([PERCENT, DRIVER])
    if basis == DRIVER and random.random() < 0.1:
        shares = dict.fromkeys(sorted(receivers), 0)
    elif basis == DRIVER:
        # quantities that direct and step-down must leave out
        receivers |= set(random.sample(plan.step_order, random.randint(0, len(plan.step_order))))
        shares = {
            to: random.choice([1, 2, 0.1, random.uniform(0, 1e4)]) for to in sorted(receivers)
        }
    else:
        shares = _percentages(random, receivers)
    avoidable = random.choice([0, 0.5, 1, random.random()])
    return Pool(name, SUPPORT, captured, "CNY", basis, shares, avoidable=avoidable)


def _percentages(random, receivers):
    """Whole percents above 0 that add up to 100."""
    cuts = sorted(random.sample(range(1, 100), len(receivers) - 1))
    ends = zip([0, *cuts], [*cuts, 100], strict=True)
    return dict(zip(sorted(receivers), (end - start for start, end in ends), strict=True))


def _operating_pool(random, name, activities, amount, policies):
    receivers = random.sample(activities, random.randint(1, len(activities)))
    timed = [activity for activity in receivers if _is_timed(activity)]
    basis = random.choice([PERCENT, DRIVER, TIME] if timed else [PERCENT, DRIVER])
    values = {}
    if basis == TIME:
        shares = {activity: random.choice([1, 1, 0.5]) for activity in timed}
        budgeted = amount() if random.random() < 0.5 else None
        policy = random.choice([word for word in policies if word in OVER_CAPACITY])
        values["capacity"] = Capacity(10 ** random.uniform(3, 6), budgeted, policy)
    elif basis == DRIVER:
        shares = {activity: random.choice([0, 1, random.random()]) for activity in receivers}
        values["zero_total"] = _zero_total(random, policies)
    else:
        shares = _percentages(random, receivers)
        dropped = random.choice([None, *receivers])
        shares = {activity: share for activity, share in shares.items() if activity != dropped}
        values["rest_unallocated"] = True
    avoidable = random.random()
    return Pool(name, OPERATING, amount(), "CNY", basis, shares, avoidable=avoidable, **values)


def _is_timed(activity):
    """Every other activity has a time equation."""
    return int(activity[1:]) % 2 == 0


def _activity(random, name, drivers):
    time = None
    if _is_timed(name):
        terms = random.sample(drivers, random.randint(0, min(2, len(drivers))))
        time = TimeEquation(random.random() * 60, {driver: random.random() for driver in terms})
    rate = random.choice([None, None, random.uniform(0, 100)])
    return Activity(name, random.choice(STATEMENT_LINES), random.choice(drivers), time, rate)


def _volumes(random, drivers, policies):
    count = random.choice([1, 2, 30, 500])
    signs = np.random.default_rng(random.randint(0, 2**32))
    quantities = signs.normal(5, 10, (count, len(drivers)))
    quantities[:, signs.random(len(drivers)) < 0.2] = 0
    whole = signs.random(len(drivers)) < 0.5
    quantities[:, whole] = np.rint(quantities[:, whole])
    customers = np.array(random.sample(range(10 * count), count))
    negative = [word for word in policies if word in NEGATIVE_VOLUME]
    return Volumes(
        customers,
        tuple(
            Driver(name, _zero_total(random, policies), random.choice(negative)) for name in drivers
        ),
        quantities,
    )


def _zero_total(random, policies):
    return random.choice([word for word in policies if word in ZERO_TOTAL])
