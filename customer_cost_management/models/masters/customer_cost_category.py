from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .customer_cost_validity import check_percent

LEVELS = [
    ("unit", "Unit"),
    ("order", "Order"),
    ("customer", "Customer"),
    ("channel", "Channel"),
    ("facility", "Facility"),
]
STAGES = [
    ("acquire", "Acquire"),
    ("retain", "Retain"),
    ("expand", "Expand"),
    ("win_back", "Win back"),
]


class CustomerCostCategory(models.Model):
    """What a cost is for.  The most specific category that carries the product or the
    account of a journal item or expense is proposed for it."""

    _name = "customer.cost.category"
    _description = "Cost category"
    _inherit = ["customer.cost.master"]
    _parent_store = True
    _rec_name = "name"
    _order = "parent_path, sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(index=True)
    parent_id = fields.Many2one(
        "customer.cost.category",
        index=True,
        ondelete="restrict",
        check_company=True,
        string="Part of",
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("customer.cost.category", "parent_id", string="Parts")
    purpose = fields.Selection(
        [
            ("acquisition", "Acquisition"),
            ("maintenance", "Maintenance"),
            ("conversion", "Conversion"),
            ("switching", "Switching prevention"),
            ("satisfaction", "Satisfaction"),
        ]
    )
    origin = fields.Selection(
        [
            ("marketing", "Marketing"),
            ("sales", "Sales"),
            ("after_sales", "After-sales"),
            ("operations", "Operations"),
            ("administration", "Administration"),
            ("hr", "People"),
        ]
    )
    behaviour = fields.Selection([("variable", "Variable"), ("fixed", "Fixed")], default="variable")
    avoidable_percent = fields.Float(
        default=100.0,
        help="Part of this cost that would be gone within twelve months without its cause.",
        string="Avoidable %",
    )
    level = fields.Selection(
        LEVELS,
        default="customer",
        required=True,
        help="What would make this cost disappear: one unit, one order, the customer, "
        "the channel, or nothing (facility).",
    )
    stage = fields.Selection(STAGES)
    budget_controlled = fields.Boolean(
        help="Discretionary relationship cost: it is asked for, approved and kept within a budget.",
        string="Budget-controlled",
    )
    bulk_gifts = fields.Boolean(
        help="Gifts bought in bulk. Without a customer they are no pool cost: they stay "
        "undistributed gifts until corrections bring them to those who got them."
    )
    tax_class = fields.Selection(
        [
            ("entertainment", "Entertainment"),
            ("promotion", "Promotion"),
            ("other", "Other"),
        ],
        default="other",
        string="Tax class",
    )
    product_ids = fields.Many2many(
        "product.product", string="Expense categories", check_company=True
    )
    account_ids = fields.Many2many("account.account", string="Accounts", check_company=True)

    @api.constrains("parent_id")
    def _check_no_cycle(self):
        for category in self:
            if category._has_cycle():
                raise ValidationError(
                    self.env._(
                        "%(name)s would be part of itself. Choose another parent.",
                        name=category.name,
                    )
                )

    @api.constrains("avoidable_percent")
    def _check_avoidable_percent(self):
        for category in self:
            check_percent(category, "avoidable_percent")
