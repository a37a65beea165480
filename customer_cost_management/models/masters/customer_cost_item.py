from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CustomerCostItem(models.AbstractModel):
    """What an item of cost is for: a customer and a cost category.

    The customer is kept as commercial partner.  A contact that is typed, imported or sent
    becomes the company it belongs to; in a form the user is told so.
    """

    _name = "customer.cost.item"
    _description = "Item of Cost"

    cost_customer_id = fields.Many2one("res.partner", string="Customer")
    cost_category_id = fields.Many2one(
        "customer.cost.category", string="Cost category", check_company=True
    )

    @api.constrains("cost_customer_id")
    def _check_cost_customer_id(self):
        customers = self.cost_customer_id
        if not customers:
            return
        # sudo: a company that the user may not see is a company of this database all the same
        companies = (
            self.env["res.company"].sudo().search([("partner_id", "in", customers.ids)], limit=1)
        )
        if companies:
            raise ValidationError(
                self.env._(
                    "%(customer)s is a company of this database and never its own customer. "
                    "Choose the customer outside, or leave it empty.",
                    customer=companies.partner_id.display_name,
                )
            )

    @api.onchange("cost_customer_id")
    def _onchange_cost_customer_id(self):
        contact = self.cost_customer_id
        customer = contact.commercial_partner_id
        if customer == contact:
            return None
        self.cost_customer_id = customer
        return {
            "warning": {
                "type": "notification",
                "title": self.env._("Customer: %(customer)s", customer=customer.display_name),
                "message": self.env._(
                    "%(contact)s is a contact of %(customer)s. Costs are kept per company.",
                    contact=contact.display_name,
                    customer=customer.display_name,
                ),
            }
        }

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(self._with_commercial_customers(vals_list))

    def write(self, vals):
        return super().write(self._with_commercial_customers([vals])[0])

    @api.model
    def _with_commercial_customers(self, vals_list):
        """The same values, with the commercial partner in place of a contact."""
        name = "cost_customer_id"
        ids = [self._customer_id_of(vals) for vals in vals_list]
        # sudo: who may name a contact may name his company
        customers = self.env["res.partner"].sudo().browse(filter(None, ids))
        commercial = {customer.id: customer.commercial_partner_id.id for customer in customers}
        return [
            {**vals, name: commercial[customer_id]} if customer_id else vals
            for vals, customer_id in zip(vals_list, ids, strict=True)
        ]

    @api.model
    def _customer_id_of(self, vals):
        field = self._fields["cost_customer_id"]
        return field.convert_to_cache(vals.get(field.name), self, validate=False)

    @api.model
    def _cost_categories_by(self, carrier_name, carriers):
        """The most specific category that carries each product or account.

        :param carrier_name: ``product_ids`` or ``account_ids``
        :param carriers: products or accounts
        :return: ``{(root company, carrier): category}``
        """
        carriers = carriers._origin
        if not carriers:
            return {}
        # sudo: the company is part of the key, not of what the user has switched on
        categories = (
            self.env["customer.cost.category"]
            .sudo()
            .with_context(active_test=False)
            .search([(carrier_name, "in", carriers.ids), ("active", "=", True)])
        )
        found = {}
        for category in categories.sorted(lambda c: (-c.parent_path.count("/"), c.sequence, c.id)):
            for carrier in category[carrier_name]:
                found.setdefault((category.company_id, carrier), category)
        return found
