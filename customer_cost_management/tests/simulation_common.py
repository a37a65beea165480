from .results_common import ResultsCase


class SimulationCase(ResultsCase):
    """March 2026 of :class:`ResultsCase`, simulated.

    Order handling costs 250 an invoice; the pool of 1000 has an avoidable part of 0, so
    that nothing of freed work leaves the company unless a test says so.
    """

    @classmethod
    def set_up_model(cls):
        result = super().set_up_model()
        cls.pool.avoidable_percent = 0
        return result

    @classmethod
    def simulate(cls, *changes, user=None, runs=None, partners=()):
        """A computed simulation of changes ``(what, value, values)``."""
        simulations = cls.env["customer.cost.simulation"].with_user(user or cls.controller)
        runs = runs or cls.run_march
        action = simulations.action_new(runs.ids, [partner.id for partner in partners])
        simulation = simulations.browse(action["params"]["simulation_id"])
        cls.add_changes(simulation, *changes)
        simulation.action_compute()
        return simulation

    @classmethod
    def add_changes(cls, simulation, *changes):
        return simulation.env["customer.cost.simulation.change"].create(
            [
                {"simulation_id": simulation.id, "what": what, "value": value, **dict(*more)}
                for what, value, *more in changes
            ]
        )

    def beside(self, simulation, customer, user=None):
        """The row of a customer."""
        return (
            self.env["customer.cost.simulation.customer"]
            .with_user(user or self.controller)
            .search([("simulation_id", "=", simulation.id), ("partner_id", "=", customer.id)])
        )

    def company_changes(self, simulation):
        """{line: Δ} of the company's lines that change, and of its result."""
        page = simulation.with_user(self.controller).get_workbench()
        return {line["key"]: line["change"] for line in page["company"] if line["change"]}
