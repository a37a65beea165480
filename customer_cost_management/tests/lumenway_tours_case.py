from odoo import fields

from ..demo.lumenway_book import Book
from ..demo.lumenway_story import Story

#: Fapiao of one seller, one after the other.
FAPIAO = ("25312000000000000480", "25312000000000000481")
SELLER = {"fapiao_seller": "Jade Garden", "fapiao_type": "digital_ordinary"}


class LumenwayTours:
    """The six stories in a browser: each reads what was told, and acts where the story acts.

    For the class that posts the demo, a browser case.  What a story has done already is asked for
    once more, so that there is something to decide; who does it is the person of the story.
    """

    def tour(self, name, user, record=None, path=None):
        """A part of a story as one of its people; on a record, or on a page."""
        person = self.the("user", user)
        person.password = person.login  # as the browser of tests logs in
        url = f"/odoo/{path}" + (f"/{record.id}" if record else "")
        self.start_tour(url, f"customer_cost_story_{name}", login=person.login)
        self.env.invalidate_all()

    def story(self):
        """The verbs of the stories, on the books as they are."""
        return Story(Book.reopen(self.company.env, self.company))

    # ------------------------------------------------------------------ the six

    def test_story_1_dinner_for_qiming(self):
        story = self.story()
        dinner = story.ask(
            "second_dinner",
            "chen_hao",
            9,
            on=20,
            customer="qiming",
            amount=4200,
            purpose="Care for the relationship",
            attendees=story.people(
                ["chen_hao", "sun_qian", "wu_tao", "song_wei", "Deng Yu", "Han Xue"], 8
            ),
        )
        self.tour("dinner_director", "lin_yue", path="customer-cost-approvals")
        self.assertEqual((dinner.state, dinner.is_returned), ("draft", True))
        self.tour("dinner_representative", "chen_hao", dinner, "customer-cost-requests")
        self.assertEqual((dinner.state, dinner.purpose), ("submitted", "Agree weekly orders"))
        told = self.the("request", "qiming_dinner")
        self.tour("dinner_controller", "shen_wei", told, "customer-cost-requests")
        statement = self.env["customer.profitability"].search(
            [
                ("run_id", "=", self.run_of_the_stories().id),
                ("partner_id", "=", told.partner_id.id),
            ]
        )
        self.tour("dinner_statement", "shen_wei", statement, "customer-profitability-months")

    def test_story_2_moon_cakes(self):
        self.env["customer.cost.gift.issue"].with_user(self.the("user", "jiang_hua")).create(
            {
                "purchase_id": self.the("gifts", "moon_cakes").id,
                "partner_id": self.the("customer", "metrology").id,
                "recipient_name": "Tan Rong",
                "date": fields.Date.today(),
            }
        )
        self.tour("moon_cakes_register", "jiang_hua", path="customer-gift-register")
        self.assertEqual(self.the("gifts", "moon_cakes").issued, 111)
        run = self.run_of_the_stories()
        self.tour("moon_cakes_reconciliation", "shen_wei", run, "customer-cost-runs")

    def test_story_3_one_dinner_in_three_claims(self):
        story = self.story()
        first, second = (
            story.claim(
                f"again_{amount}",
                "chen_hao",
                9,
                amount,
                customer="vela",
                name="Jade Garden",
                fapiao_number=number,
                attendees=story.people(["chen_hao"], 3),
                cost_justification="They came in two groups",
                **SELLER,
            )
            for amount, number in zip((480, 490), FAPIAO, strict=True)
        )
        self.tour("three_claims_director", "lin_yue", path="customer-cost-approvals")
        self.assertEqual((first.state, second.state), ("submitted", "refused"))
        draft = self.the("claim", "vela_again")
        reason = {"cost_justification": "I was there, too"}
        draft.write({"fapiao_number": FAPIAO[0], **SELLER, **reason})
        self.tour("three_claims_colleague", "sun_qian", draft, "expenses")
        self.assertEqual(draft.state, "draft")

    def test_story_4_at_risk_fast_lane(self):
        workshop = self.the("request", "yunfan_workshop")
        self.tour("fast_lane_director", "lin_yue", workshop, "customer-cost-requests")
        change = self.story().change(
            "lin_yue", 9, "contingency_released", "b", "events", 1000, "A second day"
        )
        self.tour("fast_lane_manager", "gao_yuan", path="customer-cost-approvals")
        self.assertEqual(change.state, "approved")
        self.assertEqual(self.figures(self.line("b", "events")), (50700, 49700, 0, 1000))

    def test_story_5_public_institute(self):
        story = self.story()
        meal = story.ask(
            "second_meal",
            "zhou_lei",
            9,
            on=20,
            customer="metrology",
            amount=300,
            meal_type="working_lunch",
            open_tender=True,
            purpose="Talk about the calibration contract",
            justification="It is a working lunch",
            attendees=story.people(["zhou_lei", "wu_tao"], 3, "official"),
        )
        self.tour("institute_compliance", "gu_ming", path="customer-cost-approvals")
        self.assertEqual(meal.state, "refused")
        self.tour("institute_register", "gu_ming", path="customer-cost-exceptions")

    def test_story_6_after_the_fact_and_the_year_end(self):
        abroad = self.the("request", "keystone_dinner")
        self.tour("abroad_controller", "shen_wei", abroad, "customer-cost-requests")
        self.tour("abroad_register", "gu_ming", path="customer-cost-exceptions")
        budget = self.the("budget", "anniversary")
        self.tour("abroad_year_end", "shen_wei", budget, "customer-cost-budgets")
