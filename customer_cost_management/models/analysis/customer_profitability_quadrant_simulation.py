from odoo import api, models

#: Figures of a simulated customer that make his place.
FIGURES = ("simulated_net_revenue", "simulated_cm1", "simulated_cm3")
#: So many customers at most are asked about: as many as are drawn.
MOST_DRAWN = 600


class CustomerProfitabilityPeriod(models.Model):
    """Where the customers of a quadrant would stand under a simulation."""

    _inherit = "customer.profitability.period"

    @api.model
    @api.readonly
    def get_customer_quadrant(self, domain, split=None):
        """And the kept simulations that start from the same months."""
        page = super().get_customer_quadrant(domain, split)
        if page["customer_count"]:
            page["simulations"] = [
                {"id": each.id, "name": each.name} for each in self._simulations_of_period()
            ]
        return page

    @api.model
    @api.readonly
    def get_simulated_quadrant(self, domain, simulation_id):
        """Places of customers as they would be, as far as the reader may see them.

        :param domain: the customers that are drawn
        :param simulation_id: one of those that :meth:`get_customer_quadrant` offers
        :return: id, name, and points like those of the quadrant; whom the simulation leaves out,
            or leaves without revenue, has none
        """
        rows = self.with_context(customer_cost_grain=False).search(domain, limit=MOST_DRAWN)
        simulation = self._simulation_of_period(simulation_id)
        found = self.env["customer.cost.simulation.customer"].search_read(
            [("simulation_id", "=", simulation.id), ("partner_id", "in", rows.partner_id.ids)],
            ["partner_id", *FIGURES],
        )
        simulated = {
            each["partner_id"][0]: [each[name] for name in FIGURES]
            for each in found
            if each["simulated_net_revenue"] > 0
        }
        return {
            "id": simulation.id,
            "name": simulation.name,
            "points": [
                {"row_id": row.id, **_place(*simulated[row.partner_id.id])}
                for row in rows
                if row.partner_id.id in simulated
            ],
        }


def _place(net_revenue, cm1, cm3):
    return {
        "net_revenue": net_revenue,
        "margin": cm1,
        "service": cm1 - cm3,
        "contribution": cm3,
        "margin_percent": 100 * cm1 / net_revenue,
        "service_percent": 100 * (cm1 - cm3) / net_revenue,
    }
