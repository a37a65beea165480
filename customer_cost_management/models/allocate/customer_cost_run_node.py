from odoo import fields, models


class CustomerCostRunNode(models.Model):
    """A pool or an activity in a run.  For every row, to the cent:

    captured + received = given + unused + unallocated + spending variance + rate variance
    """

    _name = "customer.cost.run.node"
    _description = "Pool or Activity in a Run"
    _inherit = ["customer.cost.frozen"]
    _order = "run_id, kind desc, sequence, id"
    _log_access = False

    run_id = fields.Many2one("customer.cost.run", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    sequence = fields.Integer()
    name = fields.Char(required=True)
    kind = fields.Selection(
        [("support", "Support pool"), ("operating", "Operating pool"), ("activity", "Activity")],
        required=True,
    )
    pool_id = fields.Many2one("customer.cost.pool", ondelete="restrict", index="btree_not_null")
    activity_id = fields.Many2one(
        "customer.cost.activity", ondelete="restrict", index="btree_not_null"
    )
    statement_line = fields.Char(string="Statement line")
    captured = fields.Monetary()
    received = fields.Monetary()
    given = fields.Monetary()
    unused = fields.Monetary()
    unused_measured = fields.Boolean(
        help="Without it unused capacity is not measured, never 0.",
        string="Unused capacity is measured",
    )
    unallocated = fields.Monetary()
    spending_variance = fields.Monetary(string="Spending variance")
    rate_variance = fields.Monetary(string="Rate variance")
    avoidable = fields.Monetary()
    volume = fields.Float(digits=(16, 3))
    practical_capacity = fields.Float(digits=(16, 3), string="Practical capacity")
    used_percent = fields.Float(digits=(5, 1))
    rate = fields.Float(digits=(16, 6))
    column = fields.Integer(
        help="Place of the activity in the packed arrays of the statements.",
        string="Place in the statements",
    )
