from odoo import fields, models
from odoo.tools import SQL


class CustomerProfitability(models.Model):
    """Memo costs beside the statement: shown apart, in none of its sums."""

    _inherit = "customer.profitability"

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
        """(statement, memo cost of its customer and period); of two rows after a merge the
        first has it.  Who may read the statement may read its memo cost."""
        return SQL(
            """
            SELECT statement.id, sum(memo.amount)
              FROM (SELECT min(every.id) AS id, every.run_id, every.partner_id
                      FROM customer_profitability every
                      JOIN customer_profitability shown
                        ON shown.run_id = every.run_id AND shown.partner_id = every.partner_id
                     WHERE shown.id = ANY(%s)
                  GROUP BY every.run_id, every.partner_id) statement
              JOIN customer_cost_run run ON run.id = statement.run_id
              JOIN customer_cost_memo memo ON memo.kind = 'memo'
               AND memo.company_id = run.company_id
               AND memo.date BETWEEN run.date_from AND run.date_to
              JOIN res_partner partner ON partner.id = memo.partner_id
               AND partner.commercial_partner_id = statement.partner_id
          GROUP BY statement.id
            """,
            self._origin.ids,
        )

    def _statement_rows(self):
        rows = super()._statement_rows()
        if not self.memo_cost:
            return rows
        memo = {
            "key": "memo_cost",
            "kind": "memo",
            "label": self.env._("Memo costs (not in the books)"),
            "help": self._fields["memo_cost"].get_description(self.env, ["help"])["help"],
            "amount": self.memo_cost,
            "percent": False,
        }
        return [*rows, memo]

    def action_open_line(self, line):
        if line != "memo_cost":
            return super().action_open_line(line)
        # sudo: a manager reads the period of the statement, not the run
        run_sudo = self.run_id.sudo()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Memo costs of %(customer)s", customer=self.partner_id.display_name),
            "res_model": "customer.cost.memo",
            "domain": [
                ("kind", "=", "memo"),
                ("company_id", "=", self.company_id.id),
                ("partner_id", "=", self.partner_id.id),
                ("date", ">=", str(run_sudo.date_from)),
                ("date", "<=", str(run_sudo.date_to)),
            ],
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "context": {"create": False},
        }
