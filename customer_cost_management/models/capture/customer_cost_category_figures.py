from odoo import api, fields, models
from odoo.tools import SQL

from ..run.latest_runs import runs_of_last_year

READERS = "customer_cost_management.group_cost_accountant,customer_cost_management.group_auditor"


class CustomerCostCategory(models.Model):
    """What was spent on a category, with all that is part of it: one query for all rows.

    Every employee reads the names of categories; the figures are for those who read runs.
    """

    _inherit = "customer.cost.category"

    spent_year = fields.Monetary(
        "Spent, last 12 months",
        compute="_compute_spent_year",
        groups=READERS,
        help="Cost given to customers or pools under this category and its parts, in the last "
        "twelve computed months.",
    )

    @api.depends("parent_path")
    def _compute_spent_year(self):
        spent = self._query_spent() if self._origin.ids else {}
        for category in self:
            category.spent_year = spent.get(category._origin.id, 0)

    def _query_spent(self):
        for model in ("customer.cost.run", "customer.cost.capture", self._name):
            self.env[model].flush_model()
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    WITH spent AS (
                        SELECT capture.category_id, sum(capture.balance) AS amount
                          FROM customer_cost_capture capture
                          JOIN (%s) run ON run.id = capture.run_id
                         WHERE capture.category_id IS NOT NULL
                           AND capture.destination IN
                               ('direct', 'cost_of_sales', 'pool', 'unassigned')
                      GROUP BY capture.category_id
                    )
                    SELECT category.id, sum(spent.amount)
                      FROM customer_cost_category category
                      JOIN customer_cost_category part
                        ON part.parent_path LIKE category.parent_path || '%%'
                      JOIN spent ON spent.category_id = part.id
                     WHERE category.id = ANY(%s)
                  GROUP BY category.id
                    """,
                    runs_of_last_year(),
                    self._origin.ids,
                )
            )
        )
