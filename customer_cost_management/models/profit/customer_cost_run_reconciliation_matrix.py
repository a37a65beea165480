from collections import defaultdict

from odoo import models

from ..capture.customer_cost_capture import DESTINATIONS

#: Kinds of coverage by the destination of the cost.
COVERAGE = {
    "direct": "direct",
    "pool": "pooled",
    "unassigned": "unassigned",
    "excluded": "excluded",
}


class CustomerCostRun(models.Model):
    """How expense found its place, and account by account where each went."""

    _inherit = "customer.cost.run"

    def _coverage(self, balances):
        """How cost found its place: direct, pooled, unassigned, excluded, with shares.

        :param balances: {destination: balance in minor units}
        """
        from ...engine.capture.coverage import CAPTURE_KINDS, capture_coverage

        amounts = dict.fromkeys(CAPTURE_KINDS, 0)
        for destination, kind in COVERAGE.items():
            amounts[kind] += balances.get(destination, 0)
        coverage, problems = capture_coverage(amounts)
        self._stop_on(problems)
        return [self._coverage_kind(coverage, kind) for kind in CAPTURE_KINDS]

    def _coverage_kind(self, coverage, kind):
        label = {
            "direct": self.env._("direct"),
            "pooled": self.env._("pooled"),
            "unassigned": self.env._("unassigned"),
            "excluded": self.env._("excluded"),
        }[kind]
        destination = next(key for key, value in COVERAGE.items() if value == kind)
        return {
            "key": kind,
            "label": label,
            "amount": float(self._amount(coverage.amounts[kind])),
            "share": coverage.shares[kind],
            "records": self._records(
                "customer.cost.capture",
                ("destination", "=", destination),
                group_by=["account_id"],
            ),
        }

    def _account_matrix(self, captured):
        """One row an account, one column a destination, beside them the ledger of today."""
        self.env.flush_all()  # the ledger is read in SQL
        cells, accounts = defaultdict(int), {}
        for account, destination, _role, amount, _items in captured:
            cells[account.id, destination] += amount
            accounts[account.id] = account
        ledger = defaultdict(int)
        for run in self:
            for account_id, balance in run._ledger_by_account().items():
                ledger[account_id] -= balance
        for account_id in ledger.keys() - accounts.keys():
            accounts[account_id] = self.env["account.account"].browse(account_id)
        labels = dict(
            self.env["customer.cost.capture"]
            ._fields["destination"]
            ._description_selection(self.env)
        )
        used = [key for key, _label in DESTINATIONS if any(cell[1] == key for cell in cells)]
        ordered = sorted(accounts.values(), key=lambda account: (account.code or "", account.id))
        return {
            "destinations": [{"key": key, "label": labels[key]} for key in used],
            "rows": [self._matrix_row(account, used, cells, ledger) for account in ordered],
        }

    def _matrix_row(self, account, destinations, cells, ledger):
        amounts = [cells.get((account.id, destination), 0) for destination in destinations]
        posted = ledger.get(account.id, 0)
        return {
            "account_id": account.id,
            "label": account.display_name,
            "amounts": [float(self._amount(amount)) for amount in amounts],
            "ledger": float(self._amount(posted)),
            "difference": float(self._amount(posted - sum(amounts))),
        }
