from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

#: Bytes before the elements of a packed array of one dimension.
ARRAY_HEAD = 20


class CustomerCostSimulation(models.Model):
    """Reads what the base froze: statements, their packed arrays, nodes.  Never the ledger."""

    _inherit = "customer.cost.simulation"

    def _base_runs(self):
        """The runs it starts from, the latest last."""
        self.ensure_one()
        # sudo: which runs it starts from was checked when they were chosen
        runs = self.sudo().base_run_ids.filtered("computed_on").sorted("date_from")
        if not runs:
            raise UserError(
                self.env._(
                    "%(simulation)s starts from a run that is gone. Make a new simulation.",
                    simulation=self.name,
                )
            )
        return runs

    def _allowed_customers(self, runs):
        """Ids of the customers whose rows the user reads, ``None`` for all of the company."""
        if self._reads_company():
            return None
        rows = self.env["customer.profitability"]._read_group(
            [("run_id", "in", runs.ids)], ["partner_id"]
        )
        return [partner.id for [partner] in rows]

    def _base_figures(self, runs):
        """:class:`~.simulation_base.Base` of the customers the user may read."""
        import numpy as np

        from .simulation_base import Base

        allowed = self._allowed_customers(runs)
        customers, known, *amounts = self._query_statements(runs, allowed)
        if not customers:
            raise UserError(
                self.env._(
                    "%(simulation)s: there is no customer you may simulate in %(base)s.",
                    simulation=self.name,
                    base=self.base_label,
                )
            )
        base = Base(
            np.array(customers, np.int64),
            np.array(amounts, np.int64).T,
            np.array(known, bool),
            self._base_activities(runs),
        )
        for run in runs:
            self._add_month(base, run, allowed)
        self._add_nodes(base, runs)
        return base

    def _query_statements(self, runs, allowed):
        """Customers, whether gross is known, and the columns in minor units, as lists."""
        from .simulation_base import COLUMNS

        minor = runs[0]._minor_units()
        sums = SQL(", ").join(
            SQL("(sum(%s) * %s)::bigint AS %s", column, minor, column)
            for column in map(SQL.identifier, COLUMNS)
        )
        arrays = SQL(", ").join(
            SQL("array_agg(%s ORDER BY partner_id)", SQL.identifier(name))
            for name in ("partner_id", "known", *COLUMNS)
        )
        [row] = self.env.execute_query(
            SQL(
                "SELECT %s FROM (SELECT partner_id, bool_and(gross_known) AS known, %s"
                " FROM customer_profitability WHERE run_id = ANY(%s) AND %s GROUP BY partner_id)"
                " by_customer",
                arrays,
                sums,
                runs.ids,
                self._sql_allowed(allowed),
            )
        )
        return row

    def _sql_allowed(self, allowed):
        return SQL("TRUE") if allowed is None else SQL("partner_id = ANY(%s)", allowed)

    def _base_activities(self, runs):
        """Activities that reach customers: those of the latest run, then older ones."""
        from .simulation_base import reaching

        activities = {}
        for run in reversed(runs):
            for activity in reaching(run.snapshot["activities"]):
                activities.setdefault(activity["id"], activity)
        return list(activities.values())

    def _add_month(self, base, run, allowed):
        customers, costs, volumes, activities = self._packed_month(run, allowed)
        if activities and len(customers):
            base.add_month(customers, activities, costs, volumes)

    def _packed_month(self, run, allowed):
        """Customers, costs, volumes and activities of the packed arrays of one run."""
        import numpy as np

        from .simulation_base import reaching

        activities = reaching(run.snapshot["activities"])
        [[customers, costs, volumes]] = self.env.execute_query(
            SQL(
                """
                SELECT array_agg(partner_id ORDER BY partner_id, id),
                       string_agg(array_send(activity_amounts), ''::bytea ORDER BY partner_id, id),
                       string_agg(array_send(activity_volumes), ''::bytea ORDER BY partner_id, id)
                  FROM customer_profitability WHERE run_id = %s AND %s
                """,
                run.id,
                self._sql_allowed(allowed),
            )
        )
        width = len(activities)
        if not customers or not width:
            return np.array([], np.int64), None, None, activities
        packed = (_unpacked(costs, width, ">i8"), _unpacked(volumes, width, ">f8"))
        return np.array(customers, np.int64), *packed, activities

    def _add_nodes(self, base, runs):
        """Which part of an activity's cost leaves with its work."""
        places = {activity["id"]: place for place, activity in enumerate(base.activities)}
        for (kind, activity_id), values in self._frozen_nodes(runs):
            if kind == "activity" and activity_id in places:
                place = places[activity_id]
                base.cost_of_nodes[place] += values["captured"] + values["received"]
                base.avoidable_of_nodes[place] += values["avoidable"]

    def _frozen_nodes(self, runs):
        """((kind, id), values) of the pools and activities of some runs, in minor units."""
        minor = runs[0]._minor_units()
        # sudo: the cost model of the base is read, never shown, whoever simulates
        for node in self.env["customer.cost.run.node"].sudo().search([("run_id", "in", runs.ids)]):
            key = ("activity", node.activity_id.id)
            if node.kind != "activity":
                key = ("pool", node.pool_id.id)
            money = ("captured", "received", "avoidable", "spending_variance")
            yield (
                key,
                {
                    "volume": node.volume,
                    **{name: round(node[name] * minor) for name in money},
                },
            )

    # ------------------------------------------------------------------ what may change

    def _why_not_in_base(self, change):
        """Why the base's frozen model cannot change like this, or nothing."""
        # sudo: as above
        runs = self.sudo().base_run_ids.filtered("snapshot").sorted("date_from")
        if not runs:
            return self.env._("the base is gone. Make a new simulation.")
        snapshot = runs[-1].snapshot
        pools = {pool["id"]: pool for pool in snapshot["pools"]}
        pool = pools.get(change.pool_id.id)
        if change.pool_id and pool is None:
            return self.env._("the base knows no such pool. Choose one of the base.")
        receiving = {share["activity"] for each in pools.values() for share in each["shares"]}
        if change.what == "rate" and change.activity_id.id not in receiving:
            return self.env._("no pool gives to this activity, so it has no rate.")
        if change.driver_id and change.driver_id.id not in {
            activity["driver"] for activity in self._base_activities(runs)
        }:
            return self.env._("no activity of the base is counted by this driver.")
        return self._why_not_in_pool(change, pool) if pool else None

    def _why_not_in_pool(self, change, pool):
        timed = pool["basis"] == "time"
        if change.what == "capacity" and not timed:
            return self.env._("this pool does not give by time, so it has no capacity.")
        if change.what != "share":
            return None
        if timed:
            return self.env._("this pool gives by time used. Change its capacity instead.")
        if change.activity_id.id not in {share["activity"] for share in pool["shares"]}:
            return self.env._("the pool gives nothing to this activity. Choose one it gives to.")
        return None


def _unpacked(data, width, kind):
    """Rows of one-dimensional arrays as PostgreSQL sends them, n × width numbers.

    Layout: ``array_send`` in PostgreSQL's source; no element is NULL.
    """
    import numpy as np

    cell = np.dtype([("length", ">i4"), ("value", kind)])
    row = np.dtype([("head", f"V{ARRAY_HEAD}"), ("cells", cell, (width,))])
    values = np.frombuffer(data, row)["cells"]["value"]
    return values.astype(kind.replace(">", "="))
