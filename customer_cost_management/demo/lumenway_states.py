"""What else there is in Lumenway's running month: requests in the other states, a substitute for
the director, a transfer that was refused, an action under way."""


def other_states(story):
    """A draft, one that waits, one that was passed on after three days, one cancelled."""
    story.ask("draft", "sun_qian", 8, False, on=25, customer="ruitai", amount=600)
    story.ask(
        "waiting",
        "wu_tao",
        8,
        on=19,
        customer="tongda",
        amount=900,
        purpose="Renewal of the service contract",
        attendees=story.people(["wu_tao"], 3),
    )
    cancelled = story.ask(
        "cancelled",
        "wu_tao",
        4,
        on=16,
        customer="lanshan",
        amount=450,
        purpose="Dinner at the fair",
        attendees=story.people(["wu_tao"], 2),
    )
    with story.on(5):
        cancelled.action_cancel()
    late = story.ask(
        "escalated",
        "sun_qian",
        2,
        on=26,
        customer="northstar",
        category="events",
        amount=12000,
        purpose="Opening of their new line",
    )
    story.decide(late, "lin_yue", 3)
    with story.on(7):
        story.book.env["customer.cost.request"]._cron_requests()
    story.book.make(
        "delegation",
        "customer.cost.delegation",
        {
            "director": {
                "user_id": story.user("lin_yue").id,
                "substitute_id": story.user("zhao_min").id,
                "date_from": story.day(20),
                "date_to": story.day(27),
                "company_id": story.book.company.id,
            }
        },
    )


def budget_changes(story):
    """A transfer from B to A above what the owner decides, which the controller refuses."""
    change = story.change("lin_yue", 7, "transfer", "a", "meals", 20000, "More dinners", "b")
    with story.on(8):
        change.with_user(story.user("shen_wei")).action_refuse()


def win_back(story):
    """What a workshop at Yunfan begins counts from this month on, against the twelve before."""
    book = story.book
    with story.on(6):
        book.make(
            "action",
            "customer.cost.action",
            {
                "win_back": {
                    "name": "Win Yunfan back",
                    "company_id": book.company.id,
                    "partner_id": book.get("customer", "yunfan").id,
                    "kind": "invest",
                    "expected_saving": 60000,
                    "owner_id": story.user("zhao_min").id,
                    "due": story.day(28),
                }
            },
        )
        action = book.get("action", "win_back").with_user(story.user("lin_yue"))
        action.action_agree()
        action.action_start()
