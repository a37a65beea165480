from odoo import fields, models

from ..masters.customer_cost_category import STAGES

#: Who reads profit; record rules say of whom.
PROFIT_READERS = (
    "customer_cost_management.group_customer_manager,"
    "customer_cost_management.group_cost_accountant,"
    "customer_cost_management.group_auditor"
)
TIER_REASONS = [
    ("first_evaluation", "First evaluation"),
    ("confirmed", "Confirmed"),
    ("still_valid", "Differs, but the tier is valid for its quarter"),
    ("waiting_for_second_evaluation", "Differs, waits for a second evaluation"),
    ("changed_after_two_evaluations", "Changed after two evaluations"),
    ("overridden", "Overridden"),
]
QUADRANTS = [
    ("protect", "Protect"),
    ("serve_smarter", "Serve smarter"),
    ("grow_or_reprice", "Grow or reprice"),
    ("fix_or_leave", "Fix or leave"),
]
ACTIONS = [
    ("invest", "Invest"),
    ("reprice", "Reprice"),
    ("minimum_order", "Minimum order"),
    ("service_menu", "Service menu"),
    ("self_service", "Self-service"),
    ("exit", "Exit"),
]


class CustomerValue(models.Model):
    """What a customer is worth at a day, how sure that is, and what should be done.

    Grain: one row per company, customer and evaluation that changed something; ``current``
    marks the row in force.  A row is never rewritten; only that mark moves on.  Figures
    are those of the last twelve closed months, which end on ``date_to``.
    """

    _name = "customer.value"
    _description = "Customer Value"
    _inherit = ["customer.cost.frozen", "customer.cost.earning"]
    _order = "current desc, date desc, id desc"
    _log_access = False

    company_id = fields.Many2one("res.company", required=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")
    date = fields.Date("Evaluated on", required=True)
    date_to = fields.Date("Figures to", help="Last day of the last closed month.")
    current = fields.Boolean("In force", help="The customer's newest evaluation.")

    # how sure
    period_months = fields.Integer("Closed months", aggregator=None)
    history_months = fields.Integer(
        "Months of history", aggregator=None, help="Closed months since his first figures."
    )
    coverage_percent = fields.Float(
        aggregator=None, help="Operating cost of these months that found a customer or a pool."
    )

    # the last twelve closed months
    net_revenue = fields.Monetary()
    previous_revenue = fields.Monetary(
        "Net revenue before", help="Of the twelve months before; 0 while those are not closed."
    )
    cm1 = fields.Monetary("CM1 product margin")
    cm2 = fields.Monetary("CM2 after order cost")
    cost_to_serve = fields.Monetary("Cost to serve")
    relationship = fields.Monetary("Relationship cost")
    cm3 = fields.Monetary("Customer contribution (CM3)")
    previous_cm3 = fields.Monetary("Contribution before")
    trend = fields.Monetary(
        "Trend a month", help="By how much the contribution of a month rises or falls each month."
    )
    trend_direction = fields.Selection(
        [("up", "Rising"), ("flat", "Steady"), ("down", "Falling")], "Trend"
    )

    # tier
    tier_id = fields.Many2one(
        "customer.cost.tier", ondelete="restrict", index="btree_not_null", help="That counts today."
    )
    rule_tier_id = fields.Many2one(
        "customer.cost.tier",
        "Tier by rule",
        ondelete="restrict",
        help="What the rule says, before somebody overrode it.",
    )
    tier_basis = fields.Monetary(
        "Contribution before relationship spending", help="What the tier is measured on."
    )
    tier_reason = fields.Selection(
        TIER_REASONS,
        "Why this tier",
        help="A tier is kept for a quarter, and changes when two evaluations in a row agree. An "
        "override counts until its last day.",
    )
    tier_valid_until = fields.Date("Tier valid until", help="Until then the rule changes nothing.")
    candidate_tier_id = fields.Many2one(
        "customer.cost.tier",
        "Next tier",
        ondelete="restrict",
        help="What the last evaluation measured where it is not his tier yet. It counts when a "
        "second evaluation agrees and the quarter of his tier is over.",
    )
    candidate_since = fields.Date("Next tier since")
    override_tier_id = fields.Many2one("customer.cost.tier", "Overridden to", ondelete="restrict")
    override_reason = fields.Char()
    override_user_id = fields.Many2one("res.users", "Overridden by")
    override_date = fields.Date("Overridden on")
    override_until = fields.Date()

    # what he does
    stage = fields.Selection(
        STAGES,
        "Life-cycle stage",
        help="Acquire: no invoice yet, or the first one within 365 days. Win back: no longer "
        "active. Expand: net revenue 10 % or more above the twelve months before. Else: retain.",
    )
    purchase_history = fields.Selection(
        [
            ("no_purchase_yet", "No purchase yet"),
            ("no_repeat_purchase_yet", "No repeat purchase yet"),
            ("repeat_purchases", "Repeat purchases"),
        ],
        "Repeat",
        help="Whether he bought on no day yet, on one day, or on several days, of all time.",
    )
    first_purchase = fields.Date()
    last_purchase = fields.Date()
    purchase_count = fields.Integer("Purchase days", help="Days with an invoice, of all time.")
    order_count = fields.Integer("Invoices", help="In the closed months.")
    median_gap = fields.Float(
        "Days between purchases",
        aggregator=None,
        help="Median of the days between two purchases of his; none before the second one.",
    )
    days_allowed = fields.Float(
        "Days until missed",
        aggregator=None,
        help="Twice his usual gap, at least 90 days: after that he is no longer buying.",
    )
    is_buying = fields.Boolean(
        "Still buying",
        help="On the last day of the figures, no more days had passed since his last invoice "
        "than the days until missed.",
    )
    recency_score = fields.Integer("R", aggregator=None, help="Recency, 1 to 5; 5 is best.")
    frequency_score = fields.Integer("F", aggregator=None, help="Frequency, 1 to 5; 5 is best.")
    monetary_score = fields.Integer("M", aggregator=None, help="Net revenue, 1 to 5; 5 is best.")
    abc_class = fields.Selection(
        [("A", "A"), ("B", "B"), ("C", "C")], "ABC class", help="By share of net revenue."
    )
