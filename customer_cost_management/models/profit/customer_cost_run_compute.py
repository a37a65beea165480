from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..allocate.problem_messages import problem_message
from ..run.customer_cost_run_guard import FROZEN_STATES


class CustomerCostRun(models.Model):
    """One period from the ledger to the customers' profit.

    ``_run_period`` neither commits nor catches: whoever calls it decides what a failure
    undoes.  A run that would lose a cent raises, and nothing of it is stored.
    """

    _inherit = "customer.cost.run"

    def _run_period(self):
        self.ensure_one()
        if self.state in FROZEN_STATES:
            raise UserError(
                self.env._(
                    "%(run)s: published figures cannot be changed. Make a new version.",
                    run=self.display_name,
                )
            )
        run_sudo = self.sudo().with_company(self.company_id)._as_engine()
        run_sudo._discard_results()
        run_sudo.snapshot = run_sudo._freeze_model()
        run_sudo._compute_from_ledger()

    def _compute_from_ledger(self):
        """From the journal items to the statements, by the model that the run holds."""
        self.env.flush_all()
        ledger = self._ledger_by_account()
        self._check_every_account_has_a_role(ledger)
        self._capture()
        captured = self._captured()
        self._check_ledger_is_captured(ledger, captured)
        self._compute_results(-sum(ledger.values()), captured)

    def _discard_results(self):
        """Forget an earlier computation of the same version."""
        for table in (
            "customer_profitability",
            "customer_cost_rollup",
            "customer_cost_run_node",
            "customer_cost_reconciliation_line",
            "customer_cost_capture",
        ):
            self.env.cr.execute(
                SQL("DELETE FROM %s WHERE run_id = %s", SQL.identifier(table), self.id)
            )
        self.env.invalidate_all()

    def _compute_results(self, posted_result, captured):
        """:param posted_result: P&L of the ledger in minor units
        :param captured: :class:`..capture.captured_rows.CapturedRows`
        """
        computed, measured = self._computed_cost_of_sales(), self._measure()
        figures = self._ledger_figures(captured, computed, measured)
        allocation = self._allocate(figures, measured) if self._allocates(figures) else None
        problems = list(allocation.problems) if allocation else []
        self._stop_on(problems)
        statement, found = self._build_statement(figures, allocation)
        self._store_nodes(allocation)
        self._store_statements(statement, allocation)
        self._store_reconciliation(posted_result, statement, figures, allocation)
        net_revenue = int(statement.net_revenue.sum())
        self.write(
            {
                "problems": [
                    *self._cost_of_sales_findings(net_revenue),
                    *map(self._finding, [*problems, *found]),
                ],
                "customer_count": len(statement.customers),
                "coverage": self._covered_percent(captured.by_destination()),
                "computed_on": fields.Datetime.now(),
            }
        )

    def _finding(self, problem):
        return {
            "severity": problem.severity,
            "code": problem.code,
            "message": self._problem_message(problem),
        }

    def _allocates(self, figures):
        """Without pools there is nothing to give, without customers nobody to give it to."""
        return bool(self.snapshot["pools"] and len(figures.customers))

    def _stop_on(self, problems):
        """Everything that forbids a result, in one message."""
        from ...engine.problem import errors

        messages = [self._problem_message(problem) for problem in errors(problems)]
        if messages:
            raise UserError("\n".join(messages))

    def _problem_message(self, problem):
        """A sentence with the names of pools, activities and drivers, archived ones too."""
        names = {
            f"{kind}-{record.id}": record.name
            for kind in ("pool", "activity", "driver")
            for record in self.env[f"customer.cost.{kind}"]
            .with_context(active_test=False)
            .search([("company_id", "=", self.company_id.id)])
        }
        return problem_message(self.env, problem, names)
