from odoo import api, models
from odoo.fields import Domain

from ..platform.figure_strip import figure, strip

#: Buttons of a budget that lead to the movements behind a figure.
BEHIND = {"committed": "action_open_committed", "consumed": "action_open_documents"}


class CustomerCostBudget(models.Model):
    """The figures above the budgets: those in force, of what the user may read."""

    _inherit = "customer.cost.budget"

    @api.model
    @api.readonly
    def get_figure_strip(self, domain):
        """Planned, committed, consumed and available of budgets in force."""
        company = self.env.company
        in_force = Domain(domain) & Domain("state", "=", "approved")
        budgets = self.search(in_force & Domain("company_id", "=", company.root_id.id))
        if not budgets:
            return strip(company)
        words = {
            "lines_total": self.env._("Planned"),
            "committed": self.env._("Committed"),
            "consumed": self.env._("Consumed"),
            "available": self.env._("Available"),
        }
        return strip(company, [budgets._strip_sum(name, words[name]) for name in words])

    def _strip_sum(self, name, caption):
        """The sum of a figure over these budgets; what was spent or promised leads there."""
        total = sum(self.mapped(name))
        return figure(
            name,
            total,
            caption,
            "in_force",
            is_amount=True,
            look="text-danger" if total < 0 else "",
            method=BEHIND.get(name, ""),
            ids=self.ids,
        )
