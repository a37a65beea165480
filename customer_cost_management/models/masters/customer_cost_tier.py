from itertools import combinations

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .customer_cost_validity import check_percent

BASES = [
    ("amount", "Contribution of at least"),
    ("rank", "Best customers, in percent of all"),
    ("share", "Best customers who bring a share"),
    ("rest", "Everybody else"),
]
PERCENT_BASES = ("rank", "share")


class CustomerCostTier(models.Model):
    """A tier and its rule.  A customer has the first tier, by sequence, whose rule he meets.

    Measured on the contribution of the last twelve closed months before relationship
    spending, so that caring for a customer does not lower his tier.
    """

    _name = "customer.cost.tier"
    _description = "Customer Tier"
    _inherit = ["customer.cost.master", "customer.cost.validity"]

    name = fields.Char(
        "Tier", required=True, tracking=True, help="The letter that everybody sees, such as A."
    )
    description = fields.Char(translate=True, help="What belonging to this tier means.")
    basis = fields.Selection(BASES, "Rule", required=True, default="amount", tracking=True)
    amount = fields.Monetary(
        "Contribution from",
        tracking=True,
        help="Contribution (CM3) of the last twelve closed months, before relationship spending.",
    )
    percent = fields.Float(
        digits=(5, 2), tracking=True, help="Of all customers, or of all positive contribution."
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    color = fields.Integer()
    sentence = fields.Char(compute="_compute_sentence")

    @api.depends("basis", "amount", "percent", "currency_id")
    @api.depends_context("lang")
    def _compute_sentence(self):
        for tier in self:
            tier.sentence = tier._describe()

    def _describe(self):
        percent = f"{self.percent:g}"
        if self.basis == "amount":
            amount = self.currency_id.format(self.amount) if self.currency_id else self.amount
            return self.env._(
                "Contribution of the last 12 months of %(amount)s or more.", amount=amount
            )
        if self.basis == "rank":
            return self.env._("The best %(percent)s %% of all customers.", percent=percent)
        if self.basis == "share":
            return self.env._(
                "The best customers who together bring %(percent)s %% of the contribution.",
                percent=percent,
            )
        return self.env._("Every other customer.")

    @api.constrains("basis", "percent")
    def _check_percent(self):
        for tier in self:
            if tier.basis not in PERCENT_BASES:
                continue
            check_percent(tier, "percent")
            if not tier.percent:
                raise ValidationError(
                    self.env._(
                        "%(name)s: nobody is among the best 0 %%. Enter a percentage above 0.",
                        name=tier.display_name,
                    )
                )

    @api.constrains(
        "name", "basis", "amount", "percent", "sequence", "active", "date_from", "date_to"
    )
    def _check_sequence(self):
        """Tiers in force on one day: each name once, rules from strict to easy, the rest last."""
        for company in self.company_id:
            tiers = self.search([("company_id", "=", company.id)])
            for better, worse in combinations(tiers, 2):
                if better._overlaps(worse):
                    better._check_before(worse)

    def _overlaps(self, other):
        """Whether some day belongs to both."""
        return not (
            self.date_to
            and other.date_from
            and self.date_to < other.date_from
            or other.date_to
            and self.date_from
            and other.date_to < self.date_from
        )

    def _check_before(self, worse):
        """What is wrong with this tier standing before a worse one."""
        names = {"better": self.name, "worse": worse.name}
        if self.name == worse.name:
            raise ValidationError(
                self.env._(
                    "Tier %(name)s is there twice at the same time. Let one end before the other "
                    "begins.",
                    name=self.name,
                )
            )
        if self.basis == "rest":
            raise ValidationError(
                self.env._(
                    "Tier %(better)s takes everybody else, so nobody reaches %(worse)s. Move "
                    "%(better)s to the end.",
                    **names,
                )
            )
        if self.basis == worse.basis and not self._is_stricter(worse):
            raise ValidationError(
                self.env._(
                    "Nobody reaches tier %(worse)s: its rule is not easier than that of "
                    "%(better)s above it. Change the order or a rule.",
                    **names,
                )
            )

    def _is_stricter(self, worse):
        if self.basis == "amount":
            return self.currency_id.compare_amounts(self.amount, worse.amount) > 0
        return self.percent < worse.percent

    @api.model
    def _in_force(self, company, day):
        """The tiers of a root company on a day, best first."""
        return self.search(
            [
                ("company_id", "=", company.id),
                "|",
                ("date_from", "=", False),
                ("date_from", "<=", day),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", day),
            ]
        )
