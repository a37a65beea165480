from odoo import api, models
from odoo.tools import SQL


class CustomerCostException(models.Model):
    """The documents that the exceptions register looks at, each kind by one statement.

    Columns in this order: source, model and id, name, company, date, who, customer, category,
    what rules found, amount, reason, reason after the fact, who agreed orally, who allowed it,
    whether after the fact, whether over budget, outcome, ``[{line}]`` of the budget lines.
    """

    _inherit = "customer.cost.exception"

    @api.model
    def _sql_requests(self):
        """A draft that was submitted before was returned or withdrawn."""
        return SQL(
            """
            SELECT 1 AS source, 'customer.cost.request' AS res_model, id AS res_id, name,
                   company_id, date, user_id, partner_id, category_id, findings_found,
                   cost AS amount, justification, after_reason, agreed_by_id,
                   NULL::int AS approver_id, is_after_the_fact AS is_after,
                   over_budget AS is_over_budget,
                   CASE WHEN state = 'submitted' THEN 'waiting'
                        WHEN state = 'refused' THEN 'refused'
                        WHEN state IN ('approved', 'spent', 'closed') THEN 'allowed'
                        ELSE 'returned' END AS outcome,
                   CASE WHEN over_budget THEN %s END AS budget_found
              FROM customer_cost_request WHERE submitted_on IS NOT NULL
            """,
            self._sql_only_line("customer.cost.request", SQL("customer_cost_request.id")),
        )

    @api.model
    def _sql_expenses(self):
        """Those with findings that their request did not have already, or over budget."""
        return SQL(
            """
            SELECT 2, 'hr.expense', expense.id, expense.name, expense.company_id, expense.date,
                   employee.user_id, expense.cost_customer_id, expense.cost_category_id,
                   expense.findings_found, expense.untaxed_amount, expense.cost_justification,
                   NULL, NULL::int, expense.manager_id, FALSE, expense.cost_over_budget,
                   CASE expense.state WHEN 'submitted' THEN 'waiting' WHEN 'refused' THEN 'refused'
                        WHEN 'draft' THEN 'returned' ELSE 'allowed' END,
                   CASE WHEN expense.cost_over_budget THEN %s END
              FROM hr_expense expense JOIN hr_employee employee ON employee.id = expense.employee_id
             WHERE expense.severity IS NOT NULL OR expense.cost_over_budget
            """,
            self._sql_only_line("hr.expense", SQL("expense.id")),
        )

    @api.model
    def _sql_gifts(self):
        return SQL(
            """
            SELECT 3, 'customer.cost.gift.issue', issue.id, bought.name, issue.company_id,
                   issue.date, issue.user_id, issue.partner_id, issue.category_id,
                   issue.findings_found,
                   CASE WHEN issue.state = 'issued' THEN issue.cost ELSE issue.judged_cost END,
                   issue.reason,
                   NULL, NULL::int, COALESCE(issue.allowed_by_id, issue.user_id), FALSE, FALSE,
                   CASE issue.state WHEN 'issued' THEN 'allowed' WHEN 'refused' THEN 'refused'
                        ELSE 'waiting' END, NULL::jsonb
              FROM customer_cost_gift_issue issue
              JOIN customer_cost_gift_purchase bought ON bought.id = issue.purchase_id
             WHERE issue.severity IS NOT NULL
            """
        )

    @api.model
    def _sql_bills(self):
        """Vendor bills that somebody had to agree to."""
        return SQL(
            """
            SELECT 4, 'customer.cost.bill', id, name, company_id, date, user_id, partner_id,
                   NULL::int, findings_found, amount, justification, NULL, NULL::int, NULL::int,
                   FALSE, found.lines IS NOT NULL,
                   CASE state WHEN 'waiting' THEN 'waiting' WHEN 'approved' THEN 'allowed'
                        WHEN 'refused' THEN 'refused' ELSE 'returned' END, found.lines
              FROM customer_cost_bill
        CROSS JOIN LATERAL (
                   SELECT jsonb_agg(jsonb_build_object('line', line.value)) AS lines
                     FROM jsonb_array_elements(
                          CASE WHEN jsonb_typeof(reasons) = 'array' THEN reasons
                               ELSE '[]' END) reason(value)
               CROSS JOIN LATERAL jsonb_array_elements(
                          COALESCE(reason.value -> 'lines', '[]')) line(value)
                    WHERE reason.value ->> 'code' = 'over_budget') found
             WHERE severity IS NOT NULL OR found.lines IS NOT NULL
            """
        )

    @api.model
    def _sql_posted_bills(self):
        """Bills whose reason was enough: nobody else had to agree, to what rules found or to what
        a budget did not have."""
        return SQL(
            """
            SELECT 5, 'account.move', move.id, move.name, move.company_id, move.date,
                   move.create_uid, part.partner_id, part.category_id,
                   CASE WHEN asked.found IS NOT TRUE THEN move.cost_findings_found END,
                   part.amount, move.cost_justification, NULL, NULL::int, NULL::int, FALSE,
                   move.cost_budget_found IS NOT NULL AND asked.budget IS NOT TRUE,
                   'allowed', move.cost_budget_found
              FROM account_move move
        CROSS JOIN LATERAL (
                   SELECT (array_agg(cost_customer_id ORDER BY balance DESC))[1] AS partner_id,
                          (array_agg(cost_category_id ORDER BY balance DESC))[1] AS category_id,
                          sum(balance) AS amount
                     FROM account_move_line
                    WHERE move_id = move.id AND cost_category_id IS NOT NULL) part
        CROSS JOIN LATERAL (
                   SELECT bool_or(severity IS NOT NULL) AS found,
                          bool_or(state = 'approved'
                                  AND reasons @> '[{"code": "over_budget"}]') AS budget
                     FROM customer_cost_bill WHERE move_id = move.id) asked
             WHERE move.state = 'posted'
               AND (move.cost_findings_found IS NOT NULL OR move.cost_budget_found IS NOT NULL)
            """
        )

    @api.model
    def _sql_only_line(self, model, res_id):
        """``[{line}]`` of a document that asks one line alone for money, else nothing."""
        return SQL(
            """(SELECT jsonb_build_array(jsonb_build_object('line', min(moved.line_id)))
                  FROM customer_cost_commitment moved
                 WHERE moved.res_model = %s AND moved.res_id = %s
                   AND moved.kind IN ('pending', 'agreed')
                HAVING count(DISTINCT moved.line_id) = 1)""",
            model,
            res_id,
        )
