from collections import defaultdict
from types import SimpleNamespace

from odoo import models
from odoo.tools import SQL

from ...engine.proposal import pools as pool_sizes
from ..platform.planning import JOINING_ALL, planned
from .setup_pools import KEPT, POOLS
from .setup_rules import draft_rules


class CustomerCostSetup(models.AbstractModel):
    """What the proposed rules would catch: the capture of a run, read and not stored."""

    _inherit = "customer.cost.setup"

    def _propose(self, company, months, choice=None):
        """The whole proposal of a company: books, shape, rules, what they catch, drivers.

        :param choice: what somebody changed in it, see :meth:`_changes`
        """
        proposal = self._read_proposal(company, months)
        proposal.changes = self._changes(choice or {})
        self._measure(proposal)
        return proposal

    def _read_proposal(self, company, months):
        """The proposal without its drivers: what the rules catch, and for which pools."""
        self.env.flush_all()
        snapshot = self._present_model(company, months)
        run = self._run_of(company, months, snapshot)
        revenue, customers = self._read_revenue(run)
        shape = pool_sizes.shape(self._revenue_by_kind(revenue), customers)
        proposal = SimpleNamespace(
            company=company,
            months=months,
            run=run,
            revenue=revenue,
            customers=customers,
            shape=shape,
            present=snapshot["pools"],
        )
        sizes = [p["sequence"] for pool in snapshot["pools"] for p in pool["rules"]]
        books = self._read_cost(run, self._pools_for(shape))
        proposal.drafts = draft_rules(books, max(sizes, default=0) + 10)
        self._catch(proposal, snapshot)
        self._merge(proposal)
        return proposal

    def _pools_for(self, shape):
        """Codes of the pools that this kind of company has."""
        return {
            code
            for code, seed in POOLS.items()
            if not seed.only or shape in seed.only or shape == "none"
        } - ({"P-DEL"} if shape == "none" else set())

    def _revenue_by_kind(self, revenue):
        kinds = defaultdict(float)
        for is_revenue, _known, kind, _has_cost, _items, amount in revenue:
            if is_revenue:
                kinds[kind] += amount
        return kinds

    # ------------------------------------------------------------------ what would be caught

    def _catch(self, proposal, snapshot):
        """``caught``: rows (destination, pool, account, rule, items, balance), and
        ``capturing``: the run that catches them.

        A proposed rule has a negative number in the place of its id; the pools of the present
        model come first, because nothing of it is overwritten.
        """
        rules = [self._as_frozen(draft, -number) for number, draft in enumerate(proposal.drafts, 1)]
        pools = [{"id": rule["id"], "name": rule["name"], "rules": [rule]} for rule in rules]
        run = proposal.capturing = self._run_of(
            proposal.company,
            proposal.months,
            snapshot | {"pools": [*snapshot["pools"], *pools]},
        )
        with planned(self.env.cr, JOINING_ALL):
            caught = self.env.execute_query(self._sql_caught(run))
        proposal.caught = [
            (destination, pool, account, rule, items, float(balance))
            for destination, pool, account, rule, items, balance in caught
        ]

    def _as_frozen(self, draft, number):
        return {
            "id": number,
            "name": draft.pool,
            "sequence": draft.sequence,
            "accounts": draft.accounts,
            "prefixes": draft.prefixes,
            "journals": [],
            "products": draft.products,
            "departments": [],
            "analytic": draft.analytic,
            "domain": repr(draft.domain),
        }

    def _sql_caught(self, run):
        """What is captured, in groups."""
        return self._sql_of_captured(
            run,
            SQL(
                "SELECT destination, pool_id, account_id, rule, count(*), sum(balance) "
                "FROM captured GROUP BY destination, pool_id, account_id, rule"
            ),
        )

    def _sql_of_captured(self, run, question):
        """A question about ``captured``: every item but those of documents."""
        return SQL(
            """
            WITH %(roles)s,
            item AS MATERIALIZED (%(items)s),
            counterpart AS (%(counterpart)s),
            open_item AS MATERIALIZED (%(open_items)s), %(offers)s, %(parts)s,
            captured(run_id, company_id, destination, item_id, item_count, role, account_id,
                     partner_id, category_id, pool_id, rule, date, name, balance, gross_balance,
                     refund_balance, invoiced) AS (%(captured_parts)s UNION ALL %(captured_rests)s)
            %(question)s
            """,
            roles=run._sql_roles(),
            items=run._sql_items(run._closing_moves(), []),
            counterpart=run._sql_counterpart_customers(),
            open_items=run._sql_open_items(),
            offers=run._sql_offers(),
            parts=run._sql_covered_parts(),
            captured_parts=run._sql_captured_parts(),
            captured_rests=run._sql_captured_rests(),
            question=question,
        )

    # ------------------------------------------------------------------ how many pools

    def _merge(self, proposal):
        """``pools``: {code: namespace of items, amount, accounts, drafts}, small ones merged."""
        amounts, beside = defaultdict(float), 0.0
        for destination, pool, _account, _rule, _items, balance in proposal.caught:
            if destination != "pool":
                continue
            if pool > 0:
                beside += balance
            else:
                amounts[proposal.drafts[-pool - 1].pool] += balance
        into = pool_sizes.merged_pools(amounts, KEPT, max(beside, 0))
        proposal.pools = {}
        for destination, pool, account, _rule, items, balance in proposal.caught:
            if destination == "pool" and pool < 0:
                draft = proposal.drafts[-pool - 1]
                self._add(proposal.pools, into[draft.pool], draft, (account, items, balance))
        order = list(POOLS)
        proposal.pools = dict(sorted(proposal.pools.items(), key=lambda each: order.index(each[0])))
        proposal.merged = sorted(code for code in into if into[code] != code)

    def _add(self, pools, code, draft, part):
        account, items, balance = part
        pool = pools.setdefault(
            code, SimpleNamespace(code=code, items=0, amount=0.0, accounts=set(), drafts=[])
        )
        pool.items += items
        pool.amount += balance
        pool.accounts.add(account)
        if draft not in pool.drafts:
            pool.drafts.append(draft)
