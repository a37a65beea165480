from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .customer_cost_run_states import FROZEN_STATES
from .problem_messages import problem_message


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
        run_sudo._capture()
        run_sudo._check_ledger_is_captured()
        run_sudo._compute_results()

    def _discard_results(self):
        """Forget an earlier computation of the same version."""
        for table in (
            "customer_profitability",
            "customer_cost_run_node",
            "customer_cost_reconciliation_line",
            "customer_cost_capture",
        ):
            self.env.cr.execute(
                SQL("DELETE FROM %s WHERE run_id = %s", SQL.identifier(table), self.id)
            )
        self.env.invalidate_all()

    def _compute_results(self):
        captured, computed = self._captured_by_customer(), self._computed_cost_of_sales()
        measured = self._measure()
        figures = self._ledger_figures(captured, computed, measured)
        allocation = (
            self._allocate(figures.customers, measured) if self._allocates(figures) else None
        )
        problems = list(allocation.problems) if allocation else []
        self._stop_on(problems)
        statement = self._build_statement(figures, allocation)
        self._store_nodes(allocation)
        self._store_statements(statement, allocation)
        self._store_reconciliation(statement, figures, allocation)
        self.write(
            {
                "problems": [
                    {"severity": p.severity, "code": p.code, "message": self._problem_message(p)}
                    for p in problems
                ],
                "customer_count": len(statement.customers),
                "computed_on": fields.Datetime.now(),
            }
        )

    def _allocates(self, figures):
        """Without pools there is nothing to give, without customers nobody to give it to."""
        return bool(self.snapshot["pools"] and len(figures.customers))

    def _stop_on(self, problems):
        """Everything that forbids a result, in one message."""
        from ..engine.problem import errors

        messages = [self._problem_message(problem) for problem in errors(problems)]
        if messages:
            raise UserError("\n".join(messages))

    def _problem_message(self, problem):
        names = {
            f"{kind}-{record['id']}": record["name"]
            for kind, records in (
                ("pool", self.snapshot["pools"]),
                ("activity", self.snapshot["activities"]),
                ("driver", self.snapshot["drivers"]),
            )
            for record in records
        }
        return problem_message(self.env, problem, names)

    def _ledger_by_account(self):
        """Balance of every P&L account of the period, read from the ledger alone, minor units."""
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT line.account_id, (sum(line.balance) * %s)::bigint
                      FROM account_move_line line
                     WHERE %s AND line.account_id = ANY(%s)
                  GROUP BY line.account_id
                    """,
                    self._minor_units(),
                    self._sql_period(),
                    [int(account) for account in self.snapshot["roles"]],
                )
            )
        )

    def _check_ledger_is_captured(self):
        """Every account, and every single item, is captured once: never more, never less."""
        captured = dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT account_id, (sum(balance) * %s)::bigint FROM customer_cost_capture
                     WHERE run_id = %s GROUP BY account_id
                    """,
                    self._minor_units(),
                    self.id,
                )
            )
        )
        ledger = self._ledger_by_account()
        for account_id in ledger.keys() | captured.keys():
            lost = ledger.get(account_id, 0) - captured.get(account_id, 0)
            if lost:
                account = self.env["account.account"].browse(account_id)
                raise UserError(
                    self.env._(
                        "Stopped: %(amount)s would be lost on account %(account)s. Nothing was "
                        "stored. Send the log to your administrator.",
                        amount=self.currency_id.format(lost / self._minor_units()),
                        account=account.display_name,
                    )
                )
