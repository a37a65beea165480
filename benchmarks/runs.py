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
    "_captured_by_customer",
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
    months: list
    again: Usage
    evaluation: Usage
    memory: dict

    @property
    def month(self):
        """The month that is looked at closely."""
        return self.months[MONTH - 1]


def measure_runs(registry):
    """Forget earlier runs, compute and publish twelve months, then one of them again."""
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
            months = [_month(meter, env, n) for n in range(MONTHS)]
            again = _month(meter, env, MONTH - 1)
        print_parts(months[MONTH - 1])
        evaluation = _evaluation(meter, env)
        counts = _counts(env, first)
    return RunFigures(*counts, plain_month, plain_year, months, again, evaluation, memory)


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


def _month(meter, env, number):
    """A run from draft to published, committed."""
    start = START + relativedelta(months=number)
    with meter.measure() as usage, parts_of(meter, env.registry, "customer.cost.run", PARTS, usage):
        run = env["customer.cost.run"].create(
            {"date_from": start, "date_to": start + relativedelta(months=1, days=-1)}
        )
        run.reason = "benchmark"
        run._compute_locked()
        run.action_publish()
        env.cr.commit()
        env.invalidate_all()
    print(f"  {start:%Y-%m}  {usage}  {run.customer_count:,} customers")
    return usage


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
