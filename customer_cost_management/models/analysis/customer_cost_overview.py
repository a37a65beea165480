from odoo import api, models
from odoo.tools import SQL, format_amount

from .customer_cost_setup_runs import DONE

MONTHS = 12


class CustomerCostOverview(models.AbstractModel):
    """The first screen after set-up: five sentences about the last twelve months computed.

    It shows the newest version of each month, published or not, and says so; therefore it is
    for those who may see what is not published.
    """

    _name = "customer.cost.overview"
    _description = "Overview of Customer Profit"

    @api.model
    @api.readonly
    def get_overview(self):
        """Sentences with their links, the difference to the books, and what may be done."""
        company = self.env["customer.cost.setup"]._company_to_read()
        runs = self._runs(company)
        if not runs:
            return {"computed": False}
        difference = company.currency_id.round(runs._worst_difference())
        estimates = runs.filtered(lambda run: run.state == "computed")
        return {
            "computed": True,
            "company": company.name,
            "currency_id": company.currency_id.id,
            "period": runs._label_of_period(),
            "estimate": bool(estimates),
            "difference": difference,
            "difference_text": format_amount(self.env, difference, company.currency_id),
            "sentences": self._sentences(runs),
            "notes": self._notes(company),
            "tips": self._tips(runs),
            "worst": self._window_of_worst(runs),
            "to_publish": len(estimates) if self._may_publish() else 0,
            "unassigned": self._unassigned_percent(runs),
            "has_whale": bool(
                self.env.ref("customer_cost_management.customer_whale_curve_action", False)
            ),
        }

    def _notes(self, company):
        """What should be known about these figures; months that are only computed count."""
        period = self.env["customer.profitability.period"]
        return period.with_context(customer_cost_estimate="1")._notes(company)

    @api.model
    def ask_publish_all(self):
        """One confirmation for all months; it says what each publishes and asks for reasons."""
        company = self.env["customer.cost.setup"]._company_to_read()
        runs = self._runs(company).filtered(lambda run: run.state == "computed")
        return runs.action_ask_publish()

    def _may_publish(self):
        return self.env.user.has_group("customer_cost_management.group_controller")

    def _runs(self, company):
        """The newest version that stands of each of the last twelve months; where one closed the
        month for good, that one."""
        runs = self.env["customer.cost.run"].search(
            [("company_id", "=", company.id), ("kind", "=", "actual"), ("state", "in", DONE)],
            order="version",
        )
        runs = runs.sorted(lambda run: run.state == "closed")
        latest = {run.date_from: run.id for run in runs}
        return runs.browse(latest[month] for month in sorted(latest)[-MONTHS:])

    # ------------------------------------------------------------------ figures

    def _sql_customers(self, runs):
        """CTE ``customer``: what each customer brought and cost in these runs."""
        return SQL(
            """
            customer AS (
                SELECT partner_id, sum(net_revenue) AS revenue, sum(cm3) AS cm3,
                       sum(relationship) AS relationship
                  FROM customer_profitability
                 WHERE run_id = ANY(%s) AND partner_id IS NOT NULL
              GROUP BY partner_id)
            """,
            runs.ids,
        )

    def _totals(self, runs):
        """How many customers earn and lose, and how much."""
        self.env["customer.profitability"].check_access("read")
        self.env.flush_all()
        query = SQL(
            """
            WITH %s
            SELECT count(*) AS customers, COALESCE(sum(revenue), 0) AS revenue,
                   COALESCE(sum(cm3), 0) AS cm3,
                   count(*) FILTER (WHERE cm3 > 0) AS earning,
                   COALESCE(sum(cm3) FILTER (WHERE cm3 > 0), 0) AS earned,
                   count(*) FILTER (WHERE cm3 < 0) AS losing,
                   COALESCE(-sum(cm3) FILTER (WHERE cm3 < 0), 0) AS lost,
                   COALESCE(sum(relationship), 0) AS relationship
              FROM customer
            """,
            self._sql_customers(runs),
        )
        self.env.cr.execute(query)
        [totals] = self.env.cr.dictfetchall()
        return totals

    def _worst(self, runs, most=1):
        """Rows (customer, revenue, contribution) of the largest losses, the worst first."""
        query = SQL(
            "WITH %s SELECT partner_id, revenue, cm3 FROM customer WHERE cm3 < 0 "
            "ORDER BY cm3, partner_id LIMIT %s",
            self._sql_customers(runs),
            most,
        )
        return self.env.execute_query(query)

    def _quiet_earners(self, runs, most):
        """The best customers who are not among the largest tenth and cost little care.

        :param most: how many
        :return: rows (customer, contribution, relationship cost), the best first
        """
        query = SQL(
            """
            WITH %s, ranked AS (
                SELECT *, percent_rank() OVER (ORDER BY revenue DESC) AS place,
                       avg(relationship) OVER () AS usual
                  FROM customer)
            SELECT partner_id, cm3, relationship FROM ranked
             WHERE cm3 > 0 AND place > 0.1 AND relationship <= usual
          ORDER BY cm3 DESC, partner_id LIMIT %s
            """,
            self._sql_customers(runs),
            most,
        )
        return self.env.execute_query(query)

    def _unused(self, runs):
        """(pool, cost not used, percent used) of pools whose capacity is measured."""
        groups = self.env["customer.cost.run.node"]._read_group(
            [("run_id", "in", runs.ids), ("unused_measured", "=", True), ("pool_id", "!=", False)],
            ["pool_id"],
            ["unused:sum", "volume:sum", "practical_capacity:sum"],
        )
        return [
            (pool, unused, 100 * volume / capacity if capacity else 0)
            for pool, unused, volume, capacity in groups
        ]

    def _sureness(self, runs):
        """Cost by how it found its customers: {cause, usage, ability, unassigned, total}; gifts
        are those not yet given to anybody, a part of what is unassigned."""
        captured = dict(
            self.env["customer.cost.capture"]._read_group(
                [
                    ("run_id", "in", runs.ids),
                    ("destination", "in", ("direct", "pool", "unassigned", "gifts")),
                ],
                ["destination"],
                ["balance:sum"],
            )
        )
        gifts = captured.get("gifts", 0.0)
        unassigned = captured.get("unassigned", 0.0) + gifts
        found = {"cause": captured.get("direct", 0.0), "usage": 0.0, "ability": 0.0}
        for run in runs:
            drivers = {d["id"]: d["quality"] for d in run.snapshot["drivers"]}
            quality = {a["id"]: drivers.get(a["driver"]) for a in run.snapshot["activities"]}
            for node in run.node_ids.filtered(lambda node: node.kind == "activity"):
                if quality.get(node.activity_id.id):
                    found[quality[node.activity_id.id]] += node.given
        return found | {
            "unassigned": unassigned,
            "gifts": gifts,
            "total": sum(captured.values()),
        }

    def _unassigned_percent(self, runs):
        sure = self._sureness(runs)
        return round(100 * sure["unassigned"] / sure["total"], 1) if sure["total"] > 0 else 0.0
