from dataclasses import dataclass
from typing import Any

from odoo import fields, models

from ..profit.customer_cost_reconciliation_line import LINES


@dataclass(frozen=True)
class SimulatedVolumes:
    """The volumes of an allocation: customers × the activities of the run's snapshot."""

    volumes: Any


class CustomerCostSimulation(models.Model):
    """Stores what a simulation computed in its own run, beside nothing else."""

    _inherit = "customer.cost.simulation"

    def _store(self, outcome):
        """Statements, rates, and the lines of the company for who may read them."""
        # sudo: results belong to the engine; only the author comes here
        run_sudo = self.sudo().run_id.with_context(tracking_disable=True)._as_engine()
        run_sudo._discard_results()
        whole = self._reads_company()
        run_sudo.snapshot = self._simulated_snapshot(outcome, whole)
        self._store_simulated_nodes(run_sudo, outcome)
        statement = outcome.simulation.simulated
        run_sudo._store_statements(statement, SimulatedVolumes(outcome.volumes))
        if whole:
            self._store_company(run_sudo, outcome)
        run_sudo.write(
            {
                "contribution": float(run_sudo._amount(statement.cm3.sum())),
                "customer_count": len(statement.customers),
                "computed_on": fields.Datetime.now(),
                "problems": [],
            }
        )
        self.sudo().base_fingerprint = self._fingerprint()
        self.env.invalidate_all()

    def _simulated_snapshot(self, outcome, whole):
        """The model of the base's last run with the activities whose columns are stored."""
        run = self._base_runs()[-1]
        company = outcome.company
        return run.snapshot | {
            "activities": outcome.base.activities,
            "simulation": {
                "whole_company": whole,
                "freed": float(run._amount(company.freed)),
                "leaving": float(run._amount(company.leaving)),
                "unused": float(run._amount(company.to_unused)),
            },
        }

    def _store_simulated_nodes(self, run_sudo, outcome):
        """What each activity gives these customers, and at which rate."""
        minor = run_sudo._minor_units()
        costs = outcome.simulation.simulated.activity_cost.sum(axis=0)
        totals = outcome.volumes.sum(axis=0)
        columns = enumerate(
            zip(outcome.base.activities, costs.tolist(), totals.tolist(), strict=True), 1
        )
        run_sudo.env["customer.cost.run.node"].create(
            [
                {
                    "run_id": run_sudo.id,
                    "company_id": run_sudo.company_id.id,
                    "sequence": activity["sequence"],
                    "name": activity["name"],
                    "kind": "activity",
                    "activity_id": activity["id"],
                    "statement_line": activity["statement_line"],
                    "received": float(run_sudo._amount(cost)),
                    "given": float(run_sudo._amount(cost)),
                    "volume": volume,
                    "rate": cost / volume / minor if volume else 0,
                    "column": column,
                }
                for column, (activity, cost, volume) in columns
            ]
        )

    def _store_company(self, run_sudo, outcome):
        """The lines of the company: those of the base, changed by what the engine says."""
        actual = self._actual_lines()
        changes = outcome.company.lines
        lines = {
            line: actual.get(line, 0.0) + float(run_sudo._amount(changes.get(line, 0)))
            for line, _label in LINES
        }
        run_sudo.env["customer.cost.reconciliation.line"].create(
            [
                {
                    "run_id": run_sudo.id,
                    "company_id": run_sudo.company_id.id,
                    "sequence": sequence,
                    "line": line,
                    "amount": lines[line],
                }
                for sequence, (line, _label) in enumerate(LINES)
            ]
        )
        run_sudo.ledger_result = run_sudo.currency_id.round(sum(lines.values()))

    def _actual_lines(self):
        """{line: amount of the base's runs}."""
        # sudo: only who reads the whole company is shown these lines
        rows = (
            self.env["customer.cost.reconciliation.line"]
            .sudo()
            ._read_group([("run_id", "in", self._base_runs().ids)], ["line"], ["amount:sum"])
        )
        return dict(rows)
