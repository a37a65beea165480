from collections import defaultdict

from odoo import api, models

from .customer_cost_reconciliation_line import LINES
from .customer_cost_run_reconciliation_details import DESTINATION_OF_LINE

#: Parts of the result of the books, by the roles of their accounts; the last takes the rest.
ROLES_OF_PART = {
    "revenue": ("revenue", "deduction"),
    "cost_of_sales": ("cost_of_sales", "production"),
}
#: How many runs the page offers to choose from.
RUNS_OFFERED = 60
MONTHS_OF_A_YEAR = 12


class CustomerCostRun(models.Model):
    """The proof that a run ties to the books, as one page."""

    _inherit = "customer.cost.run"

    @api.readonly
    def get_reconciliation(self, other_id=False):
        """Lines, coverage and account × destination of one run, the last one by default, or
        of several months of one company added up.

        :param other_id: run whose amounts are shown beside, or ``False``

        Amounts are signed like profit, in company currency.  Everything is read with the
        rights of the caller; who may not read a reconciliation gets nothing.
        """
        self.env["customer.cost.reconciliation.line"].check_access("read")
        offered = self._runs_to_reconcile()
        runs = self.exists() or offered.filtered(lambda run: run.state != "superseded")[:1]
        runs.check_access("read")
        runs = runs.filtered(lambda run: run.company_id == runs[:1].company_id)
        page = {
            "runs": [{"id": each.id, "label": each.display_name} for each in offered | runs],
            "periods": offered.filtered(
                lambda run: run.company_id == runs.company_id
            )._periods_to_reconcile(),
        }
        if not runs or not all(run.computed_on for run in runs):
            return page | {"run": False}
        page |= runs._reconciliation_page()
        if len(runs) > 1:
            return page | {"other": False, "group": False}
        other = offered.filtered(lambda each: each.id == other_id) - runs
        return page | runs._beside(other) | runs._group_page()

    def _periods_to_reconcile(self):
        """Several runs of one company that are chosen as one, ``[{"ids", "label"}]``: those of
        the last twelve months."""
        runs = self._in_force()[-MONTHS_OF_A_YEAR:]
        return [{"ids": runs.ids, "label": runs._label_of_period()}] if len(runs) > 1 else []

    def _in_force(self):
        """Of these runs of one company those in force, by month."""
        runs = self.filtered(lambda run: run.kind == "actual" and run.state != "superseded")
        in_force = {}
        for run in runs.sorted(lambda each: (each.state != "computed", each.version)):
            in_force[run.date_from] = run
        return runs.browse(in_force[month].id for month in sorted(in_force))

    def _label_of_period(self):
        """The name of a run; of several their first and last month."""
        if len(self) == 1:
            return self.display_name
        ordered = self.sorted("date_from")
        return self.env._(
            "%(first)s – %(last)s · %(count)s runs",
            first=ordered[0].display_name.split(" · ")[0],
            last=ordered[-1].display_name.split(" · ")[0],
            count=len(self),
        )

    def _beside(self, other):
        """The lines of another run, to be shown beside those of this one."""
        if not other:
            return {"other": False}
        amounts = {line.line: line.amount for line in other.reconciliation_line_ids}
        return {
            "other": {
                "id": other.id,
                "label": other.display_name,
                "amounts": amounts | {"ledger": other.ledger_result},
                "difference": other.difference,
            }
        }

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
        captured, balances = self._captured_by_account(), defaultdict(int)
        for _account, destination, _role, amount, _items in captured:
            balances[destination] -= amount
        lines = self._reconciliation_rows(captured)
        return {
            "run": self._reconciliation_head(),
            "ledger": self._ledger_row(captured),
            "lines": lines,
            "accounted": sum(line["amount"] for line in lines),
            "difference": self._worst_difference(),
            "coverage": self._coverage(balances),
            "matrix": self._account_matrix(captured),
        }

    def _worst_difference(self):
        """Of several runs the largest one: two that are off by the same must not cancel out."""
        return max(self.mapped("difference"), key=abs, default=0.0)

    def _reconciliation_head(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        return {
            "id": self[0].id,
            "ids": self.ids,
            "label": self._label_of_period(),
            "company": self.company_id.display_name,
            "state": ", ".join(states[state] for state in dict.fromkeys(self.mapped("state"))),
            "estimate": "computed" in self.mapped("state"),
            "currency_id": self.currency_id.id,
            "customer_count": self._count_customers(),
            "reason": "; ".join(dict.fromkeys(filter(None, self.mapped("reason")))),
            "close_reason": "; ".join(dict.fromkeys(filter(None, self.mapped("close_reason")))),
            "stale": self._stale_sentence(),
            "may_assign": self._is_accountant(),
            "may_recompute": len(self) == 1 and self._may_recompute(),
        }

    def _count_customers(self):
        if len(self) == 1:
            return self.customer_count
        [(count,)] = self.env["customer.profitability"]._read_group(
            [("run_id", "in", self.ids)], [], ["partner_id:count_distinct"]
        )
        return count

    def _is_accountant(self):
        return self.env.user.has_group("customer_cost_management.group_cost_accountant")

    def _may_recompute(self):
        return (
            self._is_accountant()
            and self.kind == "actual"
            and self.state in ("computed", "published")
        )

    def _captured_by_account(self):
        """Rows (account, destination, role, minor units signed like profit, items)."""
        rows = self.env["customer.cost.capture"]._read_group(
            [("run_id", "in", self.ids)],
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
            "amount": self.currency_id.round(sum(self.mapped("ledger_result"))),
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
        amounts = defaultdict(float)
        for line in self.reconciliation_line_ids:
            amounts[line.line] = self.currency_id.round(amounts[line.line] + line.amount)
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
            "domain": [("run_id", "in", self.ids), *conditions],
            "group_by": list(group_by),
        }
