from odoo import api, fields, models

COST_FIELDS = ("cost_customer_id", "cost_category_id")


class AccountMoveLine(models.Model):
    """Door: the customer and the cost category that a journal item is for.

    Both are management attributes: neither Odoo's hash nor its lock dates cover them.

    ======================  ===========================================
    item                    who changes them
    ======================  ===========================================
    draft                   whoever may edit the item
    posted, also locked     cost accountants; noted in the entry's chatter
    in a closed run         nobody
    ======================  ===========================================
    """

    _name = "account.move.line"
    _inherit = ["account.move.line", "customer.cost.item"]

    cost_customer_id = fields.Many2one(
        string="Cost customer",
        compute="_compute_cost_customer_id",
        store=True,
        readonly=False,
        precompute=True,
        copy=True,
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="The customer this cost or revenue is for. On bills and expenses the partner is "
        "the vendor or the employee, never the customer.",
    )
    cost_category_id = fields.Many2one(
        compute="_compute_cost_category_id",
        store=True,
        readonly=False,
        precompute=True,
        copy=True,
        ondelete="restrict",
        tracking=True,
        help="What this cost is for. Proposed from the product, else from the account.",
    )

    # what was spent on a kind of cost is always asked for a time
    _cost_category_date = models.Index(
        "(cost_category_id, date) WHERE cost_category_id IS NOT NULL"
    )

    @api.depends("expense_id")
    def _compute_cost_customer_id(self):
        for line in self:
            # sudo: who books an expense need not see it
            expense = line.sudo().expense_id
            follows = expense and line.parent_state != "posted"
            # of several customers each has an item of his own
            follows = follows and not expense._is_for_several_customers()
            line.cost_customer_id = expense.cost_customer_id if follows else line.cost_customer_id

    @api.depends("expense_id", "product_id", "account_id")
    def _compute_cost_category_id(self):
        """The expense's; else proposed on a draft.  A posted item keeps what it has."""
        open_lines = self.filtered(lambda line: line.parent_state != "posted")
        costs = open_lines.filtered(lambda line: line.account_id.internal_group == "expense")
        by_product = self._cost_categories_by("product_ids", costs.product_id)
        by_account = self._cost_categories_by("account_ids", costs.account_id)
        for line in self:
            category = line.cost_category_id
            expense = line.sudo().expense_id  # sudo: who books an expense need not see it
            if line in open_lines and expense:
                category = expense.cost_category_id
            elif line in costs:
                root = line.company_id.root_id
                category = (
                    by_product.get((root, line.product_id._origin))
                    or by_account.get((root, line.account_id._origin))
                    or category
                )
            line.cost_category_id = category

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        typed = self.browse(
            line.id
            for line, vals in zip(lines, vals_list, strict=True)
            if any(vals.get(name) for name in COST_FIELDS)
        )
        typed.filtered(lambda line: line.parent_state == "posted")._check_cost_may_change()
        return lines

    def write(self, vals):
        costs = {name: vals[name] for name in COST_FIELDS if name in vals}
        posted = self.filtered(lambda line: line.parent_state == "posted") if costs else None
        if not posted:
            return super().write(vals)
        others = {name: value for name, value in vals.items() if name not in costs}
        if self - posted:
            super(AccountMoveLine, self - posted).write(vals)
        if others:
            super(AccountMoveLine, posted).write(others)
        posted._change_cost(costs)
        return True

    def action_assign_cost_customer(self):
        """Open the assignment of customer and category for these items."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Assign Customer"),
            "res_model": "customer.cost.assign",
            "view_mode": "form",
            "target": "new",
            "context": {**self.env.context, "active_model": self._name, "active_ids": self.ids},
        }
