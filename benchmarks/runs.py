"""Months computed by the addon, beside a plain aggregate of the same items."""

import statistics
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from meter import Meter, Usage, parts_of
from session import environment

START = date(2025, 1, 1)
MONTHS = 12
#: The month that is looked at closely; history lies before it.
MONTH = 9
REPEATS = 5
#: What PostgreSQL alone needs to add up the items by customer, month and account.
PLAIN = """
    SELECT count(*) FROM (
        SELECT partner_id, date_trunc('month', date) AS month, account_id, sum(balance)
          FROM account_move_line
         WHERE parent_state = 'posted' AND company_id = %s AND date >= %s AND date < %s
      GROUP BY 1, 2, 3) totals
"""
#: What runs leave behind, large tables.
RESULTS = (
    "customer_cost_capture",
    "customer_profitability",
    "customer_profitability_year",
    "customer_cost_rollup",
    "customer_cost_invoice_cost",
    "customer_value",
)
#: Methods of a run that are told apart.
PARTS = (
    "_discard_results",
    "_freeze_model",
    "_check_every_account_has_a_role",
    "_capture",
    "_check_ledger_is_captured",
    "_captured",
    "_computed_cost_of_sales",
    "_measure",
    "_ledger_figures",
    "_allocate",
    "_build_statement",
    "_store_nodes",
    "_store_statements",
    "_store_reconciliation",
    "_cost_of_sales_findings",
    "_sync_years",
)


@dataclass
class RunFigures:
    """What the runs of a year took."""

    items: int
    month_items: int
    customers: int
    plain_month: float
    plain_year: float
    #: The month that is looked at closely, computed and published.
    month: Usage
    #: All twelve.
    year: Usage
    again: Usage
    evaluation: Usage
    memory: dict


def measure_runs(registry):
    """Forget earlier runs; compute eleven months and publish them at once, as who begins does;
    then the month that is looked at, and the same again."""
    with environment(registry) as env:
        env.cr.execute("SET max_parallel_workers_per_gather = 0")
        _forget_runs(env)
        env.cr.commit()
        meter = Meter(env.cr)
        first = START + relativedelta(months=MONTH - 1)
        plain_month = _plain(meter, env, first, first + relativedelta(months=1))
        plain_year = _plain(meter, env, START, START + relativedelta(months=MONTHS))
        print(f"  plain aggregate: month {plain_month:.2f}, year {plain_year:.2f} cpu s")
        with meter.watch_memory() as memory:
            year = _months_at_once(meter, env, [n for n in range(MONTHS) if n != MONTH - 1])
            month = _month(meter, env, MONTH - 1)
            year.add(month)
            again = _month(meter, env, MONTH - 1)
        print_parts(month)
        evaluation = _evaluation(meter, env)
        counts = _counts(env, first)
    return RunFigures(*counts, plain_month, plain_year, month, year, again, evaluation, memory)


def compute_again(registry):
    """One month once more, while others browse."""
    with environment(registry) as env:
        return _month(Meter(env.cr), env, MONTH - 1)


def _forget_runs(env):
    """Never TRUNCATE … CASCADE here: the analytic ledger has a key to the runs, too."""
    env.cr.execute(f"TRUNCATE {', '.join(RESULTS)}")
    env.cr.execute("DELETE FROM customer_profitability_window")
    env.cr.execute("DELETE FROM customer_cost_run")
    env.invalidate_all()


def _plain(meter, env, start, stop):
    """CPU seconds of the aggregate, the median of five."""
    taken = []
    for _repeat in range(REPEATS):
        with meter.measure() as usage:
            env.cr.execute(PLAIN, [env.company.id, start, stop])
        taken.append(usage.server)
    return statistics.median(taken)


def _months_at_once(meter, env, numbers):
    """What it takes to compute these months one by one and to publish them together."""
    runs, total = env["customer.cost.run"], Usage()
    for number in numbers:
        with meter.measure() as usage:
            run = _computed(env, number)
            env.cr.commit()
            env.invalidate_all()
        _print_month(run, usage)
        runs += run
        total.add(usage)
    with meter.measure() as usage:
        runs.action_publish()
        env.cr.commit()
        env.invalidate_all()
    print(f"  published {usage}")
    total.add(usage)
    return total


def _month(meter, env, number):
    """A run from draft to published, committed."""
    with meter.measure() as usage, parts_of(meter, env.registry, "customer.cost.run", PARTS, usage):
        run = _computed(env, number)
        run.action_publish()
        env.cr.commit()
        env.invalidate_all()
    _print_month(run, usage)
    return usage


def _computed(env, number):
    start = START + relativedelta(months=number)
    run = env["customer.cost.run"].create(
        {"date_from": start, "date_to": start + relativedelta(months=1, days=-1)}
    )
    run.reason = "benchmark"
    run._compute_locked()
    return run


def _print_month(run, usage):
    print(f"  {run.date_from:%Y-%m}  {usage}  {run.customer_count:,} customers")


def _evaluation(meter, env):
    """Tier, worth and risk of every customer, as the nightly job finds them."""
    with meter.measure() as usage:
        env["customer.value"]._evaluate(env.company, START + relativedelta(months=MONTHS, days=4))
        env.cr.commit()
        env.invalidate_all()
    print(f"  evaluation {usage}")
    return usage


def print_parts(usage):
    print("  where it goes:")
    for name, part in sorted(usage.parts.items(), key=lambda item: -item[1].cpu):
        print(f"    {name:34} {part}")


def _counts(env, first):
    """Items of the year and of the month, customers of the month's run."""
    env.cr.execute(
        "SELECT count(*), count(*) FILTER (WHERE date >= %s AND date < %s) FROM account_move_line",
        [first, first + relativedelta(months=1)],
    )
    items, month_items = env.cr.fetchone()
    run = env["customer.cost.run"].search([("date_from", "=", first)], limit=1)
    return items, month_items, run.customer_count
