from odoo import models
from odoo.tools import format_date

#: So much of the trace fits on two pages.
ACTIVITIES, POOLS, ENTRIES = 5, 3, 5


class CustomerProfitabilityFigures(models.AbstractModel):
    """The trace behind a printed statement: pools and largest entries of its dearest activities.

    For who may read pools, as on the page of the trace; of a year the last month that has
    figures, because an entry belongs to one month.
    """

    _inherit = "customer.profitability.figures"

    def _print_page(self):
        return super()._print_page() | {"annex": self._print_annex()}

    def _print_annex(self):
        """``title`` and ``activities`` with their pools, or ``None``."""
        run_sudo = self._statement_runs().sorted("date_from")[-1:]
        if run_sudo.evidence_purged_on or not self.env["customer.cost.run.node"].has_access("read"):
            return None
        # by run and customer, never by ids: these would unpack every statement there is
        allocations = self.env["customer.cost.allocation"].search(
            [
                ("run_id", "=", run_sudo.id),
                ("partner_id", "in", self.partner_id.ids),
                ("amount", "!=", 0),
            ],
            order="amount desc, id",
            limit=ACTIVITIES,
        )
        if not allocations:
            return None
        month = self._period_text(run_sudo.date_from, run_sudo.date_to)
        return {
            "title": self.env._("Entries behind the largest activities, %(month)s", month=month),
            "activities": [self._print_sources(allocation) for allocation in allocations],
        }

    def _print_sources(self, allocation):
        found = self.env["customer.cost.trace"].get_sources(allocation.id)
        pools = found["pools"][:POOLS]
        rest = found["total"] - sum(pool["amount"] for pool in pools)
        return {
            # names of activities are no secret to who reads what they cost his customer
            "label": allocation.activity_id.sudo().display_name,
            "amount": self._money_text(found["total"]),
            "pools": [self._print_pool(pool) for pool in pools],
            "rest": self._money_text(rest) if self.currency_id.round(rest) else "",
        }

    def _print_pool(self, pool):
        entries = pool["entries"][:ENTRIES]
        others = pool["amount"] - sum(entry["amount"] for entry in entries)
        return {
            "label": pool["label"],
            "amount": self._money_text(pool["amount"]),
            "entries": [
                {
                    "date": format_date(self.env, entry["date"]) if entry["date"] else "",
                    "label": entry["label"],
                    "account": entry["account"],
                    "whole": self._money_text(entry["whole"]),
                    "amount": self._money_text(entry["amount"]),
                }
                for entry in entries
            ],
            "others": self._money_text(others) if self.currency_id.round(others) else "",
        }
