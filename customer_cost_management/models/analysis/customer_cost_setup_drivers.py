from collections import defaultdict
from types import SimpleNamespace

from odoo import api, models
from odoo.exceptions import UserError

from ...engine.proposal import words
from ...engine.proposal.drivers import Candidate, choose_driver, confidence
from .setup_drivers import DRIVERS
from .setup_pools import POOLS

#: Of paid time people really have about this much for their work.
PRACTICAL = 0.8
#: Weeks of a month.
WEEKS = 52 / 12
#: Hours a week where the company has no calendar.
USUAL_WEEK = 40


class CustomerCostSetup(models.AbstractModel):
    """Which driver measures each activity, and whose minutes a pool has."""

    _inherit = "customer.cost.setup"

    @api.model
    def _driver_seeds(self):
        """{code: seed} of all drivers that may be offered; glue addons add theirs."""
        return DRIVERS

    @api.model
    def _pool_seeds(self):
        """{code: seed} of all pools; glue addons add activities, and better drivers for them."""
        return POOLS

    @api.model
    def _activity_seeds(self):
        return {seed.code: seed for pool in self._pool_seeds().values() for seed in pool.activities}

    def _measure(self, proposal):
        """Give each pool its activities with the drivers found, and its people."""
        proposal.drivers = self._find_drivers(proposal)
        proposal.heads = self._heads(proposal)
        for pool in proposal.pools.values():
            self._measure_pool(pool, proposal)

    def _measure_pool(self, pool, proposal):
        """Its activities with their drivers; by time where its people are known."""
        week = proposal.company.resource_calendar_id.hours_per_week or USUAL_WEEK
        pool.seed = self._pool_seeds()[pool.code]
        pool.heads = proposal.heads.get(pool.code, 0)
        pool.activities = self._choose_activities(pool.seed, proposal)
        pool.timed = bool(pool.heads and pool.activities) and all(
            activity.wanted and activity.wanted.minutes for activity in pool.activities
        )
        pool.minutes = round(pool.heads * week * WEEKS * 60 * PRACTICAL) if pool.timed else 0

    def _choose_activities(self, seed, proposal):
        return [self._choose(activity, proposal) for activity in seed.activities]

    def _empty_pool(self, code, proposal):
        """A pool that nothing was proposed for."""
        pool = SimpleNamespace(code=code, items=0, amount=0.0, accounts=set(), drafts=[])
        self._measure_pool(pool, proposal)
        return pool

    def _find_drivers(self, proposal):
        """{code: Candidate} of the drivers that the pools ask for; one query a driver."""
        pools, activities, drivers = (
            self._pool_seeds(),
            self._activity_seeds(),
            self._driver_seeds(),
        )
        seeds = [seed for code in proposal.pools for seed in pools[code].activities]
        seeds += [activities[activity.code] for activity in self._own_activities(proposal)]
        choices = [wanted for seed in seeds for wanted in seed.drivers]
        wanted = {wanted.driver for wanted in choices}
        wanted |= {code for each in choices for code, _minutes in each.terms}
        return {code: self._find_driver(drivers[code], proposal) for code in sorted(wanted)}

    def _own_activities(self, proposal):
        """Activities of the present model that the assistant made once."""
        return self.env["customer.cost.activity"].search(
            [("company_id", "=", proposal.company.id), ("code", "in", list(self._activity_seeds()))]
        )

    def _better_drivers(self, proposal):
        """Activities whose work could now be counted better than when they were made."""
        better, seeds = [], self._activity_seeds()
        for activity in self._own_activities(proposal):
            found = self._choose(seeds[activity.code], proposal)
            wanted = found.wanted and found.wanted.driver
            if not wanted or found.stands_in or activity.driver_id.code in (False, wanted):
                continue
            better.append(
                {
                    "code": activity.code,
                    "name": activity.name,
                    "now": activity.driver_id.name,
                    "driver": self._said(self._driver_seeds()[wanted].name),
                    "reason": self._reason(found, proposal),
                }
            )
        return better

    def _find_driver(self, seed, proposal):
        """How many records there are, and of how many customers."""
        if seed.kind == "active":
            return Candidate(seed.code, True, proposal.customers, proposal.customers)
        driver = seed.values() | {"id": 0, "name": seed.code, "account_ids": []}
        if seed.kind == "sum":  # records, not what they add up to
            driver["kind"] = "count"
        try:
            customers, quantities = proposal.run._measure_driver(driver)
        except UserError:  # its app is not here
            return Candidate(seed.code, False, 0)
        records = len(customers) if seed.kind == "balance" else int(quantities.sum())
        return Candidate(seed.code, True, records, len(customers))

    def _choose(self, seed, proposal):
        """The activity with its best driver; without one the cost stays at its level."""
        change = proposal.changes.get(seed.code, {})
        activity = SimpleNamespace(seed=seed, wanted=None, candidate=None, stands_in=False)
        activity.percent = change.get("percent", seed.percent)
        if not seed.drivers:
            return activity
        candidates = [proposal.drivers[wanted.driver] for wanted in seed.drivers]
        activity.candidate, best = choose_driver(candidates, change.get("driver", ""))
        activity.wanted = seed.drivers[candidates.index(activity.candidate)]
        activity.terms = [
            term for term in activity.wanted.terms if proposal.drivers[term[0]].records
        ]
        activity.stands_in = not best
        activity.confidence = confidence(not best, activity.candidate.customers, proposal.customers)
        return activity

    def _heads(self, proposal):
        """{pool: people} of the departments that do its work, by their names."""
        # sudo: how many people a department has, not who they are
        employees = self.env["hr.employee"].sudo()
        companies = proposal.company._with_branches()
        groups = employees._read_group(
            [("company_id", "in", companies), ("department_id", "!=", False)],
            ["department_id"],
            ["__count"],
        )
        heads = defaultdict(int)
        for department, count in groups:
            heads[words.pool_of_place(department.name)] += count
        return heads
