"""The ways of cost through one run, for as many entries as are followed through it."""

from odoo.tools import SQL

#: So many customers or entries are shown one by one, the others as a sum.
SHOWN = 50


class TraceWays:
    """The ways of one run, read once, and what was followed through them.

    ``reached`` collects {customer id: minor units of cost} of all parts followed.
    """

    def __init__(self, run):
        self.run = run
        self.env = run.env
        self.reached = {}
        self._outs = None
        self._columns = {}

    def ends(self, row, balance, label):
        minor = self.run._minor(balance)
        if row.destination == "pool":
            return self._ends_of_pool(row.pool_id.id, minor)
        if row.partner_id:
            customer = row.partner_id
            self._reach(customer.id, minor)
            return [self._end(customer.display_name, minor, customers=[(customer.id, minor)])]
        return [self._end(label, minor)]

    def _ends_of_pool(self, pool_id, minor):
        from ...engine.allocate.trace import OFFSET, follow
        from ..allocate.engine_network import pool_name

        if self._outs is None:
            self._outs = self.run._ways()
        found = follow({pool_name(pool_id): minor}, self._outs)
        ends = []
        for end, amount in found.items():
            if isinstance(end, tuple):
                kind, pool = end
                offset = self.env._("offset in its pool")
                label = offset if kind == OFFSET else self._label_of_rest(kind)
                ends.append(self._end(f"{label} · {self._pool_label(pool)}", amount))
            else:
                ends += self._ends_of_activity(int(end.removeprefix("activity-")), amount)
        return ends

    def _ends_of_activity(self, activity_id, minor):
        """Customers, and what stops at the activity, like the activity's whole cost."""
        import numpy as np

        from ...engine.allocate.trace import divide, largest

        node = self.run.node_ids.filtered(lambda each: each.activity_id.id == activity_id)
        customers, amounts = self._column(node)
        stops = ["level", "unallocated", "rate_variance"]
        level = self.run._minor(node.given) - int(amounts.sum())
        kept = [level, *(self.run._minor(node[name]) for name in stops[1:])]
        # in the order of the customers: after a merge one of them may stand there twice
        parts = divide(minor, np.concatenate([amounts, kept]))
        if parts is None:
            return [self._end(node.display_name, minor)]
        for customer, part in zip(customers.tolist(), parts[:-3].tolist(), strict=True):
            self._reach(customer, part)
        shown, others = largest(customers.tolist(), parts[:-3], SHOWN)
        ends = [self._end(node.display_name, int(parts[:-3].sum()), shown, others)] if shown else []
        return ends + [
            self._end(f"{self._label_of_rest(name, node)} · {node.display_name}", int(part))
            for name, part in zip(stops, parts[-3:].tolist(), strict=True)
            if part
        ]

    def _column(self, node):
        """(customer ids, minor units) that an activity cost each customer of the run."""
        import numpy as np

        if node.id not in self._columns:
            self.env["customer.profitability"].check_access("read")
            [[customers, amounts]] = self.env.execute_query(
                SQL(
                    """SELECT array_agg(partner_id ORDER BY id),
                              array_agg(activity_amounts[%(place)s] ORDER BY id)
                         FROM customer_profitability
                        WHERE run_id = %(run)s AND activity_amounts[%(place)s] != 0""",
                    place=node.column,
                    run=self.run.id,
                )
            )
            columns = np.array(customers or [], np.int64), np.array(amounts or [], np.int64)
            self._columns[node.id] = columns
        return self._columns[node.id]

    def _reach(self, customer, minor):
        if minor:
            self.reached[customer] = self.reached.get(customer, 0) + minor

    def _end(self, label, minor, customers=(), others=0):
        names = {
            partner.id: partner.display_name
            for partner in self.env["res.partner"].browse(customer for customer, _m in customers)
        }
        return {
            "label": label,
            "amount": float(self.run._amount(-minor)),
            "customers": [
                {"id": key, "label": names[key], "amount": float(self.run._amount(-part))}
                for key, part in customers
            ],
            "others": float(self.run._amount(-others)),
        }

    def _pool_label(self, name):
        pool_id = int(name.removeprefix("pool-"))
        return (
            self.run.node_ids.filtered(lambda node: node.pool_id.id == pool_id).display_name or ""
        )

    def _label_of_rest(self, name, node=None):
        if name == "level":
            lines = {
                "channel": self.env._("channel level"),
                "facility": self.env._("facility level"),
            }
            return lines.get(node.statement_line, self.env._("not by customer"))
        return {
            "unused": self.env._("unused capacity"),
            "unallocated": self.env._("unallocated"),
            "spending_variance": self.env._("spending variance"),
            "rate_variance": self.env._("rate variance"),
        }[name]
