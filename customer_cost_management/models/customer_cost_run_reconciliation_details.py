from odoo import models

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
        elif line == "customer_contribution":
            details["records"] = self._records("customer.profitability")
        elif line in ("channel", "facility"):
            details["parts"] = self._parts_of_level(line)
        elif line == "timing_difference":
            details["parts"] = self._parts_of_timing(amounts)
        return details

    def _records_of_nodes(self, line):
        if line == "unallocated_pools" and not self.node_ids:
            return self._records("customer.cost.capture", ("destination", "=", "pool"))
        return self._records("customer.cost.run.node", (COLUMN_OF_LINE[line], "!=", 0))

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
            for key, category in (self.snapshot or {}).get("categories", {}).items()
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
        computed = self._records("customer.profitability", ("computed_cost_of_sales", "!=", 0))
        parts = [
            self._part("timing_booked", self.env._("Booked, to be traced"), booked, "balance", -1),
            self._part(
                "timing_computed",
                self.env._("Computed for customers"),
                computed,
                "computed_cost_of_sales",
                1,
            ),
        ]
        without = -amounts.get("cost_without_customer", 0.0)
        label = self.env._("Computed without a customer")
        return [*parts, {"key": "timing_without", "label": label, "amount": without}]

    def _part(self, key, label, records, field, sign):
        [(total, count)] = self.env[records["model"]]._read_group(
            records["domain"], [], [f"{field}:sum", "__count"]
        )
        amount = sign * self.currency_id.round(total or 0.0)
        return {"key": key, "label": label, "amount": amount, "items": count, "records": records}
