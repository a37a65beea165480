from odoo import fields, models


class HrExpense(models.Model):
    """Door: the customer and the cost category that an expense is for."""

    _inherit = "hr.expense"

    cost_customer_id = fields.Many2one(
        "res.partner",
        string="Customer",
        index="btree_not_null",
        ondelete="restrict",
        domain=[("parent_id", "=", False)],
        help="The customer this expense is for.",
    )
    cost_category_id = fields.Many2one(
        "customer.cost.category",
        string="Cost category",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="What this expense is for.",
    )
