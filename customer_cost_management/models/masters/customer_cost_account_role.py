from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

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
    _inherit = ["customer.cost.master", "customer.cost.validity"]
    _order = "account_id, date_from, id"

    account_id = fields.Many2one(
        "account.account", required=True, index=True, check_company=True, ondelete="cascade"
    )
    role = fields.Selection(ROLES, required=True, tracking=True)
    date_from = fields.Date(tracking=True)
    date_to = fields.Date(tracking=True)
    confidence = fields.Selection(
        [("certain", "Certain"), ("likely", "Likely"), ("guess", "Guess")],
        readonly=True,
        help="How sure the proposal was. A role that a person chose is certain.",
    )
    reason = fields.Char(readonly=True, help="Why this role was proposed.")

    @api.depends("account_id", "role")
    def _compute_display_name(self):
        labels = dict(self._fields["role"]._description_selection(self.env))
        for role in self:
            account = role.account_id.with_company(role.company_id).display_name
            role.display_name = f"{account}: {labels.get(role.role, '')}"

    @api.constrains("account_id")
    def _check_account_is_profit_and_loss(self):
        for role in self:
            if role.account_id.internal_group not in ("income", "expense"):
                raise ValidationError(
                    self.env._(
                        "%(account)s is a balance sheet account. Only income and expense "
                        "accounts have a role in customer costing.",
                        account=role.account_id.with_company(role.company_id).display_name,
                    )
                )

    @api.constrains("account_id", "company_id", "date_from", "date_to", "active")
    def _check_overlap(self):
        self.flush_model()
        query = SQL(
            """
            SELECT role.id, other.id
              FROM customer_cost_account_role role
              JOIN customer_cost_account_role other
                ON other.account_id = role.account_id
               AND other.company_id = role.company_id
               AND other.id != role.id
               AND other.active
               AND COALESCE(other.date_from, '-infinity') <= COALESCE(role.date_to, 'infinity')
               AND COALESCE(role.date_from, '-infinity') <= COALESCE(other.date_to, 'infinity')
             WHERE role.active AND role.id IN %s
             LIMIT 1
            """,
            tuple(self.ids),
        )
        for role_id, other_id in self.env.execute_query(query):
            role, other = self.browse([role_id, other_id])
            raise ValidationError(
                self.env._(
                    "%(account)s already has the role %(role)s at that time. End one role "
                    "the day before the other begins.",
                    account=role.account_id.with_company(role.company_id).display_name,
                    role=dict(self._fields["role"]._description_selection(self.env))[other.role],
                )
            )

    def write(self, vals):
        """A role that a person chose is certain."""
        if "role" in vals and "confidence" not in vals:
            vals = vals | {"confidence": "certain", "reason": self.env._("Chosen by hand")}
        return super().write(vals)
