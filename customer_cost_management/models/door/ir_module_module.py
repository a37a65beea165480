from odoo import models

from ..masters.customer_cost_defaults import ADDON


class IrModuleModule(models.Model):
    """Door: a language that is added names what companies began with."""

    _inherit = "ir.module.module"

    def _load_module_terms(self, modules, langs, overwrite=False):
        result = super()._load_module_terms(modules, langs, overwrite=overwrite)
        # while addons load, their tables may not be there yet; what they create then is named
        # in every language that is installed
        if ADDON in modules and self.env.registry.loaded:
            self.env["customer.cost.defaults"]._load_names(langs, overwrite)
        return result
