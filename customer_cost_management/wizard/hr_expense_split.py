from odoo import api, fields, models


class HrExpenseSplit(models.TransientModel):
    """Door: each part of a split expense has customer, cost category and fapiao of its own."""

    _name = "hr.expense.split"
    _inherit = ["hr.expense.split", "customer.cost.item", "customer.cost.fapiao.fields"]

    cost_category_id = fields.Many2one(
        compute="_compute_cost_category_id", store=True, readonly=False, precompute=True
    )

    @api.model
    def default_get(self, fields_list):
        result = super().default_get(fields_list)
        if "expense_id" in result:
            expense = self.env["hr.expense"].browse(result["expense_id"])
            result.update(expense._cost_values() | expense._fapiao_values())
        return result

    @api.depends("product_id")
    def _compute_cost_category_id(self):
        proposals = self._cost_categories_by("product_ids", self.product_id)
        for split in self:
            key = (split.company_id.root_id, split.product_id._origin)
            split.cost_category_id = proposals.get(key)

    def _get_values(self):
        return {
            **super()._get_values(),
            "cost_customer_id": self.cost_customer_id.id,
            "cost_category_id": self.cost_category_id.id,
            **self._fapiao_values(),
        }
