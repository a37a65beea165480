from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain


class AccountAnalyticPlan(models.Model):
    """Door: whether the cost of customers may stand in a plan.

    Odoo tells every user of a project the sums of its analytic account, read as superuser.
    Such accounts are of the one plan that is the projects'; which of them a project uses changes
    any day, so that the whole plan is refused.
    """

    _inherit = "account.analytic.plan"

    def _domain_for_cost_of_customers(self):
        """Plans that projects do not read."""
        if "project.project" not in self.env:
            return Domain.TRUE
        project_plan, _others = self._get_all_plans()
        return ~Domain("id", "child_of", project_plan.id)

    def _refuse_cost_of_customers(self):
        # sudo: which plan is the projects' is no secret
        refused = self.sudo() - self.sudo().filtered_domain(self._domain_for_cost_of_customers())
        if refused:
            raise UserError(
                self.env._(
                    "The analytic plan %(plan)s is that of projects: whoever sees a project would "
                    "see the cost of its customer. Choose or create another plan, for customers "
                    "alone.",
                    plan=refused[0].display_name,
                )
            )
