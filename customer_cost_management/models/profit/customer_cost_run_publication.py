from odoo import models
from odoo.tools import format_amount, formatLang

#: Destinations of operating cost, whoever it was given to.
OPERATING_DESTINATIONS = ("direct", "pool", "gifts", "unassigned")


class CustomerCostRun(models.Model):
    """What a reader of the published figures would have to know."""

    _inherit = "customer.cost.run"

    def action_ask_publish(self):
        """The dialog that tells what publishing does."""
        self._check_group("group_controller")
        self._check_state("computed")
        for run in self:
            run._check_can_be_published()
        wizard = self.env["customer.cost.publish"].create({"run_ids": self.ids})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Publish"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _publication_sentence(self):
        """Managers will see October 2026 v2. It replaces v1. Difference 0.00, coverage 97 %."""
        replaced = self._version_in_force()
        values = {
            "run": self.display_name,
            "difference": format_amount(self.env, self.difference, self.currency_id),
            "coverage": formatLang(self.env, self.coverage, digits=1),
        }
        if replaced:
            return self.env._(
                "Managers will see %(run)s. It replaces v%(version)s, which stays readable. "
                "Difference %(difference)s, coverage %(coverage)s %%.",
                version=replaced.version,
                **values,
            )
        return self.env._(
            "Managers will see %(run)s. Difference %(difference)s, coverage %(coverage)s %%.",
            **values,
        )

    def _publication_warnings(self):
        balances = self._balance_by_destination()
        return [
            *super()._publication_warnings(),
            *self._warn_of_unassigned(balances),
            *self._warn_of_production(balances),
            *self._warn_of_missing_cost(),
        ]

    def _balance_by_destination(self):
        """{destination: balance} of everything captured."""
        # sudo: what may be published is judged on everything captured
        return dict(
            self.env["customer.cost.capture"]
            .sudo()
            ._read_group([("run_id", "=", self.id)], ["destination"], ["balance:sum"])
        )

    def _warn_of_unassigned(self, balances):
        from ...engine.profit.publication import UNASSIGNED_ABOVE

        operating = sum(balances.get(name, 0) for name in OPERATING_DESTINATIONS)
        unassigned = balances.get("unassigned", 0)
        if abs(unassigned) > UNASSIGNED_ABOVE * max(operating, 0):
            yield self.env._(
                "%(amount)s of cost are not assigned to a customer or a pool.",
                amount=format_amount(self.env, unassigned, self.currency_id),
            )

    def _warn_of_production(self, balances):
        production = balances.get("production", 0)
        if not self.currency_id.is_zero(production):
            yield self.env._(
                "%(amount)s of production cost were not transferred.",
                amount=format_amount(self.env, production, self.currency_id),
            )

    def _warn_of_missing_cost(self):
        """What the computation itself found about goods invoiced at cost 0."""
        for problem in self.problems or []:
            if problem["code"] == "cost_of_sales_incomplete":
                yield problem["message"]
