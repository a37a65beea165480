from odoo import api, fields, models
from odoo.tools import SQL

from .budget_money import month_number
from .customer_cost_budget_month import BUDGET_KINDS

FIGURES = [
    ("budget", "Budget"),
    ("consumed", "Consumed"),
    ("committed", "Committed"),
    ("forecast", "Forecast"),
]
#: Kinds of movements behind each figure; a forecast has none.
BEHIND = {"budget": BUDGET_KINDS, "consumed": ["consumed"], "committed": ["committed"]}


class CustomerCostBudgetCourse(models.Model):
    """Where budgets are going: one row per line, month and figure, to be seen side by side.

    A view over the movements of approved and closed budgets.  A forecast is what the months to
    come would use at the pace of those so far, as ``engine/budget/forecast.py`` counts it:
    together with what is used it is the line's forecast, but for less than a unit.
    """

    _name = "customer.cost.budget.course"
    _description = "Budget and Forecast"
    _inherit = ["customer.cost.budget.month"]
    _auto = False
    _order = "month, line_id, figure"
    _depends = {
        "customer.cost.budget.line": ["date_from", "date_to"],
        "customer.cost.budget": ["date_from", "date_to"],
    }

    figure = fields.Selection(
        FIGURES,
        readonly=True,
        help="Budget: as it stands after all changes. Committed: promised and not yet booked. "
        "Forecast: what the months to come would use at the pace of the months so far.",
    )
    amount = fields.Monetary(readonly=True, help="Cost without recoverable tax.")

    @property
    def _table_query(self):
        today = fields.Date.context_today(self)
        return SQL(
            """
            WITH moved AS (%(moved)s),
            span AS (%(span)s),
            figure AS (
                SELECT line_id, month, 0 AS place, 'budget' AS figure, revised AS amount FROM moved
             UNION ALL
                SELECT line_id, month, 1, 'consumed', consumed FROM moved
             UNION ALL
                SELECT line_id, month, 2, 'committed', committed FROM moved
             UNION ALL
                SELECT span.id, ahead.month::date, 3, 'forecast', used.amount / span.elapsed
                  FROM span
                  JOIN (SELECT line_id,
                               sum(COALESCE(committed, 0) + COALESCE(consumed, 0)) AS amount
                          FROM moved GROUP BY line_id) used ON used.line_id = span.id
            CROSS JOIN LATERAL generate_series(
                       %(this_month)s::date + interval '1 month', span.last, '1 month'
                       ) AS ahead(month)
                 WHERE span.elapsed > 0 AND used.amount > 0
            )
            SELECT (figure.line_id::bigint * 40000
                    + (EXTRACT(YEAR FROM figure.month)::int - 1900) * 48
                    + EXTRACT(MONTH FROM figure.month)::int * 4 + figure.place) AS id,
                   %(of_line)s, figure.month, figure.figure, figure.amount
              FROM figure
              JOIN customer_cost_budget_line line ON line.id = figure.line_id
              JOIN res_company company ON company.id = line.company_id
             WHERE figure.amount != 0
            """,
            moved=self._sql_moved(),
            of_line=self._sql_of_line(),
            span=self._sql_spans(today),
            this_month=today.replace(day=1),
        )

    @api.model
    def _sql_spans(self, today):
        """Lines in force with their last day and the months of them that began."""
        return SQL(
            """
            SELECT id, last,
                   %s - EXTRACT(YEAR FROM first)::int * 12 - EXTRACT(MONTH FROM first)::int + 2
                       AS elapsed
              FROM (SELECT line.id, COALESCE(line.date_from, budget.date_from) AS first,
                           COALESCE(line.date_to, budget.date_to) AS last
                      FROM customer_cost_budget_line line
                      JOIN customer_cost_budget budget ON budget.id = line.budget_id
                     WHERE line.state = 'approved') covered
            """,
            month_number(today),
        )

    @api.readonly
    def action_open_movements(self):
        """The movements that this row adds up; of a forecast those it is drawn from."""
        kinds = [kind for row in self for kind in BEHIND.get(row.figure, [])]
        if not kinds:
            return self.line_id._action_movements([("kind", "in", ("committed", "consumed"))])
        months = self.mapped("month")
        return self.line_id._action_movements([("month", "in", months), ("kind", "in", kinds)])
