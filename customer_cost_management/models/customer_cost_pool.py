from odoo import fields, models


class CustomerCostPool(models.Model):
    """Indirect cost gathered from the ledger by rules; support or operating."""

    _name = "customer.cost.pool"
    _description = "Cost Pool"
    _inherit = ["customer.cost.master"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char()
    kind = fields.Selection(
        [("support", "Support pool"), ("operating", "Operating pool")],
        required=True,
        default="operating",
    )
    user_id = fields.Many2one("res.users", string="Owner")
    rule_ids = fields.One2many("customer.cost.pool.rule", "pool_id", copy=True)
    basis = fields.Selection(
        [("percent", "Percent"), ("driver", "Quantities"), ("time", "Time used")],
        required=True,
        default="percent",
    )
    share_ids = fields.One2many("customer.cost.share", "pool_id", copy=True)
    rest_unallocated = fields.Boolean(help="What the shares miss to 100 % is left unallocated.")
    avoidable_percent = fields.Float(
        default=50.0,
        help="Part of this cost that would be gone within twelve months without the work.",
    )
    practical_minutes = fields.Float(
        help="Minutes a month that the people of this pool really have for this work."
    )
    capacity_basis = fields.Selection(
        [("month", "Month"), ("rolling", "Rolling 12 months")], required=True, default="rolling"
    )
    budgeted_cost = fields.Float(
        help="Monthly cost that the standard rate is made from. Empty: actual rate."
    )
    over_capacity = fields.Selection(
        [
            ("keep", "Keep the rate, show over capacity"),
            ("raise_rate", "Raise the rate"),
            ("stop", "Stop the run"),
        ],
        required=True,
        default="keep",
    )


class CustomerCostPoolRule(models.Model):
    """One capture rule of a pool: every condition that is filled in must hold."""

    _name = "customer.cost.pool.rule"
    _description = "Pool Capture Rule"
    _order = "sequence, id"
    _check_company_auto = True

    sequence = fields.Integer(default=10)
    pool_id = fields.Many2one("customer.cost.pool", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="pool_id.company_id", store=True, index=True)
    account_ids = fields.Many2many("account.account", check_company=True)
    account_prefixes = fields.Char(
        help="First digits of account codes, separated by commas: 6601, 6602."
    )
    journal_ids = fields.Many2many("account.journal", check_company=True)
    product_ids = fields.Many2many("product.product", check_company=True)
    department_ids = fields.Many2many("hr.department", check_company=True)
    analytic_account_ids = fields.Many2many(
        "account.analytic.account",
        check_company=True,
        help="Analytic accounts of one plan. The part of an item that they do not cover "
        "goes on to the next rule.",
    )
    domain = fields.Char(default="[]")
    date_from = fields.Date()
    date_to = fields.Date()


class CustomerCostShare(models.Model):
    """What a pool gives to a pool or to an activity."""

    _name = "customer.cost.share"
    _description = "Pool Share"
    _order = "sequence, id"
    _check_company_auto = True

    sequence = fields.Integer(default=10)
    pool_id = fields.Many2one("customer.cost.pool", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="pool_id.company_id", store=True, index=True)
    to_pool_id = fields.Many2one("customer.cost.pool", check_company=True, ondelete="restrict")
    activity_id = fields.Many2one("customer.cost.activity", check_company=True, ondelete="restrict")
    share = fields.Float(
        digits=(16, 6),
        default=1.0,
        help="Percent, quantity, or minutes of this pool per minute of the activity, "
        "as the basis of the pool says.",
    )
