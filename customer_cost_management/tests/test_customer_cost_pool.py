from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import CustomerCostCommon


@tagged("post_install", "-at_install")
class TestPool(CustomerCostCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invoicing = cls.create_activity("Invoice", cls.create_driver())
        cls.visits = cls.create_activity("Visit", cls.create_driver("Visits", kind="typed"))
        cls.office = cls.create_pool("Office", [(cls.invoicing, 100)])
        cls.rent = cls.create_pool("Rent", [(cls.office, 100)], kind="support")

    def assertShareRefused(self, message, pool, **values):
        with self.refuses(ValidationError, message):
            self.env["customer.cost.share"].create(
                [
                    {"pool_id": self.office.id, "activity_id": self.visits.id},
                    {"pool_id": pool.id} | values,
                ]
            )

    def test_a_share_has_exactly_one_target(self):
        self.assertShareRefused('A share of "Rent" goes to one pool or', self.rent)
        both = {"to_pool_id": self.office.id, "activity_id": self.invoicing.id}
        self.assertShareRefused('A share of "Rent" goes to one pool or', self.rent, **both)

    def test_support_pools_give_to_pools_and_operating_pools_to_activities(self):
        self.assertShareRefused(
            '"Rent" is a support pool', self.rent, activity_id=self.invoicing.id
        )
        self.assertShareRefused(
            '"Office" is an operating pool', self.office, to_pool_id=self.rent.id
        )
        systems = self.create_pool("Systems", [(self.rent, 100)], kind="support")
        with self.refuses(ValidationError, '"Systems" is an operating pool'):
            (self.office + systems).kind = "operating"

    def test_a_pool_does_not_give_to_itself(self):
        self.assertShareRefused('"Rent" cannot give to itself', self.rent, to_pool_id=self.rent.id)

    def test_a_pool_gives_to_each_target_once(self):
        self.assertShareRefused(
            '"Rent" gives to "Office" twice', self.rent, to_pool_id=self.office.id
        )

    def test_a_share_is_a_number_above_zero(self):
        systems = self.create_pool("Systems", kind="support")
        for share in (-1, -0.000001):
            self.assertShareRefused(
                "Systems → Office: Share is",
                systems,
                to_pool_id=self.office.id,
                share=share,
            )

    def test_support_pools_do_not_give_by_time(self):
        with self.refuses(ValidationError, '"Rent" is a support pool; time'):
            (self.office + self.rent).basis = "time"

    def test_numbers_out_of_range_are_refused(self):
        for values in (
            {"avoidable_percent": 101},
            {"practical_minutes": -1},
            {"budgeted_cost": float("inf")},
        ):
            with self.subTest(values=values), self.refuses(ValidationError, "^Bad: "):
                self.env["customer.cost.pool"].create([{"name": "Good"}, {"name": "Bad"} | values])

    def test_activities_of_an_other_company_are_refused(self):
        driver = self.create_driver("Orders", company_id=self.other_company.id)
        foreign = self.create_activity("Berth", driver, company_id=self.other_company.id)
        with self.refuses(UserError, "Berth"):
            self.create_pool("Quay", [(foreign, 100)])

    def test_the_sentence_says_what_it_takes_and_to_whom_it_gives(self):
        salaries = self.create_account("630100", "Salaries")
        pool = self.create_pool("Service", [(self.invoicing, 60), (self.visits, 40)], salaries)
        self.assertEqual(
            pool.sentence, "Takes accounts 630100. Gives 60\xa0% Invoice, 40\xa0% Visit."
        )
        self.assertEqual(pool.given_percent, 100)
        pool.share_ids[1].share = 37.5
        self.assertEqual(
            pool.sentence,
            "Takes accounts 630100. Gives 60\xa0% Invoice, 37.5\xa0% Visit, 2.5 % to nobody.",
        )
        pool.share_ids[1].share = 40
        pool.basis = "driver"
        self.assertEqual(
            pool.sentence, "Takes accounts 630100. Gives by quantities: 60 Invoice, 40 Visit."
        )
        empty = self.create_pool("Empty")
        self.assertEqual(empty.sentence, "Takes nothing from the books. Gives to nobody yet.")

    def test_a_copy_brings_its_rules_and_shares(self):
        pool = self.create_pool("Service", [(self.visits, 100)], self.create_account("6301", "S"))
        copy = pool.copy()
        self.assertEqual(copy.sentence, pool.sentence)
        self.assertEqual(copy.rule_ids.company_id, self.company)
        copy.share_ids = [Command.clear()]
        self.assertTrue(pool.share_ids)
