from types import SimpleNamespace

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import formatLang

from ...engine.proposal.drivers import confidence


class CustomerCostSetup(models.AbstractModel):
    """What somebody changes in the proposal before it is computed: drivers and percents."""

    _inherit = "customer.cost.setup"

    def _changes(self, choice):
        """{code of an activity: {"driver": code, "percent": number}}, either may be missing.

        :param choice: its ``activities`` come from the page, or from anywhere over RPC
        """
        changes = {}
        for code, change in (choice.get("activities") or {}).items():
            changes[code] = {"driver": str(change["driver"])} if change.get("driver") else {}
            if change.get("percent") is not None:
                changes[code]["percent"] = float(change["percent"])
        return changes

    def _check_changes(self, proposal, choice):
        """All of a pool's cost goes somewhere, and nothing twice."""
        for code in choice.get("pools", ()):
            pool = proposal.pools.get(code)
            if not pool or pool.timed:
                continue
            typed = [a for a in pool.activities if "percent" in self._change_of(a, proposal)]
            percents = [activity.percent for activity in pool.activities]
            if typed and (min(percents) < 0 or round(sum(percents), 2) != 100):
                raise UserError(
                    self.env._(
                        "%(pool)s: the percents of its activities add up to %(sum)s. Change them "
                        "until they add up to 100 and none is below 0.",
                        pool=self._said(pool.seed.name),
                        sum=formatLang(self.env, sum(percents), digits=2),
                    )
                )

    def _change_of(self, activity, proposal):
        return proposal.changes.get(activity.seed.code, {})

    def _choice_rows(self, activity, proposal):
        """The drivers that an activity may have, as far as their apps are installed; each as it
        would stand in the row of the activity."""
        seeds, rows = self._driver_seeds(), []
        candidates = [proposal.drivers[wanted.driver] for wanted in activity.seed.drivers]
        for candidate in (each for each in candidates if each.installed):
            stands_in = candidate != candidates[0]
            tried = SimpleNamespace(seed=activity.seed, candidate=candidate, stands_in=stands_in)
            rows.append(
                {
                    "code": candidate.code,
                    "driver": self._said(seeds[candidate.code].name),
                    "quality": seeds[candidate.code].quality,
                    "reason": self._reason_of_choice(tried),
                    "confidence": confidence(stands_in, candidate.customers, proposal.customers),
                }
            )
        return rows

    def _reason_of_choice(self, tried):
        return self.env._(
            "%(records)s records of %(customers)s customers",
            records=tried.candidate.records,
            customers=tried.candidate.customers,
        )
