from odoo import models
from odoo.fields import Domain


class ProjectProject(models.Model):
    """The panel of a project tells its users nothing of the cost of customers."""

    _inherit = "project.project"

    def _get_domain_aal_with_no_move_line(self):
        # entries of runs may stand on its account: posted before Project was installed
        entries = super()._get_domain_aal_with_no_move_line()
        return Domain(entries) & Domain("cost_run_id", "=", False)
