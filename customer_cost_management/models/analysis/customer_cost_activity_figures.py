from odoo import api, fields, models

from .node_figures import customers_of_activities, node_figures


class CustomerCostActivity(models.Model):
    """What the last twelve computed months say of an activity: few queries, however many rows.

    Capacity is measured for pools; an activity shows its part of the unused cost of the pools
    that give to it, in proportion to the cost that each of their activities took.
    """

    _inherit = "customer.cost.activity"

    cost_year = fields.Monetary(
        "Cost, last 12 months",
        compute="_compute_figures",
        help="What pools gave it in the last twelve computed months.",
    )
    rate_last = fields.Float(
        "Rate",
        compute="_compute_figures",
        digits=(16, 6),
        help="Cost of one unit in the last run, company currency.",
    )
    volume_last = fields.Float(
        "Volume",
        compute="_compute_figures",
        digits=(16, 3),
        help="Units, or minutes, that all customers used in the last run.",
    )
    used_percent_last = fields.Float(
        "Used %",
        compute="_compute_figures",
        digits=(5, 1),
        help="Time used in percent of the practical capacity of its pools, in the last run.",
    )
    unused_year = fields.Monetary(
        "Unused, last 12 months",
        compute="_compute_figures",
        help="Its part of the cost of time nobody used in its pools. Never charged to customers.",
    )
    unused_measured = fields.Boolean(
        compute="_compute_figures", help="Without it unused capacity is not measured, never 0."
    )
    in_last_run = fields.Boolean(
        "In the last run", compute="_compute_figures", help="The last run computed it."
    )

    @api.depends("share_ids")
    def _compute_figures(self):
        figures = node_figures(self.env, "activity", self._origin.ids)
        unused, used = self._unused_of_pools()
        for activity in self:
            known = figures.get(activity._origin.id, {})
            activity.cost_year = known.get("received", 0)
            activity.rate_last = known.get("rate") or 0
            activity.volume_last = known.get("volume") or 0
            activity.in_last_run = bool(known.get("run"))
            activity.unused_year = unused.get(activity._origin.id, 0)
            activity.used_percent_last = used.get(activity._origin.id, 0)
            activity.unused_measured = activity._origin.id in used

    def _unused_of_pools(self):
        """{activity id: part of its pools' unused cost}, {activity id: used %}."""
        from ...engine.money import distribute

        pools = self._origin.share_ids.pool_id.filtered(lambda pool: pool.basis == "time")
        of_pool = node_figures(self.env, "pool", pools.ids)
        taken = node_figures(self.env, "activity", pools.share_ids.activity_id.ids)
        unused, used = {}, {}
        for pool in pools:
            figures, activities = of_pool.get(pool.id), pool.share_ids.activity_id
            costs = [max(taken.get(a.id, {}).get("received", 0), 0) for a in activities]
            if not figures or not figures["measured"] or not any(costs):
                continue
            minor = 1 / pool.currency_id.rounding
            total = round(float(figures["unused"]) * minor)
            parts = distribute(
                total, [round(float(cost) * minor) for cost in costs], activities.ids
            )
            for activity, part in zip(activities, parts.tolist(), strict=True):
                unused[activity.id] = unused.get(activity.id, 0) + part / minor
                used[activity.id] = max(used.get(activity.id, 0), figures["used_percent"])
        return unused, used

    def _count_customers(self):
        """{activity id: customers it reached in the last run}."""
        return customers_of_activities(self.env, self._origin.ids)
