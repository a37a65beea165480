from collections import defaultdict

from odoo import api, models

from .budget_guard import as_ledger, is_quiet
from .budget_money import major


class CustomerCostBudget(models.Model):
    """What the owners of budgets are told, each in his language."""

    _name = "customer.cost.budget"
    _inherit = ["customer.cost.budget", "customer.cost.clock"]

    @api.model
    def _tell_unplanned(self, movements):
        """Owners of lines hear of cost that was booked without having been asked for.

        :param movements: of the engine, as they were written
        """
        if not movements or is_quiet(self.env):
            return
        # sudo: who posts an entry need not read the budget it uses
        lines_sudo = self.env["customer.cost.budget.line"].sudo()
        amounts = defaultdict(int)
        for movement in movements:
            amounts[lines_sudo.browse(movement.line)] += movement.amount
        for line, amount in amounts.items():
            if amount > 0 and line.owner_id != self.env.user:
                line._tell_owner_of_unplanned(major(amount, line.currency_id))

    @api.model
    def _cron_alert(self):
        """Owners hear once when a line passes 80 %, and once when it passes what it has."""
        lines = self.env["customer.cost.budget.line"].search([("state", "=", "approved")])
        figures = lines._availability()
        self._do_each(
            [
                line._alert
                for line in lines
                if line._alert_level_of(figures[line]) != line.alert_level
            ]
        )


class CustomerCostBudgetLine(models.Model):
    _inherit = "customer.cost.budget.line"

    def _alert(self):
        """Note how far the line is used, and tell its owner if that is farther than before."""
        figures = self._availability()[self]
        level = self._alert_level_of(figures)
        if level > self.alert_level:
            self._tell_owner_of_rest(figures)
        as_ledger(self).alert_level = level

    def _tell_owner_of_unplanned(self, amount):
        line = self._for_owner()
        line._tell_owner(
            line.env._("Unplanned cost: %(budget)s", budget=line.budget_id.name),
            line.env._(
                '%(amount)s was booked on "%(line)s" without a request.',
                amount=line.currency_id.format(amount),
                line=line.display_name,
            ),
        )

    def _tell_owner_of_rest(self, figures):
        line = self._for_owner()
        line._tell_owner(
            line.env._("Budget running out: %(budget)s", budget=line.budget_id.name),
            line.env._(
                '"%(line)s" has %(left)s left of %(revised)s.',
                line=line.display_name,
                left=line.currency_id.format(figures.available),
                revised=line.currency_id.format(figures.revised),
            ),
        )

    def _for_owner(self):
        return self.with_context(lang=self.owner_id.lang)

    def _tell_owner(self, subject, body):
        self.budget_id.message_notify(
            partner_ids=self.owner_id.partner_id.ids, subject=subject, body=body
        )
