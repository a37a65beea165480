from odoo import models


class CustomerProfitabilityFigures(models.AbstractModel):
    """Who earns most, where the companies chosen have several currencies.

    100 of one currency are not less than 200 of another.  A list that is ordered by money then
    stands company by company, as the whale curve takes one company.
    """

    _inherit = "customer.profitability.figures"

    def _order_to_sql(self, order, query, alias=None, reverse=False):
        order = order or self._order
        first = self._fields.get(order.split(",")[0].split()[0])
        if first is not None and first.type == "monetary" and len(self._currencies_chosen()) > 1:
            order = f"company_id, {order}"
        return super()._order_to_sql(order, query, alias, reverse)

    def _currencies_chosen(self):
        """The currencies of the companies that the reader works in, his own company's first."""
        # sudo: the currency of a company is no secret to who reads its figures
        own_sudo = self.env.company.root_id.sudo().currency_id
        return own_sudo | self.env.companies.root_id.sudo().currency_id
