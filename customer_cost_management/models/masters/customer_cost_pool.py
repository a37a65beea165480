from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_list

from ..platform.word_list import word_list
from .customer_cost_validity import check_not_negative, check_percent


class CustomerCostPool(models.Model):
    """Indirect cost gathered from the ledger by rules; support or operating."""

    _name = "customer.cost.pool"
    _description = "Cost pool"
    _inherit = ["customer.cost.master"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char()
    kind = fields.Selection(
        [("support", "Support pool"), ("operating", "Operating pool")],
        required=True,
        default="operating",
    )
    user_id = fields.Many2one("res.users", string="Owner")
    rule_ids = fields.One2many("customer.cost.pool.rule", "pool_id", copy=True, string="Rules")
    basis = fields.Selection(
        [("percent", "Percent"), ("driver", "Quantities"), ("time", "Time used")],
        required=True,
        default="percent",
        string="Gives by",
    )
    share_ids = fields.One2many("customer.cost.share", "pool_id", copy=True, string="Shares")
    rest_unallocated = fields.Boolean(
        help="What the shares miss to 100 % is left unallocated.",
        string="Leave the rest unallocated",
    )
    avoidable_percent = fields.Float(
        default=50.0,
        help="Part of this cost that would be gone within twelve months without the work.",
        string="Avoidable %",
    )
    practical_minutes = fields.Float(
        help="Minutes a month that the people of this pool really have for this work.",
        string="Practical minutes",
    )
    capacity_people = fields.Float(
        string="People", digits=(16, 2), help="People of this pool, counted as full-time."
    )
    capacity_hours = fields.Float(
        string="Paid hours a month",
        digits=(16, 2),
        default=160.0,
        help="Hours a month that one of them is paid for.",
    )
    capacity_percent = fields.Float(
        string="Really available %",
        default=80.0,
        help="Part of the paid time that is left for this work after holidays, illness, training "
        "and breaks; usually about 80 %.",
    )
    capacity_basis = fields.Selection(
        [("month", "Month"), ("rolling", "Rolling 12 months")],
        required=True,
        default="rolling",
        string="Capacity basis",
    )
    budgeted_cost = fields.Float(
        help="Monthly cost that the standard rate is made from. Empty: actual rate.",
        string="Budgeted cost",
    )
    over_capacity = fields.Selection(
        [
            ("keep", "Keep the rate, show over capacity"),
            ("raise_rate", "Raise the rate"),
            ("stop", "Stop the run"),
        ],
        required=True,
        default="keep",
        string="If more time was used",
    )
    sentence = fields.Char(compute="_compute_sentence")
    given_percent = fields.Float(
        compute="_compute_given_percent",
        help="Sum of the shares of a pool that gives by percent.",
        string="Given %",
    )
    shares_text = fields.Char(
        "Sum of the shares",
        compute="_compute_shares_text",
        help="What the shares add up to, and what they leave over.",
    )

    @api.onchange("capacity_people", "capacity_hours", "capacity_percent")
    def _onchange_capacity(self):
        """People × hours × what is really available; minutes typed by hand stay otherwise."""
        if self.capacity_people:
            hours = self.capacity_people * self.capacity_hours
            self.practical_minutes = round(hours * 60 * self.capacity_percent / 100, 2)

    @api.depends("basis", "share_ids.share")
    def _compute_given_percent(self):
        for pool in self:
            shares = pool.share_ids.mapped("share") if pool.basis == "percent" else []
            pool.given_percent = round(sum(shares), 6)

    @api.depends("basis", "share_ids.share", "rest_unallocated")
    @api.depends_context("lang")
    def _compute_shares_text(self):
        for pool in self:
            given, rest = pool.given_percent, round(100 - pool.given_percent, 6)
            if rest > 0 and pool.rest_unallocated:
                text = self.env._("Σ %(given)g %%: %(rest)g %% unallocated", given=given, rest=rest)
            elif rest > 0:
                text = self.env._("Σ %(given)g %%: %(rest)g %% missing", given=given, rest=rest)
            elif rest < 0:
                text = self.env._("Σ %(given)g %%: %(over)g %% too much", given=given, over=-rest)
            else:
                text = self.env._("Σ 100 % ✔")
            pool.shares_text = text if pool.basis == "percent" and pool.share_ids else False

    @api.depends(
        "basis",
        "rule_ids.sentence",
        "share_ids.share",
        "share_ids.to_pool_id.name",
        "share_ids.activity_id.name",
    )
    @api.depends_context("lang")
    def _compute_sentence(self):
        for pool in self:
            pool.sentence = f"{pool._describe_rules()} {pool._describe_shares()}"

    def _describe_rules(self):
        conditions = [rule._describe_conditions() for rule in self.rule_ids]
        if not conditions:
            return self.env._("Takes nothing from the books.")
        return self.env._("Takes %(conditions)s.", conditions="; ".join(filter(None, conditions)))

    def _describe_shares(self):
        if not self.share_ids:
            return self.env._("Gives to nobody yet.")
        shares = self.share_ids
        names = [share.to_pool_id.name or share.activity_id.name or "…" for share in shares]
        if self.basis == "time":
            names = format_list(self.env, names)
            return self.env._("Gives the cost of the minutes used to %(names)s.", names=names)
        parts = [f"{share.share:g} {name}" for share, name in zip(shares, names, strict=True)]
        if self.basis == "driver":
            return self.env._("Gives by quantities: %(parts)s.", parts=word_list(self.env, parts))
        parts = [
            f"{share.share:g}\N{NO-BREAK SPACE}% {name}"
            for share, name in zip(shares, names, strict=True)
        ]
        rest = round(100 - self.given_percent, 6)
        if rest > 0:
            parts.append(self.env._("%(percent)g %% to nobody", percent=rest))
        return self.env._("Gives %(parts)s.", parts=word_list(self.env, parts))

    @api.constrains("kind")
    def _check_kind(self):
        self.share_ids._check_target()

    @api.constrains("kind", "basis")
    def _check_basis(self):
        for pool in self:
            if pool.kind == "support" and pool.basis == "time":
                raise ValidationError(
                    self.env._(
                        '"%(pool)s" is a support pool; time is measured for activities. Give '
                        "by percent or quantities, or make it an operating pool.",
                        pool=pool.name,
                    )
                )

    @api.constrains(
        "avoidable_percent",
        "practical_minutes",
        "budgeted_cost",
        "capacity_people",
        "capacity_hours",
        "capacity_percent",
    )
    def _check_numbers(self):
        for pool in self:
            for name in ("avoidable_percent", "capacity_percent"):
                check_percent(pool, name)
            for name in ("capacity_people", "capacity_hours"):
                check_not_negative(pool, name)
            check_not_negative(pool, "practical_minutes")
            check_not_negative(pool, "budgeted_cost")
