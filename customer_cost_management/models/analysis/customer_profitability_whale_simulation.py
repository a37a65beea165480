from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..profit.customer_profitability_figures import PARTS
from .customer_profitability_period_columns import in_units


class CustomerProfitabilityPeriod(models.Model):
    """A second whale curve: what the customers of a period would earn under a simulation."""

    _inherit = "customer.profitability.period"

    @api.model
    @api.readonly
    def get_whale_curve(self, domain, points=600, ranked_by="cm3", second="net_revenue"):
        """And the kept simulations that start from the same months."""
        curve = super().get_whale_curve(domain, points, ranked_by, second)
        if curve["customer_count"]:
            curve["simulations"] = [
                {"id": each.id, "name": each.name} for each in self._simulations_of_period()
            ]
        return curve

    def _simulations_of_period(self):
        """Kept simulations of the reader's rights that start from the months of the period."""
        return self.env["customer.cost.simulation"]._kept_from(self._chosen().ids)

    def _simulation_of_period(self, simulation_id):
        simulation = self.env["customer.cost.simulation"].browse(simulation_id)
        if simulation not in self._simulations_of_period():
            raise UserError(
                self.env._(
                    "This simulation does not start from the months of the page. Choose another "
                    "one, or simulate these months."
                )
            )
        return simulation

    @api.model
    @api.readonly
    def get_simulated_whale_curve(self, domain, simulation_id, ranked_by="cm3", points=600):
        """The curve as it would be; customers whom the simulation leaves out earn as they do.

        Percentages are of what is earned today, so that both curves stand on one axis.

        :param simulation_id: one of those that :meth:`get_whale_curve` offers
        :return: name, total in currency, and points
        """
        from ...engine.value.whale import CustomerProfits, whale_curve
        from ...engine.value.whale_points import curve_points

        self._check_whale_choices(ranked_by, "net_revenue")
        names = {"partner_id", ranked_by, "net_revenue"}
        _company, columns = self._period_columns(domain, names)
        simulation = self._simulation_of_period(simulation_id)
        actual = columns[ranked_by]
        simulated = self._simulated_profits(simulation, columns["partner_id"], actual, ranked_by)
        curve, _problems = whale_curve(
            CustomerProfits(columns["id"], simulated, columns["net_revenue"])
        )
        drawn = curve_points(curve, points)
        total, sums = int(actual.sum()), drawn.cumulative_profits
        percents = (100.0 * sums / total).tolist() if total > 0 else [None] * len(sums)
        rows = zip(drawn.last_ranks.tolist(), in_units(sums), percents, strict=True)
        return {
            "id": simulation.id,
            "name": simulation.name,
            "total": curve.total / PARTS,
            "points": [
                {"last_rank": rank, "cumulative": amount, "percent": percent}
                for rank, amount, percent in rows
            ],
        }

    def _simulated_profits(self, simulation, partner_ids, actual, ranked_by):
        """Profits of these customers under a simulation, as far as the reader may see them."""
        import numpy as np

        model = self.env["customer.cost.simulation.customer"]
        query = model._search([("simulation_id", "=", simulation.id)])
        partner = SQL.identifier(model._table, "partner_id")
        simulated = SQL.identifier(model._table, f"simulated_{ranked_by}")
        [(partners, profits)] = self.env.execute_query(
            query.select(
                SQL("string_agg(int8send(%s::int8), ''::bytea)", partner),
                SQL("string_agg(int8send((%s * %s)::int8), ''::bytea)", simulated, PARTS),
            )
        )
        partners, profits = (
            np.frombuffer(each or b"", ">i8").astype(np.int64) for each in (partners, profits)
        )
        if not len(partners):
            return actual
        order = np.argsort(partners)
        places = np.searchsorted(partners[order], partner_ids)
        places = np.minimum(places, len(partners) - 1)
        known = partners[order][places] == partner_ids
        return np.where(known, profits[order][places], actual)
