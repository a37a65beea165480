from odoo import api, models
from odoo.exceptions import UserError

from .trace_ways import SHOWN, TraceWays


class CustomerCostTrace(models.AbstractModel):
    """*Where did this cost go?*: each part of an entry to the customers it reached.

    Every figure is read with the rights of the caller.  Amounts are signed like profit.
    """

    _name = "customer.cost.trace"
    _description = "Trace of a Cost"

    @api.model
    @api.readonly
    def get_trace(self, res_model, res_id):
        """Parts of an entry, a journal item, an expense or a captured row, with their ends."""
        # the ways through pools are the accountants' and auditors' alone
        self.env["customer.cost.run.node"].check_access("read")
        if res_model == "customer.cost.capture":
            captured = self.env[res_model].browse(res_id)
            captured.check_access("read")
            parts = [(row, row.balance) for row in captured]
        else:
            parts = self._parts_of(self._journal_items(res_model, res_id))
        ways = {run: TraceWays(run) for run in {row.run_id for row, _balance in parts}}
        shown = [self._part(row, balance, ways[row.run_id]) for row, balance in parts]
        return {
            "title": self.env[res_model].browse(res_id).display_name,
            "currency_id": parts[0][0].currency_id.id if parts else False,
            "parts": shown,
            "customers": self._customers(ways.values()),
            "total": sum(part["amount"] for part in shown),
        }

    # ------------------------------------------------------------------ from the entry

    def _journal_items(self, res_model, res_id):
        record = self.env[res_model].browse(res_id)
        record.check_access("read")
        if res_model == "account.move.line":
            items = record
        elif res_model == "account.move":
            items = record.line_ids
        elif res_model == "hr.expense":
            items = record.account_move_id.line_ids.filtered(lambda line: line.expense_id == record)
        else:
            raise UserError(self.env._("%(model)s cannot be traced.", model=res_model))
        return items.filtered(
            lambda item: (
                item.parent_state == "posted"
                and item.account_id.internal_group in ("income", "expense")
            )
        )

    def _parts_of(self, items):
        """(captured row, balance of the part), of the versions in force."""
        if not items:
            return []
        runs = self._runs_in_force(items)
        rows = self.env["customer.cost.capture"].search(
            [("run_id", "in", runs.ids), ("move_line_id", "in", items.ids)]
        )
        parts = [(row, row.balance) for row in rows]
        return parts + [
            (row, item.balance)
            for item in items - rows.move_line_id
            for row in self._row_of_document(item, runs)
        ]

    def _runs_in_force(self, items):
        """Of each period of the items the published run, else the last computed one."""
        runs = self.env["customer.cost.run"].search(
            [
                ("kind", "=", "actual"),
                ("state", "in", ("computed", "published", "closed")),
                ("date_from", "<=", max(items.mapped("date"))),
                ("date_to", ">=", min(items.mapped("date"))),
                ("company_id", "parent_of", items.company_id.ids),
            ]
        )
        in_force = {}
        for run in runs.sorted(lambda run: (run.state != "computed", run.version)):
            in_force[run.company_id, run.date_from] = run
        return runs.browse(run.id for run in in_force.values())

    def _row_of_document(self, item, runs):
        """The frozen row of a customer and account that an item of an invoice is in."""
        of_period = runs.filtered(
            lambda run: (
                run.date_from <= item.date <= run.date_to
                and item.company_id.id in run.sudo()._companies()
            )
        )
        # after a merge of customers there may be two: either shows both
        return self.env["customer.cost.capture"].search(of_period._row_of_document(item), limit=1)

    # ------------------------------------------------------------------ to the customers

    def _part(self, row, balance, ways):
        labels = dict(row._fields["destination"]._description_selection(self.env))
        whole = not row.move_line_id and row.item_count > 1
        return {
            "id": row.id,
            "label": row.name or row.display_name,
            "account": row.account_id.display_name,
            "run": row.run_id.display_name,
            "destination": labels[row.destination],
            "pool": row.pool_id.display_name or "",
            "amount": -row.currency_id.round(balance),
            # revenue and booked cost of sales are frozen by customer and account
            "row": {"items": row.item_count, "amount": row.result} if whole else False,
            "ends": ways.ends(row, balance, labels[row.destination]),
        }

    def _customers(self, ways):
        """The customers that all parts together reached, the largest first."""
        totals = {}
        for way in ways:
            for customer, minor in way.reached.items():
                amount = float(way.run._amount(-minor))
                totals[customer] = totals.get(customer, 0) + amount
        order = sorted(totals, key=lambda customer: (-abs(totals[customer]), customer))
        names = self.env["res.partner"].browse(order[:SHOWN])
        return {
            "shown": [
                {"id": partner.id, "label": partner.display_name, "amount": totals[partner.id]}
                for partner in names
            ],
            "count": len(order),
            "others": sum(totals[customer] for customer in order[SHOWN:]),
        }
