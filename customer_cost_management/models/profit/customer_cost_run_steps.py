from contextlib import contextmanager

from odoo import models
from odoo.exceptions import UserError

#: Steps of a computation in their order; a failure names the one it happened in.
STEPS = ("freeze", "capture", "measure", "allocate", "statement", "store")


@contextmanager
def step(name):
    """Marks an error that happens inside with the step, the innermost one counts."""
    try:
        yield
    except Exception as error:
        if not hasattr(error, "customer_cost_step"):
            error.customer_cost_step = name
        raise


class CustomerCostRun(models.Model):
    """Which step of a computation failed, and which record was to blame."""

    _inherit = "customer.cost.run"

    def _freeze_model(self):
        with step("freeze"):
            return super()._freeze_model()

    def _check_every_account_has_a_role(self, ledger):
        with step("capture"):
            return super()._check_every_account_has_a_role(ledger)

    def _capture(self):
        with step("capture"):
            return super()._capture()

    def _captured(self):
        with step("capture"):
            return super()._captured()

    def _check_ledger_is_captured(self, ledger, captured):
        with step("capture"):
            return super()._check_ledger_is_captured(ledger, captured)

    def _measure(self):
        with step("measure"):
            return super()._measure()

    def _measure_driver(self, driver):
        try:
            return super()._measure_driver(driver)
        except UserError as error:
            error.customer_cost_record = ("customer.cost.driver", driver["id"])
            raise

    def _allocate(self, figures, measured):
        with step("allocate"):
            return super()._allocate(figures, measured)

    def _build_statement(self, figures, allocation):
        with step("statement"):
            return super()._build_statement(figures, allocation)

    def _store_nodes(self, allocation):
        with step("store"):
            return super()._store_nodes(allocation)

    def _store_statements(self, statement, allocation):
        with step("store"):
            return super()._store_statements(statement, allocation)

    def _store_reconciliation(self, posted_result, statement, figures, allocation):
        with step("store"):
            return super()._store_reconciliation(posted_result, statement, figures, allocation)

    def _stop_on(self, problems):
        """The engine stopped: at the volumes or at the allocation, at a record of the model."""
        from ...engine.problem import errors

        try:
            return super()._stop_on(problems)
        except UserError as error:
            first = errors(problems)[0]
            volumes = first.code in ("negative_volume", "volume_too_large")
            error.customer_cost_step = "measure" if volumes else "allocate"
            error.customer_cost_record = self._record_of_problem(first)
            raise

    def _record_of_problem(self, problem):
        """(model, id) of the pool, activity or driver that a problem names, else ``None``."""
        for subject in problem.subjects:
            kind, _dash, number = str(subject).partition("-")
            if kind in ("pool", "activity", "driver") and number.isdigit():
                return f"customer.cost.{kind}", int(number)
        return None

    def _prepare_failure(self, error, reason):
        """What a failed run tells: the step, the reason, the record to open."""
        name = getattr(error, "customer_cost_step", None)
        model, record_id = getattr(error, "customer_cost_record", None) or (False, False)
        return {
            "step": STEPS.index(name) + 1 if name else 0,
            "name": name or "",
            "reason": reason,
            "res_model": model,
            "res_id": record_id,
        }
