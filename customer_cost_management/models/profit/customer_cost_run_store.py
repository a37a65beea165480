from odoo import models
from odoo.tools import SQL

from .customer_cost_reconciliation_line import LINES
from .customer_profitability_figures import PARTNER_DIMENSIONS

#: Columns of a statement that are sums of lines, by their property on the engine's statement.
LEVELS = ("cm1", "cm2", "cm3", "cost_to_serve")


class CustomerCostRun(models.Model):
    """Stores what the engine said: nodes, statements, reconciliation."""

    _inherit = "customer.cost.run"

    def _amount(self, minor):
        """Minor units as an exact amount, in text."""
        from ...engine.money import to_decimal

        return str(to_decimal(int(minor or 0), self.currency_id.decimal_places))

    # ------------------------------------------------------------------ pools and activities

    def _store_nodes(self, allocation):
        if allocation is None:
            return
        records = {f"pool-{pool['id']}": pool for pool in self.snapshot["pools"]}
        records |= {f"activity-{a['id']}": a for a in self.snapshot["activities"]}
        columns = self._activity_columns()
        self.env["customer.cost.run.node"].create(
            [
                self._prepare_node_vals(node, records[node.name], columns)
                for node in allocation.nodes
            ]
        )

    def _activity_columns(self):
        """{activity id: its place, from 1, in the packed arrays of the statements}."""
        from .engine_statement import LINE_OF_ACTIVITY

        reaching = [
            activity["id"]
            for activity in self.snapshot["activities"]
            if activity["statement_line"] in LINE_OF_ACTIVITY
        ]
        return {activity_id: place for place, activity_id in enumerate(reaching, 1)}

    def _prepare_node_vals(self, node, record, columns):
        is_activity = node.kind == "activity"
        money = (
            "captured",
            "received",
            "given",
            "unused",
            "unallocated",
            "spending_variance",
            "rate_variance",
            "avoidable",
        )
        return {
            "run_id": self.id,
            "company_id": self.company_id.id,
            "sequence": record["sequence"],
            "name": record["name"],
            "kind": node.kind,
            "pool_id": False if is_activity else record["id"],
            "activity_id": record["id"] if is_activity else False,
            "statement_line": node.statement_line,
            **{name: float(self._amount(getattr(node, name))) for name in money},
            "unused_measured": node.unused is not None,
            "volume": node.volume or 0,
            "practical_capacity": node.practical_capacity or 0,
            "used_percent": node.used_percent or 0,
            "rate": (node.rate or 0) / self._minor_units(),
            "column": columns.get(record["id"], 0) if is_activity else 0,
        }

    # ------------------------------------------------------------------ statements

    def _store_statements(self, statement, allocation):
        """One row a customer, by binary COPY: no work in Python for each."""
        import numpy as np

        from ..platform.binary_copy import (
            amounts,
            arrays,
            booleans,
            constant,
            copy_rows,
            dates,
            integers,
        )

        count, decimals = len(statement.customers), self.currency_id.decimal_places
        rank = np.empty(count, np.int64)
        rank[np.argsort(-statement.cm3, kind="stable")] = np.arange(1, count + 1)
        volumes = self._statement_volumes(statement, allocation)
        dimensions = self._customer_dimensions(statement.customers)
        columns = {
            "run_id": constant(integers, self.id, count),
            "company_id": constant(integers, self.company_id.id, count),
            "date": constant(dates, self.date_from, count),
            "partner_id": integers(statement.customers),
            "rank": integers(rank),
            "gross_known": booleans(statement.gross.known),
            **{name: integers(ids, empty=0) for name, ids in dimensions.items()},
            **{
                name: amounts(values, decimals)
                for name, values in self._statement_columns(statement).items()
            },
            "activity_amounts": arrays(statement.activity_cost),
            "activity_volumes": arrays(volumes.astype(np.float64)),
        }
        copy_rows(self.env.cr, "customer_profitability", columns)
        self._store_rollup(statement, volumes, dimensions)

    def _statement_columns(self, statement):
        """{column: amounts of all customers in minor units}."""
        from ...engine.profit.statement_lines import LINE_NAMES

        gross = statement.gross
        return {
            "gross_revenue": gross.gross * gross.known,
            "discount": gross.discounts * gross.known,
            "refund": gross.refunds * gross.known,
            "net_revenue": statement.net_revenue,
            **{name: statement.line(name) for name in LINE_NAMES},
            **{name: getattr(statement, name) for name in LEVELS},
            "avoidable": statement.avoidable.sum(axis=1),
        }

    def _statement_volumes(self, statement, allocation):
        """Volumes of the activities that reach customers: customers × activities."""
        if allocation is None:
            return statement.activity_cost.astype(float)
        ids = [activity["id"] for activity in self.snapshot["activities"]]
        return allocation.volumes[:, [ids.index(activity.key) for activity in statement.activities]]

    def _customer_dimensions(self, customers):
        """{column: id for each customer, 0 for none}, as they are today.

        The tier is empty here: the value room tells it.

        :param customers: int64 array of ids, ascending
        """
        import numpy as np

        from ..platform.binary_columns import read_columns

        columns = read_columns(
            self.env.cr,
            SQL(
                "SELECT %s FROM res_partner WHERE id = ANY(%s) ORDER BY id",
                SQL(", ").join(
                    SQL("COALESCE(%s, 0)", SQL.identifier(name)) for name in PARTNER_DIMENSIONS
                ),
                customers.tolist(),
            ),
            "i" * len(PARTNER_DIMENSIONS),
        )
        dimensions = dict(zip(PARTNER_DIMENSIONS, columns, strict=True))
        return dimensions | {"tier_id": np.zeros(len(customers), np.int64)}

    # ------------------------------------------------------------------ reconciliation

    def _store_reconciliation(self, posted_result, statement, figures, allocation):
        from ...engine.profit.reconciliation import ReconciliationInput, reconcile

        given = self._reconciliation_amounts(figures, allocation)
        result, problems = reconcile(
            ReconciliationInput(
                currency=self.currency_id.name,
                posted_result=posted_result,
                customer_contribution=int(statement.cm3.sum()),
                **given,
            )
        )
        self._stop_on(problems)
        self.env["customer.cost.reconciliation.line"].create(
            [
                {
                    "run_id": self.id,
                    "company_id": self.company_id.id,
                    "sequence": sequence,
                    "line": line,
                    "amount": float(self._amount(result.lines[line])),
                }
                for sequence, (line, _label) in enumerate(LINES)
            ]
        )
        self.write(
            {
                "ledger_result": float(self._amount(result.posted_result)),
                "contribution": float(self._amount(result.lines["customer_contribution"])),
                "difference": float(self._amount(result.difference)),
            }
        )

    def _reconciliation_amounts(self, figures, allocation):
        """The residual lines in minor units, cost positive, results signed."""
        captured = figures.without_customer
        # computed cost is taken from what was captured as cost of sales to be traced
        to_trace = -captured["to_trace"]
        amounts = {
            "revenue_without_customer": captured["no_customer"],
            "cost_without_customer": figures.computed_without_customer,
            "timing_difference": to_trace - figures.computed,
            "production_not_transferred": -captured["production"],
            "unassigned": -captured["unassigned"],
            "excluded_result": captured["excluded"],
            "intercompany_result": captured["intercompany"] - figures.computed_intercompany,
            "closing_result": captured["closing"],
            "channel": figures.above["channel"],
            "facility": figures.above["facility"],
        }
        if allocation is None:
            return amounts | {"unallocated_pools": -captured["pool"]}
        rest = allocation.residuals
        return amounts | {
            "channel": amounts["channel"] + rest.channel,
            "facility": amounts["facility"] + rest.facility,
            "unallocated_pools": rest.unallocated,
            "unused_capacity": rest.unused,
            "spending_variance": rest.spending_variance,
            "rate_variance": rest.rate_variance,
        }
