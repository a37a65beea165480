from odoo import api, models
from odoo.fields import Domain


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
            return {"figures": [], "notes": []}
        names = {
            "lines_total": self.env._("Planned"),
            "committed": self.env._("Committed"),
            "consumed": self.env._("Consumed"),
            "available": self.env._("Available"),
        }
        sums = {name: sum(budgets.mapped(name)) for name in names}
        ways = {"committed": "action_open_committed", "consumed": "action_open_documents"}
        figures = [
            {
                "key": name,
                "value": sums[name],
                "is_amount": True,
                "caption": caption,
                "look": "text-danger" if sums[name] < 0 else "",
                "filter": "in_force",
                "method": ways.get(name, ""),
                "ids": budgets.ids,
            }
            for name, caption in names.items()
        ]
        return {"currency_id": company.currency_id.id, "figures": figures, "notes": []}
