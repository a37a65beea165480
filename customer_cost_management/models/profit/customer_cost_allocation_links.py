from odoo import fields, models


class CustomerCostAllocation(models.Model):
    """From what an activity cost a customer to where its rate comes from, and back."""

    _inherit = "customer.cost.allocation"

    run_state = fields.Selection(related="run_id.state", string="Run state")
    quantity = fields.Float(help="Volume of the driver that the customer used.")
    rate = fields.Float(help="Cost of one unit of the driver in this run, company currency.")
    amount = fields.Monetary(
        help="Quantity times rate, to the cent: the amounts of all customers add up to what the "
        "activity gave."
    )

    def _compute_display_name(self):
        for allocation in self:
            # names of activities are no secret to who may read what they cost his customer
            activity_sudo = allocation.activity_id.sudo()
            customer_sudo = allocation.partner_id.sudo()
            allocation.display_name = f"{activity_sudo.name} · {customer_sudo.display_name}"

    def action_open_volume(self):
        """The records that were counted, read with the reader's own rights."""
        self.ensure_one()
        self.check_access("read")
        return self.run_id._volume_window(self.activity_id.id, self.partner_id)

    def action_open_node(self):
        """The activity in the run: what it received, from which pools, at which rate."""
        self.ensure_one()
        node = self.env["customer.cost.run.node"].search(
            [("run_id", "=", self.run_id.id), ("activity_id", "=", self.activity_id.id)], limit=1
        )
        return node._get_records_action(name=node.display_name)

    def action_open_sources(self):
        """The entries that the amount is made of, with the share of each."""
        self.ensure_one()
        self.env["customer.cost.run.node"].check_access("read")
        return {
            "type": "ir.actions.client",
            "tag": "customer_cost_trace",
            "name": self.env._("What %(cost)s is made of", cost=self.display_name),
            "params": {"res_model": self._name, "res_id": self.id},
        }

    def action_open_statement(self):
        self.ensure_one()
        statement = self.env["customer.profitability"].search(
            [("run_id", "=", self.run_id.id), ("partner_id", "=", self.partner_id.id)], limit=1
        )
        return statement._get_records_action(name=statement.display_name)
