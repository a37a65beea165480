from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine.value.programme import SAME_MONTHS_LAST_YEAR, ProgrammeFigures, programme_result
from ..budget.budget_money import major, minor

SPENT_READERS = (
    "customer_cost_management.group_customer_manager,"
    "customer_cost_management.group_cost_accountant,"
    "customer_cost_management.group_auditor,"
    "customer_cost_management.group_compliance"
)
#: Who reads every customer's profit: a ratio over some of a programme's customers would mislead.
RETURN_READERS = (
    "customer_cost_management.group_cost_accountant,customer_cost_management.group_auditor"
)


class CustomerCostProgramme(models.Model):
    """What a programme cost, and what its customers brought in its months."""

    _inherit = "customer.cost.programme"

    spent = fields.Monetary(
        compute="_compute_spent",
        compute_sudo=True,
        groups=SPENT_READERS,
        help="Booked cost of its requests, of its expenses without request and of its gifts bought "
        "in bulk, without tax that comes back.",
    )
    spent_percent = fields.Float(
        "Spent of CM2 (%)",
        compute="_compute_return",
        groups=RETURN_READERS,
        help="What it cost in percent of CM2 of its customers in its published months.",
    )
    benefit = fields.Monetary(
        "Change of CM2",
        compute="_compute_return",
        groups=RETURN_READERS,
        help="CM2 of its customers in its published months, less that of the same months a year "
        "before. Only where all of these months are published.",
    )
    return_percent = fields.Float(
        "Return (%)",
        compute="_compute_return",
        groups=RETURN_READERS,
        help="Change of CM2 less what was spent, in percent of what was spent. Associated with the "
        "programme, not proven to come from it.",
    )
    has_spent_percent = fields.Boolean(compute="_compute_return", groups=RETURN_READERS)
    has_return = fields.Boolean(compute="_compute_return", groups=RETURN_READERS)

    # ------------------------------------------------------------------ what it cost

    def _compute_spent(self):
        spent = self._booked_cost()
        for programme in self:
            programme.spent = spent.get(programme._origin.id, 0.0)

    def _booked_cost(self):
        """{id: posted cost of its requests, expenses and gifts}; an item of two counts once."""
        self.env["account.move.line"].flush_model(
            ["cost_request_id", "expense_id", "balance", "parent_state"]
        )
        self.env["hr.expense"].flush_model(["cost_programme_id", "cost_request_id"])
        self.env["customer.cost.request"].flush_model(["programme_id"])
        self.env["customer.cost.gift.purchase"].flush_model(["programme_id", "move_line_ids"])
        query = SQL(
            """
            SELECT item.programme_id, sum(line.balance)
              FROM (SELECT request.programme_id, line.id
                      FROM customer_cost_request request
                      JOIN account_move_line line ON line.cost_request_id = request.id
                     WHERE request.programme_id = ANY(%(ids)s)
                     UNION
                    SELECT expense.cost_programme_id, line.id
                      FROM hr_expense expense
                      JOIN account_move_line line ON line.expense_id = expense.id
                     WHERE expense.cost_programme_id = ANY(%(ids)s)
                       AND expense.cost_request_id IS NULL
                     UNION
                    SELECT purchase.programme_id, rel.move_line_id
                      FROM customer_cost_gift_purchase purchase
                      JOIN customer_cost_gift_purchase_item_rel rel
                        ON rel.purchase_id = purchase.id
                     WHERE purchase.programme_id = ANY(%(ids)s)) item
              JOIN account_move_line line ON line.id = item.id
              JOIN account_account account ON account.id = line.account_id
             WHERE line.parent_state = 'posted' AND account.account_type LIKE 'expense%%'
          GROUP BY item.programme_id
            """,
            ids=list(self._origin.ids),
        )
        return {key: float(cost) for key, cost in self.env.execute_query(query)}

    # ------------------------------------------------------------------ what it brought

    @api.depends_context("uid")
    def _compute_return(self):
        for programme in self:
            result = programme._result()
            programme.has_spent_percent = bool(
                result and result.cost_to_contribution_percent is not None
            )
            programme.spent_percent = (result and result.cost_to_contribution_percent) or 0.0
            programme.has_return = bool(result and result.return_percent is not None)
            programme.return_percent = (result and result.return_percent) or 0.0
            benefit = (result and result.benefit) or 0
            programme.benefit = major(benefit, programme.currency_id)

    def _result(self):
        """The engine's result, by the reader's own rights; nothing without published months."""
        if not (self.date_from and self._origin):
            return None
        end = self.date_to or fields.Date.context_today(self)
        months, revenue, contribution = self._published(self.date_from, end)
        if not months:
            return None
        year = relativedelta(years=1)
        months_before, _revenue, before = self._published(self.date_from - year, end - year)
        is_whole = len(months_before) == len(months)
        money = self.currency_id
        result, _problems = programme_result(
            ProgrammeFigures(
                minor(revenue, money),
                minor(contribution, money),
                max(minor(self.spent, money), 0),
                baseline=minor(before, money) if is_whole else None,
                baseline_kind=SAME_MONTHS_LAST_YEAR if is_whole else None,
            )
        )
        return result

    def _published(self, date_from, date_to):
        """(months, net revenue, CM2) of its customers in published months of a time."""
        statements = self.env["customer.profitability"]
        domain = [
            ("partner_id", "in", self._customers().ids),
            ("run_id.company_id", "=", self.company_id.root_id.id),
            ("run_id.kind", "=", "actual"),
            ("run_id.state", "in", ("published", "closed")),
            ("date", ">=", fields.Date.start_of(date_from, "month")),
            ("date", "<=", date_to),
        ]
        rows = statements._read_group(domain, ["date:month"], ["net_revenue:sum", "cm2:sum"])
        months = {month for month, _revenue, _contribution in rows}
        return months, sum(row[1] for row in rows), sum(row[2] for row in rows)

    def _customers(self):
        """Those it was spent on: of its agreed requests and expenses, and who got its gifts."""
        # sudo: for whom it was, as asked by who reads every request
        requests_sudo = (
            self.env["customer.cost.request"]
            .sudo()
            .search(
                [
                    ("programme_id", "=", self._origin.id),
                    ("state", "in", ("approved", "spent", "closed")),
                ]
            )
        )
        expenses_sudo = (
            self.env["hr.expense"]
            .sudo()
            .search(
                [
                    ("cost_programme_id", "=", self._origin.id),
                    ("cost_request_id", "=", False),
                    ("approval_state", "=", "approved"),
                ]
            )
        )
        gifts_sudo = (
            self.env["customer.cost.gift.issue"]
            .sudo()
            .search([("programme_id", "=", self._origin.id), ("state", "=", "issued")])
        )
        named = requests_sudo.partner_id | requests_sudo.split_ids.partner_id
        return named | expenses_sudo.cost_customer_id | gifts_sudo.partner_id
