from collections import defaultdict

from odoo import api, models

from .customer_cost_capture import DESTINATIONS
from .customer_cost_reconciliation_line import LINES
from .customer_cost_run_reconciliation_details import DESTINATION_OF_LINE

#: Parts of the result of the books, by the roles of their accounts; the last takes the rest.
ROLES_OF_PART = {
    "revenue": ("revenue", "deduction"),
    "cost_of_sales": ("cost_of_sales", "production"),
}
#: Kinds of coverage by the destination of the cost.
COVERAGE = {
    "direct": "direct",
    "pool": "pooled",
    "unassigned": "unassigned",
    "excluded": "excluded",
}
#: How many runs the page offers to choose from.
RUNS_OFFERED = 60


class CustomerCostRun(models.Model):
    """The proof that a run ties to the books, as one page."""

    _inherit = "customer.cost.run"

    @api.readonly
    def get_reconciliation(self):
        """Lines, coverage and account × destination of one run, the last one by default.

        Amounts are signed like profit, in company currency.  Everything is read with the
        rights of the caller; who may not read captured entries gets nothing.
        """
        self.env["customer.cost.capture"].check_access("read")
        offered = self._runs_to_reconcile()
        run = self.exists()[:1] or offered.filtered(lambda run: run.state != "superseded")[:1]
        run.check_access("read")
        page = {"runs": [{"id": each.id, "label": each.display_name} for each in offered | run]}
        return page | (run._reconciliation_page() if run.computed_on else {"run": False})

    def _runs_to_reconcile(self):
        return self.search(
            [
                ("kind", "=", "actual"),
                ("computed_on", "!=", False),
                ("state", "in", ("computed", "published", "closed", "superseded")),
                ("company_id", "parent_of", self.env.companies.ids),
            ],
            limit=RUNS_OFFERED,
        )

    def _reconciliation_page(self):
        captured = self._captured_by_account()
        lines = self._reconciliation_rows(captured)
        return {
            "run": self._reconciliation_head(),
            "ledger": self._ledger_row(captured),
            "lines": lines,
            "accounted": sum(line["amount"] for line in lines),
            "difference": self.difference,
            "coverage": self._coverage(captured),
            "matrix": self._account_matrix(captured),
        }

    def _reconciliation_head(self):
        return {
            "id": self.id,
            "label": self.display_name,
            "company": self.company_id.display_name,
            "state": dict(self._fields["state"]._description_selection(self.env))[self.state],
            "estimate": self.state == "computed",
            "currency_id": self.currency_id.id,
            "customer_count": self.customer_count,
        }

    def _captured_by_account(self):
        """Rows (account, destination, role, minor units signed like profit, items)."""
        rows = self.env["customer.cost.capture"]._read_group(
            [("run_id", "=", self.id)],
            ["account_id", "destination", "role"],
            ["balance:sum", "item_count:sum"],
        )
        minor = self._minor_units()
        return [
            (account, destination, role, -round(balance * minor), items)
            for account, destination, role, balance, items in rows
        ]

    # ------------------------------------------------------------------ the tree

    def _ledger_row(self, captured):
        """The result as posted, and the parts it is the sum of."""
        amounts, items = defaultdict(int), defaultdict(int)
        for _account, _destination, role, amount, count in captured:
            part = next((p for p, roles in ROLES_OF_PART.items() if role in roles), "expenses")
            amounts[part] += amount
            items[part] += count
        return {
            "key": "ledger",
            "label": self.env._("Result of the books (posted, P&L accounts)"),
            "amount": self.ledger_result,
            "items": sum(items.values()),
            "records": self._records("customer.cost.capture", group_by=["account_id"]),
            "parts": [
                self._ledger_part(part, amounts[part], items[part])
                for part in (*ROLES_OF_PART, "expenses")
            ],
        }

    def _ledger_part(self, part, minor, items):
        label = {
            "revenue": self.env._("Revenue"),
            "cost_of_sales": self.env._("Cost of sales"),
            "expenses": self.env._("Expenses"),
        }[part]
        named = [role for roles in ROLES_OF_PART.values() for role in roles]
        roles = ("in", ROLES_OF_PART[part]) if part in ROLES_OF_PART else ("not in", named)
        return {
            "key": f"ledger_{part}",
            "label": label,
            "amount": float(self._amount(minor)),
            "items": items,
            "records": self._records(
                "customer.cost.capture", ("role", *roles), group_by=["account_id"]
            ),
        }

    def _reconciliation_rows(self, captured):
        items = defaultdict(int)
        for _account, destination, _role, _amount, count in captured:
            items[destination] += count
        amounts = {line.line: line.amount for line in self.reconciliation_line_ids}
        labels = dict(
            self.env["customer.cost.reconciliation.line"]
            ._fields["line"]
            ._description_selection(self.env)
        )
        return [
            {"key": line, "label": labels[line], "amount": amounts.get(line, 0.0)}
            | self._line_details(line, amounts)
            | ({"items": items[DESTINATION_OF_LINE[line]]} if line in DESTINATION_OF_LINE else {})
            for line, _label in LINES
        ]

    def _records(self, model, *conditions, group_by=()):
        """What a figure opens: the records whose sum it is."""
        return {
            "model": model,
            "domain": [("run_id", "=", self.id), *conditions],
            "group_by": list(group_by),
        }

    # ------------------------------------------------------------------ coverage and matrix

    def _coverage(self, captured):
        """How cost found its place: direct, pooled, unassigned, excluded, with shares."""
        from ..engine.capture.coverage import CAPTURE_KINDS, capture_coverage

        amounts = dict.fromkeys(CAPTURE_KINDS, 0)
        for _account, destination, _role, amount, _items in captured:
            if destination in COVERAGE:
                amounts[COVERAGE[destination]] -= amount
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
        ledger = {key: -balance for key, balance in self._ledger_by_account().items()}
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
