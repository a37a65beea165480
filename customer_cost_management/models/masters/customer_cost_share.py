from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .customer_cost_validity import check_not_negative


class CustomerCostShare(models.Model):
    """What a pool gives to a pool or to an activity."""

    _name = "customer.cost.share"
    _description = "Pool Share"
    _inherit = ["customer.cost.import"]
    _order = "sequence, id"
    _check_company_auto = True

    sequence = fields.Integer(default=10)
    pool_id = fields.Many2one("customer.cost.pool", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="pool_id.company_id", store=True, index=True)
    to_pool_id = fields.Many2one(
        "customer.cost.pool", check_company=True, ondelete="restrict", string="To pool"
    )
    activity_id = fields.Many2one(
        "customer.cost.activity", check_company=True, ondelete="restrict", string="To activity"
    )
    share = fields.Float(
        digits=(16, 6),
        default=1.0,
        help="Percent, quantity, or minutes of this pool per minute of the activity, "
        "as the basis of the pool says.",
    )

    @api.depends("pool_id", "to_pool_id", "activity_id")
    def _compute_display_name(self):
        for share in self:
            target = share.to_pool_id.name or share.activity_id.name or ""
            share.display_name = f"{share.pool_id.name or ''} → {target}"

    @api.constrains("to_pool_id", "activity_id", "pool_id")
    def _check_target(self):
        for share in self:
            pool = share.pool_id
            if bool(share.to_pool_id) == bool(share.activity_id):
                message = self.env._(
                    'A share of "%(pool)s" goes to one pool or to one activity, not to both or '
                    "neither.",
                    pool=pool.name,
                )
            elif share.to_pool_id == pool:
                message = self.env._(
                    '"%(pool)s" cannot give to itself. Choose another pool.', pool=pool.name
                )
            elif pool.kind == "support" and share.activity_id:
                message = self.env._(
                    '"%(pool)s" is a support pool and gives to pools only. "%(activity)s" is '
                    "an activity.",
                    pool=pool.name,
                    activity=share.activity_id.name,
                )
            elif pool.kind == "operating" and share.to_pool_id:
                message = self.env._(
                    '"%(pool)s" is an operating pool and gives to activities only. "%(to_pool)s" '
                    "is a pool.",
                    pool=pool.name,
                    to_pool=share.to_pool_id.name,
                )
            else:
                continue
            raise ValidationError(message)

    @api.constrains("to_pool_id", "activity_id", "pool_id")
    def _check_target_once(self):
        groups = self._read_group(
            [("pool_id", "in", self.pool_id.ids)],
            ["pool_id", "to_pool_id", "activity_id"],
            having=[("__count", ">", 1)],
        )
        for pool, to_pool, activity in groups:
            raise ValidationError(
                self.env._(
                    '"%(pool)s" gives to "%(target)s" twice. Put both shares into one.',
                    pool=pool.name,
                    target=(to_pool or activity).name,
                )
            )

    @api.constrains("share")
    def _check_share(self):
        for share in self:
            check_not_negative(share, "share")
