from odoo import api, models

from ..profit.customer_profitability_comparison import merge_rows

#: Simulations that a page offers, the latest first.
OFFERED = 20
#: Begins the key of a comparison with a simulation; its id follows.
PREFIX = "simulation-"


class CustomerCostSimulation(models.Model):
    """Which simulations a page of actual figures may show beside them."""

    _inherit = "customer.cost.simulation"

    @api.model
    def _kept_from(self, run_ids):
        """Kept simulations that the reader may read and that start from exactly these runs."""
        months = set(run_ids)
        return self.search([("kept", "=", True)], limit=OFFERED).filtered(
            # sudo: which months are published, and simulated from, is no secret
            lambda each: each.state == "computed" and set(each.sudo().base_run_ids.ids) == months
        )


class CustomerProfitabilityFigures(models.AbstractModel):
    """A statement beside what it would be."""

    _inherit = "customer.profitability.figures"

    def _comparison_kinds(self):
        """And the kept simulations of the same months."""
        simulations = self.env["customer.cost.simulation"]._kept_from(self._statement_runs().ids)
        return super()._comparison_kinds() | {
            f"{PREFIX}{each.id}": self.env._("Simulation: %(name)s", name=each.name)
            for each in simulations
        }

    def _compare_with(self, kind, partner_id):
        if kind.startswith(PREFIX):
            return self._compare_with_simulation(int(kind.removeprefix(PREFIX)))
        return super()._compare_with(kind, partner_id)

    def _compare_with_simulation(self, simulation_id):
        """The simulated statement of the customer, for who may read his simulated figures."""
        simulation = self.env["customer.cost.simulation"].browse(simulation_id)
        readable = self.env["customer.cost.simulation.customer"].search_count(
            [("simulation_id", "=", simulation_id), ("partner_id", "=", self.partner_id.id)]
        )
        if not readable:
            sentence = self.env._(
                "%(simulation)s leaves this customer out.", simulation=simulation.name
            )
            return {"head": simulation.name, "sentence": sentence}
        # sudo: he reads this customer's row of the simulation, which is made of this statement
        simulated = self.env["customer.profitability"].sudo()
        simulated = simulated.search(
            [
                ("run_id", "=", simulation.sudo().run_id.id),
                ("partner_id", "=", self.partner_id.id),
            ]
        )
        return {
            "head": simulation.name,
            "rows": merge_rows(self._whole()._statement_rows(), simulated._statement_rows()),
            "note": self.env._(
                "%(changes)s. The difference is what is less what would be.",
                changes=simulation.changes_label or simulation.name,
            ),
        }
