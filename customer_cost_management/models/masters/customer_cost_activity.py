from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import formatLang

from .customer_cost_category import STAGES
from .customer_cost_validity import check_not_negative

STATEMENT_LINES = [
    ("cost_of_sales", "Cost of sales"),
    ("order", "Order"),
    ("customer", "Customer"),
    ("channel", "Channel"),
    ("facility", "Facility"),
]
#: Cost that no single customer causes: it stops there.
ABOVE_CUSTOMERS = ("channel", "facility")


class CustomerCostActivity(models.Model):
    """Work done for customers: takes cost from pools and gives it to customers by a driver."""

    _name = "customer.cost.activity"
    _description = "Activity"
    _inherit = ["customer.cost.master"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char()
    statement_line = fields.Selection(
        STATEMENT_LINES, required=True, default="customer", string="Statement line"
    )
    tax_on_sales = fields.Boolean(
        help="Cost-of-sales activity that gives tax on sales, shown on its own line.",
        string="Tax on sales",
    )
    stage = fields.Selection(STAGES)
    driver_id = fields.Many2one("customer.cost.driver", check_company=True, ondelete="restrict")
    timed = fields.Boolean(
        help="The volume is minutes, from the time terms, not the driver's count.",
        string="By minutes",
    )
    base_minutes = fields.Float(help="Minutes that every event takes.", string="Base minutes")
    term_ids = fields.One2many(
        "customer.cost.time.term", "activity_id", copy=True, string="Time terms"
    )
    standard_rate = fields.Float(
        digits=(16, 6),
        help="Cost per unit of volume. Empty: the actual rate.",
        string="Standard rate",
    )
    share_ids = fields.One2many("customer.cost.share", "activity_id", string="Takes cost from")
    sentence = fields.Char(compute="_compute_sentence")

    @api.depends(
        "statement_line",
        "driver_id.name",
        "timed",
        "base_minutes",
        "term_ids.minutes",
        "term_ids.driver_id.name",
        "standard_rate",
    )
    @api.depends_context("lang")
    def _compute_sentence(self):
        for activity in self:
            activity.sentence = " ".join(filter(None, activity._describe()))

    def _describe(self):
        if not self.driver_id and self.statement_line in ABOVE_CUSTOMERS:
            yield self.env._("Stays with the company: no customer bears it.")
            return
        driver = self.driver_id.name or "…"
        if self.timed:
            yield self.env._(
                "Shared by minutes: %(minutes)s, for each of %(driver)s.",
                minutes=self._describe_minutes(),
                driver=driver,
            )
        else:
            yield self.env._("Shared by %(driver)s.", driver=driver)
        if self.standard_rate:
            rate = formatLang(self.env, self.standard_rate, digits=4)
            yield self.env._("Standard rate %(rate)s.", rate=rate)

    def _describe_minutes(self):
        """Base and terms as people write them: 5 min + 3 min × Lines."""
        parts = [self.env._("%(minutes)g min", minutes=self.base_minutes)]
        for term in self.term_ids:
            parts.append(
                self.env._(
                    "%(minutes)g min × %(driver)s",
                    minutes=term.minutes,
                    driver=term.driver_id.name or "…",
                )
            )
        return " + ".join(parts)

    @api.constrains("statement_line", "driver_id", "timed")
    def _check_driver(self):
        for activity in self:
            above = activity.statement_line in ABOVE_CUSTOMERS and not activity.timed
            if not activity.driver_id and not above:
                raise ValidationError(
                    self.env._(
                        "%(activity)s has no driver. Choose what measures it, or let it stay "
                        "at channel or facility level.",
                        activity=activity.name,
                    )
                )

    @api.constrains("timed", "base_minutes", "term_ids")
    def _check_minutes(self):
        for activity in self:
            check_not_negative(activity, "base_minutes")
            if activity.timed and not (
                activity.base_minutes or any(activity.term_ids.mapped("minutes"))
            ):
                raise ValidationError(
                    self.env._(
                        "%(activity)s takes no time. Enter minutes above 0, or share it by "
                        "its driver alone.",
                        activity=activity.name,
                    )
                )

    @api.constrains("standard_rate")
    def _check_standard_rate(self):
        for activity in self:
            check_not_negative(activity, "standard_rate")

    @api.constrains("tax_on_sales", "statement_line")
    def _check_tax_on_sales(self):
        for activity in self:
            if activity.tax_on_sales and activity.statement_line != "cost_of_sales":
                raise ValidationError(
                    self.env._(
                        "%(activity)s gives tax on sales, which belongs to cost of sales. "
                        "Change its statement line.",
                        activity=activity.name,
                    )
                )
