from odoo import api, fields, models
from odoo.tools import SQL


class CustomerProfitabilityFigures(models.AbstractModel):
    """Memo costs beside the statement: shown apart, in none of its sums."""

    _inherit = "customer.profitability.figures"

    memo_cost = fields.Monetary(
        "Memo costs",
        compute="_compute_memo_cost",
        help="Opportunity and reputation cost of the period as typed. Not in the books and in no "
        "total.",
    )

    # no @api.depends: read once, when a page shows it
    def _compute_memo_cost(self):
        self.env["customer.cost.memo"].flush_model()
        amounts = dict(self.env.execute_query(self._sql_memo_costs()))
        for row in self:
            row.memo_cost = amounts.get(row._origin.id, 0)

    def _sql_memo_costs(self):
        """(statement, memo cost of its customer and published periods).  Who may read the
        statement may read its memo cost."""
        return SQL(
            """
            SELECT statement.id, sum(memo.amount)
              FROM (%s) statement
              JOIN customer_cost_run run ON run.id = statement.run_id
              JOIN customer_cost_memo memo ON memo.kind = 'memo'
               AND memo.company_id = run.company_id
               AND memo.date BETWEEN run.date_from AND run.date_to
              JOIN res_partner partner ON partner.id = memo.partner_id
               AND partner.commercial_partner_id = statement.partner_id
          GROUP BY statement.id
            """,
            self._sql_runs_of_rows(),
        )

    def _sql_runs_of_rows(self):
        """(id, run_id, partner_id): the runs that each of these rows is the sum of."""
        raise NotImplementedError

    def _statement_rows(self):
        rows = super()._statement_rows()
        if not self._summed("memo_cost"):
            return rows
        memo = {
            "key": "memo_cost",
            "kind": "memo",
            "label": self.env._("Memo costs (not in the books)"),
            "help": self._fields["memo_cost"].get_description(self.env, ["help"])["help"],
            "amount": self._summed("memo_cost"),
            "percent": False,
        }
        return [*rows, memo]

    @api.readonly
    def action_open_line(self, line):
        if line != "memo_cost":
            return super().action_open_line(line)
        return self._memo_window()


class CustomerProfitability(models.Model):
    _inherit = "customer.profitability"

    def _sql_runs_of_rows(self):
        """Of two rows after a merge the first has the memo cost of the customer."""
        return SQL(
            """
            SELECT min(every.id) AS id, every.run_id, every.partner_id
              FROM customer_profitability every
              JOIN customer_profitability shown
                ON shown.run_id = every.run_id AND shown.partner_id = every.partner_id
             WHERE shown.id = ANY(%s)
          GROUP BY every.run_id, every.partner_id
            """,
            self._origin.ids,
        )


class CustomerProfitabilityYear(models.Model):
    _inherit = "customer.profitability.year"

    def _sql_runs_of_rows(self):
        return SQL(
            """
            SELECT year.id, summed.run_id, year.partner_id
              FROM customer_profitability_year year
              JOIN customer_profitability_window_run_rel summed
                ON summed.window_id = year.window_id
             WHERE year.id = ANY(%s)
            """,
            self._origin.ids,
        )
