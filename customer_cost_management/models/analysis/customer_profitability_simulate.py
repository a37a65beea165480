from odoo import models


class CustomerProfitability(models.Model):
    """From statements to what they would be."""

    _inherit = "customer.profitability"

    def action_simulate(self):
        """The workbench for these customers, starting from the runs of their statements."""
        return self.env["customer.cost.simulation"].action_new(
            # who reads the statement may start from its run
            run_ids=self.run_id.filtered(lambda run: run.sudo().kind == "actual").ids,
            partner_ids=self.partner_id.ids,
        )


class CustomerProfitabilityYear(models.Model):
    """From years to what they would be."""

    _inherit = "customer.profitability.year"

    def action_simulate(self):
        """The workbench for these customers, starting from the months of their year."""
        return self.env["customer.cost.simulation"].action_new(
            # which months are published is no secret to who reads their figures
            run_ids=self.window_id.sudo().run_ids.ids,
            partner_ids=self.partner_id.ids,
        )


class CustomerProfitabilityPeriod(models.Model):
    """From the customers of a period to what they would be."""

    _inherit = "customer.profitability.period"

    def action_simulate(self):
        """The workbench for these customers, starting from the months of the period."""
        return self.env["customer.cost.simulation"].action_new(
            run_ids=list(self._chosen().ids), partner_ids=self.partner_id.ids
        )
