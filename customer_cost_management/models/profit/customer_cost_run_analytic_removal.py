from datetime import timedelta

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL, format_date


class CustomerCostRun(models.Model):
    """Takes analytic entries back, and never reads them as a source."""

    _inherit = "customer.cost.run"

    def _take_back_analytic(self):
        """Delete the entries; in a locked period, write counter entries in an open one."""
        self.ensure_one()
        date = self._first_open_day()
        locked = date != self.date_to
        self._as_engine().analytic_state = "countered" if locked else False
        self.env.flush_all()
        self.env.cr.execute(
            self._sql_counter_analytic(date)
            if locked
            else SQL("DELETE FROM account_analytic_line WHERE cost_run_id = %s", self.id)
        )
        self.env["account.analytic.line"].invalidate_model()
        self._message_log(
            body=self.env._(
                "Analytic entries taken back by counter entries on %(date)s.",
                date=format_date(self.env, date),
            )
            if locked
            else self.env._("Analytic entries removed.")
        )

    def _first_open_day(self):
        """The last day of the period, or else the first one after it that is not locked."""
        date = self.date_to
        while locks := self._analytic_locks(date):
            date = max(lock for lock, _field in locks) + timedelta(days=1)
        return date

    def _sql_counter_analytic(self, date):
        """Every entry once more with the other sign, whatever columns the plans have."""
        columns = [
            name
            for name, field in self.env["account.analytic.line"]._fields.items()
            if field.store and field.column_type and name not in ("id", "date", "amount", "name")
        ]
        copied = SQL(", ").join(SQL.identifier(name) for name in columns)
        return SQL(
            """
            INSERT INTO account_analytic_line (date, amount, name, %(copied)s)
            SELECT %(date)s, -amount, %(prefix)s || name, %(copied)s
              FROM account_analytic_line WHERE cost_run_id = %(run)s ORDER BY id
            """,
            copied=copied,
            date=date,
            prefix=self.env._("Taken back: "),
            run=self.id,
        )

    def _record_scope(self, driver, model):
        """What a run wrote is no work done for customers."""
        scope = super()._record_scope(driver, model)
        if model._name == "account.analytic.line":
            scope &= Domain("cost_run_id", "=", False)
        return scope
