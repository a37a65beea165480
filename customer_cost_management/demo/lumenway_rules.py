"""What Lumenway allows: spending rules in force, and who must agree to what."""

from odoo import Command

from .lumenway_year import rows

#: Columns of the matrix: cost above, up to; 0 is no limit.
BANDS = {
    "up_to_500": (0, 500),
    "up_to_2000": (500, 2000),
    "up_to_10000": (2000, 10000),
    "above": (10000, 0),
}
#: Small cases in budget and without finding are approved without asking, so much a month.
AUTOMATIC = 2000
#: Steps in the order they are asked; a person by the code of the demo.
STEPS = {
    "compliance": {"sequence": 10, "who": "user", "user": "gu_ming"},
    "lead": {"sequence": 20, "who": "manager"},
    "director": {"sequence": 30, "who": "user", "user": "lin_yue"},
    "controller": {"sequence": 40, "who": "user", "user": "shen_wei", "days": 3},
    "general": {"sequence": 50, "who": "user", "user": "gao_yuan"},
}
#: Customers of class A may be treated better: kind of rule → amount.
FOR_CLASS_A = {"per_head": 450, "gift_year": 1000}
UNUSED = ("gift_occasion", "rolling_amount")
#: One spending cut into pieces jumps over one of these limits of the matrix.
SPLIT_LIMITS = (2000, 10000)
NATURES = {"meals": "meal", "gifts": "gift", "events": "event", "travel": "travel"}
#: Who approves expenses of his people in Odoo.
TEAM_APPROVERS = ("lin_yue", "zhao_min", "zhou_lei")


def make_rules(book):
    """Spending rules on, approval matrix in force."""
    for code, nature in NATURES.items():
        book.get("category", code).nature = nature
    approver = book.env.ref("hr_expense.group_hr_expense_team_approver")
    for code in TEAM_APPROVERS:
        book.get("user", code).group_ids = [Command.link(approver.id)]
    book.env["customer.cost.defaults"]._create_defaults(book.company)
    _set_amounts(book)
    _rules_off(book).filtered(_is_from_the_beginning).action_turn_on()
    for row in rows("approval_matrix"):
        _make_column(book, row)


def turn_on_fapiao(book):
    """The claims of the stories came before the company asked for fapiao; drafts follow it."""
    _rules_off(book).filtered(_is_of_fapiao).action_turn_on()


def _is_from_the_beginning(rule):
    """Templates that Lumenway does not use stay off: by city, per occasion, amounts over time."""
    unused = rule.kind in UNUSED or bool(rule.limit_ids.filtered("city_class"))
    return not (unused or _is_of_fapiao(rule))


def _is_of_fapiao(rule):
    return rule.kind.startswith("fapiao")


def _rules_off(book):
    rules = book.env["customer.cost.policy.rule"]
    return rules.search([("company_id", "=", book.company.id), ("state", "=", "draft")])


def _set_amounts(book):
    best = book.env["customer.cost.tier"].search(
        [("company_id", "=", book.company.id), ("name", "=", "A")], limit=1
    )
    for rule in _rules_off(book):
        limits = []
        if (
            rule.kind in FOR_CLASS_A
            and not rule.limit_ids.tier_id
            and not rule.limit_ids.filtered("city_class")
        ):
            limits = [{"tier_id": best.id, "amount": FOR_CLASS_A[rule.kind]}]
        elif rule.kind == "splitting":
            limits = [{"amount": amount} for amount in SPLIT_LIMITS]
        rule.limit_ids = [Command.create(values) for values in limits]


def _make_column(book, row):
    """One rule for each cell of a column."""
    given = ("lane", "over_budget", "severity", "customer_state", "sensitive")
    for band, (above, to) in BANDS.items():
        if not row[band]:
            continue
        code = f"{row['column']}_{band}"
        steps = [_step(book, STEPS[name]) for name in row[band].split()]
        values = {
            "name": row["name"],
            "company_id": book.company.id,
            "above": above,
            "to": to,
            "automatic_limit": AUTOMATIC if code == "plain_up_to_500" else 0,
            "step_ids": [Command.create(step) for step in steps],
            **{name: row[name] or False for name in given},
        }
        book.make("approval_rule", "customer.cost.approval.rule", {code: values})
        book.translate("approval_rule", {code: row["name_zh"]})


def _step(book, step):
    user = step.get("user")
    values = {name: value for name, value in step.items() if name != "user"}
    return values | ({"user_id": book.get("user", user).id} if user else {})
