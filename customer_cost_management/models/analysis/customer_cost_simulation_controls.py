from odoo import models

from .customer_cost_simulation_change import RANGES

#: Range of a slider; what is typed may go further.
SLIDERS = {
    "price": (-20, 20, 0.5),
    "discount": (-10, 10, 0.5),
    "volume": (-50, 50, 1),
    "volume_lost": (0, 50, 1),
    "driver_volume": (-100, 100, 5),
    "rate": (-50, 50, 1),
    "pool_amount": (-50, 50, 1),
    "share": (0, 100, 1),
    "capacity": (-50, 50, 1),
}
#: Where a control stands on the page.
GROUPS = {"rate": "rates", "pool_amount": "pools", "capacity": "pools", "share": "shares"}


class CustomerCostSimulation(models.Model):
    """What the workbench lets one slide and type, out of the base's frozen model."""

    _inherit = "customer.cost.simulation"

    def _page_controls(self):
        """One row a control, with its value for the customers chosen now."""
        labels = dict(
            self.env["customer.cost.simulation.change"]
            ._fields["what"]
            ._description_selection(self.env)
        )
        controls = [
            self._control(what, labels[what])
            for what in ("price", "volume_lost", "discount", "volume")
        ]
        run = self._base_runs()[-1]
        controls += self._driver_controls(run, labels)
        may_change_shared = self.env["customer.cost.pool"].has_access("write")
        return controls + (self._shared_controls(run, labels) if may_change_shared else [])

    def _control(self, what, label, usual=0, **target):
        ids = {name: target.get(name) or False for name in ("driver_id", "activity_id", "pool_id")}
        change = self._change_of({"what": what} | ids)
        lowest, highest, step = SLIDERS.get(what, (False, False, False))
        unit = {"discount": "pt", "minimum_order": self.currency_id.symbol}.get(what, "%")
        return {
            "key": "-".join(str(part or "") for part in (what, *ids.values())),
            "what": what,
            **ids,
            "label": label,
            "group": GROUPS.get(what, "customers"),
            "unit": unit,
            "value": change.value if change else usual,
            "changed": bool(change),
            "slider": [lowest, highest, step] if step else False,
            "range": list(RANGES[what]),
        }

    def _driver_controls(self, run, labels):
        """Drivers that count the events of activities; orders can have a minimum."""
        from .simulation_base import reaching

        snapshot, names = run.snapshot, run._frozen_names("driver")
        used = {activity["driver"] for activity in reaching(snapshot["activities"])}
        order_level = {
            activity["driver"]
            for activity in reaching(snapshot["activities"])
            if activity["statement_line"] == "order"
        }
        drivers = [driver for driver in snapshot["drivers"] if driver["id"] in used]
        controls = [
            self._control("driver_volume", names[driver["id"]], driver_id=driver["id"])
            for driver in drivers
        ]
        return controls + [
            self._control(
                "minimum_order",
                f"{labels['minimum_order']}: {names[each['id']]}",
                driver_id=each["id"],
            )
            for each in drivers
            if each["id"] in order_level and each["kind"] == "count"
        ]

    def _shared_controls(self, run, labels):
        pools, activities = run._frozen_names("pool"), run._frozen_names("activity")
        controls, rated = [], set()
        for pool in run.snapshot["pools"]:
            name = pools[pool["id"]]
            controls.append(self._control("pool_amount", name, pool_id=pool["id"]))
            if pool["basis"] == "time":
                label = f"{name}: {labels['capacity']}"
                controls.append(self._control("capacity", label, pool_id=pool["id"]))
            for share in pool["shares"]:
                rated.add(share["activity"])
                controls += self._share_control(pool | {"name": name}, share, activities)
        return controls + [
            self._control("rate", name, activity_id=activity)
            for activity, name in activities.items()
            if activity in rated
        ]

    def _share_control(self, pool, share, activities):
        if pool["basis"] == "time" or share["activity"] not in activities:
            return []
        total = sum(each["share"] for each in pool["shares"])
        scale = 100 / total if pool["basis"] == "driver" and total else 1
        return [
            self._control(
                "share",
                f"{pool['name']} → {activities[share['activity']]}",
                usual=round(share["share"] * scale, 4),
                pool_id=pool["id"],
                activity_id=share["activity"],
            )
        ]
