from odoo import api, fields, models
from odoo.tools import SQL

#: States of a request whose cost was agreed to.
APPROVED = ("approved", "spent", "closed")


class CustomerCostRequest(models.Model):
    """What was asked for, approved and spent, added up in pivots and lists.

    Sums go over the requests that the reader may read, as all of a request does.
    """

    _inherit = "customer.cost.request"

    approved_cost = fields.Monetary(
        "Approved",
        compute="_compute_approved_cost",
        currency_field="company_currency_id",
        aggregator="sum",
        help="Expected cost of requests that were approved.",
    )
    spent = fields.Monetary(aggregator="sum")

    @api.depends("cost", "state")
    def _compute_approved_cost(self):
        for request in self:
            request.approved_cost = request.cost if request.state in APPROVED else 0.0

    def _read_group_select(self, aggregate_spec, query):
        name, _colon, function = aggregate_spec.partition(":")
        if name not in ("approved_cost", "spent") or function not in ("sum", "sum_currency"):
            return super()._read_group_select(aggregate_spec, query)
        if name == "spent":
            return SQL("sum(%s)", self._sql_spent(self._table))
        cost = self._field_to_sql(self._table, "cost", query)
        state = self._field_to_sql(self._table, "state", query)
        return SQL("sum(%s) FILTER (WHERE %s = ANY(%s))", cost, state, list(APPROVED))

    @api.model
    def _sql_spent(self, alias):
        """What ``spent`` says of one request, as a subquery."""
        self.env["hr.expense"].flush_model(["cost_request_id", "state", "untaxed_amount"])
        self.env["account.move.line"].flush_model(["cost_request_id", "parent_state", "balance"])
        return SQL(
            """
            (COALESCE((SELECT sum(expense.untaxed_amount) FROM hr_expense expense
                        WHERE expense.cost_request_id = %(request)s
                          AND expense.state != 'refused'), 0)
             + COALESCE((SELECT sum(line.balance) FROM account_move_line line
                           JOIN account_account account ON account.id = line.account_id
                          WHERE line.cost_request_id = %(request)s AND line.expense_id IS NULL
                            AND line.parent_state != 'cancel'
                            AND account.account_type LIKE 'expense%%'), 0))
            """,
            request=SQL.identifier(alias, "id"),
        )
