"""Reads as the web client makes them, with the rights of a controller."""

import statistics
import time

from runs import MONTH, START

CONTROLLER = "base.user_admin"
REPEATS = 9
#: Columns of the list of customers that are shown unless somebody hides them.
COLUMNS = {
    "partner_id": {"fields": {"display_name": {}}},
    "currency_id": {"fields": {"display_name": {}}},
    "earning": {},
    **{name: {} for name in ("net_revenue", "cm1", "cost_to_serve", "cm3", "cm3_percent")},
}
TOP = 50


class Reads:
    """The pages that people open most, on what the runs of the year have stored.

    :param env: environment of the reader
    """

    def __init__(self, env):
        self.env = env
        self.month = self._run(START.replace(month=MONTH))
        statements = env["customer.profitability"]
        self.statement = statements.search([("run_id", "=", self.month.id)], limit=1)
        captured = env["customer.cost.capture"].search(
            [("run_id", "=", self.month.id), ("move_line_id", "!=", False)], limit=1
        )
        self.move = captured.move_line_id.move_id
        self.pool = captured.pool_id
        last = env["customer.profitability.window"].search([("kind", "=", "last_twelve")])
        self.window = [("window_id", "=", last.id)]
        self.year = env["customer.profitability.year"].search(self.window, limit=1)

    def _run(self, day):
        return self.env["customer.cost.run"].search(
            [("date_from", "=", day), ("state", "=", "published")], limit=1
        )

    def _list(self, model, domain, order):
        fields = self.env[model]._fields
        columns = {name: spec for name, spec in COLUMNS.items() if name in fields}
        return self.env[model].web_search_read(
            domain, columns, limit=TOP, order=order, count_limit=10_001
        )

    def top_of_month(self):
        month = [("run_id", "=", self.month.id)]
        return self._list("customer.profitability", month, "date desc, rank")

    def top_of_year(self):
        return self._list("customer.profitability.year", self.window, "cm3 desc")

    def statement_of_month(self):
        return self.statement.web_read({"partner_id": {}, "statement": {}})

    def statement_of_year(self):
        return self.year.web_read({"partner_id": {}, "statement": {}})

    def trace_of_pool(self):
        """From a pool of the month to its entries."""
        domain = [("run_id", "=", self.month.id), ("pool_id", "=", self.pool.id)]
        columns = {name: {} for name in ("date", "name", "balance", "move_line_id", "account_id")}
        return self.env["customer.cost.capture"].web_search_read(
            domain, columns, limit=80, count_limit=10_001
        )

    def trace_of_document(self):
        """Where the cost of a bill went."""
        return self.move.action_where_cost_went()

    def pivot_of_year(self):
        sets = [[], ["tier_id"], ["activity_id"], ["tier_id", "activity_id"]]
        return self.env["customer.cost.rollup"].formatted_read_grouping_sets(
            [("in_last_twelve", "=", True)], sets, ["amount:sum", "quantity:sum"]
        )

    def whale_curve(self):
        return self.env["customer.profitability.period"].get_whale_curve([])

    def quadrant(self):
        return self.env["customer.profitability.period"].get_customer_quadrant([])

    def all_pages(self):
        return {
            "top_month": self.top_of_month,
            "top_year": self.top_of_year,
            "statement": self.statement_of_month,
            "statement_year": self.statement_of_year,
            "trace_pool": self.trace_of_pool,
            "trace_document": self.trace_of_document,
            "pivot_year": self.pivot_of_year,
            "whale_curve": self.whale_curve,
            "quadrant": self.quadrant,
        }


def measure_reads(env):
    """{page: milliseconds}, the median of nine warm calls."""
    reads = Reads(env)
    return {name: _median(env, page) for name, page in reads.all_pages().items()}


def _median(env, page):
    taken = []
    for _repeat in range(REPEATS + 1):
        env.invalidate_all()
        start = time.perf_counter()
        page()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken[1:])
