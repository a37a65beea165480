from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

STATEMENT = "customer.profitability"


class CustomerProfitabilityPeriod(models.Model):
    """From rows of the chosen period to the statements they are the sum of."""

    _inherit = "customer.profitability.period"

    def action_compare(self):
        return self._single_statements().action_compare()

    def action_print(self):
        return self._single_statements().action_print()

    def _single_statements(self):
        """The statement of each row, of a year or of a month; other periods have none."""
        chosen = self._chosen()
        if chosen.windows:
            return self.env["customer.profitability.year"].browse(self.ids)
        statements = self.env[STATEMENT].browse()
        for row in self:
            months = row._whole()
            if len(months.run_id) > 1:
                raise UserError(
                    self.env._(
                        "%(customer)s: the statement of a month or a year can be printed and "
                        "compared. Choose one beside the search bar.",
                        customer=row.display_name,
                    )
                )
            # of two statements after a merge either shows both
            statements += months[:1]
        return statements

    # ------------------------------------------------------------------ what a row sums up

    def _whole(self):
        return self.env[STATEMENT].search(
            [
                ("run_id", "in", self._statement_runs().ids),
                ("partner_id", "in", self.partner_id.ids),
            ],
            order="date, id",
        )

    def _statement_runs(self):
        chosen = self._chosen()
        # who reads sums of a period may know which runs are in it
        runs_sudo = self.env["customer.cost.run"].sudo().browse(chosen.ids)
        runs_sudo = runs_sudo.filtered(lambda run: run.company_id in self.company_id)
        if chosen.by_month:
            runs_sudo = runs_sudo.filtered(lambda run: run.date_from in self.mapped("date"))
        return runs_sudo

    def _statement_period(self):
        runs_sudo = self._statement_runs()
        return min(runs_sudo.mapped("date_from")), max(runs_sudo.mapped("date_to"))

    def _sql_runs_of_rows(self):
        """One query for all rows, whatever their number."""
        chosen = self._chosen()
        return SQL(
            """
            SELECT shown.id, run.id AS run_id, shown.partner_id
              FROM unnest(%s::int[], %s::int[], %s::int[], %s::date[])
                AS shown(id, partner_id, company_id, date)
              JOIN customer_cost_run run ON run.company_id = shown.company_id
               AND run.id = ANY(%s) AND (NOT %s OR run.date_from = shown.date)
            """,
            self.ids,
            [row.partner_id.id for row in self],
            [row.company_id.id for row in self],
            [row.date for row in self],
            list(chosen.ids),
            chosen.by_month,
        )
