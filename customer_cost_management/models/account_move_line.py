from odoo import api, fields, models


class AccountMoveLine(models.Model):
    """Door: the customer and the cost category that a journal item is for."""

    _inherit = "account.move.line"

    cost_customer_id = fields.Many2one(
        "res.partner",
        string="Cost customer",
        compute="_compute_cost_customer_id",
        store=True,
        readonly=False,
        precompute=True,
        copy=True,
        index="btree_not_null",
        ondelete="restrict",
        domain=[("parent_id", "=", False)],
        help="The customer this cost or revenue is for. On bills and expenses the partner is "
        "the vendor or the employee, never the customer.",
    )
    cost_category_id = fields.Many2one(
        "customer.cost.category",
        string="Cost category",
        compute="_compute_cost_category_id",
        store=True,
        readonly=False,
        precompute=True,
        copy=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="What this cost is for.",
    )

    @api.depends("expense_id")
    def _compute_cost_customer_id(self):
        for line in self:
            line.cost_customer_id = line.cost_customer_id or line.expense_id.cost_customer_id

    @api.depends("expense_id")
    def _compute_cost_category_id(self):
        for line in self:
            line.cost_category_id = line.cost_category_id or line.expense_id.cost_category_id
