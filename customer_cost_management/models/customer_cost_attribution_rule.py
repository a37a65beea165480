from odoo import fields, models


class CustomerCostAttributionRule(models.Model):
    """How an item finds its customer when nobody typed it."""

    _name = "customer.cost.attribution.rule"
    _description = "Attribution Rule"
    _inherit = ["customer.cost.master"]

    name = fields.Char(translate=True)
    method = fields.Selection(
        [
            ("counterpart", "The only customer among the receivables of the entry"),
            ("analytic", "The customer of the analytic account"),
            ("line", "The partner of the item, if he is a customer"),
            ("fixed", "A given customer"),
        ],
        required=True,
        default="analytic",
    )
    partner_id = fields.Many2one(
        "res.partner", help="The customer that items caught by this rule belong to."
    )
    account_ids = fields.Many2many("account.account", check_company=True)
    journal_ids = fields.Many2many("account.journal", check_company=True)
    product_ids = fields.Many2many("product.product", check_company=True)
    category_id = fields.Many2one("customer.cost.category", check_company=True)
    date_from = fields.Date()
    date_to = fields.Date()
