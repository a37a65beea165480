from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import CustomerCostCommon


@tagged("post_install", "-at_install")
class TestActivity(CustomerCostCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invoices = cls.create_driver("Invoices")
        cls.lines = cls.create_driver("Lines", kind="typed")

    def assertRefused(self, message, **values):
        good = {"name": "Good", "company_id": self.company.id, "driver_id": self.invoices.id}
        with self.refuses(ValidationError, message):
            self.env["customer.cost.activity"].create([good, good | {"name": "Bad"} | values])

    def test_an_activity_for_customers_has_a_driver(self):
        for line in ("cost_of_sales", "order", "customer"):
            self.assertRefused("Bad has no driver", driver_id=False, statement_line=line)
        for line in ("channel", "facility"):
            self.assertTrue(self.create_activity(line, statement_line=line).sentence)
            self.assertRefused(
                "Bad has no driver", driver_id=False, statement_line=line, timed=True
            )

    def test_a_timed_activity_takes_time(self):
        self.assertRefused("Bad takes no time", timed=True)
        self.assertRefused("Bad: Base minutes is -1", timed=True, base_minutes=-1)
        self.assertRefused("Bad: Base minutes is nan", timed=True, base_minutes=float("nan"))

    def test_a_term_adds_time(self):
        terms = [{"driver_id": self.lines.id, "minutes": m} for m in (3, -3)]
        with self.refuses(ValidationError, "Pack: Lines: Minutes is -3.0. Enter 0"):
            self.create_activity(
                "Pack", self.invoices, timed=True, term_ids=[Command.create(t) for t in terms]
            )

    def test_rates_are_not_negative(self):
        self.assertRefused("Bad: Standard rate is -0.5", standard_rate=-0.5)

    def test_tax_on_sales_is_cost_of_sales(self):
        self.assertRefused("Bad gives tax on sales", tax_on_sales=True)

    def test_drivers_of_an_other_company_are_refused(self):
        foreign = self.create_driver("Harbour orders", company_id=self.other_company.id)
        with self.refuses(UserError, "Harbour orders"):
            self.create_activity("Order", foreign)

    def test_the_sentence_says_how_the_cost_is_shared(self):
        plain = self.create_activity("Invoice", self.invoices, standard_rate=12.5)
        timed = self.create_activity(
            "Pack",
            self.invoices,
            timed=True,
            base_minutes=5,
            term_ids=[Command.create({"driver_id": self.lines.id, "minutes": 3})],
        )
        facility = self.create_activity("Company", statement_line="facility")
        self.assertEqual(plain.sentence, "Shared by Invoices. Standard rate 12.5000.")
        self.assertEqual(
            timed.sentence, "Shared by minutes: 5 min + 3 min × Lines, for each of Invoices."
        )
        self.assertEqual(facility.sentence, "Stays with the company: no customer bears it.")
