from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .profit_and_loss import PROFIT_AND_LOSS, closing_moves, sql_is_closing

#: A guessed role matters above this part of all expense.
GUESS_MATTERS = 0.01


class CustomerCostAccountRole(models.Model):
    """How much a role is about, so that the heavy guesses are looked at first."""

    _inherit = "customer.cost.account.role"

    amount_year = fields.Monetary(
        "Last 12 months",
        compute="_compute_amount_year",
        help="Posted items of the account in the last twelve months, on the days on which the "
        "role holds, without entries that close the books. Revenue and cost are positive.",
    )
    guess_over_one_percent = fields.Boolean(
        "Guess, over 1 %",
        compute="_compute_amount_year",
        search="_search_guess_over_one_percent",
        help="The role is a guess, for more than 1 % of all expense of the last twelve months.",
    )

    @api.depends("account_id", "company_id", "date_from", "date_to", "confidence")
    def _compute_amount_year(self):
        found = {}
        for company in self.company_id:
            found |= self._amounts(company)
        for role in self:
            role_id = role._origin.id
            role.amount_year, heavy = found.get(role_id, (0, False))
            role.guess_over_one_percent = heavy and role.confidence == "guess"

    def _search_guess_over_one_percent(self, operator, value):
        if operator != "in":
            return NotImplemented
        heavy = [
            role_id
            for company in self.env.companies.root_id
            for role_id, (_amount, is_heavy) in self._amounts(company).items()
            if is_heavy
        ]
        guessed = [("id", "in", heavy), ("confidence", "=", "guess")]
        if set(value) == {True, False}:
            return [(1, "=", 1)]
        return guessed if True in value else ["!", "&", *guessed]

    def _amounts(self, company):
        """{role id: (amount, whether it is more than 1 % of all expense)}; two queries."""
        self.check_access("read")
        for model in ("account.move", "account.move.line", "account.account", self._name):
            self.env[model].flush_model()
        today = fields.Date.context_today(self)
        period = SQL(
            "line.parent_state = 'posted' AND line.company_id IN %s "
            "AND line.date BETWEEN %s AND %s",
            company._with_branches(),
            today - relativedelta(years=1, days=-1),
            today,
        )
        query = SQL(
            """
            WITH item AS (
                SELECT line.account_id, line.date, account.account_type,
                       sum(line.balance) AS balance
                  FROM account_move_line line
                  JOIN account_account account ON account.id = line.account_id
                  JOIN account_move move ON move.id = line.move_id
                 WHERE %(period)s AND %(profit_and_loss)s AND NOT %(is_closing)s
              GROUP BY line.account_id, line.date, account.account_type
            )
            SELECT role.id,
                   sum(CASE WHEN item.account_type LIKE 'income%%' THEN -item.balance
                            ELSE item.balance END),
                   abs(sum(item.balance)) > %(matters)s * abs(COALESCE((
                       SELECT sum(balance) FROM item WHERE account_type LIKE 'expense%%'), 0))
              FROM customer_cost_account_role role
              JOIN item ON item.account_id = role.account_id
               AND item.date >= COALESCE(role.date_from, '-infinity')
               AND item.date <= COALESCE(role.date_to, 'infinity')
             WHERE role.company_id = %(company)s
          GROUP BY role.id
            """,
            period=period,
            is_closing=sql_is_closing(closing_moves(self.env, period)),
            company=company.id,
            matters=GUESS_MATTERS,
            profit_and_loss=PROFIT_AND_LOSS,
        )
        rows = self.env.execute_query(query)
        return {role_id: (float(amount), heavy) for role_id, amount, heavy in rows}
