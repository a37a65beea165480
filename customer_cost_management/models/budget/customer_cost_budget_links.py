from odoo import api, fields, models

from ...engine.budget.forecast import forecast
from .budget_money import minor, month_number

#: A customer got little of his budget if less than half of its time's share was used.
LITTLE = 0.5


class CustomerCostBudget(models.Model):
    """Where the figures and buttons of a budget lead."""

    _inherit = "customer.cost.budget"

    @api.readonly
    def action_open_transfers(self):
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_budget_transfer_action"
        )
        return action | {
            "domain": [("budget_id", "in", self.ids)],
            "context": {"default_budget_id": self[:1].id},
            "path": False,
        }

    @api.readonly
    def action_open_documents(self):
        return self.line_ids._action_movements([("kind", "=", "consumed")])

    @api.readonly
    def action_open_committed(self):
        return self.line_ids._action_movements([("kind", "=", "committed")])

    @api.readonly
    def action_open_analysis(self):
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_budget_analysis_action"
        )
        return action | {"domain": [("budget_id", "in", self.ids)], "path": False}

    @api.readonly
    def action_open_course(self):
        """Month by month: the budget, what was used, and the forecast."""
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_budget_course_action"
        )
        return action | {"domain": [("budget_id", "in", self.ids)], "context": {}, "path": False}

    def action_split(self):
        """The split assistant, with the totals of this draft."""
        self.ensure_one()
        percent = 100 * self.contingency / self.total if self.total else 10.0
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Split %(budget)s", budget=self.name),
            "res_model": "customer.cost.budget.split",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_budget_id": self.id,
                "default_total": self.total,
                "default_contingency_percent": percent,
                "dialog_size": "extra-large",
            },
        }

    def action_carry_forward(self):
        """What becomes of open commitments and of money nobody used."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Carry Forward: %(budget)s", budget=self.name),
            "res_model": "customer.cost.budget.carry",
            "view_mode": "form",
            "target": "new",
            "context": {"default_budget_id": self.id, "dialog_size": "extra-large"},
        }

    def action_transfer(self):
        return self._action_change("transfer", self.env._("Transfer"))

    def action_supplement(self):
        return self._action_change("supplement", self.env._("Supplement"))

    def action_revise(self):
        return self._action_change("revision", self.env._("Revise"))

    def action_release_contingency(self):
        return self._action_change("contingency_released", self.env._("Release Contingency"))

    def _action_change(self, kind, name, **defaults):
        """The dialog that asks for a change."""
        self.ensure_one()
        view = self.env.ref("customer_cost_management.customer_cost_budget_transfer_view_dialog")
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "customer.cost.budget.transfer",
            "views": [(view.id, "form")],
            "target": "new",
            "context": {
                "default_budget_id": self.id,
                "default_kind": kind,
                **{f"default_{field}": value for field, value in defaults.items()},
            },
        }


class CustomerCostBudgetLine(models.Model):
    """Where the figures of a line lead, and where it is going."""

    _inherit = "customer.cost.budget.line"

    @api.readonly
    def action_open_movements(self):
        return self._action_movements([("kind", "not in", ("agreed", "pending"))])

    @api.readonly
    def action_open_committed(self):
        return self._action_movements([("kind", "=", "committed")])

    @api.readonly
    def action_open_consumed(self):
        return self._action_movements([("kind", "=", "consumed")])

    def action_transfer(self):
        """Ask for money from this line for another one."""
        self.ensure_one()
        return self.budget_id._action_change(
            "transfer", self.env._("Transfer"), from_line_id=self.id
        )

    def _action_movements(self, domain):
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_commitment_action"
        )
        return action | {"domain": [("line_id", "in", self.ids), *domain], "path": False}

    def _months_elapsed(self, today):
        """(months of the line that began, all months of the line)."""
        start, end = self._span()
        months = month_number(end) - month_number(start) + 1
        return month_number(today) - month_number(start) + 1, months

    def _forecast(self, figures):
        """Where the line ends at today's pace, of the engine; minor units."""
        elapsed, months = self._months_elapsed(fields.Date.context_today(self))
        money = self.currency_id
        used = minor(figures.committed, money) + minor(figures.consumed, money)
        return forecast(minor(figures.revised, money), used, elapsed, months)

    def _is_under_served(self, figures, today):
        elapsed, months = self._months_elapsed(today)
        if figures.revised <= 0 or not 0 < elapsed <= months:
            return False
        used = (figures.committed + figures.consumed) / figures.revised
        return used < LITTLE * elapsed / months

    def _likeness(self):
        """What two lines of different years have in common if they are for the same."""
        start, end = self._span()
        first = month_number(self.budget_id.date_from)
        months = (month_number(start) - first, month_number(end) - first)
        scope = tuple(sorted(self._scope().items(), key=lambda item: item[0]))
        return (scope, self.category_id.id, self.product_category_id.id, months)
