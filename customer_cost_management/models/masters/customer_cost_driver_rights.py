from odoo import api, models

from .customer_cost_driver import SOURCE_FIELDS
from .field_path import check_may_read


class CustomerCostDriver(models.Model):
    """Whoever writes down what is measured may read it.

    Drivers are measured as superuser, so that a run counts the same whoever computes it.  What
    somebody else wrote down stays usable, also for who may not read its records.
    """

    _inherit = "customer.cost.driver"

    @api.model_create_multi
    def create(self, vals_list):
        drivers = super().create(vals_list)
        drivers._check_source_rights()
        return drivers

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {*SOURCE_FIELDS, "model_choice"}:
            self._check_source_rights()
        return result

    def _check_source_rights(self):
        """Not a constraint: Odoo checks those as superuser."""
        for driver in self:
            if driver.kind in ("count", "sum"):
                check_may_read(driver, driver._get_model(), driver._source_paths(), driver.domain)

    def _source_paths(self):
        names = ["date_field", "partner_path", "company_path"]
        names += ["measure_field"] if self.kind == "sum" else []
        return [self[name] for name in names if self[name]]

    def _check_typed_source(self):
        """A draft that measures something else than what is saved is judged like a saved one."""
        if any(self[name] != self._origin[name] for name in SOURCE_FIELDS):
            self._check_source()
            self._check_source_rights()
