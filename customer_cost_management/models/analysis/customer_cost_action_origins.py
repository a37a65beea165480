from odoo import api, models
from odoo.exceptions import UserError

#: What a change of a simulation comes down to.
KIND_OF_CHANGE = {
    "price": "reprice",
    "discount": "reprice",
    "minimum_order": "minimum_order",
    "driver_volume": "service_menu",
    "volume": "invest",
}


class CustomerProfitabilityPeriod(models.Model):
    """The quadrant offers an action to who may plan one."""

    _inherit = "customer.profitability.period"

    @api.model
    @api.readonly
    def get_customer_quadrant(self, domain, split=None):
        page = super().get_customer_quadrant(domain, split)
        if "points" not in page:
            return page
        return page | {"may_act": self.env["customer.cost.action"]._is_planner()}


class CustomerCostSimulation(models.Model):
    """From what would be to what is to be done."""

    _inherit = "customer.cost.simulation"

    def action_make_actions(self):
        """An action for each customer who would earn more, with that as its expected saving."""
        self.ensure_one()
        self.check_access("read")
        domain = [("simulation_id", "=", self.id), ("cm3_change", ">", 0)]
        if self.partner_ids:
            domain.append(("partner_id", "in", self.partner_ids.commercial_partner_id.ids))
        rows = self.env["customer.cost.simulation.customer"].search(domain)
        if not rows:
            raise UserError(
                self.env._(
                    "%(simulation)s: nobody earns more. Change an assumption first.",
                    simulation=self.name,
                )
            )
        simulated = {"kind": self._kind_of_changes(), "description": self._what_is_simulated()}
        proposals = {
            row.partner_id: simulated | {"expected_saving": self._per_year(row.cm3_change)}
            for row in rows
        }
        return self.env["customer.cost.action"]._propose_for(proposals, self.company_id)

    def _kind_of_changes(self):
        """The type of action that the first change stands for."""
        kinds = [KIND_OF_CHANGE.get(change.what) for change in self.change_ids]
        return next((kind for kind in kinds if kind), False)

    def _what_is_simulated(self):
        return self.env._(
            "%(simulation)s: %(changes)s", simulation=self.name, changes=self.changes_label
        )

    def _per_year(self, amount):
        """An amount of the months simulated, for a year."""
        from ...engine.value.realised_saving import saving_per_year
        from ..platform.approval_seal import amount_in_minor_units, amount_of_minor_units

        minor = amount_in_minor_units(amount, self.currency_id)
        return amount_of_minor_units(
            saving_per_year(minor, len(self._base_runs())), self.currency_id
        )

    def _page_head(self):
        return super()._page_head() | {"may_act": self.env["customer.cost.action"]._is_planner()}
