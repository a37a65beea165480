from odoo import api, fields, models
from odoo.tools import SQL


class CustomerCostBudgetLeft(models.Model):
    """What is left on the lines that a user may spend on, and nothing else about them.

    A view: one row per line of an approved budget, with the id of the line.
    """

    _name = "customer.cost.budget.left"
    _description = "Budget Left"
    _auto = False
    _order = "budget_id desc, sequence, id"
    _depends = {
        "customer.cost.budget.line": [
            "budget_id",
            "company_id",
            "sequence",
            "state",
            "owner_id",
            "category_id",
            "date_from",
            "date_to",
        ],
        "customer.cost.budget": ["date_from", "date_to", "name"],
    }

    line_id = fields.Many2one("customer.cost.budget.line", readonly=True)
    budget_id = fields.Many2one("customer.cost.budget", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    sequence = fields.Integer(readonly=True)
    name = fields.Char("Budget line", compute="_compute_name")
    owner_id = fields.Many2one("res.users", readonly=True)
    category_id = fields.Many2one("customer.cost.category", "Cost category", readonly=True)
    date_from = fields.Date("From", readonly=True)
    date_to = fields.Date("To", readonly=True)
    user_ids = fields.Many2many(
        "res.users",
        "customer_cost_budget_line_user_rel",
        "customer_cost_budget_line_id",
        "res_users_id",
        readonly=True,
        string="May use it",
    )
    left = fields.Monetary(
        compute="_compute_left",
        compute_sudo=False,
        help="What may still be spent this month, cost without recoverable tax.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT line.id, line.id AS line_id, line.budget_id, line.company_id, line.sequence,
                   line.owner_id, line.category_id,
                   COALESCE(line.date_from, budget.date_from) AS date_from,
                   COALESCE(line.date_to, budget.date_to) AS date_to
              FROM customer_cost_budget_line line
              JOIN customer_cost_budget budget ON budget.id = line.budget_id
             WHERE line.state = 'approved'
            """
        )

    @api.depends("line_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for row in self:
            # sudo: the name alone of a line that its reader may spend on
            row.name = row.line_id.sudo().display_name

    @api.depends("line_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            row.display_name = row.name

    @api.depends("line_id")
    def _compute_left(self):
        today = fields.Date.context_today(self)
        self.check_access("read")
        left = self.line_id._left_on(
            {row.line_id: min(max(today, row.date_from), row.date_to) for row in self}
        )
        for row in self:
            row.left = left.get(row.line_id, 0.0)
