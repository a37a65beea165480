from collections import defaultdict

from odoo import api, models

from .budget_guard import as_ledger
from .budget_money import major


class CustomerCostBudget(models.Model):
    """What the owners of budgets are told."""

    _inherit = "customer.cost.budget"

    @api.model
    def _tell_unplanned(self, movements):
        """Owners of lines hear of cost that was booked without having been asked for.

        :param movements: of the engine, as they were written
        """
        quiet = ("customer_cost_budget_quiet", "tracking_disable", "mail_notrack")
        if not movements or any(self.env.context.get(key) for key in quiet):
            return
        # sudo: who posts an entry need not read the budget it uses
        lines_sudo = self.env["customer.cost.budget.line"].sudo()
        amounts = defaultdict(int)
        for movement in movements:
            amounts[lines_sudo.browse(movement.line)] += movement.amount
        for line, amount in amounts.items():
            if amount <= 0 or line.owner_id == self.env.user:
                continue
            line.budget_id.message_notify(
                partner_ids=line.owner_id.partner_id.ids,
                subject=self.env._("Unplanned cost: %(budget)s", budget=line.budget_id.name),
                body=self.env._(
                    '%(amount)s was booked on "%(line)s" without a request.',
                    amount=line.currency_id.format(major(amount, line.currency_id)),
                    line=line.display_name,
                ),
            )

    @api.model
    def _cron_alert(self):
        """Owners hear once when a line passes 80 %, and once when it passes what it has."""
        lines = self.env["customer.cost.budget.line"].search([("state", "=", "approved")])
        for line, figures in lines._availability().items():
            level = line._alert_level_of(figures)
            if level > line.alert_level:
                line.budget_id.message_notify(
                    partner_ids=line.owner_id.partner_id.ids,
                    subject=self.env._(
                        "Budget running out: %(budget)s", budget=line.budget_id.name
                    ),
                    body=self.env._(
                        '"%(line)s" has %(left)s left of %(revised)s.',
                        line=line.display_name,
                        left=line.currency_id.format(figures.available),
                        revised=line.currency_id.format(figures.revised),
                    ),
                )
            if level != line.alert_level:
                as_ledger(line).alert_level = level
