from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

STATEMENT = "customer.profitability"
YEAR = "customer.profitability.year"


class CustomerProfitabilityPeriod(models.Model):
    """From rows of a period to the statements that are kept, of a month or of a year."""

    _inherit = "customer.profitability.period"

    def _stored_statements(self):
        """The statements of the rows: of their months or their year.

        Of other periods nothing is kept but the months, which are no single statement.
        """
        self.check_access("read")
        chosen = self._chosen()
        if chosen.windows:
            return self.env[YEAR].browse(self.ids)
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

    def _one_statement_a_row(self):
        statements = self._stored_statements()
        if len(statements) != len(self):
            raise UserError(
                self.env._(
                    "Statements are kept of months, fiscal years and the last 12 months. Choose "
                    "one of them beside the search bar."
                )
            )
        return statements

    # ------------------------------------------------------------------ opening and printing

    @api.readonly
    def action_open_statement(self):
        """The statement of the row: of its month, of its year, or the months it sums up."""
        self.ensure_one()
        statements = self._stored_statements()
        action = {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": statements._name,
        }
        if len(statements) == 1:
            return action | {"res_id": statements.id, "views": [(False, "form")]}
        return action | {
            "name": self.env._("Months of %(customer)s", customer=self.display_name),
            "domain": [("id", "in", statements.ids)],
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "context": {"create": False},
        }

    def action_print(self):
        return self._one_statement_a_row().action_print()

    def action_compare(self):
        return self._one_statement_a_row().action_compare()

    @api.readonly
    def get_comparison(self, kind="previous", partner_id=False):
        self.ensure_one()
        return self._one_statement_a_row().get_comparison(kind, partner_id)

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
        runs_sudo = self._statement_runs()
        return min(runs_sudo.mapped("date_from")), max(runs_sudo.mapped("date_to"))

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
