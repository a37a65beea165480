from dataclasses import dataclass
from typing import Any

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

#: Up to so many customers it is computed in the click; above, in the background.
CUSTOMERS_IN_REQUEST = 2000


@dataclass(frozen=True)
class Outcome:
    """What a simulation computed.

    :param base: :class:`~.simulation_base.Base`
    :param simulation: the engine's
    :param company: the engine's change of the company's lines
    :param volumes: n × m, customers × activities, after the changes
    """

    base: Any
    simulation: Any
    company: Any
    volumes: Any


class CustomerCostSimulation(models.Model):
    """From the base and the changes to what the engine says, and into the simulation's run."""

    _inherit = "customer.cost.simulation"

    computed_by_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        groups="customer_cost_management.group_cost_accountant,"
        "customer_cost_management.group_auditor",
        help="With whose rights it is computed.",
    )

    def action_compute(self):
        """Compute now, or in the background where many customers are involved."""
        for simulation in self:
            simulation.check_access("write")
            simulation._check_author()
            run_sudo = simulation._prepare_run()
            if simulation._count_customers() <= CUSTOMERS_IN_REQUEST:
                run_sudo._run_period()
                run_sudo._as_engine().state = "computed"
            else:
                run_sudo._as_engine().state = "queued"
                # sudo: whoever may simulate may wake the queue
                self.env.ref("customer_cost_management.customer_cost_run_cron").sudo()._trigger()
        return True

    def _check_author(self):
        """Computed with the rights of who made it, so that nobody reads more through it."""
        if not self.env.su and self.create_uid != self.env.user:
            raise AccessError(
                self.env._(
                    "%(simulation)s was made by %(author)s. Make one of your own to change it.",
                    simulation=self.name,
                    author=self.create_uid.sudo().name,
                )
            )

    def _count_customers(self):
        return self.env["customer.profitability"].search_count(
            [("run_id", "in", self._base_runs()[-1:].ids)], limit=CUSTOMERS_IN_REQUEST + 1
        )

    def _prepare_run(self):
        """The run of kind simulation that holds the results, as superuser."""
        runs = self._base_runs()
        simulation_sudo = self.sudo()
        simulation_sudo.computed_by_id = self.env.user
        if not simulation_sudo.run_id:
            simulation_sudo.run_id = (
                simulation_sudo.env["customer.cost.run"]
                .with_context(tracking_disable=True)
                .create(
                    {
                        "company_id": self.company_id.id,
                        "date_from": runs[0].date_from,
                        "date_to": runs[-1].date_to,
                        "kind": "simulation",
                    }
                )
            )
        return simulation_sudo.run_id.with_context(tracking_disable=True)

    # ------------------------------------------------------------------ compute

    def _compute_outcome(self):
        """What the engine says; nothing is stored."""
        from ...engine.profit.company_change import company_change
        from ...engine.profit.simulation import simulate
        from .simulation_scenario import pool_assumptions, scenario

        # rights may be fewer than when the changes were made
        self.change_ids._check_may_change()
        runs, changes = self._base_runs(), self._prepare_changes()
        base = self._base_figures(runs)
        pools, residuals, captured = self._pool_changes(base, runs, pool_assumptions(changes))
        given = base.statement_input(self.currency_id.name, pools)
        quantities = self._order_quantities(base, runs, changes)
        assumed = scenario(base, changes, quantities)
        simulation, problems = simulate(given, assumed)
        self._stop_on(problems)
        company, problems = company_change(
            int(base.amounts["cm3"].sum()), simulation, residuals, captured
        )
        self._stop_on(problems)
        return Outcome(base, simulation, company, self._volumes(base, assumed))

    def _prepare_changes(self):
        """The changes as the engine's border reads them; amounts in minor units."""
        minor = self.sudo().base_run_ids[:1]._minor_units()
        return [
            {
                "what": change.what,
                "value": change.value * (minor if change.what == "minimum_order" else 1),
                "customers": change.partner_ids.commercial_partner_id.ids,
                "driver": change.driver_id.id,
                "activity": change.activity_id.id,
                "pool": change.pool_id.id,
            }
            for change in self.sudo().change_ids
        ]

    def _volumes(self, base, assumed):
        """Volumes after the changes."""
        import numpy as np

        kept = (1 + assumed.volume_change) * (1 - assumed.volume_lost)
        sold = np.where(assumed.activity_follows_volume, kept[:, None], 1.0)
        return base.volumes * (1 + assumed.activity_volume_change) * sold

    def _order_quantities(self, base, runs, changes):
        """{driver id: n volumes} of the drivers that minimum orders count.

        Statements hold minutes, not the orders behind them, so these drivers are counted
        again, as the base's frozen model defines them.
        """
        import numpy as np

        wanted = {each["driver"] for each in changes if each["what"] == "minimum_order"}
        quantities = {driver: np.zeros(len(base.customers)) for driver in wanted}
        self.env.flush_all()
        for run in runs if wanted else ():
            for driver in run.snapshot["drivers"]:
                if driver["id"] in wanted:
                    customers, counted = run._measure_driver(driver)
                    known = np.isin(customers, base.customers)
                    rows = np.searchsorted(base.customers, customers[known])
                    np.add.at(quantities[driver["id"]], rows, counted[known])
        return quantities

    # ------------------------------------------------------------------ pools

    def _pool_changes(self, base, runs, assumptions):
        """(n × m activity cost, residuals by line, spending) that other pools change."""
        import numpy as np

        residuals, captured = {}, 0
        if not assumptions:
            return None, residuals, captured
        amounts = np.zeros_like(base.activity_cost)
        for run in runs:
            change = self._pool_change_of_month(base, run, assumptions, amounts)
            captured += change.captured
            for line, amount in change.residuals.items():
                residuals[line] = residuals.get(line, 0) + amount
        return amounts, residuals, captured

    def _pool_change_of_month(self, base, run, assumptions, amounts):
        """One month's change; what customers carry is added to ``amounts``."""
        import numpy as np

        from .simulation_base import reaching
        from .simulation_network import NOBODY, FrozenAllocation

        nodes = dict(self._frozen_nodes(run))
        allocation = FrozenAllocation(
            run.snapshot, nodes, self.currency_id.name, run._minor_units()
        )
        customers, _costs, packed, activities = self._packed_month(run, None)
        ids = np.unique(customers)
        volumes = np.zeros((len(ids) + 1, len(run.snapshot["activities"])))
        theirs = [run.snapshot["activities"].index(each) for each in activities]
        if len(ids) and theirs:
            cells = np.ix_(1 + np.searchsorted(ids, customers), theirs)
            np.add.at(volumes, cells, packed)
        for place, activity in enumerate(run.snapshot["activities"]):
            if place not in theirs:
                volumes[0, place] = nodes["activity", activity["id"]]["volume"]
        change, problems = allocation.change(assumptions, np.append([NOBODY], ids), volumes)
        self._stop_on(problems, run)
        rows = np.searchsorted(base.customers, ids)
        columns = base.columns_of(reaching(run.snapshot["activities"]))
        amounts[np.ix_(rows, columns)] += change.amounts[1:, theirs]
        return change

    def _stop_on(self, problems, run=None):
        """Everything that forbids a result, in one message that names the simulation."""
        try:
            (run or self._base_runs()[-1])._stop_on(problems)
        except UserError as error:
            raise UserError(
                self.env._("%(record)s: %(reason)s", record=self.name, reason=str(error))
            ) from error
