"""A year end with open commitments: the budget of one celebration of last year.

Last year's budget of relationship care is closed to the last yuan (``lumenway_budget.py``), so
what was agreed and not yet billed is on a small budget of its own.  Nothing of it is booked: the
twelve months stay as they are.
"""

from dateutil.relativedelta import relativedelta

from odoo import Command

from .lumenway_story import Story

TOTAL = 10000
#: code: who asked, his lead, customer, amount, for what, what becomes of it at the year end
AGREED = {
    "hall": ("chen_hao", "zhao_min", "xinyue", 1800, "The hall", "accrue"),
    "dinner": ("sun_qian", "zhao_min", "qinghe", 1600, "Buffet for the guests", "accrue"),
    "printing": ("chen_hao", "zhao_min", "yuhua", 900, "The book of ten years", "accrue"),
    "speech": ("sun_qian", "zhao_min", "jinghe", 1200, "The speech", "carry_against_budget"),
    "coach": ("wu_tao", "zhou_lei", "zijin", 700, "A coach from Nanjing", "release"),
}
#: Line of this year's budget that takes what is carried forward.
CARRIED_TO = ("a", "events")


def year_end(story):
    """Three approved requests wait for their fapiao and are accrued, one goes on, one lapses."""
    budget = _make_budget(story.book)
    requests = _agree(story.book)
    _carry(story, budget, requests)


def _make_budget(book):
    values = {
        "name": "Ten years of the laboratory",
        "company_id": book.company.id,
        "date_from": book.months[0],
        "objective": "Customers see that we stay",
        "owner_id": book.get("user", "lin_yue").id,
        "total": TOTAL,
        "window": "year",
        "phasing": "start",
        "line_ids": [
            Command.create(
                {
                    "programme_id": book.get("programme", "anniversary").id,
                    "planned": TOTAL,
                    "owner_id": book.get("user", "lin_yue").id,
                    "basis": "Offers",
                }
            )
        ],
    }
    book.make("budget", "customer.cost.budget", {"anniversary": values})
    budget = book.get("budget", "anniversary")
    budget.with_user(book.get("user", "shen_wei")).action_submit()
    budget.with_user(book.env.ref("base.user_admin")).action_approve()
    return budget


def _agree(book):
    """{code: request} of the last month of that year, approved and not spent."""
    month = Story(book)
    month.first -= relativedelta(months=1)
    requests = {}
    for code, (user, lead, customer, amount, purpose, _choice) in AGREED.items():
        requests[code] = month.ask(
            f"anniversary_{code}",
            user,
            12,
            on=26,
            customer=customer,
            category="events",
            amount=amount,
            payment_mode="bill",
            programme_id=book.get("programme", "anniversary").id,
            purpose=purpose,
        )
        month.decide(requests[code], lead, 13, "Agreed.")
    return requests


def _carry(story, budget, requests):
    """The controller says what becomes of each, and the budget is closed."""
    book = story.book
    choices = {requests[code].id: row[-1] for code, row in AGREED.items()}
    with story.on(3):
        carry = (
            book.env["customer.cost.budget.carry"]
            .with_user(story.user("shen_wei"))
            .create({"budget_id": budget.id, "new_budget_id": book.get("budget", "this_year").id})
        )
        for row in carry.row_ids:
            row.choice = choices[row.res_id]
            if row.choice.startswith("carry"):
                row.new_line_id = story.line(*CARRIED_TO)
        carry.action_carry()
