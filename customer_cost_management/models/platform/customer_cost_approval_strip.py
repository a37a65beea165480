from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.misc import format_date

from .figure_strip import figure, quiet, strip

#: Days after which the oldest is marked; the filter *Waiting for 3 days or more* says the same.
LATE = 3


class CustomerCostApproval(models.Model):
    """The figures above the inbox, and for whom one decides."""

    _inherit = "customer.cost.approval"

    @api.model
    @api.readonly
    def get_figure_strip(self, domain):
        """What waits for the user: how many, how much, over budget, since when.

        Amounts are in the currency of the company that is chosen.
        """
        mine = Domain(domain) & Domain("state", "=", "waiting") & Domain("is_mine", "=", True)
        count, amount = self._count_and_amount(mine)
        over, _amount = self._count_and_amount(mine & Domain("over_budget", "=", True))
        [[oldest]] = self._read_group(mine, aggregates=["since:min"])
        days = (fields.Date.context_today(self) - oldest).days if oldest else 0
        late = "text-warning-emphasis" if days >= LATE else ""
        words = self.env._("%(days)s days", days=days)
        figures = [
            figure("count", count, self.env._("To approve"), "for_me"),
            figure("amount", amount, self.env._("Together"), "for_me", is_amount=True),
            figure(
                "over_budget",
                over,
                self.env._("Over budget"),
                "for_me over_budget",
                look=quiet(over, "text-danger"),
            ),
            figure("oldest", days, self.env._("Oldest"), "for_me late", text=words, look=late),
        ]
        return strip(self.env.company, figures, self._substitute_sentences())

    def _count_and_amount(self, domain):
        """(rows, their cost in the currency of the chosen company)."""
        today, company = fields.Date.context_today(self), self.env.company
        count, amount = 0, 0.0
        groups = self._read_group(domain, ["company_id"], ["__count", "amount:sum"])
        for of_company, number, total in groups:
            count += number
            amount += of_company.currency_id._convert(
                total or 0.0, company.currency_id, company, today
            )
        return count, amount

    def _substitute_sentences(self):
        """For whom the user decides today besides himself, and until when."""
        delegations = self.env["customer.cost.delegation"]._on(
            fields.Date.context_today(self), self.env.companies
        )
        return [
            self.env._(
                "You decide for %(person)s until %(day)s.",
                person=delegation.user_id.name,
                day=format_date(self.env, delegation.date_to),
            )
            for delegation in delegations.filtered(lambda d: d.substitute_id == self.env.user)
        ]
