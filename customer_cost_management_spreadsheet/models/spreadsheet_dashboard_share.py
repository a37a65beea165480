from odoo import api, models
from odoo.exceptions import UserError

#: How the models with figures of customers begin.
FIGURES = ('"customer.profitability', '"customer.cost.', '"customer.value')


class SpreadsheetDashboardShare(models.Model):
    """A shared dashboard is a copy that everybody with the link reads, without any rights."""

    _inherit = "spreadsheet.dashboard.share"

    @api.constrains("dashboard_id", "spreadsheet_binary_data")
    def _check_no_customer_figures(self):
        for share in self:
            # sudo: also of a dashboard that its sharer may not read
            dashboard_sudo = share.dashboard_id.sudo()
            data = dashboard_sudo.spreadsheet_data or ""
            if any(name in data for name in FIGURES):
                raise UserError(
                    self.env._(
                        '"%(dashboard)s" shows what customers earn. A shared link would show it '
                        "to everybody who has the link. Name the colleague as customer manager or "
                        "auditor instead: then he sees it with his own rights.",
                        dashboard=dashboard_sudo.name,
                    )
                )
