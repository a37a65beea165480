from odoo import api, fields, models

from .node_figures import node_figures


class CustomerCostPool(models.Model):
    """What the last twelve computed months say of a pool: one query for all rows of a list."""

    _inherit = "customer.cost.pool"

    giver_ids = fields.One2many("customer.cost.share", "to_pool_id", string="Takes cost from")
    activity_ids = fields.Many2many(
        "customer.cost.activity",
        compute="_compute_activity_ids",
        string="Activities",
        help="Activities that this pool gives to.",
    )
    cost_year = fields.Monetary(
        "Cost, last 12 months",
        compute="_compute_figures",
        help="What the rules of the pool took from the books in the last twelve computed months, "
        "without what other pools gave it.",
    )
    received_year = fields.Monetary(
        "From other pools, last 12 months",
        compute="_compute_figures",
        help="What other pools gave it in the last twelve computed months.",
    )
    unused_year = fields.Monetary(
        "Unused, last 12 months",
        compute="_compute_figures",
        help="Cost of time nobody used. Shown here, never charged to customers.",
    )
    used_percent_last = fields.Float(
        "Used %",
        compute="_compute_figures",
        digits=(5, 1),
        help="Time used in percent of the practical capacity, in the last run.",
    )
    unused_measured = fields.Boolean(
        compute="_compute_figures", help="Without it unused capacity is not measured, never 0."
    )

    @api.depends("share_ids.activity_id")
    def _compute_activity_ids(self):
        for pool in self:
            pool.activity_ids = pool.share_ids.activity_id

    @api.depends("rule_ids", "share_ids")
    def _compute_figures(self):
        figures = node_figures(self.env, "pool", self._origin.ids)
        for pool in self:
            known = figures.get(pool._origin.id, {})
            pool.cost_year = known.get("captured", 0)
            pool.received_year = known.get("received", 0)
            pool.unused_year = known.get("unused", 0)
            pool.used_percent_last = known.get("used_percent") or 0
            pool.unused_measured = known.get("measured") or False
