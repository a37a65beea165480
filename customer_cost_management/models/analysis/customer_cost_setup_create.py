from odoo import Command, models

from ...engine.proposal import pools as pool_sizes
from .setup_pools import POOLS
from .setup_rules import Draft

ADMINISTRATION = "F-ADM"


class CustomerCostSetup(models.AbstractModel):
    """Turns what is ticked into ordinary masters; what there is stays as it is.

    Parts are known by their code: a pool that somebody renamed or changed is found again and
    only gets the rules for what it does not take yet.
    """

    _inherit = "customer.cost.setup"

    def _create_model(self, proposal, choice):
        """Drivers, activities and pools of the ticked rows.

        :param choice: {"pools": codes, "better": codes of activities, "accounts": ids of
            unassigned accounts that administration takes, "activities": see :meth:`_changes`}
        """
        chosen = [code for code in proposal.pools if code in choice.get("pools", ())]
        extra = self._extra_accounts(proposal, choice)
        made = {code: self._make_pool(proposal.pools[code], proposal) for code in chosen}
        if extra or self._needs_administration(made, proposal):
            made.setdefault(ADMINISTRATION, self._make_administration(proposal))
        if extra:
            self._add_rules(made[ADMINISTRATION], [extra])
        self._share_support(made, proposal)
        self._use_better_drivers(proposal, choice)
        self._number_pools(proposal, made)

    def _extra_accounts(self, proposal, choice):
        offered = {row["id"] for row in self._largest_unassigned(proposal)}
        accounts = sorted(offered & {int(account) for account in choice.get("accounts", ())})
        last = max((draft.sequence for draft in proposal.drafts), default=0)
        # above the rules that leave relationship cost alone: here somebody decided
        return Draft(ADMINISTRATION, accounts=accounts, sequence=last + 100) if accounts else None

    def _needs_administration(self, made, proposal):
        """Support pools need somebody to give to."""
        support = any(POOLS[code].kind == "support" for code in made)
        own = self._known_pools(proposal, [c for c in POOLS if POOLS[c].kind == "operating"])
        return support and not own

    # ------------------------------------------------------------------ parts by their code

    def _known(self, model, company, code):
        """A part of the company's model with this code, archived or not."""
        records = self.env[model].with_context(active_test=False)
        return records.search([("company_id", "=", company.id), ("code", "=", code)], limit=1)

    def _known_pools(self, proposal, codes):
        return self.env["customer.cost.pool"].search(
            [("company_id", "=", proposal.company.id), ("code", "in", codes)]
        )

    def _make(self, model, company, seed, values):
        """A part with its name in every language of the database."""
        record = (
            self.env[model]
            .with_context(lang=None)
            .create(
                {"code": seed.code, "name": seed.name._translate("en_US")}
                | {"company_id": company.id, **values}
            )
        )
        self.env["customer.cost.defaults"]._translate_name(record, seed.name)
        return record

    def _make_driver(self, code, company):
        driver = self._known("customer.cost.driver", company, code)
        if not driver:
            seed = self._driver_seeds()[code]
            values = seed.values() | {"unit": seed.unit._translate("en_US")}
            # sudo: what the assistant offers counts records of every app, whoever sets it up
            driver_sudo = self.sudo()._make("customer.cost.driver", company, seed, values)
            driver = driver_sudo.with_env(self.env)
            self.env["customer.cost.defaults"]._translate_name(driver, seed.unit, "unit")
        driver.active = True
        return driver

    def _make_activity(self, activity, pool, company):
        seed = activity.seed
        record = self._known("customer.cost.activity", company, seed.code)
        if not record:
            values = {
                "statement_line": seed.line,
                "stage": seed.stage,
                "tax_on_sales": pool.code == "P-TAX",
                "sequence": 10 * (1 + list(self._activity_seeds()).index(seed.code)),
            }
            if activity.wanted:
                driver = self._make_driver(activity.wanted.driver, company)
                values |= {"driver_id": driver.id, **self._minutes(activity, pool, company)}
            record = self._make("customer.cost.activity", company, seed, values)
        record.active = True
        return record

    def _minutes(self, activity, pool, company):
        """The time equation, where the pool gives by time."""
        if not pool.timed:
            return {}
        terms = [
            Command.create({"driver_id": self._make_driver(code, company).id, "minutes": minutes})
            for code, minutes in activity.terms
        ]
        return {"timed": True, "base_minutes": activity.wanted.minutes, "term_ids": terms}

    # ------------------------------------------------------------------ pools

    def _make_pool(self, pool, proposal):
        record = self._known("customer.cost.pool", proposal.company, pool.code)
        if not record:
            values = {
                "kind": pool.seed.kind,
                "avoidable_percent": pool.seed.avoidable,
                "basis": "time" if pool.timed else "percent",
                "practical_minutes": pool.minutes,
                "share_ids": self._prepare_shares(pool, proposal.company),
            }
            record = self._make("customer.cost.pool", proposal.company, pool.seed, values)
        record.active = True
        self._add_rules(record, pool.drafts)
        return record

    def _make_administration(self, proposal):
        """The pool for the rest, also where nothing was proposed for it."""
        pool = proposal.pools.get(ADMINISTRATION) or self._empty_pool(ADMINISTRATION, proposal)
        pool.drafts = []
        return self._make_pool(pool, proposal)

    def _prepare_shares(self, pool, company):
        """A minute is a minute; else percents, of those activities that there are."""
        parts = pool_sizes.percents({a.seed.code: a.percent for a in pool.activities})
        return [
            Command.create(
                {
                    "activity_id": self._make_activity(activity, pool, company).id,
                    "share": 1.0 if pool.timed else parts[activity.seed.code],
                }
            )
            for activity in pool.activities
        ]

    def _add_rules(self, pool, drafts):
        self.env["customer.cost.pool.rule"].create(
            [
                {
                    "pool_id": pool.id,
                    "sequence": draft.sequence,
                    "account_ids": [Command.set(draft.accounts)],
                    "account_prefixes": ", ".join(draft.prefixes),
                    "product_ids": [Command.set(draft.products)],
                    "analytic_account_ids": [Command.set(draft.analytic)],
                    "domain": repr(draft.domain),
                }
                for draft in drafts
            ]
        )

    def _share_support(self, made, proposal):
        """Step by step, by people where departments tell, else by the cost of the receivers."""
        known = self._known_pools(proposal, list(POOLS))
        by_code = {pool.code: pool for pool in known}
        for code in pool_sizes.STEPS:
            if code not in made or made[code].share_ids:
                continue
            receivers = pool_sizes.receivers(code, [c for c in POOLS if c in by_code])
            found = {each: proposal.pools.get(each) for each in receivers}
            heads = {each: pool.heads if pool else 0 for each, pool in found.items()}
            costs = {each: max(pool.amount, 0) if pool else 0 for each, pool in found.items()}
            weights = heads if all(heads.values()) else costs
            self.env["customer.cost.share"].create(
                [
                    {"pool_id": made[code].id, "to_pool_id": by_code[each].id, "share": share}
                    for each, share in pool_sizes.percents(weights).items()
                    if share
                ]
            )

    def _number_pools(self, proposal, made):
        """The order of the pages, which is the order of the steps for support pools."""
        order = list(POOLS)
        for code, pool in made.items():
            pool.sequence = 10 * (1 + order.index(code))

    def _use_better_drivers(self, proposal, choice):
        """Only where it was ticked: the driver that counts the work itself."""
        for row in self._better_drivers(proposal):
            if row["code"] in choice.get("better", ()):
                seed = self._activity_seeds()[row["code"]]
                driver = self._make_driver(seed.drivers[0].driver, proposal.company)
                activity = self._known("customer.cost.activity", proposal.company, seed.code)
                activity.driver_id = driver
                if activity.timed:
                    activity.base_minutes = seed.drivers[0].minutes
