"""Moon cakes for the customers: one request, one bill, and the register that says who got them.

Whatever month the demo is loaded in, this is in the running one.  What it costs is not in the
twelve months that are closed, and no budget is larger for it: the gift lines of this year gave
the amount to the line of the programme (``lumenway_budget.py``).
"""

from odoo import Command

from .lumenway_year import number, rows

PIECES, PRICE = 120, 300
#: Who gets a box: the first of each customer, the second, the third.  Rules know a person by his
#: name, so no two have the same.
GIVEN_NAMES = ("Bo", "Ting", "Rong")
SURNAMES = (
    "Bai Cai Cao Chen Cheng Deng Ding Dong Fan Feng Gao Gong Guo Han He Hou Hu Huang Jia Jin Kong "
    "Lai Liang Liao Lin Liu Lu Luo Meng Pan Peng Qian Qin Ren Shao Shen Song Su Sun Tan"
)


def moon_cakes(story):
    """120 boxes are bought, 114 entered, 3 of them for a public body: 111 are given out."""
    _make_category(story.book)
    request = _ask(story)
    item = _book_bill(story, request)
    _give_out(story, request, item)


def _make_category(book):
    gifts = book.get("category", "gifts")
    values = {
        "name": "Gifts in bulk",
        "code": "gifts_bulk",
        "company_id": book.company.id,
        "parent_id": gifts.id,
        "nature": "gift",
        "budget_controlled": True,
        "bulk_gifts": True,
        **{name: gifts[name] for name in ("purpose", "origin", "level", "tax_class")},
    }
    book.make("category", "customer.cost.category", {"gifts_bulk": values})
    book.translate("category", {"gifts_bulk": "批量礼品"})


def _ask(story):
    """For everybody but the public bodies, to whom no gift may be asked for."""
    book = story.book
    gifts = [row for row in rows("moon_cakes") if not _is_public(book, row)]
    request = story.ask(
        "moon_cakes",
        "zhao_min",
        3,
        on=6,
        customer=gifts[0]["customer"],
        category="gifts_bulk",
        amount=PIECES * PRICE,
        payment_mode="bill",
        programme_id=book.get("programme", "mid_autumn").id,
        occasion="Mid-autumn",
        purpose="Moon cakes for those who work with us every day",
        split_ids=[
            Command.create(
                {
                    "partner_id": book.get("customer", row["customer"]).id,
                    "weight": number(row["boxes"]),
                }
            )
            for row in gifts
        ],
    )
    for decider in ("lin_yue", "shen_wei", "gao_yuan"):
        story.decide(request, decider, 4, "One box a person, and names in the register.")
    return request


def _is_public(book, row):
    return book.get("customer", row["customer"]).organisation_kind == "public_institution"


def _book_bill(story, request):
    """The item of the vendor's bill on the account of gifts."""
    book = story.book
    line = {"quantity": PIECES, "price_unit": PRICE, "cost_request_id": request.id}
    gifts = [(book.account("660102"), PIECES * PRICE * 100, "Moon cakes", line)]
    with story.on(6):
        bill = book.env["account.move"].create(
            book.bill("liyi_gifts", story.day(6), "LY-114", gifts)
        )
        book.env["ir.attachment"].create(
            {"name": "Bill", "raw": b"Bill", "res_model": bill._name, "res_id": bill.id}
        )
        bill.invalidate_recordset()
        bill._post(soft=False)
    book.keep("bill", {"moon_cakes": bill})
    return bill.line_ids.filtered("cost_category_id")


def _give_out(story, request, item):
    """Each box to a person; the cost accountant enters them, and what rules block stays."""
    book, user = story.book, story.user("jiang_hua")
    with story.on(8):
        purchase = (
            book.env["customer.cost.gift.purchase"]
            .with_user(user)
            .create(
                {
                    "name": f"Moon cakes {story.first.year}",
                    "company_id": book.company.id,
                    "category_id": request.category_id.id,
                    "move_line_ids": item.ids,
                    "quantity": PIECES,
                    "request_id": request.id,
                    "programme_id": request.programme_id.id,
                    "issue_ids": [Command.create(line) for line in _lines(story)],
                }
            )
        )
        book.keep("gifts", {"moon_cakes": purchase.with_env(book.env)})
        purchase.action_issue()


def _lines(story):
    surnames = SURNAMES.split()
    for place, row in enumerate(rows("moon_cakes")):
        for box in range(number(row["boxes"])):
            surname = surnames[(place + 13 * box) % len(surnames)]
            yield {
                "partner_id": story.book.get("customer", row["customer"]).id,
                "date": story.day(8),
                "recipient_name": f"{surname} {GIVEN_NAMES[box]}",
                "quantity": 1,
            }
