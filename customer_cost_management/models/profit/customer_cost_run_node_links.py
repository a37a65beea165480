from odoo import api, fields, models

from ..platform.frozen_names import frozen_names
from ..platform.records_window import records_window


class CustomerCostRunNode(models.Model):
    """From a pool or activity to what it took and to whom it gave."""

    _inherit = "customer.cost.run.node"

    captured = fields.Monetary(help="Taken from the ledger by the rules of the pool.")
    received = fields.Monetary(help="Taken from other pools.")
    given = fields.Monetary(help="Given to pools, activities, customers or the level it stops at.")
    unused = fields.Monetary(
        help="Cost of time nobody used. Shown here, never charged to customers."
    )
    unallocated = fields.Monetary(help="Kept because no customer has volume, or by the shares.")
    spending_variance = fields.Monetary(help="Actual cost less budgeted cost.")
    rate_variance = fields.Monetary(help="Cost less standard rate times volume.")
    avoidable = fields.Monetary(help="Part that would be gone within twelve months.")
    volume = fields.Float(help="Units of the driver that all customers used.")
    practical_capacity = fields.Float(
        help="Time your people really have for this work, usually about 80 % of paid time."
    )
    used_percent = fields.Float("Used %", help="Used time in percent of practical capacity.")
    rate = fields.Float(help="Cost of one unit, company currency.")

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for field in ("pool_id", "activity_id"):
            nodes = self.filtered(field)
            # by run: another one may have frozen another name
            for run_nodes in nodes.grouped("run_id").values():
                names = {node[field].id: node.name for node in run_nodes}
                names = frozen_names(self.env, self._fields[field].comodel_name, names)
                for node in run_nodes:
                    node.display_name = names[node[field].id]
        for node in self.filtered(lambda node: not node.pool_id and not node.activity_id):
            node.display_name = node.name

    def action_open_captured(self):
        self.ensure_one()
        return records_window(
            "customer.cost.capture",
            self.env._("Entries in %(pool)s", pool=self.display_name),
            [("run_id", "=", self.run_id.id), ("pool_id", "=", self.pool_id.id)],
            group_by=["account_id"],
        )

    def action_open_givers(self):
        self.ensure_one()
        pools = sorted(self.run_id._pools_giving(self))
        return records_window(
            self._name,
            self.env._("Pools that give to %(name)s", name=self.display_name),
            [("run_id", "=", self.run_id.id), ("pool_id", "in", pools)],
        )

    def action_open_customers(self):
        self.ensure_one()
        activities = (
            {self.activity_id.id}
            if self.activity_id
            else self.run_id._activities_reached({self.pool_id.id})
        )
        return records_window(
            "customer.cost.allocation",
            self.env._("Customers reached by %(name)s", name=self.display_name),
            [("run_id", "=", self.run_id.id), ("activity_id", "in", sorted(activities))],
            group_by=["partner_id"],
        )
