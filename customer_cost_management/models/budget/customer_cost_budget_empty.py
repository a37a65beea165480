from markupsafe import Markup

from odoo import api, models

PLANS = "customer_cost_management.group_controller"


class CustomerCostBudget(models.Model):
    """What the empty list of budgets says to who may plan none."""

    _inherit = "customer.cost.budget"

    @api.model
    def get_empty_list_help(self, help_message):
        # the web client loads an action as superuser
        if self.with_user(self.env.user).has_access("create"):
            return super().get_empty_list_help(help_message)
        paragraph = Markup("<p>%s</p>")
        heading = Markup('<p class="o_view_nocontent_smiling_face">%s</p>') % self.env._(
            "Here you will see what is planned for customers, what is spent and what is left."
        )
        return (
            heading
            + paragraph
            % self.env._(
                "Ask %(people)s to plan a budget.",
                people=self.env["customer.cost.organisation"]._whom_to_ask(PLANS),
            )
            + paragraph
            % self.env._("Lines you own of a budget that is not yours stand under Lines I Own.")
        )
