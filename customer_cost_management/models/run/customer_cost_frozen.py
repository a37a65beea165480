from odoo import api, models
from odoo.exceptions import UserError


class CustomerCostFrozen(models.AbstractModel):
    """What a run computed: written by the run alone, never changed by hand.

    Rights forbid it to every user; this forbids it to code that acts as superuser, too.
    The runs themselves replace and remove their results in SQL.
    """

    _name = "customer.cost.frozen"
    _description = "Result of a Run"

    def write(self, vals):
        self._refuse()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_result(self):
        self._refuse()

    def _refuse(self):
        if self:
            raise UserError(
                self.env._("What a run computed cannot be changed. Make a new version of the run.")
            )
