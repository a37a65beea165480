from odoo import fields, models


class CustomerCostRun(models.Model):
    """A run of kind *simulation* is computed from its simulation, never from the ledger."""

    _inherit = "customer.cost.run"

    simulation_ids = fields.One2many("customer.cost.simulation", "run_id")

    def _run_period(self):
        simulation_sudo = self.sudo().simulation_ids
        if not simulation_sudo:
            return super()._run_period()
        # in the background superuser computes: with the rights of who asked for it
        author = simulation_sudo.computed_by_id or simulation_sudo.create_uid
        simulation = simulation_sudo.with_user(author).with_company(self.company_id)
        outcome = simulation._compute_outcome()
        simulation._store(outcome)
        return None

    def action_simulate(self):
        """The workbench, starting from these runs."""
        return self.env["customer.cost.simulation"].action_new(run_ids=self.ids)
