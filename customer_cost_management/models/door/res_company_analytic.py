from odoo import fields, models


class ResCompany(models.Model):
    """Where allocated cost goes in the analytic ledger; asked when it is first posted."""

    _inherit = "res.company"

    customer_cost_analytic_plan_id = fields.Many2one(
        "account.analytic.plan",
        string="Analytic plan of customers",
        help="Allocated cost is posted on the analytic accounts of this plan that name the "
        "customer.",
    )
    customer_cost_relieved_account_id = fields.Many2one(
        "account.analytic.account",
        string="Relieved analytic account",
        help="Analytic account that carries the counter entries, so that the total of the plan "
        "does not change.",
    )
