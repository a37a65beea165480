from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..masters.profit_and_loss import PROFIT_AND_LOSS

#: A year of months is proposed and computed.
MONTHS = 12
#: Books of so many ended months have hardly begun.
YOUNG = 2
READERS = ("group_cost_accountant", "group_auditor")


class CustomerCostSetup(models.AbstractModel):
    """The setup assistant: a first cost model proposed from the books, and what comes of it.

    Opening it reads only.  It has no table of its own: what it proposes is worked out from
    the books each time, what it creates are ordinary masters and runs.
    """

    _name = "customer.cost.setup"
    _description = "Setup Assistant"

    @api.model
    @api.readonly
    def get_setup(self, month=False):
        """Everything the page shows; nothing is written.

        :param month: last month of the twelve, YYYY-MM, or ``False``: the last one that ended
        """
        company = self._company_to_read()
        proposal = self._propose(company, self._period(company, month))
        return self._page(proposal)

    @api.model
    @api.readonly
    def get_progress(self, month=False):
        """The twelve months and how far each has come."""
        company = self._company_to_read()
        return self._progress(company, self._period(company, month))

    # ------------------------------------------------------------------ who, which company

    def _company_to_read(self):
        """The root company that the caller works in; its books are his to read."""
        self._check_groups(READERS)
        company = self.env.company.root_id
        if company not in self.env.user.company_ids:
            raise AccessError(
                self.env._(
                    "The cost model belongs to %(company)s, which you may not enter. Ask somebody "
                    "who works there.",
                    # sudo: names of companies and roles are no secret
                    company=company.sudo().name,
                )
            )
        return company

    def _check_groups(self, groups):
        """Over RPC too: a model without a table has no access rights that could refuse."""
        names = [f"customer_cost_management.{group}" for group in groups]
        if not any(self.env.user.has_group(name) for name in names):
            raise AccessError(
                self.env._(
                    "You may not do this. Ask somebody with the role %(role)s.",
                    # sudo: as above
                    role=self.env.ref(names[0]).sudo().name,
                )
            )

    # ------------------------------------------------------------------ which months

    def _period(self, company, month=False):
        """First days of the months, oldest first, at most twelve."""
        last = self._last_month(company, month)
        first = last - relativedelta(months=MONTHS - 1)
        if company.customer_cost_first_month:
            first = min(max(first, company.customer_cost_first_month), last)
        count = (last.year - first.year) * 12 + last.month - first.month + 1
        return [first + relativedelta(months=number) for number in range(count)]

    def _last_month(self, company, month):
        """The last month that ended; of books that ended before, or have hardly begun, their
        last: the running month then tells as much as those before it."""
        if month:
            return fields.Date.to_date(f"{month}-01")
        ended = fields.Date.context_today(self).replace(day=1) - relativedelta(months=1)
        latest = self._latest_month(company)
        year_ago = ended - relativedelta(months=MONTHS - 1)
        known = self._has_items(company, year_ago, ended - relativedelta(months=YOUNG))
        return ended if known or not latest else latest

    def _latest_month(self, company):
        """The month of the last posted item, none in the future."""
        self.env.flush_all()
        [[latest]] = self.env.execute_query(
            SQL(
                "SELECT max(date) FROM account_move_line "
                "WHERE parent_state = 'posted' AND company_id IN %s AND date <= %s",
                company._with_branches(),
                fields.Date.context_today(self),
            )
        )
        return latest and latest.replace(day=1)

    def _has_items(self, company, first, last):
        query = SQL(
            """SELECT EXISTS (
                   SELECT FROM account_move_line line
                     JOIN account_account account ON account.id = line.account_id
                    WHERE line.parent_state = 'posted' AND line.company_id IN %s
                      AND line.date BETWEEN %s AND %s AND %s)""",
            company._with_branches(),
            first,
            last + relativedelta(months=1, days=-1),
            PROFIT_AND_LOSS,
        )
        return self.env.execute_query(query)[0][0]

    def _run_of(self, company, months, snapshot):
        """A run of the whole period that is never stored: it reads the books as runs do."""
        return self.env["customer.cost.run"].new(
            {
                "company_id": company.id,
                "date_from": months[0],
                "date_to": months[-1] + relativedelta(months=1, days=-1),
                "snapshot": snapshot,
            }
        )
