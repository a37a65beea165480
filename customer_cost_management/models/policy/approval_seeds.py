"""Approval rules to begin with: the bands and cases of a usual signature table.

Amounts are given for yuan; a controller changes them to fit.  The lead is the employee's
manager, the director the head of his department, the general manager the last in line above him.
"""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

LEAD = {"who": "manager"}
DIRECTOR = {"who": "department_manager"}
GENERAL = {"who": "top_manager"}
CONTROLLER = {"who": "group", "group": "group_controller", "days": 3}
COMPLIANCE = {"who": "group", "group": "group_compliance"}
OWNER = {"who": "budget_owner"}

#: Above, up to; 0 is no limit.
SMALL, MEDIUM, LARGE, HUGE = (0, 500), (500, 2000), (2000, 10000), (10000, 0)

#: name, band, conditions, steps in order.
APPROVAL_SEEDS = (
    (_lt("Small"), SMALL, {"automatic_limit": 2000}, (LEAD,)),
    (_lt("Medium"), MEDIUM, {}, (LEAD,)),
    (_lt("Large"), LARGE, {}, (DIRECTOR,)),
    (_lt("Very large"), HUGE, {}, (DIRECTOR, CONTROLLER)),
    (_lt("Over budget"), (0, 0), {"lane": "exception", "over_budget": "yes"}, (OWNER,)),
    (
        _lt("Over budget, very large"),
        HUGE,
        {"lane": "exception", "over_budget": "yes"},
        (DIRECTOR, CONTROLLER, GENERAL),
    ),
    (
        _lt("To justify, up to medium"),
        (0, 2000),
        {"lane": "exception", "severity": "justify"},
        (LEAD, DIRECTOR),
    ),
    (
        _lt("To justify, large"),
        LARGE,
        {"lane": "exception", "severity": "justify"},
        (DIRECTOR, CONTROLLER),
    ),
    (
        _lt("To justify, very large"),
        HUGE,
        {"lane": "exception", "severity": "justify"},
        (DIRECTOR, CONTROLLER, GENERAL),
    ),
    (
        _lt("Loss-making customer, small"),
        SMALL,
        {"lane": "strict", "customer_state": "loss_making"},
        (LEAD,),
    ),
    (
        _lt("Loss-making customer"),
        MEDIUM,
        {"lane": "strict", "customer_state": "loss_making"},
        (DIRECTOR,),
    ),
    (
        _lt("Loss-making customer, large"),
        LARGE,
        {"lane": "strict", "customer_state": "loss_making"},
        (DIRECTOR, CONTROLLER),
    ),
    (
        _lt("Loss-making customer, very large"),
        HUGE,
        {"lane": "strict", "customer_state": "loss_making"},
        (DIRECTOR, CONTROLLER, GENERAL),
    ),
    (
        _lt("Worth keeping: at risk, but profitable"),
        (500, 10000),
        {"lane": "fast", "customer_state": "at_risk_profitable"},
        (DIRECTOR,),
    ),
    (
        _lt("Officials or open tender, small"),
        SMALL,
        {"lane": "strict", "sensitive": "yes"},
        (COMPLIANCE, LEAD),
    ),
    (
        _lt("Officials or open tender"),
        (500, 10000),
        {"lane": "strict", "sensitive": "yes"},
        (COMPLIANCE, DIRECTOR),
    ),
    (
        _lt("Officials or open tender, very large"),
        HUGE,
        {"lane": "strict", "sensitive": "yes"},
        (COMPLIANCE, GENERAL),
    ),
)
