from odoo import fields, models

from .customer_cost_category import STAGES

STATEMENT_LINES = [
    ("cost_of_sales", "Cost of sales"),
    ("order", "Order"),
    ("customer", "Customer"),
    ("channel", "Channel"),
    ("facility", "Facility"),
]


class CustomerCostActivity(models.Model):
    """Work done for customers: takes cost from pools and gives it to customers by a driver."""

    _name = "customer.cost.activity"
    _description = "Activity"
    _inherit = ["customer.cost.master"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char()
    statement_line = fields.Selection(STATEMENT_LINES, required=True, default="customer")
    tax_on_sales = fields.Boolean(
        help="Cost-of-sales activity that gives tax on sales, shown on its own line."
    )
    stage = fields.Selection(STAGES)
    driver_id = fields.Many2one("customer.cost.driver", check_company=True, ondelete="restrict")
    timed = fields.Boolean(
        help="The volume is minutes, from the time terms, not the driver's count."
    )
    base_minutes = fields.Float(help="Minutes that every event takes.")
    term_ids = fields.One2many("customer.cost.time.term", "activity_id", copy=True)
    standard_rate = fields.Float(
        digits=(16, 6), help="Cost per unit of volume. Empty: the actual rate."
    )
    share_ids = fields.One2many("customer.cost.share", "activity_id")


class CustomerCostTimeTerm(models.Model):
    """Minutes that one unit of a driver adds to an activity."""

    _name = "customer.cost.time.term"
    _description = "Time Term"
    _order = "sequence, id"
    _check_company_auto = True

    sequence = fields.Integer(default=10)
    activity_id = fields.Many2one(
        "customer.cost.activity", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="activity_id.company_id", store=True, index=True)
    driver_id = fields.Many2one(
        "customer.cost.driver", required=True, check_company=True, ondelete="restrict"
    )
    minutes = fields.Float(required=True)
