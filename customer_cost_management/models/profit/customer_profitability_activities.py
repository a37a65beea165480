from odoo import api, models

from ..platform.records_window import records_window

#: Lines that activities fill, by the statement line of the activity.
LINE_OF_ACTIVITY = {
    "cost_of_sales": "delivery_labour",
    "order": "order_allocated",
    "customer": "customer_allocated",
}


class CustomerProfitabilityFigures(models.AbstractModel):
    """The activities below the lines of a statement: quantity, rate and amount."""

    _inherit = "customer.profitability.figures"

    def _statement_activities(self):
        """{line of the statement: rows of its activities}."""
        rows = {}
        for use in self._activity_uses():
            rows.setdefault(use["line"], []).append(
                {
                    "key": f"activity_{use['activity'].id}_{use['line']}",
                    "kind": "activity",
                    # names of activities are no secret to who reads what they cost his customer
                    "label": use["activity"].sudo().display_name,
                    "help": "",
                    "activity_id": use["activity"].id,
                    "allocation_id": use["allocation_id"],
                    "quantity": use["quantity"],
                    # time-driven work is measured in minutes, whatever the driver counts
                    "unit": self.env._("min") if use["activity"].sudo().timed else "",
                    "rate": use["rate"],
                    "amount": -use["amount"],
                    "percent": self._percent_of_revenue(use["amount"]),
                }
            )
        return rows

    def _activity_uses(self):
        """What he used of each activity, the dearest first: activity, line of the statement,
        quantity, rate and amount, and the allocation where it is a single one."""
        # which months were published is no secret to who reads their sums
        run_sudo = self._statement_runs().sorted("date_from")[-1:]
        return [
            {
                "activity": activity,
                "line": run_sudo._line_of_activity(activity, line),
                "quantity": quantity,
                "rate": amount / quantity if quantity else 0,
                "amount": amount,
                "allocation_id": False,
            }
            for activity, line, quantity, amount in self.env[
                "customer.cost.allocation"
            ]._read_group(
                self._allocation_domain(),
                ["activity_id", "statement_line"],
                ["quantity:sum", "amount:sum"],
                order="amount:sum desc, activity_id",
            )
        ]

    def _statement_runs(self):
        """The runs that are summed up, with the rights to read their periods and models.

        Who reads a statement may know which period it is of, and on which line an activity
        or an entry stands; not the figures of the run.
        """
        raise NotImplementedError

    def _allocation_domain(self):
        """By run and customer, never by ids: these would unpack every statement there is."""
        return [
            ("run_id", "in", self._statement_runs().ids),
            ("partner_id", "in", self.partner_id.ids),
            ("company_id", "in", self.company_id.ids),
        ]

    @api.readonly
    def action_open_activity(self, activity_id):
        """What an activity cost the customer: the allocation, or one of each month."""
        self.ensure_one()
        domain = [*self._whole()._allocation_domain(), ("activity_id", "=", activity_id)]
        # names of activities are no secret to who may read what they cost his customer
        activity_sudo = self.env["customer.cost.activity"].sudo().browse(activity_id)
        name = f"{activity_sudo.display_name} · {self.display_name}"
        return records_window("customer.cost.allocation", name, domain)

    @api.readonly
    def action_open_volume(self, activity_id):
        """The records that were counted for the customer, as his volume of an activity."""
        self.ensure_one()
        self.check_access("read")
        # with the rights of the reader: the records are his to read, or not
        runs = self.env["customer.cost.run"].browse(self._statement_runs().ids)
        return runs._volume_window(activity_id, self.partner_id)


class CustomerProfitability(models.Model):
    """The activities of one run on the statement of a customer."""

    _inherit = "customer.profitability"

    def _statement_runs(self):
        return self.run_id.sudo()

    def _activity_uses(self):
        """Of a single statement the allocations themselves: with the rate of the run."""
        if len(self) != 1:
            return super()._activity_uses()
        return [
            {
                "activity": each.activity_id,
                "line": self._statement_runs()._line_of_activity(
                    each.activity_id, each.statement_line
                ),
                "quantity": each.quantity,
                "rate": each.rate,
                "amount": each.amount,
                "allocation_id": each.id,
            }
            for each in self._allocations()
        ]

    def _allocations(self):
        return self.env["customer.cost.allocation"].search_fetch(
            self._allocation_domain(),
            ["activity_id", "statement_line", "quantity", "amount", "rate"],
            order="amount desc, id",
        )


class CustomerCostRun(models.Model):
    _inherit = "customer.cost.run"

    def _line_of_activity(self, activity, statement_line):
        """The line of the statement that an activity fills in this run."""
        # who reads the statement may know which activity is a tax, not the whole run
        snapshot_sudo = self.sudo().snapshot or {"activities": []}
        taxes = {each["id"] for each in snapshot_sudo["activities"] if each["tax_on_sales"]}
        return "tax_on_sales" if activity.id in taxes else LINE_OF_ACTIVITY[statement_line]
