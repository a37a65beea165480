from odoo import models
from odoo.tools import formatLang

from .customer_cost_run_profit import LINE_OF_ROLE
from .reconciliation_help import line_help

#: Lines that are captured entries of one destination.
DESTINATION_OF_LINE = {
    "revenue_without_customer": "no_customer",
    "undistributed_gifts": "gifts",
    "production_not_transferred": "production",
    "unassigned": "unassigned",
    "excluded_result": "excluded",
    "intercompany_result": "intercompany",
    "closing_result": "closing",
}
#: Lines that are a column of the pools and activities.
COLUMN_OF_LINE = {
    "unallocated_pools": "unallocated",
    "unused_capacity": "unused",
    "spending_variance": "spending_variance",
    "rate_variance": "rate_variance",
}


class CustomerCostRun(models.Model):
    """What each reconciliation line is made of, and the records that show it."""

    _inherit = "customer.cost.run"

    def _line_details(self, line, amounts):
        """Help, records and parts of one line."""
        details = {"help": line_help(self.env, line), "records": False, "parts": []}
        if line in DESTINATION_OF_LINE:
            condition = ("destination", "=", DESTINATION_OF_LINE[line])
            details["records"] = self._records(
                "customer.cost.capture", condition, group_by=["account_id"]
            )
        elif line in COLUMN_OF_LINE:
            details["records"] = self._records_of_nodes(line)
            details["parts"] = self._parts_of_nodes(line)
        elif line == "cost_without_customer":
            details["parts"] = self._parts_without_customer(amounts.get(line, 0.0))
        elif line == "customer_contribution":
            details["records"] = self._records("customer.profitability")
            details["parts"] = [*self._parts_of_contribution(), *self._parts_of_typed_revenue()]
        elif line in ("channel", "facility"):
            details["parts"] = self._parts_of_level(line)
        elif line == "timing_difference":
            details["parts"] = self._parts_of_timing(amounts)
        return details

    def _records_of_nodes(self, line):
        if line == "unallocated_pools" and not self.node_ids:
            return self._records("customer.cost.capture", ("destination", "=", "pool"))
        return self._records("customer.cost.run.node", (COLUMN_OF_LINE[line], "!=", 0))

    def _parts_of_contribution(self):
        """The customers' contribution by tier, and by who looked after them then."""
        by_tier = self._parts_by_dimension("tier_id", self.env._("No tier"))
        by_salesperson = self._parts_by_dimension("user_id", self.env._("No salesperson"))
        groups = {
            "contribution_by_tier": (self.env._("By tier"), by_tier),
            "contribution_by_salesperson": (self.env._("By salesperson"), by_salesperson),
        }
        return [
            {
                "key": key,
                "label": label,
                "amount": self.currency_id.round(sum(part["amount"] for part in parts)),
                "items": sum(part["items"] for part in parts),
                "records": self._records("customer.profitability"),
                "parts": parts,
            }
            for key, (label, parts) in groups.items()
        ]

    def _parts_of_typed_revenue(self):
        """Revenue that has the customer somebody typed on it instead of the document's."""
        records = self._records(
            "customer.cost.capture",
            ("destination", "=", "revenue"),
            ("rule", "=", "typed"),
            group_by=["partner_id"],
        )
        label = self.env._("Revenue moved to the customer typed on its entries")
        part = self._part("typed_revenue", label, records, "balance", -1)
        return [part] if part["items"] else []

    def _parts_by_dimension(self, dimension, label_of_none):
        """The customers' contribution by a dimension of their statements, highest first.

        :param dimension: a many2one of ``customer.profitability``, as it was then
        """
        sums = self.env["customer.profitability"]._read_group(
            [("run_id", "in", self.ids)], [dimension], ["cm3:sum", "partner_id:count_distinct"]
        )
        parts = [
            {
                "key": f"{dimension}_{record.id or 0}",
                "label": record.display_name or label_of_none,
                "amount": self.currency_id.round(amount),
                "items": count,
                "records": self._records("customer.profitability", (dimension, "=", record.id)),
            }
            for record, amount, count in sums
        ]
        return sorted(parts, key=lambda part: -part["amount"])

    def _parts_of_nodes(self, line):
        """Each pool and activity that keeps something, and why."""
        column = COLUMN_OF_LINE[line]
        groups = self.node_ids.filtered(column).grouped(lambda n: (n.pool_id, n.activity_id))
        parts = [
            {
                "key": f"{line}_{nodes.ids[0]}",
                "label": f"{nodes[0].display_name}: {self._reason_of_rest(nodes, line)}",
                "amount": -self.currency_id.round(sum(nodes.mapped(column))),
                "items": len(nodes),
                "records": self._records("customer.cost.run.node", ("id", "in", nodes.ids)),
            }
            for nodes in groups.values()
        ]
        return sorted(parts, key=lambda part: -abs(part["amount"]))

    def _reason_of_rest(self, nodes, line):
        if line == "unused_capacity":
            capacity = sum(nodes.mapped("practical_capacity"))
            used = 100 * sum(nodes.mapped("volume")) / capacity if capacity else 0
            percent = formatLang(self.env, used, digits=1)
            return self.env._("%(percent)s %% used", percent=percent)
        if line != "unallocated_pools":
            return self.env._("against the standard rate")
        if nodes[0].kind == "activity":
            return self.env._("no customer has volume of its driver")
        return self.env._("left unallocated by its shares")

    def _booked_without_customer(self):
        return self._records(
            "customer.cost.capture",
            ("destination", "=", "cost_no_customer"),
            group_by=["account_id"],
        )

    def _parts_without_customer(self, amount):
        """Booked beside revenue without a customer, and computed for invoices without one."""
        booked = self._booked_without_customer()
        label = self.env._("Booked with revenue without a customer")
        part = self._part("without_booked", label, booked, "balance", -1)
        computed = self.currency_id.round(amount - part["amount"])
        if not computed:
            return [part]
        label = self.env._("Computed for documents without a customer")
        records = self._records_of_invoiced_goods(("partner_id", "=", False))
        return [
            part,
            {"key": "without_computed", "label": label, "amount": computed, "records": records},
        ]

    def _parts_of_level(self, level):
        """Cost that stops above the customers: activities, and direct cost by its category."""
        nodes = self._records(
            "customer.cost.run.node", ("kind", "=", "activity"), ("statement_line", "=", level)
        )
        direct = self._records_of_direct_cost(level)
        return [
            self._part(f"{level}_activities", self.env._("Activities"), nodes, "given", -1),
            self._part(f"{level}_direct", self.env._("Direct cost"), direct, "balance", -1),
        ]

    def _records_of_direct_cost(self, level):
        categories = [
            int(key)
            for run in self
            for key, category in (run.snapshot or {}).get("categories", {}).items()
            if category["level"] == level
        ]
        return self._records(
            "customer.cost.capture",
            ("destination", "=", "direct"),
            ("category_id", "in", categories),
            ("role", "not in", list(LINE_OF_ROLE)),
            group_by=["category_id"],
        )

    def _parts_of_timing(self, amounts):
        """What was booked as cost of sales to be traced, and what was computed instead."""
        booked = self._records(
            "customer.cost.capture", ("destination", "=", "to_trace"), group_by=["account_id"]
        )
        statements = self._records("customer.profitability", ("computed_cost_of_sales", "!=", 0))
        label = self.env._("Computed for customers")
        computed = self._part("timing_computed", label, statements, "computed_cost_of_sales", 1)
        # added up from the statements, which are fewer than the lines they are made of
        computed["records"] = self._records_of_invoiced_goods(("partner_id", "!=", False))
        parts = [
            self._part("timing_booked", self.env._("Booked, to be traced"), booked, "balance", -1),
            computed,
        ]
        booked_beside = self._part("", "", self._booked_without_customer(), "balance", -1)
        without = booked_beside["amount"] - amounts.get("cost_without_customer", 0.0)
        without_computed = {
            "key": "timing_without",
            "label": self.env._("Computed without a customer"),
            "amount": without,
            "records": self._records_of_invoiced_goods(("partner_id", "=", False)),
        }
        return [*parts, without_computed]

    def _part(self, key, label, records, field, sign):
        [(total, count)] = self.env[records["model"]]._read_group(
            records["domain"], [], [f"{field}:sum", "__count"]
        )
        amount = sign * self.currency_id.round(total or 0.0)
        return {"key": key, "label": label, "amount": amount, "items": count, "records": records}
