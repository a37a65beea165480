from odoo import api, models
from odoo.tools import SQL

from ..capture.customer_cost_item_rule_preview import ITEMS_OPENED
from ..platform.planning import JOINING_ALL, planned
from .customer_cost_setup_page import COVERAGE


class CustomerCostSetup(models.AbstractModel):
    """The journal items behind a figure of the assistant: those that the figure adds up."""

    _inherit = "customer.cost.setup"

    @api.model
    @api.readonly
    def open_items(self, month, figure, choice=None):
        """The window of the items that a figure of the page counts, read with the reader's rights.

        :param month: as :meth:`get_setup` takes it
        :param figure: ``kind`` (coverage, proposed, present, rule, unassigned or excluded), the
            ``key`` of its row, and ``name``, the title of the window
        :param choice: ``pools`` and ``accounts`` that are ticked: the coverage counts them
        """
        company = self._company_to_read()
        proposal = self._read_proposal(company, self._period(company, month))
        counted = self._counted_by(proposal, figure["key"], choice or {})[figure["kind"]]
        groups = [row[:4] for row in proposal.caught if counted(*row[:4])]
        ids = self._items_of(proposal, groups)
        return self.env["customer.cost.item.rule"]._open_items(ids, figure["name"])

    def _counted_by(self, proposal, key, choice):
        """{kind: function (destination, pool, account, rule) -> whether the figure counts it}."""

        def covered(destination, pool, account, _rule):
            return self._place_of(proposal, (destination, pool, account), choice) == key

        return {
            "coverage": covered,
            "proposed": lambda _d, pool, *_: self._code_of(proposal, pool) == key,
            "present": lambda destination, pool, *_: destination == "pool" and pool == key,
            "rule": lambda destination, _p, _a, rule: destination == "direct" and rule == key,
            "unassigned": lambda dest, _p, account, _r: (dest, account) == ("unassigned", key),
            "excluded": lambda dest, _p, account, _r: (dest, account) == ("excluded", key),
        }

    def _code_of(self, proposal, pool):
        """Code of the proposed pool that a proposed rule feeds; small pools are merged."""
        if not pool or pool > 0:
            return ""
        draft = proposal.drafts[-pool - 1]
        return next(code for code, each in proposal.pools.items() if draft in each.drafts)

    def _place_of(self, proposal, group, choice):
        """Where the coverage counts what is caught: as the page does with what is ticked."""
        destination, pool, account = group
        code = self._code_of(proposal, pool)
        if destination == "pool":
            return "pooled" if not code or code in choice.get("pools", ()) else "unassigned"
        if destination == "unassigned" and account in choice.get("accounts", ()):
            return "pooled"
        return COVERAGE.get(destination)

    def _items_of(self, proposal, groups):
        """Ids of the items of some rows of ``caught``, the largest amounts first."""
        if not groups:
            return []
        wanted = tuple(
            (dest, pool or 0, account, rule or "") for dest, pool, account, rule in groups
        )
        query = SQL(
            """
            SELECT item_id FROM captured
             WHERE (destination, COALESCE(pool_id, 0), account_id, COALESCE(rule, '')) IN %s
          GROUP BY item_id ORDER BY abs(sum(balance)) DESC, item_id LIMIT %s
            """,
            wanted,
            ITEMS_OPENED,
        )
        with planned(self.env.cr, JOINING_ALL):
            rows = self.env.execute_query(self._sql_of_captured(proposal.capturing, query))
        return [item_id for (item_id,) in rows]
