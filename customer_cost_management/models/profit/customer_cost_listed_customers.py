from odoo import api, models

#: Up to so many customers of a run a pivot lists them from the start.
LISTED_CUSTOMERS = 2000


class CustomerCostListedCustomers(models.AbstractModel):
    """Pivots with customers as rows, as long as these are few enough to be read and drawn."""

    _name = "customer.cost.listed.customers"
    _description = "Pivot with Customers"

    def _lists_customers(self):
        """Whether the customers are few enough to be rows of the pivot from the start."""
        # sudo: how many customers a company has is no secret to who reads their figures
        runs_sudo = self.env["customer.cost.run"].sudo()
        most = self._most_listed_customers()
        return not runs_sudo.search_count([("customer_count", ">", most)], limit=1)

    def _most_listed_customers(self):
        return LISTED_CUSTOMERS

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, view_type == "pivot" and self._lists_customers())

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "pivot" and not self._lists_customers():
            for row in arch.xpath("//field[@name='partner_id'][@type='row']"):
                row.getparent().remove(row)
        return arch, view
