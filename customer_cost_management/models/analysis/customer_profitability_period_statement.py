from odoo import api, fields, models
from odoo.tools import SQL

from ..platform.records_window import records_window

STATEMENT = "customer.profitability"
YEAR = "customer.profitability.year"
#: What of the context says which period a row is of; grain and comparison do not.
PERIOD_KEYS = ("customer_cost_period", "customer_cost_estimate")


class CustomerProfitabilityPeriod(models.Model):
    """The statement of a row: kept of a month and of a year, else the row itself.

    A quarter, a period that the reader chose and a year with estimates are summed up from
    the statements of their months when they are read.
    """

    _inherit = "customer.profitability.period"

    period_label = fields.Char("Period", compute="_compute_period_label")

    @api.depends("partner_id")
    def _compute_period_label(self):
        for row in self:
            row.period_label = row._period_text(*row._statement_period())

    def _statements(self):
        """One statement for each row."""
        self.check_access("read")
        chosen = self._chosen()
        if chosen.windows:
            return self.env[YEAR].browse(self.ids)
        if not chosen.by_month and self._chosen_period().months > 1:
            return self
        statements = self.env[STATEMENT].search(
            [
                ("run_id", "in", chosen.ids),
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
            ]
        )
        wanted = {self._statement_key(row, chosen.by_month) for row in self}
        statements = statements.filtered(
            lambda each: self._statement_key(each, chosen.by_month) in wanted
        )
        # after a merge there are two in one run, of which either shows both
        keys = {(each.partner_id, each.run_id): each.id for each in statements}
        return statements.browse(keys.values())

    def _statement_key(self, row, by_month):
        return (row.company_id, row.partner_id, by_month and row.date)

    def _kept_apart(self):
        """The statements that are kept in models of their own; none where the rows are them."""
        statements = self._statements()
        return statements if statements._name != self._name else None

    def _period_context(self):
        """Which period the rows are of, for who reads them again."""
        context = self.env.context
        return {name: context[name] for name in PERIOD_KEYS if context.get(name)}

    # ------------------------------------------------------------------ opening and comparing

    @api.readonly
    def action_open_statement(self):
        self.ensure_one()
        statement = self._kept_apart()
        action = {"type": "ir.actions.act_window", "views": [(False, "form")]}
        if statement is not None:
            return action | {
                "name": self.display_name,
                "res_model": statement._name,
                "res_id": statement.id,
            }
        return action | {
            "name": f"{self.display_name} · {self.period_label}",
            "res_model": self._name,
            "res_id": self.id,
            "context": self._period_context(),
        }

    @api.readonly
    def action_open_months(self):
        """The statements of months that the row is the sum of."""
        self.ensure_one()
        name = self.env._("Months of %(customer)s", customer=self.display_name)
        return records_window(STATEMENT, name, [("id", "in", self._whole().ids)])

    def action_compare(self):
        statements = self._kept_apart()
        if statements is not None:
            return statements.action_compare()
        action = super().action_compare()
        return action | {"params": action["params"] | {"context": self._period_context()}}

    @api.readonly
    def get_comparison(self, kind="previous", partner_id=False):
        self.ensure_one()
        statement = self._kept_apart()
        if statement is not None:
            return statement.get_comparison(kind, partner_id)
        return super().get_comparison(kind, partner_id)

    # ------------------------------------------------------------------ what a statement asks

    def _whole(self):
        """The statements of months that the rows sum up."""
        return self.env[STATEMENT].search(
            [
                ("run_id", "in", self._statement_runs().ids),
                ("partner_id", "in", self.partner_id.ids),
            ],
            order="date, id",
        )

    def _statement_runs(self):
        chosen = self._chosen()
        # sudo: which months are published is no secret to who reads their figures
        runs_sudo = self.env["customer.cost.run"].sudo().browse(chosen.ids)
        runs_sudo = runs_sudo.filtered(lambda run: run.company_id in self.company_id)
        if chosen.by_month:
            months = set(self.mapped("date"))
            runs_sudo = runs_sudo.filtered(lambda run: run.date_from in months)
        return runs_sudo

    def _statement_period(self):
        """The whole period, also where a month of it is not published."""
        runs_sudo = self._statement_runs()
        if self._chosen().by_month:
            return min(runs_sudo.mapped("date_from")), max(runs_sudo.mapped("date_to"))
        company = self.company_id.sudo()
        return self._days_of(company, self._runs_in_force()[company], self._chosen_period())

    def _sql_source(self):
        return SQL("(%s) period", self._table_query)

    def _sql_same_period(self):
        condition = SQL("company_id = %s", self.company_id.id)
        if not self._chosen().by_month:
            return condition
        return SQL("%s AND date = %s", condition, self.date)

    def _beside(self, domain, limit=None):
        same = [("company_id", "=", self.company_id.id)]
        if self._chosen().by_month:
            same.append(("date", "=", self.date))
        return self.search([*same, *domain], limit=limit, order="id")

    def _sql_runs_of_rows(self):
        chosen = self._chosen()
        return SQL(
            """
            SELECT shown.id, run.id AS run_id, shown.partner_id
              FROM unnest(%(ids)s::int[], %(partners)s::int[], %(companies)s::int[],
                          %(dates)s::date[]) AS shown(id, partner_id, company_id, date)
              JOIN customer_cost_run run
                ON run.id = ANY(%(runs)s) AND run.company_id = shown.company_id %(month)s
            """,
            ids=self.ids,
            partners=[row.partner_id.id for row in self],
            companies=[row.company_id.id for row in self],
            dates=[row.date for row in self],
            runs=list(chosen.ids),
            month=SQL("AND run.date_from = shown.date") if chosen.by_month else SQL(),
        )
