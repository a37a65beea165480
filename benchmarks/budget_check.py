"""What budgets and spending rules say to one request: budget_check.py SETTINGS DATABASE.

Milliseconds and queries with ten lines and with ten thousand; all of it is rolled back.
"""

import statistics
import sys
import time

from goals import Figure, at_most
from session import environment, start_odoo

#: Customers and categories: each pair has a budget line.
FEW, MANY = 10, 100
#: Movements on each line, the approved budget included.
MOVEMENTS = 10
GOAL = 50
TIMES = 9


class Budget:
    """A budget with a line for each pair of some customers and categories, and a request."""

    def __init__(self, env):
        self.env = env
        company = env.company
        self.customers = env["res.partner"].create([{"name": f"B{n}"} for n in range(MANY)])
        self.categories = env["customer.cost.category"].create(
            [
                {"name": f"B{n}", "company_id": company.id, "budget_controlled": True}
                for n in range(MANY)
            ]
        )
        self.line = self.approved_line(company)
        env["customer.cost.defaults"]._create_defaults(company)
        rules = env["customer.cost.policy.rule"].search([("company_id", "=", company.id)])
        rules.action_turn_on()
        self.request = env["customer.cost.request"].create(
            {
                "partner_id": self.customers[0].id,
                "category_id": self.categories[0].id,
                "amount": 1000,
                "guests": 3,
                "hosts": 1,
            }
        )

    def approved_line(self, company):
        env = self.env
        budget = env["customer.cost.budget"].create(
            {
                "name": "Benchmark",
                "company_id": company.id,
                "date_from": env.cr.now().date().replace(month=1, day=1),
                "window": "year",
                "total": 100,
                "line_ids": [(0, 0, self.first_pair())],
            }
        )
        budget.action_submit()
        other = env["res.users"].create({"name": "Benchmark", "login": "benchmark"})
        # sudo: somebody else must approve it; his rights are not what is measured
        budget.with_user(other).sudo().action_approve()
        return budget.line_ids

    def first_pair(self):
        return {
            "planned": 100,
            "partner_id": self.customers[0].id,
            "category_id": self.categories[0].id,
        }

    def fill(self, size):
        """Lines for all pairs of the first customers and categories, each with its movements."""
        self.env.flush_all()
        pairs = """(SELECT partner, category FROM unnest(%(customers)s) partner,
                    unnest(%(categories)s) category EXCEPT
                    SELECT partner_id, category_id FROM customer_cost_budget_line) pair"""
        values = {
            "row": self.line.id,
            "customers": self.customers[:size].ids,
            "categories": self.categories[:size].ids,
        }
        pair = {"partner_id": "pair.partner", "category_id": "pair.category"}
        self.copy("customer_cost_budget_line", pairs, pair, values)
        lines = f"""(SELECT id FROM customer_cost_budget_line line WHERE budget_id = %(budget)s
                     AND NOT EXISTS (SELECT FROM customer_cost_commitment WHERE line_id = line.id)
                    ) line, generate_series(1, {MOVEMENTS}) number"""
        kind = "CASE number WHEN 1 THEN 'approved' ELSE 'committed' END"
        moved = {"line_id": "line.id", "kind": kind, "res_id": "line.id", "amount": "10 - number"}
        approved = self.line.movement_ids[:1]
        values = {"row": approved.id, "budget": self.line.budget_id.id}
        self.copy("customer_cost_commitment", lines, moved, values)
        self.env.cr.execute("ANALYZE customer_cost_budget_line, customer_cost_commitment")
        self.env.invalidate_all()

    def copy(self, table, source, changed, values):
        """Rows like one there is, one for each row of a source, but for some columns."""
        cr = self.env.cr
        cr.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = %s AND column_name != 'id'",
            [table],
        )
        columns = [name for (name,) in cr.fetchall()]
        taken = ", ".join(changed.get(name, f"pattern.{name}") for name in columns)
        cr.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {taken}"
            f" FROM {table} pattern, {source} WHERE pattern.id = %(row)s",
            values,
        )

    def measure(self):
        """(median ms, queries) of what is said to the request."""
        taken = []
        for _time in range(TIMES):
            self.env.invalidate_all()
            queries, start = self.env.cr.sql_log_count, time.perf_counter()
            self.request._budget_findings()
            self.request._judge()
            taken.append(1000 * (time.perf_counter() - start))
            queries = self.env.cr.sql_log_count - queries
        return statistics.median(taken), queries


def check_figures(registry):
    """Lines of the table about the check."""
    with environment(registry) as env:
        budget = Budget(env)
        budget.fill(FEW)
        _few_ms, few = budget.measure()
        budget.fill(MANY)
        many_ms, many = budget.measure()
        env.cr.rollback()
    lines = MANY * MANY
    title = f"budget and rules of a request, {lines:,} lines, {lines * MOVEMENTS:,} movements"
    yield at_most(title, many_ms, GOAL, "ms")
    yield Figure(
        f"queries of it, {FEW * FEW} and {lines:,} lines", f"{few}, {many}", "equal", few == many
    )


def main(settings, database):
    for figure in check_figures(start_odoo(settings, database)):
        print(figure)


if __name__ == "__main__":
    main(*sys.argv[1:])
