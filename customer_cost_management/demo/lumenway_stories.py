"""What happens at Lumenway in the running month: the storylines.

They come after the published months, because who must agree depends on what a customer earns.
"""

from .lumenway_moon_cakes import moon_cakes
from .lumenway_states import budget_changes, other_states, win_back
from .lumenway_story import Story
from .lumenway_year_end import year_end


def tell(book):
    """Every story, in the order in which the month went."""
    story = Story(book)
    _make_rates(story)
    year_end(story)
    after_the_fact(story)
    dinner_for_qiming(story)
    at_risk_fast_lane(story)
    public_institute(story)
    moon_cakes(story)
    one_dinner_in_three_claims(story)
    other_states(story)
    budget_changes(story)


def _make_rates(story):
    """The dollar on the day of the dinner abroad, and from the day it was agreed to."""
    for day, yuan in ((4, 2234), (5, 2219)):
        story.book.env["res.currency.rate"].create(
            {
                "currency_id": story.book.env.ref("base.USD").id,
                "company_id": story.book.company.id,
                "name": story.day(day),
                "rate": 310 / yuan,
            }
        )


def dinner_for_qiming(story):
    """A good dinner for a customer who loses money: asked back, agreed, booked, compared."""
    for number in (1, 2):
        lunch = story.ask(
            f"qiming_lunch_{number}",
            "chen_hao",
            2,
            customer="qiming",
            amount=240,
            purpose="Talk about the order rhythm",
            attendees=story.people(["chen_hao"], 2),
        )
        story.decide(lunch, "zhao_min", 2)
        story.close(lunch, 3, "not", "No order")
    dinner = story.ask(
        "qiming_dinner",
        "chen_hao",
        3,
        on=8,
        customer="qiming",
        amount=4200,
        purpose="Care for the relationship",
        expected_outcome="Weekly instead of daily orders",
        attendees=story.people(
            ["chen_hao", "sun_qian", "wu_tao", "song_wei", "Deng Yu", "Han Xue"], 8
        ),
    )
    story.decide(dinner, "lin_yue", 3, "Bring a repricing proposal.", "return")
    dinner.purpose = "Agree weekly orders; the repricing proposal is attached"
    with story.on(4):
        dinner.action_submit()
    story.decide(dinner, "lin_yue", 5, "With the proposal, yes.")
    story.decide(dinner, "shen_wei", 6, "Report what they agreed to.")
    claims = [
        story.claim("qiming_restaurant", "chen_hao", 9, 2900, request=dinner, on=8, name="Dinner"),
        story.claim("qiming_room", "chen_hao", 9, 1500, request=dinner, on=8, name="Hotel room"),
    ]
    story.book_claims(claims[0] | claims[1], "zhao_min", 9)
    story.close(
        dinner,
        9,
        "partly",
        "4 of 5: weekly orders from next month on, urgent ones are paid for",
        overspend_reason="The hotel charged for the projector",
    )


def one_dinner_in_three_claims(story):
    """Three claims of one evening, each small; the second and third are seen as one."""
    evening = {"on": 7, "customer": "vela", "name": "Jade Garden"}
    claims = [
        story.claim(
            f"vela_{amount}",
            "chen_hao",
            9,
            amount,
            attendees=story.people(["chen_hao"], 3),
            **evening,
        )
        for amount in (480, 490, 470)
    ]
    # they lose money on Vela: 480 goes to the team lead, what is above 500 together to the director
    words = "One dinner is one claim of 1,440. Ask before the next one."
    for claim, decider in zip(claims, ("zhao_min", "lin_yue", "lin_yue"), strict=True):
        story.decide(claim, decider, 9, words, "refuse")
    # a colleague claims the same evening
    story.claim(
        "vela_again",
        "sun_qian",
        9,
        490,
        submit=False,
        attendees=story.people(["sun_qian"], 3),
        **evening,
    )


def at_risk_fast_lane(story):
    """Too little left on the line: a customer worth keeping goes the fast way, and contingency
    is released for what is missing."""
    party = story.ask(
        "customer_day",
        "zhao_min",
        2,
        on=20,
        customer="harbour",
        category="events",
        amount=42900,
        purpose="Customer day for the laboratories",
    )
    story.decide(party, "lin_yue", 2)
    story.decide(party, "shen_wei", 3)
    workshop = story.ask(
        "yunfan_workshop",
        "song_wei",
        4,
        on=18,
        customer="yunfan",
        category="events",
        amount=6800,
        purpose="Find the cause of the complaints together",
        justification="They leave if nothing happens",
    )
    change = story.change("lin_yue", 5, "contingency_released", "b", "events", 4700, "Yunfan")
    with story.on(5):
        change.with_user(story.user("gao_yuan")).action_approve()
    story.decide(workshop, "lin_yue", 6, "They earn money and are about to leave.")
    win_back(story)


def public_institute(story):
    """A meal while a tender is open is refused; a visit without gifts is not."""
    meal = story.ask(
        "institute_meal",
        "zhou_lei",
        3,
        on=10,
        customer="metrology",
        amount=300,
        meal_type="working_lunch",
        open_tender=True,
        purpose="Talk about the calibration contract",
        justification="It is a working lunch",
        attendees=story.people(["zhou_lei", "wu_tao"], 3, "official"),
    )
    refusal = "No meals with officials while the tender is open. A visit to the laboratory may be."
    story.decide(meal, "gu_ming", 4, refusal, "refuse")
    visit = story.ask(
        "institute_visit",
        "zhou_lei",
        5,
        on=17,
        customer="metrology",
        category="events",
        amount=200,
        open_tender=True,
        purpose="Show the laboratory, no gift",
        justification="As compliance proposed",
        attendees=story.people(["zhou_lei", "wu_tao"], 3, "official"),
    )
    story.decide(visit, "gu_ming", 6, "Without gifts.")
    story.decide(visit, "lin_yue", 6, "Agreed.")


def after_the_fact(story):
    """Paid abroad and asked for the next morning, twice in a quarter."""
    lunch = story.ask(
        "northstar_lunch",
        "sun_qian",
        2,
        on=1,
        customer="northstar",
        amount=260,
        purpose="Visit of the plant manager",
        after_reason="He stayed longer than planned",
        agreed_by_id=story.user("zhao_min").id,
        justification="It could not be known before",
        attendees=story.people(["sun_qian"], 2),
    )
    story.decide(lunch, "lin_yue", 2, "Ask before, next time.")
    with story.on(3):
        lunch.action_spent()
    abroad = story.ask(
        "keystone_dinner",
        "sun_qian",
        5,
        on=4,
        customer="keystone",
        amount=310,
        currency_id=story.book.env.ref("base.USD").id,
        purpose="Dinner after the acceptance test",
        after_reason="The test ended late",
        agreed_by_id=story.user("lin_yue").id,
        justification="The director agreed by telephone",
        attendees=story.people(["sun_qian"], 7),
    )
    story.decide(abroad, "gao_yuan", 6, "The second in this quarter.")
    story.decide(abroad, "shen_wei", 6, "Agreed.")
    claim = story.claim(
        "keystone_dinner",
        "sun_qian",
        7,
        310,
        on=4,
        request=abroad,
        currency_id=abroad.currency_id.id,
        name="Dinner in Pittsburgh",
    )
    story.book_claims(claim, "zhao_min", 8)
