from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CustomerCostRootCompany(models.AbstractModel):
    """What belongs to a company with its branches, as runs and reconciliation do."""

    _name = "customer.cost.root.company"
    _description = "Belongs to a Company with its Branches"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company.root_id,
        domain=[("parent_id", "=", False)],
    )
    currency_id = fields.Many2one(related="company_id.currency_id")

    @api.constrains("company_id")
    def _check_company_is_root(self):
        for record in self:
            if record.company_id.parent_id:
                raise ValidationError(
                    self.env._(
                        "%(name)s: %(branch)s is a branch. Enter it for %(company)s, which "
                        "includes its branches.",
                        name=record.display_name,
                        branch=record.company_id.name,
                        company=record.company_id.root_id.name,
                    )
                )
