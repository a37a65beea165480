from odoo import models
from odoo.tools import format_list, formatLang

from ...engine.proposal.drivers import ENOUGH_RECORDS
from ..platform.word_list import word_list
from .setup_pools import POOLS

#: How many account codes and unassigned accounts the page names.
CODES, LARGEST = 6, 5
#: Where captured cost stands in the coverage bar.
COVERAGE = {"direct": "direct", "unassigned": "unassigned", "gifts": "unassigned"}
COVERAGE |= {"excluded": "excluded"}


class CustomerCostSetup(models.AbstractModel):
    """The proposal as one page: rows, coverage, traffic lights, what is missing."""

    _inherit = "customer.cost.setup"

    def _page(self, proposal):
        company, months = proposal.company, proposal.months
        self._name_things(proposal)
        return {
            "company": company.name,
            "currency_id": company.currency_id.id,
            "month": months[-1].strftime("%Y-%m"),
            "period": self._period_label(months),
            "read": self._sentence_of_reading(proposal),
            "may_compute": self.env.user.has_group(
                "customer_cost_management.group_cost_accountant"
            ),
            "started": bool(proposal.present),
            "coverage": self._coverage(proposal),
            "present": self._present_rows(proposal),
            "rows": [self._row(pool, proposal) for pool in proposal.pools.values()],
            "rules": self._attribution_rows(proposal),
            "better": self._better_drivers(proposal),
            "unassigned": self._largest_unassigned(proposal),
            "excluded": self._largest_excluded(proposal),
            "merged": self._sentence_of_merging(proposal),
            "lights": self._lights(proposal),
            "missing": self._missing(proposal),
            "progress": self._progress(company, months),
        }

    def _name_things(self, proposal):
        """``codes``: {account: code}; ``apps``: {app: name}; two queries for the whole page."""
        ids = {account for _d, _p, account, _r, _i, _b in proposal.caught}
        proposal.accounts = self.env["account.account"].with_company(proposal.company).browse(ids)
        proposal.labels = {a.id: (a.code or "", a.display_name) for a in proposal.accounts}
        wanted = {seed.app for seed in self._driver_seeds().values()}
        # sudo: names of apps are no secret, but only administrators read the list
        apps = self.env["ir.module.module"].sudo().search([("name", "in", sorted(wanted))])
        proposal.apps = {app.name: app.shortdesc for app in apps}
        proposal.installed = {app.name for app in apps if app.state == "installed"}

    def _said(self, lazy):
        """A text of the tables in the reader's language."""
        return lazy._translate(self.env.lang or "en_US")

    def _amount(self, proposal, amount):
        return formatLang(self.env, amount, currency_obj=proposal.company.currency_id)

    def _sentence_of_reading(self, proposal):
        items = sum(row[4] for row in proposal.caught)
        items += sum(row[4] for row in proposal.revenue)
        apps = [proposal.apps[name] for name in sorted(proposal.installed)]
        return self.env._(
            "%(items)s items · %(customers)s customers · %(period)s · apps: %(apps)s",
            items=formatLang(self.env, items, digits=0),
            customers=proposal.customers,
            period=self._period_label(proposal.months),
            apps=word_list(self.env, apps),
        )

    def _coverage(self, proposal):
        """Cost by where it went, without the proposed pools: they count as they are ticked."""
        amounts = dict.fromkeys(("direct", "pooled", "unassigned", "excluded"), 0.0)
        for destination, pool, _account, _rule, _items, balance in proposal.caught:
            if destination == "pool":
                amounts["pooled"] += balance if pool > 0 else 0
            elif destination in COVERAGE:
                amounts[COVERAGE[destination]] += balance
        labels = {
            "direct": self.env._("direct"),
            "pooled": self.env._("pooled"),
            "unassigned": self.env._("unassigned"),
            "excluded": self.env._("excluded"),
        }
        return [{"key": k, "label": labels[k], "amount": a} for k, a in amounts.items()]

    # ------------------------------------------------------------------ rows

    def _row(self, pool, proposal):
        """One proposed pool: what it would take and give."""
        known = {each["code"] for each in self._present_codes(proposal)}
        return {
            "code": pool.code,
            "name": self._said(pool.seed.name),
            "support": pool.seed.kind == "support",
            "known": pool.code in known,
            "timed": pool.timed,
            "accounts": self._short_codes(pool.accounts, proposal),
            "items": pool.items,
            "amount": pool.amount,
            "note": self._note(pool),
            "activities": [self._activity_row(a, pool, proposal) for a in pool.activities],
        }

    def _present_codes(self, proposal):
        pools = self.env["customer.cost.pool"].with_context(active_test=False)
        return pools.search_read([("company_id", "=", proposal.company.id)], ["code"])

    def _short_codes(self, accounts, proposal):
        codes = sorted(proposal.labels[account][0] for account in accounts)
        shown = ", ".join(codes[:CODES])
        if len(codes) <= CODES:
            return shown
        return self.env._("%(codes)s and %(count)s more", codes=shown, count=len(codes) - CODES)

    def _note(self, pool):
        if pool.seed.kind == "support":
            return self.env._("Gives to the other pools, step by step, by people or cost.")
        if not any(activity.wanted for activity in pool.activities):
            return self.env._("Stays with the company: no customer bears it.")
        if pool.timed:
            return self.env._(
                "By time: %(heads)s people, %(minutes)s minutes a month.",
                heads=pool.heads,
                minutes=formatLang(self.env, pool.minutes, digits=0),
            )
        return self.env._("By percent: capacity not measured.")

    def _activity_row(self, activity, pool, proposal):
        seed = activity.seed
        row = {"code": seed.code, "name": self._said(seed.name), "percent": activity.percent}
        if not activity.wanted:
            return row | {"driver": "", "quality": "", "reason": "", "confidence": ""}
        row |= {"choices": self._choice_rows(activity, proposal), "chosen": activity.wanted.driver}
        driver = self._driver_seeds()[activity.wanted.driver]
        if pool.timed:
            row["percent"] = 0
        return row | {
            "driver": self._said(driver.name),
            "quality": driver.quality,
            "reason": self._reason(activity, proposal),
            "confidence": activity.confidence,
            "amount": pool.amount * activity.percent / 100,
        }

    def _reason(self, activity, proposal):
        """Why this driver, in one sentence."""
        found, best = activity.candidate, self._driver_seeds()[activity.seed.drivers[0].driver]
        words = {"records": found.records, "customers": found.customers}
        words["app"] = proposal.apps.get(best.app, best.app)
        if not activity.stands_in and best.app != "account":
            return self.env._(
                "because %(app)s is installed: %(records)s records of %(customers)s customers",
                **words,
            )
        if not activity.stands_in:
            return self.env._("%(records)s records of %(customers)s customers", **words)
        if not proposal.drivers[best.code].installed:
            return self.env._(
                "until %(app)s is installed: %(records)s records of %(customers)s customers",
                **words,
            )
        return self.env._(
            "stands in: %(best)s has fewer than %(enough)s records",
            best=self._said(best.name),
            enough=ENOUGH_RECORDS,
        )

    def _present_rows(self, proposal):
        """The pools there are, with what they take; they stay as they are."""
        sums = {}
        for destination, pool, _account, _rule, items, balance in proposal.caught:
            if destination == "pool" and pool > 0:
                before = sums.get(pool, (0, 0.0))
                sums[pool] = (before[0] + items, before[1] + balance)
        return [
            {"id": pool["id"], "name": pool["name"]}
            | dict(zip(("items", "amount"), sums.get(pool["id"], (0, 0.0)), strict=True))
            for pool in proposal.present
        ]

    def _attribution_rows(self, proposal):
        """Cost that rules give to a customer by itself."""
        names = {f"attribution-{r['id']}": r["name"] for r in proposal.run.snapshot["attribution"]}
        usual = {
            "counterpart": self.env._("Customer of the receivable"),
            "analytic": self.env._("Customer of the analytic account"),
        }
        sums = {}
        for destination, _pool, _account, rule, items, balance in proposal.caught:
            if destination == "direct":
                before = sums.get(rule, (0, 0.0))
                sums[rule] = (before[0] + items, before[1] + balance)
        return [
            {
                "key": rule,
                "name": usual.get(names.get(rule), names.get(rule))
                or self.env._("Customer typed on the item"),
                "items": items,
                "amount": amount,
            }
            for rule, (items, amount) in sorted(sums.items(), key=lambda each: -each[1][1])
        ]

    def _largest_unassigned(self, proposal):
        return self._largest(proposal, "unassigned")

    def _largest_excluded(self, proposal):
        return self._largest(proposal, "excluded")

    def _largest(self, proposal, wanted):
        """Up to five accounts of a destination, the largest first."""
        sums = {}
        for destination, _pool, account, _rule, items, balance in proposal.caught:
            if destination == wanted:
                before = sums.get(account, (0, 0.0))
                sums[account] = (before[0] + items, before[1] + balance)
        largest = sorted(sums.items(), key=lambda each: -abs(each[1][1]))[:LARGEST]
        return [
            {"id": account, "label": proposal.labels[account][1], "items": items, "amount": amount}
            for account, (items, amount) in largest
        ]

    def _sentence_of_merging(self, proposal):
        """Too small to matter."""
        if not proposal.merged:
            return ""
        names = [self._said(POOLS[code].name) for code in proposal.merged]
        return self.env._(
            "Too small to matter, so part of administration: %(pools)s.",
            pools=format_list(self.env, names),
        )
