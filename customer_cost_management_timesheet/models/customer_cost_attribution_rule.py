from odoo import fields, models
from odoo.fields import Domain


class CustomerCostAttributionRule(models.Model):
    """Cost on the analytic account of a project belongs to the project's customer."""

    _inherit = "customer.cost.attribution.rule"

    method = fields.Selection(
        selection_add=[("project", "The customer of the project")],
        # without projects nobody knows whose account it is: the rule is kept, and asks nothing
        ondelete={"project": lambda rules: rules.write({"method": "line", "active": False})},
    )

    def _sentences(self, conditions, partner):
        return super()._sentences(conditions, partner) | {
            "project": self.env._(
                "Items on %(conditions)s whose analytic account is that of a customer's project "
                "→ that customer.",
                conditions=conditions,
            )
        }

    def _get_item_domain(self):
        domain = super()._get_item_domain()
        if self.method != "project":
            return domain
        # sudo: what an item belongs to is asked, whoever may open the project
        projects_sudo = (
            self.env["project.project"]
            .sudo()
            .with_context(active_test=False)
            .search([("partner_id", "!=", False), ("account_id", "!=", False)])
        )
        return domain & Domain("analytic_distribution", "in", projects_sudo.account_id.ids)
