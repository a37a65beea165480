from odoo import api, models
from odoo.fields import Domain


class CustomerCostRequest(models.Model):
    """The figures above the user's own requests."""

    _inherit = "customer.cost.request"

    @api.model
    @api.readonly
    def get_figure_strip(self, domain):
        """To submit, waiting, approved and not spent (cost), outcome due; nothing without any."""
        mine = Domain(domain) & Domain("user_id", "=", self.env.uid)
        counts = dict(self._read_group(mine, ["state"], ["__count"]))
        if not counts:
            return {"figures": [], "notes": []}
        approved = mine & Domain("state", "=", "approved")
        due = self.search_count(mine & Domain("outcome_due", "<=", "today"))
        return {
            "currency_id": self.env.company.currency_id.id,
            "figures": [
                self._strip_count(counts, "draft", self.env._("To submit"), "draft"),
                self._strip_count(counts, "submitted", self.env._("Waiting"), "waiting"),
                {
                    "key": "approved",
                    "value": self._cost_together(approved),
                    "is_amount": True,
                    "caption": self.env._("Approved, not spent"),
                    "filter": "approved",
                },
                {
                    "key": "outcome_due",
                    "value": due,
                    "caption": self.env._("Outcome due"),
                    "look": "text-warning-emphasis" if due else "text-muted",
                    "filter": "outcome_missing",
                },
            ],
            "notes": [],
        }

    @api.model
    def _strip_count(self, counts, state, caption, name):
        count = counts.get(state, 0)
        look = "" if count else "text-muted"
        return {"key": state, "value": count, "caption": caption, "look": look, "filter": name}

    @api.model
    def _cost_together(self, domain):
        """Cost in the currency of the chosen company."""
        company = self.env.company
        groups = self._read_group(domain, ["company_id", "date:month"], ["cost:sum"])
        return sum(
            of_company.currency_id._convert(cost, company.currency_id, company, month)
            for of_company, month, cost in groups
        )
