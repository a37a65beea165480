from odoo import api, models
from odoo.tools import SQL

#: So many customers are shown, those with the largest change.
SHOWN = 20
#: So many reasons are named for each.
REASONS = 3
#: How many runs are offered to compare with.
OFFERED = 60


class CustomerCostRun(models.Model):
    """A run beside another: what became dearer, what was used more, who was affected.

    Effects are signed like profit: what costs more is negative.  They add up to the change
    of the customers' contribution, to the cent.
    """

    _inherit = "customer.cost.run"

    @api.readonly
    def get_comparison(self, other_id=False):
        """This run (B) beside another (A): an earlier version, another month, a simulation."""
        self.ensure_one()
        self.env["customer.cost.run.node"].check_access("read")
        self.check_access("read")
        offered = self._runs_to_compare()
        other = offered.filtered(lambda run: run.id == other_id) or self._run_before(offered)
        page = {"runs": [{"id": run.id, "label": run._offered_label()} for run in offered]}
        if not other or not self.computed_on:
            return page | {"other": False}
        return page | self._comparison_page(other)

    def _runs_to_compare(self):
        return self.search(
            [
                ("id", "!=", self.id),
                ("company_id", "=", self.company_id.id),
                ("computed_on", "!=", False),
                ("state", "in", ("computed", "published", "closed", "superseded")),
            ],
            limit=OFFERED,
        )

    def _offered_label(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return (
            self.display_name
            if self.kind == "actual"
            else f"{self.display_name} · {kinds[self.kind]}"
        )

    def _run_before(self, offered):
        """The version before this one, else the latest run of an earlier period."""
        same = offered.filtered(
            lambda run: run.date_from == self.date_from and run.version < self.version
        )
        earlier = offered.filtered(
            lambda run: run.date_from < self.date_from and run.kind == "actual"
        )
        return (same or earlier)[:1]

    def _comparison_page(self, other):
        from .engine_comparison import compare

        change, before, after, problems = compare(other._run_figures(), self._run_figures())
        self._stop_on(problems)
        effects = self._comparison_effects(change)
        return {
            "other": {"id": other.id, "label": other._offered_label()},
            "run": {"id": self.id, "label": self.display_name},
            "currency_id": self.currency_id.id,
            "contribution": [other.contribution, self.contribution],
            "activities": self._compared_activities(other, before, after, effects),
            "lines": self._compared_lines(effects),
            "customers": self._compared_customers(change),
            "total": float(self._amount(change.change.sum())),
        }

    # ------------------------------------------------------------------ figures of a run

    def _run_figures(self):
        """Frozen statements as arrays; one query."""
        from ...engine.profit.statement_lines import LINE_NAMES
        from .engine_comparison import RunFigures

        self.env["customer.profitability"].check_access("read")
        nodes = self.node_ids.filtered(lambda node: node.kind == "activity" and node.column)
        [[customers, revenue, lines, amounts, volumes]] = self.env.execute_query(
            SQL(
                """
                SELECT array_agg(partner_id ORDER BY id),
                       array_agg((net_revenue * %(minor)s)::bigint ORDER BY id),
                       array_agg(ARRAY[%(lines)s] ORDER BY id),
                       ARRAY[%(amounts)s], ARRAY[%(volumes)s]
                  FROM customer_profitability WHERE run_id = %(run)s
                """,
                minor=self._minor_units(),
                lines=SQL(", ").join(
                    SQL("(%s * %s)::bigint", SQL.identifier(name), self._minor_units())
                    for name in LINE_NAMES
                ),
                amounts=self._sql_packed("activity_amounts", nodes, SQL("bigint[][]")),
                volumes=self._sql_packed("activity_volumes", nodes, SQL("float8[][]")),
                run=self.id,
            )
        )
        return RunFigures(
            self.currency_id.name,
            customers or [],
            revenue or [],
            lines or [],
            {
                node.activity_id.id: (
                    self._line_of_activity_node(node),
                    (amounts[place] or []) if customers else [],
                    (volumes[place] or []) if customers else [],
                    self._minor(node.given),
                )
                for place, node in enumerate(nodes)
            },
        )

    def _sql_packed(self, name, nodes, none):
        """One array of customers for each activity."""
        if not nodes:
            return SQL("NULL::%s", none)
        return SQL(", ").join(
            SQL("array_agg(COALESCE(%s[%s], 0) ORDER BY id)", SQL.identifier(name), node.column)
            for node in nodes
        )

    def _line_of_activity_node(self, node):
        from .engine_statement import LINE_OF_ACTIVITY

        taxes = {a["id"] for a in self.snapshot["activities"] if a["tax_on_sales"]}
        if node.activity_id.id in taxes:
            return "tax_on_sales"
        return LINE_OF_ACTIVITY[node.statement_line]

    # ------------------------------------------------------------------ what is shown

    def _comparison_effects(self, change):
        """{(kind, subject): minor units of all customers}."""
        totals = change.amounts.sum(axis=0).tolist()
        return {
            (effect.kind, effect.subject): total
            for effect, total in zip(change.effects, totals, strict=True)
        }

    def _compared_activities(self, other, before, after, effects):
        names = {
            node.activity_id.id: node.display_name for node in (other.node_ids | self.node_ids)
        }
        minor = self._minor_units()
        rows = []
        for place, activity in enumerate(before.statement.activities):
            rates = [
                None if rate != rate else rate / minor  # NaN: nobody used it
                for rate in (before.rate[place], after.rate[place])
            ]
            costs = [
                float(self._amount(-int(period.statement.activity_cost[:, place].sum())))
                for period in (before, after)
            ]
            rows.append(
                {
                    "id": activity.key,
                    "label": names[activity.key],
                    "rates": rates,
                    "costs": costs,
                    "volumes": [float(p.volume[:, place].sum()) for p in (before, after)],
                    "rate_effect": float(self._amount(effects["rate", activity.key])),
                    "usage_effect": float(self._amount(effects["usage", activity.key])),
                }
            )
        return rows

    def _compared_lines(self, effects):
        """Everything that is no activity: goods, and the other lines of the statement."""
        return [
            {
                "key": f"{kind}_{subject or ''}",
                "label": self._effect_label(kind, subject),
                "effect": float(self._amount(amount)),
            }
            for (kind, subject), amount in effects.items()
            if kind not in ("rate", "usage") and amount
        ]

    def _effect_label(self, kind, subject, names=None):
        if kind == "line":
            field = self.env["customer.profitability"]._fields[subject]
            return field._description_string(self.env)
        if kind in ("rate", "usage"):
            activity = names.get(subject, "")
            if kind == "rate":
                return self.env._("%(activity)s: rate", activity=activity)
            return self.env._("%(activity)s: usage", activity=activity)
        return {
            "volume": self.env._("Sales volume"),
            "price": self.env._("Sales prices"),
            "unit_cost": self.env._("Cost and margin of the goods"),
        }[kind]

    def _compared_customers(self, change):
        import numpy as np

        changes = change.change
        order = [r for r in np.argsort(-np.abs(changes), kind="stable")[:SHOWN] if changes[r]]
        partners = self.env["res.partner"].browse(change.customers[order].tolist())
        names = {node.activity_id.id: node.display_name for node in self.node_ids}
        return [
            {
                "id": partner.id,
                "label": partner.display_name,
                "change": float(self._amount(changes[row])),
                "reasons": [
                    {
                        "label": self._effect_label(effect.kind, effect.subject, names),
                        "effect": float(self._amount(amount)),
                    }
                    for effect, amount in change.by_size(row)[:REASONS]
                ],
            }
            for row, partner in zip(order, partners, strict=True)
        ]
