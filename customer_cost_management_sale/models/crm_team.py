from odoo import api, models

from odoo.addons.customer_cost_management.models.door.dimension_guard import check_not_in_figures


class CrmTeam(models.Model):
    """Door: a team that frozen figures are grouped by stays."""

    _inherit = "crm.team"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_figures(self):
        check_not_in_figures(self, "team_id")
