from odoo import api, models
from odoo.exceptions import ValidationError


class CustomerCostCustomerEntry(models.AbstractModel):
    """What people type or import for a customer.

    A contact that is typed, imported or sent becomes the company it belongs to; an archived
    customer gets nothing new.
    """

    _name = "customer.cost.customer.entry"
    _description = "Entry for a Customer"

    #: Names of the fields that hold a customer.
    _customer_fields = ("partner_id",)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(self._of_customers(vals_list))

    def write(self, vals):
        return super().write(self._of_customers([vals])[0])

    @api.model
    def _of_customers(self, vals_list):
        """The same values with the customer in place of one of his contacts."""
        ids = {vals[name] for vals in vals_list for name in self._customer_fields if vals.get(name)}
        # sudo: who may name a contact may name his company
        partners_sudo = self.env["res.partner"].sudo().browse(ids)
        customers = {partner.id: partner.commercial_partner_id.id for partner in partners_sudo}
        return [
            vals | {name: customers[vals[name]] for name in self._customer_fields if vals.get(name)}
            for vals in vals_list
        ]

    @api.constrains(lambda self: self._customer_fields)
    def _check_customers_are_active(self):
        for entry in self:
            for name in self._customer_fields:
                if entry[name] and not entry[name].active:
                    raise ValidationError(
                        self.env._(
                            "%(entry)s: %(partner)s is archived. Choose the customer that carries "
                            "on the business.",
                            entry=entry.display_name,
                            partner=entry[name].name,
                        )
                    )
