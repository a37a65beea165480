"""The engine's picture of a run: its frozen cost model as an allocation network.

Imported where it is used, not at the top of a model: numpy is loaded by the workers that
compute, and by no other.
"""

from ...engine.allocate.activities import Activity
from ...engine.allocate.capacity import Capacity
from ...engine.allocate.network import Network
from ...engine.allocate.pools import Pool
from ...engine.allocate.support import STEP_DOWN, SupportPlan
from ...engine.allocate.volumes import Driver, TimeEquation, Volumes


def pool_name(pool_id):
    return f"pool-{pool_id}"


def activity_name(activity_id):
    return f"activity-{activity_id}"


def driver_name(driver_id):
    return f"driver-{driver_id}"


class NetworkBuilder:
    """Builds the network of one run.

    :param snapshot: the run's frozen model
    :param currency: name of the company currency
    :param minor_units: minor units in one unit of it
    :param budgeted: {pool id: cost in minor units that the pool's rate is made from}, for
        pools whose rate is not that of the month
    """

    def __init__(self, snapshot, currency, minor_units, budgeted=None):
        self.snapshot = snapshot
        self.currency = currency
        self.minor_units = minor_units
        self.budgeted = budgeted or {}

    def build(self, captured, customers, quantities):
        """The network.

        :param captured: {pool id: own cost in minor units}
        :param customers: int64 array of n customer ids
        :param quantities: float64, n × the snapshot's drivers
        """
        pools, drivers = self.snapshot["pools"], self.snapshot["drivers"]
        support = tuple(pool_name(pool["id"]) for pool in pools if pool["kind"] == "support")
        return Network(
            pools=tuple(self._pool(pool, captured.get(pool["id"], 0)) for pool in pools),
            activities=tuple(map(self._activity, self.snapshot["activities"])),
            volumes=Volumes(customers, tuple(map(self._driver, drivers)), quantities),
            # runs that were frozen before there was a choice gave step by step
            support=SupportPlan(self.snapshot.get("support_method", STEP_DOWN), support),
        )

    def _pool(self, pool, captured):
        shares = {self._receiver(share): share["share"] for share in pool["shares"]}
        return Pool(
            name=pool_name(pool["id"]),
            kind=pool["kind"],
            captured=captured,
            currency=self.currency,
            basis=pool["basis"],
            shares=shares,
            rest_unallocated=pool["rest_unallocated"],
            avoidable=pool["avoidable_percent"] / 100,
            capacity=self._capacity(pool) if pool["basis"] == "time" else None,
        )

    def _receiver(self, share):
        return pool_name(share["pool"]) if share["pool"] else activity_name(share["activity"])

    def _capacity(self, pool):
        standard = pool["budgeted_cost"]
        return Capacity(
            practical=pool["practical_minutes"],
            budgeted=round(standard * self.minor_units)
            if standard
            else self.budgeted.get(pool["id"]),
            over_capacity=pool["over_capacity"],
        )

    def _activity(self, activity):
        terms = {driver_name(term["driver"]): term["minutes"] for term in activity["terms"]}
        rate = activity["standard_rate"]
        return Activity(
            name=activity_name(activity["id"]),
            statement_line=activity["statement_line"],
            driver=driver_name(activity["driver"]) if activity["driver"] else None,
            time=TimeEquation(activity["base_minutes"], terms) if activity["timed"] else None,
            standard_rate=rate * self.minor_units if rate else None,
        )

    def _driver(self, driver):
        return Driver(driver_name(driver["id"]), driver["zero_total"], driver["negative"])
