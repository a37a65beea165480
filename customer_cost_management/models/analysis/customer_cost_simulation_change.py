from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import format_list

#: Changes of what the whole company shares: rates, pools, shares, capacity.
SHARED = ("rate", "pool_amount", "share", "capacity")
#: The record that a change is of, by what it changes.
TARGETS = {
    "driver_volume": ("driver_id",),
    "minimum_order": ("driver_id",),
    "rate": ("activity_id",),
    "pool_amount": ("pool_id",),
    "share": ("pool_id", "activity_id"),
    "capacity": ("pool_id",),
}
TARGET_FIELDS = ("driver_id", "activity_id", "pool_id")
#: Lowest and highest value: percent, points, or an amount for a minimum order.
RANGES = {
    "price": (-100, 1000),
    "discount": (-100, 100),
    "volume": (-100, 1000),
    "volume_lost": (0, 100),
    "driver_volume": (-100, 1000),
    "minimum_order": (0.01, 1e9),
    "rate": (-100, 1000),
    "pool_amount": (-100, 1000),
    "share": (0, 100),
    "capacity": (-99.9, 1000),
}


class CustomerCostSimulationChange(models.Model):
    """One assumption of a simulation: what changes, for whom, by how much."""

    _name = "customer.cost.simulation.change"
    _description = "Change of a Simulation"
    _order = "simulation_id, id"

    simulation_id = fields.Many2one(
        "customer.cost.simulation", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="simulation_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    what = fields.Selection(
        [
            ("price", "Price"),
            ("discount", "Discount"),
            ("volume", "Sales volume"),
            ("volume_lost", "Share of volume lost"),
            ("driver_volume", "Driver volume"),
            ("minimum_order", "Minimum order"),
            ("rate", "Rate"),
            ("pool_amount", "Pool amount"),
            ("share", "Share of a pool"),
            ("capacity", "Practical capacity"),
        ],
        required=True,
        help="Price, volume, driver volume, rate, pool amount and capacity change by a "
        "percentage; discount rises by points of gross revenue; a share becomes the "
        "percentage typed, the others of its pool keep their proportions; customers whose "
        "average order is smaller order less often, until it reaches the minimum order.",
    )
    partner_ids = fields.Many2many(
        "res.partner",
        "customer_cost_simulation_change_partner_rel",
        string="Customers",
        help="Empty: all customers. A change for chosen customers replaces one for all.",
    )
    driver_id = fields.Many2one("customer.cost.driver", ondelete="cascade")
    activity_id = fields.Many2one("customer.cost.activity", ondelete="cascade")
    pool_id = fields.Many2one("customer.cost.pool", ondelete="cascade")
    value = fields.Float(
        required=True, digits=(16, 4), help="Percent, points, or an amount for a minimum order."
    )

    @api.depends("what", "value", "driver_id", "activity_id", "pool_id", "partner_ids")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["what"]._description_selection(self.env))
        for change in self:
            # sudo: who reads the simulation may know what it is about, not the cost model
            change_sudo = change.sudo()
            targets = [
                change_sudo[name].display_name
                for name in TARGETS.get(change.what, ())
                if change_sudo[name]
            ]
            subject = targets[0] if change.what == "driver_volume" and targets else None
            subject = subject or " ".join([labels.get(change.what, ""), *targets])
            names = change_sudo.partner_ids.mapped("name")
            text = f"{subject} {change._value_text()}"
            change.display_name = f"{text} ({', '.join(names)})" if names else text

    def _value_text(self):
        if self.what == "minimum_order":
            return self.currency_id.format(self.value)
        if self.what == "discount":
            return f"{self.value:+g} pt"
        return (
            f"{self.value:g} %" if self.what in ("share", "volume_lost") else f"{self.value:+g} %"
        )

    # ------------------------------------------------------------------ what must hold

    @api.constrains("simulation_id", "what", "value", *TARGET_FIELDS, "partner_ids")
    def _check_change(self):
        """In this order, so that the first thing wrong is the one that is told."""
        self._check_value()
        self._check_target()
        self._check_is_in_base()
        self._check_duplicates()
        self._check_shares()

    def _check_value(self):
        for change in self:
            lowest, highest = RANGES[change.what]
            if not lowest <= change.value <= highest:
                raise ValidationError(
                    self.env._(
                        "%(change)s: enter a number from %(lowest)s to %(highest)s.",
                        change=change.display_name,
                        lowest=f"{lowest:g}",
                        highest=f"{highest:g}",
                    )
                )

    def _check_target(self):
        for change in self:
            wanted = TARGETS.get(change.what, ())
            if any(bool(change[name]) != (name in wanted) for name in TARGET_FIELDS):
                fields_of = self.fields_get(wanted or TARGET_FIELDS, ["string"]).values()
                raise ValidationError(
                    self.env._(
                        "%(change)s: name %(records)s and nothing else.",
                        change=change.display_name,
                        records=format_list(self.env, [each["string"] for each in fields_of])
                        if wanted
                        else self.env._("customers"),
                    )
                )
            if change.what in SHARED and change.partner_ids:
                raise ValidationError(
                    self.env._(
                        "%(change)s: rates, pools, shares and capacity are shared by all "
                        "customers. Leave the customers empty.",
                        change=change.display_name,
                    )
                )

    def _check_is_in_base(self):
        """Only what the base's frozen model knows can change."""
        for change in self:
            # sudo: who simulates may name parts of a cost model that he may not open
            reason = change.simulation_id._why_not_in_base(change.sudo())
            if reason:
                raise ValidationError(
                    self.env._("%(record)s: %(reason)s", record=change.display_name, reason=reason)
                )

    def _check_duplicates(self):
        for change in self:
            for other in change.simulation_id.change_ids - change:
                if change._is_same_as(other):
                    raise ValidationError(
                        self.env._(
                            "%(change)s: the same is already changed by %(other)s. Change the "
                            "value there.",
                            change=change.display_name,
                            other=other.display_name,
                        )
                    )

    def _is_same_as(self, other):
        """The same target for the same customers; for all beside for some is no duplicate."""
        if any(self[name] != other[name] for name in ("what", *TARGET_FIELDS)):
            return False
        mine, theirs = self.partner_ids, other.partner_ids
        return bool(mine & theirs) or not mine and not theirs

    def _check_shares(self):
        for change in self.filtered(lambda each: each.what == "share"):
            same = change.simulation_id.change_ids.filtered(
                lambda each, pool=change.pool_id: each.what == "share" and each.pool_id == pool
            )
            total = sum(same.mapped("value"))
            if total > 100 + 1e-6:
                raise ValidationError(
                    self.env._(
                        '"%(pool)s" would give %(percent)s %%. Take away %(excess)s %%.',
                        # sudo: as above
                        pool=change.sudo().pool_id.name,
                        percent=f"{total:g}",
                        excess=f"{total - 100:g}",
                    )
                )

    # ------------------------------------------------------------------ who may

    @api.model_create_multi
    def create(self, vals_list):
        changes = super().create(vals_list)
        changes._check_may_change()
        return changes

    def write(self, vals):
        self._check_may_change()
        result = super().write(vals)
        self._check_may_change()
        return result

    def _check_may_change(self):
        """What all customers share is changed by cost accountants, simulated or not.

        No constraint: those run as superuser, and this asks what the user may.
        """
        for change in self:
            change.simulation_id._check_partners(change.partner_ids)
        shared = self.filtered(lambda change: change.what in SHARED)
        may = self.env.user.has_group("customer_cost_management.group_cost_accountant")
        if shared and not (may or self.env.su):
            raise AccessError(
                self.env._(
                    "%(change)s: rates, pools, shares and capacity are shared by all customers. "
                    "Ask a cost accountant to simulate them.",
                    change=shared[0].display_name,
                )
            )
