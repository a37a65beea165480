from odoo import fields, models


class ResCompany(models.Model):
    """Whether last month is computed by itself, and what then becomes of it."""

    _inherit = "res.company"

    customer_cost_auto_run = fields.Boolean(
        string="Automatic monthly run",
        help="Computes last month's customer profit by itself, once, on the chosen day.",
    )
    customer_cost_auto_day = fields.Integer(
        string="Day of the automatic run",
        default=5,
        help="Day of the month, 1 to 28, from which last month is computed.",
    )
    customer_cost_auto_publish = fields.Selection(
        [
            ("compute", "Compute only"),
            ("publish", "Publish what ties and is covered"),
        ],
        string="After the automatic run",
        default="compute",
        required=True,
        help="Publishing needs a difference of 0.00 to the books, the coverage below, and nothing "
        "that would need a reason. Else the run stays computed and the controllers are told why.",
    )
    customer_cost_auto_coverage = fields.Float(
        string="Coverage to publish from",
        default=90.0,
        digits=(5, 2),
        help="Percent of all expense that must have found its place before an automatic run "
        "publishes itself.",
    )
    customer_cost_auto_month = fields.Date(
        string="Last automatic month",
        readonly=True,
        copy=False,
        help="First day of the last month that was computed by itself: each month is begun once.",
    )

    customer_cost_support_method = fields.Selection(
        [
            ("step_down", "Step-down: each pool gives to those after it"),
            ("direct", "Direct: services among support pools are not counted"),
            ("reciprocal", "Reciprocal: services among support pools are solved together"),
        ],
        string="Support pools give",
        default="step_down",
        required=True,
        help="How support pools give their cost to the pools they serve. Step-down is understood "
        "by everybody who reads the figures. Applies from the next run.",
    )

    _customer_cost_auto_day_range = models.Constraint(
        "CHECK (customer_cost_auto_day BETWEEN 1 AND 28)",
        "The day of the automatic monthly run must be between 1 and 28: every month has it.",
    )
    _customer_cost_auto_coverage_range = models.Constraint(
        "CHECK (customer_cost_auto_coverage BETWEEN 0 AND 100)",
        "The coverage to publish from must be between 0 % and 100 %.",
    )
