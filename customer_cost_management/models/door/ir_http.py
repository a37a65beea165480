from odoo import models


class IrHttp(models.AbstractModel):
    """Door: how large amounts are shortened, for pages that ask the server nothing else."""

    _inherit = "ir.http"

    def session_info(self):
        info = super().session_info()
        allowed = info.get("user_companies", {}).get("allowed_companies", {})
        # sudo: how a company shortens its amounts is no secret to who works in it
        for company_sudo in self.env["res.company"].sudo().browse(allowed):
            units = company_sudo.root_id.customer_cost_chinese_units
            allowed[company_sudo.id]["customer_cost_chinese_units"] = units
        return info
