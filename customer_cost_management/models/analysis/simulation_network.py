"""A run's allocation as it was frozen, and as other pools, shares and capacities make it.

Volumes are those of the statements: each activity is measured by what it was measured at,
so that no driver is asked again.
"""

from ...engine.allocate.network import allocate
from ...engine.profit.pool_change import pool_change
from ..allocate.engine_network import NetworkBuilder, pool_name

#: Stands for volumes that belong to no customer's statement.
NOBODY = 0


class FrozenAllocation:
    """The pools of one run.

    :param snapshot: its frozen model
    :param nodes: {(kind, id): values}, kind "pool" or "activity", money in minor units
    :param customers, volumes: n ids ascending, n × its activities that reach customers
    """

    def __init__(self, snapshot, nodes, currency, minor_units):
        self.snapshot = snapshot
        self.nodes = nodes
        self.currency = currency
        self.minor_units = minor_units

    def change(self, assumptions, customers, volumes):
        """What the assumptions change, and what is wrong with them.

        :param assumptions: :class:`PoolAssumptions`
        :param customers: n + 1 ids, the first :data:`NOBODY`
        :param volumes: (n + 1) × all activities of the snapshot
        """
        given = customers, volumes
        actual = self._network(self.snapshot["pools"], PoolAssumptions(), *given)
        simulated = self._network(assumptions.applied(self.snapshot["pools"]), assumptions, *given)
        return pool_change(actual, simulated)

    def _network(self, pools, assumptions, customers, volumes):
        captured = assumptions.captured(self._captured())
        model = self._model(pools)

        def network(budgeted):
            builder = NetworkBuilder(model, self.currency, self.minor_units, budgeted)
            return builder.build(captured, customers, volumes)

        budgeted = self._rolling_budgets()
        if assumptions.amounts and budgeted:
            budgeted = self._moved(budgeted, allocate(network(budgeted)))
        return network(budgeted)

    def _captured(self):
        return {id_: node["captured"] for (kind, id_), node in self.nodes.items() if kind == "pool"}

    def _rolling_budgets(self):
        """Cost that the frozen rates of pools with a rolling capacity basis were made from."""
        return {
            pool["id"]: node["captured"] + node["received"] - node["spending_variance"]
            for pool in self.snapshot["pools"]
            if pool["basis"] == "time" and pool["capacity_basis"] == "rolling"
            for node in [self.nodes["pool", pool["id"]]]
        }

    def _moved(self, budgeted, allocation):
        """A rolling rate moves with its pool, as if the months before had been the same."""
        costs = {node.name: node.cost for node in allocation.nodes}
        moved = {}
        for pool, amount in budgeted.items():
            node = self.nodes["pool", pool]
            before, after = node["captured"] + node["received"], costs.get(pool_name(pool))
            moved[pool] = round(amount * after / before) if before and after else amount
        return moved

    def _model(self, pools):
        """The snapshot with activities that are measured by their own frozen volume."""
        activities = [
            activity
            | {"driver": activity["driver"] and activity["id"], "base_minutes": 1.0, "terms": []}
            for activity in self.snapshot["activities"]
        ]
        drivers = [
            {"id": each["id"], "zero_total": "leave_unallocated", "negative": "as_zero"}
            for each in activities
        ]
        return {"pools": pools, "activities": activities, "drivers": drivers}


class PoolAssumptions:
    """Other amounts, shares and capacities; factors 1 and above 0.

    :param amounts: {pool id: factor of its captured cost}
    :param capacities: {pool id: factor of its practical minutes}
    :param shares: {pool id: {activity id: percent}}
    """

    def __init__(self, amounts=None, capacities=None, shares=None):
        self.amounts = amounts or {}
        self.capacities = capacities or {}
        self.shares = shares or {}

    def __bool__(self):
        return bool(self.amounts or self.capacities or self.shares)

    def captured(self, frozen):
        """{pool id: minor units}."""
        return {id_: round(cost * self.amounts.get(id_, 1)) for id_, cost in frozen.items()}

    def applied(self, pools):
        """The pools of a snapshot under the assumptions."""
        return [
            pool
            | {
                "practical_minutes": pool["practical_minutes"] * self.capacities.get(pool["id"], 1),
                "shares": self._shares(pool),
            }
            for pool in pools
        ]

    def _shares(self, pool):
        """Typed shares as typed; the others of the pool keep their proportions."""
        typed = self.shares.get(pool["id"])
        if not typed:
            return pool["shares"]
        total = sum(share["share"] for share in pool["shares"])
        # percents are typed as they stand, quantities as the percentage they are of all
        scale = total / 100 if pool["basis"] == "driver" else 1
        others = sum(s["share"] for s in pool["shares"] if s["activity"] not in typed)
        rest = max(total - scale * sum(typed.values()), 0)
        return [
            share
            | {
                "share": scale * typed[share["activity"]]
                if share["activity"] in typed
                else share["share"] * rest / (others or 1)
            }
            for share in pool["shares"]
        ]
