from odoo import fields, models

LINES = [
    ("customer_contribution", "Contribution of the customers (CM3)"),
    ("revenue_without_customer", "Revenue without a customer"),
    ("cost_without_customer", "Cost of sales without a customer"),
    ("timing_difference", "Inventory and purchase timing difference"),
    ("unallocated_pools", "Unallocated pools"),
    ("unused_capacity", "Unused capacity"),
    ("spending_variance", "Spending variance"),
    ("rate_variance", "Rate variance"),
    ("channel", "Channel level"),
    ("facility", "Facility level"),
    ("undistributed_gifts", "Undistributed gifts"),
    ("production_not_transferred", "Production not transferred"),
    ("unassigned", "Unassigned"),
    ("excluded_result", "Excluded accounts"),
    ("intercompany_result", "Intercompany"),
    ("closing_result", "Closing entries"),
]


class CustomerCostReconciliationLine(models.Model):
    """One line between the result of the books and what the customers earned.

    Amounts are signed like profit; the lines of a run add up to the result as posted, and
    a line at 0.00 stays, because a controller must see that nothing hides in it.
    """

    _name = "customer.cost.reconciliation.line"
    _description = "Reconciliation Line"
    _inherit = ["customer.cost.frozen"]
    _order = "run_id desc, sequence, id"
    _log_access = False

    run_id = fields.Many2one("customer.cost.run", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    sequence = fields.Integer()
    line = fields.Selection(LINES, required=True)
    amount = fields.Monetary(help="What this line adds to the result; cost is negative.")
