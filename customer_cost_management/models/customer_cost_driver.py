from odoo import fields, models


class CustomerCostDriver(models.Model):
    """How the work for customers is measured (DESIGN: Drivers)."""

    _name = "customer.cost.driver"
    _description = "Cost Driver"
    _inherit = ["customer.cost.master"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char()
    unit = fields.Char(translate=True, help="What one unit is called, for example: order.")
    kind = fields.Selection(
        [
            ("count", "Count records"),
            ("sum", "Sum a field"),
            ("balance", "Average balance"),
            ("active", "Active customer = 1"),
            ("typed", "Typed or imported"),
        ],
        required=True,
        default="count",
    )
    quality = fields.Selection(
        [
            ("cause", "Cause"),
            ("usage", "Usage estimate"),
            ("ability", "Ability to bear"),
        ],
        required=True,
        default="cause",
    )
    model_name = fields.Char(string="Model", help="Technical name, for example account.move.")
    measure_field = fields.Char(help="Stored number to add up, for example unit_amount.")
    date_field = fields.Char(help="Date that puts a record into a period, for example date_order.")
    partner_path = fields.Char(
        help="Fields from the record to the customer, for example order_id.partner_id."
    )
    company_path = fields.Char(
        help="Fields from the record to its company, for example company_id."
    )
    without_company = fields.Selection(
        [("include", "Count for every company"), ("exclude", "Leave out")], default="exclude"
    )
    domain = fields.Char(default="[]")
    account_ids = fields.Many2many(
        "account.account",
        check_company=True,
        help="Accounts whose average balance is measured. Empty: all receivable accounts.",
    )
    zero_total = fields.Selection(
        [("leave_unallocated", "Leave the cost unallocated"), ("stop", "Stop the run")],
        required=True,
        default="leave_unallocated",
    )
    negative = fields.Selection(
        [("as_zero", "As zero"), ("absolute", "Without its sign"), ("stop", "Stop the run")],
        required=True,
        default="as_zero",
    )
