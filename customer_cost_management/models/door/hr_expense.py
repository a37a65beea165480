from odoo import api, fields, models


class HrExpense(models.Model):
    """Door: the customer and the cost category that an expense is for."""

    _name = "hr.expense"
    _inherit = ["hr.expense", "customer.cost.item"]

    cost_customer_id = fields.Many2one(
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="The customer this expense is for. The partner of an expense is the vendor or "
        "the employee, never the customer.",
    )
    cost_category_id = fields.Many2one(
        compute="_compute_cost_category_id",
        store=True,
        readonly=False,
        precompute=True,
        copy=True,
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="What this expense is for. Proposed from the expense's category.",
    )

    @api.depends("product_id", "company_id")
    def _compute_cost_category_id(self):
        proposals = self._cost_categories_by("product_ids", self.product_id)
        for expense in self:
            key = (expense.company_id.root_id, expense.product_id._origin)
            expense.cost_category_id = proposals.get(key)

    def _prepare_move_lines_vals(self):
        return {**super()._prepare_move_lines_vals(), **self._item_values()}

    def _prepare_payments_vals(self):
        move_vals, payment_vals = super()._prepare_payments_vals()
        for _command, _id, line_vals in move_vals["line_ids"]:
            if line_vals.get("expense_id") == self.id:
                line_vals.update(self._item_values())
        return move_vals, payment_vals

    def _get_split_values(self):
        return [{**values, **self._cost_values()} for values in super()._get_split_values()]

    def _item_values(self):
        """What the journal item of the expense takes over."""
        return self._cost_values()

    def _cost_values(self):
        """Customer and category as they go on into a journal item or a part of the expense."""
        self.ensure_one()
        return {
            "cost_customer_id": self.cost_customer_id.id,
            "cost_category_id": self.cost_category_id.id,
        }
