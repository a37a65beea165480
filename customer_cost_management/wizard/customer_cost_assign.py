from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.run.published_periods import published_warning


class CustomerCostAssign(models.TransientModel):
    """Give many journal items a customer, a category, or both; what is left empty stays."""

    _name = "customer.cost.assign"
    _description = "Assign Customer"
    _inherit = ["customer.cost.item"]

    company_id = fields.Many2one("res.company", default=lambda self: self.env.company.root_id)
    cost_customer_id = fields.Many2one(help="Empty: the items keep the customer they have.")
    cost_category_id = fields.Many2one(help="Empty: the items keep the category they have.")
    remove_customer = fields.Boolean(help="The items have no customer any more.")
    remove_category = fields.Boolean(help="The items have no cost category any more.")
    item_count = fields.Integer(string="Journal items", compute="_compute_item_count")

    warning = fields.Char(compute="_compute_warning")

    @api.model
    def default_get(self, fields_list):
        result = super().default_get(fields_list)
        companies = self._items().company_id.root_id
        if len(companies) == 1 and "company_id" in fields_list:
            result["company_id"] = companies.id
        return result

    @api.depends_context("active_model", "active_ids")
    def _compute_item_count(self):
        self.item_count = len(self._items())

    @api.depends_context("active_model", "active_ids")
    def _compute_warning(self):
        self.warning = published_warning(self.env, self._items())

    def action_assign(self):
        """Posted items go by the cost accountant's right, drafts by the right to edit them."""
        self.ensure_one()
        values = self._values()
        if not values:
            raise UserError(self.env._("Choose a customer or a cost category first."))
        items = self._items()
        if not items:
            raise UserError(self.env._("Select the journal items first."))
        job = items._assign_cost(values)
        return job._open() if job else {"type": "ir.actions.act_window_close"}

    @api.model
    def _items(self):
        if self.env.context.get("active_model") != "account.move.line":
            return self.env["account.move.line"]
        return self.env["account.move.line"].browse(self.env.context.get("active_ids")).exists()

    def _values(self):
        values = {}
        if self.remove_customer or self.cost_customer_id:
            values["cost_customer_id"] = not self.remove_customer and self.cost_customer_id.id
        if self.remove_category or self.cost_category_id:
            values["cost_category_id"] = not self.remove_category and self.cost_category_id.id
        return values
