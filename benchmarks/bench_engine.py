"""Figures of the engine at 100,000 customers: CPU seconds and peak memory; nothing is asserted.

Run by ``make bench-engine``.  Each figure is the median of three runs in a process of
its own; peak memory is that of the process, its imports and its data included.
"""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import sys
import time

import numpy as np
from engine.allocate.activities import ORDER, Activity
from engine.allocate.network import Network, allocate
from engine.allocate.pools import DRIVER, OPERATING, Pool
from engine.allocate.volumes import Driver, Volumes
from engine.value.lifetime_value import Assumptions, CustomerMargins, lifetime_values
from engine.value.purchase_models import fit_purchase_models
from engine.value.purchase_summary import Transactions, summarise_purchases
from engine.value.rfm import CustomerActivity, rfm_scores
from engine.value.whale import CustomerProfits, whale_curve
from engine.value.whale_points import curve_points

SEED = 19
ACTIVITIES = 20
REPEATS = 3
WEEKS = 104
DAYS = WEEKS * 7


def allocation(customers):
    """Pools → activities → customers, and the amounts of every customer."""
    random = np.random.default_rng(SEED)
    names = [f"activity {number}" for number in range(1, ACTIVITIES + 1)]
    network = Network(
        pools=(
            Pool("overhead", OPERATING, 123_456_789_01, "CNY", DRIVER, dict.fromkeys(names, 1.0)),
        ),
        activities=tuple(Activity(name, ORDER, driver=name) for name in names),
        volumes=Volumes(
            np.arange(1, customers + 1),
            tuple(Driver(name) for name in names),
            random.poisson(3, (customers, ACTIVITIES)).astype(float),
        ),
    )
    return lambda: allocate(network)


def whale(customers):
    """Ranked contributions of mixed sign, their cumulative curve and its 600 points."""
    ids, revenues, profits = simulated_profits(customers)
    return lambda: curve_points(whale_curve(CustomerProfits(ids, profits, revenues))[0])


def rfm(customers):
    """Recency, frequency and revenue scores."""
    ids, revenues, _profits = simulated_profits(customers)
    random = np.random.default_rng(SEED)
    activity = CustomerActivity(
        ids, random.integers(0, 365, customers), random.poisson(3, customers), revenues
    )
    return lambda: rfm_scores(activity)


def lifetime_value_fit(customers):
    """BG/NBD and Gamma-Gamma fitted to two years of purchases."""
    summary = summarise_purchases(simulated_transactions(customers), DAYS)[0]
    return lambda: fit_purchase_models(summary)


def lifetime_value_of_all(customers):
    """The fit, and the value of every customer over 36 months."""
    summary = summarise_purchases(simulated_transactions(customers), DAYS)[0]
    buyers = len(summary.customer_ids)
    margins = CustomerMargins(summary.customer_ids, np.full(buyers, 2_000), np.full(buyers, 10_000))
    assumptions = Assumptions(discount_rate=0.1, retention_rates=0.8)
    return lambda: lifetime_values(summary, margins, assumptions)


#: job -> CPU seconds it is meant to stay within
JOBS = {allocation: 0.5, whale: 1, rfm: 1, lifetime_value_fit: 10, lifetime_value_of_all: None}


def simulated_profits(customers):
    """Ids, revenues and contributions in minor units, the same at every call."""
    random = np.random.default_rng(SEED)
    revenues = np.rint(random.lognormal(12, 1.2, customers)).astype(np.int64)
    profits = np.rint(revenues * random.normal(0.08, 0.25, customers)).astype(np.int64)
    return np.arange(1, customers + 1), revenues, profits


def simulated_transactions(customers: int) -> Transactions:
    """Purchases as BG/NBD and Gamma-Gamma imagine them, the same at every call."""
    random = np.random.default_rng(SEED)
    births = random.integers(0, DAYS // 2, customers)
    rates = random.gamma(0.6, 1 / 6.0, customers) / 7
    leaving = random.beta(0.8, 2.4, customers)
    spending = 16.0 / random.gamma(3.7, 1 / 1500.0, customers)
    ids, days = [np.arange(customers)], [births]
    buyers, moments = np.arange(customers), births.astype(float)
    while len(buyers):
        moments = moments + random.exponential(1 / np.maximum(rates[buyers], 1e-9))
        buying = (moments <= DAYS) & (random.random(len(buyers)) >= leaving[buyers])
        buyers, moments = buyers[buying], moments[buying]
        ids.append(buyers)
        days.append(moments.astype(np.int64))
    ids, days = np.concatenate(ids), np.concatenate(days)
    amounts = np.rint(random.gamma(6.0, spending[ids])).astype(np.int64)
    return Transactions(ids + 1, days, amounts)


def measure(job, customers, answer):
    """CPU seconds and peak memory (MB) of one run of a job, sent back through a pipe."""
    work = job(customers)
    start = time.process_time()
    work()
    seconds = time.process_time() - start
    answer.send((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def in_own_process(job, customers):
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(
        target=measure, args=(job, customers, sender)
    )
    process.start()
    sender.close()
    figures = receiver.recv()
    process.join()
    return figures


def main(customers):
    print(f"{customers:,} customers, {ACTIVITIES} activities, median of {REPEATS} runs\n")
    print(f"{'CPU s':>8}  {'goal':>5}  {'peak MB':>8}  job")
    for job, goal in JOBS.items():
        runs = [in_own_process(job, customers) for _repeat in range(REPEATS)]
        seconds, memory = (statistics.median(figures) for figures in zip(*runs, strict=True))
        print(f"{seconds:8.2f}  {goal or '':>5}  {memory:8.0f}  {job.__doc__}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
