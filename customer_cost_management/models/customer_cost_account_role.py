from odoo import fields, models

ROLES = [
    ("revenue", "Revenue"),
    ("deduction", "Revenue deduction"),
    ("cost_of_sales", "Cost of sales"),
    ("production", "Production / work in progress"),
    ("operating", "Operating"),
    ("financial", "Financial"),
    ("exchange", "Exchange difference"),
    ("credit_loss", "Credit loss"),
    ("tax_on_sales", "Tax on sales"),
    ("other", "Other gains and losses"),
    ("income_tax", "Income tax"),
    ("excluded", "Excluded"),
]


class CustomerCostAccountRole(models.Model):
    """What a profit-and-loss account is in customer costing, one row per account and validity."""

    _name = "customer.cost.account.role"
    _description = "Account Role"
    _inherit = ["customer.cost.master"]
    _order = "account_id, date_from, id"

    account_id = fields.Many2one(
        "account.account", required=True, index=True, check_company=True, ondelete="cascade"
    )
    role = fields.Selection(ROLES, required=True, tracking=True)
    date_from = fields.Date(tracking=True, help="First day the role holds. Empty: always.")
    date_to = fields.Date(
        tracking=True, help="Last day the role holds. Empty: until further notice."
    )
    confidence = fields.Selection(
        [("certain", "Certain"), ("likely", "Likely"), ("guess", "Guess")],
        readonly=True,
        help="How sure the proposal was. A role that a person chose is certain.",
    )
    reason = fields.Char(readonly=True, help="Why this role was proposed.")
