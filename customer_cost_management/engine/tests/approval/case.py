"""The people and the approval matrix of the demo company.

====================== ============== ================ ============== ===================
cost                   in budget, no  over budget or   loss-making    official or tender
                       finding        justify          customer
====================== ============== ================ ============== ===================
≤ 500                  automatic      lead             lead           compliance, lead
≤ 2,000                lead           director         director       compliance, director
≤ 10,000               director       director,        director,      compliance, director
                                      controller       controller
> 10,000               director,      + general        + general      compliance, general
                       controller     manager          manager        manager
====================== ============== ================ ============== ===================
"""

from ...approval.customer_state import AT_RISK_PROFITABLE, LOSS_MAKING
from ...approval.people import Organisation
from ...approval.rule import (
    EXCEPTION,
    FAST,
    MANAGER,
    ORDINARY,
    STRICT,
    USER,
    ApprovalRule,
    Case,
    StepRule,
)
from ...policy.rule import ESCALATE, INFORM, JUSTIFY

REP = "Chen Hao"
LEAD = "lead East"
DIRECTOR = "Lin Yue"
CONTROLLER = "Shen Wei"
COMPLIANCE = "Gu Ming"
GENERAL = "general manager"

PEOPLE = Organisation(
    managers={
        REP: LEAD,
        "Wang": LEAD,
        LEAD: DIRECTOR,
        DIRECTOR: GENERAL,
        CONTROLLER: GENERAL,
        COMPLIANCE: GENERAL,
    },
    department_managers={REP: DIRECTOR, LEAD: DIRECTOR},
    groups={"compliance": (COMPLIANCE,), "finance": (CONTROLLER, "Zhou", "Qian")},
    levels={LEAD: 1, DIRECTOR: 2, CONTROLLER: 2, COMPLIANCE: 2, GENERAL: 3},
    fallback=(CONTROLLER, GENERAL),
)
BANDS = ((None, 50000), (50000, 200000), (200000, 1000000), (1000000, None))
STEP = {
    "lead": StepRule(20, MANAGER),
    "director": StepRule(30, USER, DIRECTOR),
    "controller": StepRule(40, USER, CONTROLLER, days=3),
    "general": StepRule(50, USER, GENERAL),
    "compliance": StepRule(10, USER, COMPLIANCE),
}
MATRIX = {
    "plain": (("lead",), ("lead",), ("director",), ("director", "controller")),
    "exception": (
        ("lead",),
        ("director",),
        ("director", "controller"),
        ("director", "controller", "general"),
    ),
    "loss": (
        ("lead",),
        ("director",),
        ("director", "controller"),
        ("director", "controller", "general"),
    ),
    "public": (
        ("compliance", "lead"),
        ("compliance", "director"),
        ("compliance", "director"),
        ("compliance", "general"),
    ),
}
NAMES = {
    "lead": LEAD,
    "director": DIRECTOR,
    "controller": CONTROLLER,
    "general": GENERAL,
    "compliance": COMPLIANCE,
}
COLUMNS = {
    "plain": {"lane": ORDINARY, "over_budget": False, "severities": frozenset({None, INFORM})},
    "exception": {"lane": EXCEPTION, "severities": frozenset({JUSTIFY, ESCALATE})},
    "over": {"lane": EXCEPTION, "over_budget": True},
    "loss": {"lane": STRICT, "customer_states": frozenset({LOSS_MAKING})},
    "public": {"lane": STRICT, "sensitive": True},
}


def _rules():
    for column, conditions in COLUMNS.items():
        cells = MATRIX["exception" if column == "over" else column]
        for number, ((above, to), cell) in enumerate(zip(BANDS, cells, strict=True), 1):
            automatic = 200000 if (column, number) == ("plain", 1) else None
            yield ApprovalRule(
                f"{column} {number}",
                tuple(STEP[name] for name in cell),
                above=above,
                to=to,
                automatic_limit=automatic,
                **conditions,
            )
    yield ApprovalRule(
        "worth keeping",
        (STEP["director"],),
        above=50000,
        to=1000000,
        customer_states=frozenset({AT_RISK_PROFITABLE}),
        severities=frozenset({None, INFORM, JUSTIFY}),
        lane=FAST,
    )


DEMO_MATRIX = tuple(_rules())


def case(amount, **values):
    """A request of the rep over ``amount`` yuan."""
    return Case("request", amount * 100, REP, **values)


def asked(route):
    """Who is asked, step by step."""
    return [step.people for step in route.steps]
