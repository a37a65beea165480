from odoo import fields, models

from .customer_value import ACTIONS, QUADRANTS


class CustomerValue(models.Model):
    """What the customer is worth, what would make him pay, and what might go wrong."""

    _inherit = "customer.value"

    # lifetime value
    clv = fields.Monetary(
        "CLV",
        help="Contribution we expect from this customer from now on, in today's money. "
        "Method shown beside it.",
    )
    clv_method = fields.Selection(
        [("bgnbd_gamma_gamma", "BG/NBD and Gamma-Gamma"), ("gupta_lehmann", "Gupta–Lehmann")],
        "Method",
    )
    clv_margin = fields.Monetary(
        "Yearly contribution", help="CM3 without what it cost to win him, of twelve months."
    )
    clv_multiple = fields.Float("Times", aggregator=None, help="CLV ÷ yearly contribution.")
    clv_retention_percent = fields.Float(
        "Retention", aggregator=None, help="Customers of a year ago who still buy."
    )
    clv_retention_measured = fields.Boolean()
    clv_discount_percent = fields.Float("Discount rate", aggregator=None)
    clv_horizon_years = fields.Integer("Horizon", aggregator=None)
    alive_percent = fields.Float(
        "Still a customer", aggregator=None, help="Probability by BG/NBD; only of repeat buyers."
    )

    # what would make him pay
    break_even_state = fields.Selection(
        [
            ("found", "Found"),
            ("no_volume", "No volume breaks even"),
            ("no_revenue", "No revenue"),
        ],
        "Break-even",
    )
    break_even_revenue = fields.Monetary(
        help="Net revenue at which his contribution is zero: customer-level cost ÷ CM2 %."
    )
    break_even_price_percent = fields.Float(
        "Price rise to break even", aggregator=None, help="Negative: room to give."
    )
    minimum_order_known = fields.Boolean()
    minimum_order = fields.Monetary(
        "Minimum order", help="Size at which an order pays for its own handling: CM2 = 0."
    )

    # what it cost to win him
    acquisition_cost = fields.Monetary(
        help="Acquire-stage cost of this customer in all closed months."
    )
    company_acquisition_cost = fields.Monetary(
        "Company's cost of a new customer",
        aggregator=None,
        groups="customer_cost_management.group_cost_accountant,"
        "customer_cost_management.group_auditor",
        help="Acquire-stage cost of the closed months, lost pursuits included, ÷ new customers.",
    )
    payback_cost = fields.Monetary(
        "To be earned back",
        help="Acquire-stage cost of this customer, and what was spent on the relationship until "
        "a year after his first invoice. Product margin after order cost (CM2) earns it back.",
    )
    payback_state = fields.Selection(
        [
            ("none", "Nothing spent"),
            ("paid", "Earned back"),
            ("expected", "Expected"),
            ("never", "Not in sight"),
        ],
        "Payback",
        help="Earned back: product margin after order cost (CM2) since his first invoice has "
        "reached what is to be earned back. Expected: it will, at the average of his months so "
        "far; not in sight where that is not above zero.",
    )
    payback_months = fields.Integer(aggregator=None)

    # credit
    receivable = fields.Monetary(
        "Open receivable",
        help="What he and his contacts had not paid on the day of the evaluation, less credit "
        "notes and payments that are not matched yet.",
    )
    overdue = fields.Monetary(
        help="The part of the open receivable that was due before the day of the evaluation."
    )
    dso_days = fields.Float("DSO", aggregator=None, help="Days of sales that are still unpaid.")
    dso_state = fields.Selection(
        [("measured", "Measured"), ("at_least", "At least"), ("unknown", "Not measurable")],
        help="At least: he owes more than all that was invoiced in the months looked at. Not "
        "measurable: he owes something, and nothing was invoiced in them.",
    )
    terms_days = fields.Integer("Payment terms", aggregator=None)
    credit_limit = fields.Monetary(help="0: no limit.")
    credit_level = fields.Selection(
        [("low", "Low"), ("medium", "Medium"), ("high", "High")],
        "Credit risk",
        help="Three signs: 20 % or more of the receivable is overdue, DSO is more than 30 days "
        "above the payment terms, the credit limit is passed. None: low; one: medium; more: high.",
    )

    # decline
    at_risk = fields.Boolean(
        "Declining",
        help="His next purchase is overdue; or of six or more closed months: revenue falls by "
        "10 % or more, contribution falls 3 months in a row while orders rise, credit notes "
        "rise, or he turned to loss. The warnings say which.",
    )
    reasons = fields.Json(help="Codes and figures of everything that warns, credit included.")

    # advice
    cm1_percent = fields.Float("CM1 %", aggregator=None, digits=(16, 1))
    cost_to_serve_percent = fields.Float("Cost to serve %", aggregator=None, digits=(16, 1))
    quadrant = fields.Selection(
        QUADRANTS,
        help="CM1 % and cost to serve %, each high or low: split at the medians of all customers, "
        "or where the settings say. Empty without revenue.",
    )
    action = fields.Selection(
        ACTIONS,
        "Recommended",
        help="Protect: invest. Serve smarter: minimum order where orders cost most, else "
        "self-service for small customers and a service menu for large ones. Otherwise: reprice; "
        "exit where that was tried and the company is better off without him.",
    )

    _current = models.UniqueIndex(
        "(company_id, partner_id) WHERE current",
        "Somebody else evaluates this customer. Try again.",
    )
