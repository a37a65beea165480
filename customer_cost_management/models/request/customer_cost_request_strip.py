from odoo import api, models
from odoo.fields import Domain

from ..platform.figure_strip import figure, quiet, strip


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
            return strip(self.env.company)
        draft, asked = counts.get("draft", 0), counts.get("submitted", 0)
        approved = self._cost_together(mine & Domain("state", "=", "approved"))
        due = self.search_count(mine & Domain("outcome_due", "<=", "today"))
        words = self.env._("Approved, not spent")
        late = quiet(due, "text-warning-emphasis")
        figures = [
            figure("draft", draft, self.env._("To submit"), "draft", look=quiet(draft)),
            figure("submitted", asked, self.env._("Waiting"), "waiting", look=quiet(asked)),
            figure("approved", approved, words, "approved", is_amount=True),
            figure("outcome_due", due, self.env._("Outcome due"), "outcome_missing", look=late),
        ]
        return strip(self.env.company, figures)

    @api.model
    def _cost_together(self, domain):
        """Cost in the currency of the chosen company."""
        company = self.env.company
        groups = self._read_group(domain, ["company_id", "date:month"], ["cost:sum"])
        return sum(
            of_company.currency_id._convert(cost, company.currency_id, company, month)
            for of_company, month, cost in groups
        )
