from datetime import timedelta

from odoo import models
from odoo.fields import Domain
from odoo.tools import format_date

DAY = timedelta(days=1)
#: Parts of the model that hold from one day to another, and that a run reads.
WITH_DATES = (
    "customer.cost.account.role",
    "customer.cost.attribution.rule",
    "customer.cost.pool.rule",
)


class CustomerCostModelCheck(models.AbstractModel):
    """Roles and rules change between months, never inside one.

    A run holds one model for all its days: the one of its last day.  So that this is also the
    model of each entry's own date, a role or rule that begins or ends inside a period stops
    the computation, with the days to choose instead.
    """

    _inherit = "customer.cost.model.check"

    def _check_validity(self, company):
        for model in WITH_DATES:
            records = self.env[model].search(
                Domain("company_id", "=", company.id)
                & (Domain("date_from", "!=", False) | Domain("date_to", "!=", False))
            )
            for record in records:
                # the first day of the new and the day after the last day of the old
                for day in (record.date_from, record.date_to and record.date_to + DAY):
                    if day and self._is_inside(day):
                        yield self._tell_border(record, day)

    def _is_inside(self, day):
        """Whether something that changes on a day divides a period that is computed."""
        first, last = self._period()
        if self.env.context.get("customer_cost_check_period"):
            return first < day <= last
        return day > first and day.day != 1

    def _tell_border(self, record, day):
        message = self.env._(
            "%(name)s changes on %(day)s, inside a period that is computed as a whole. Let it "
            "begin on the first day of a month, and end on the last day of one.",
            name=record.display_name,
            day=format_date(self.env, day),
        )
        return self._problem("changes_inside", "error", record, message)
