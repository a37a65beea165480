from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestRunComparison(ResultsCase):
    """A run beside another: rate and usage effects that add up to the change.

    April beside March: orders 1 : 2 : 1 become 2 : 2 : 0 and cost 1200 instead of 1000, so
    that the rate of an order goes from 250 to 300.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for customer, amounts in ((cls.own, [500, 600]), (cls.team, [600, 400])):
            for amount in amounts:
                cls.post_invoice(customer, "2026-04-10", amount)
        cls.post_entry("2026-04-30", (cls.wages, 1200), (cls.bank, -1200))
        cls.run_april = cls.env["customer.cost.run"].create(
            {"company_id": cls.company.id, "date_from": "2026-04-01", "date_to": "2026-04-30"}
        )
        cls.run_april.action_compute()

    def page(self, run=None, other=None, user=None):
        run = (run or self.run_april).with_user(user or self.auditor)
        return run.get_comparison(other.id if other else False)

    def test_rate_and_usage_of_an_activity(self):
        page = self.page()
        self.assertEqual(page["other"]["id"], self.run_march.id)
        [row] = page["activities"]
        self.assertEqual((row["label"], row["rates"]), ("Order handling", [250, 300]))
        self.assertEqual(row["volumes"], [4, 4])
        # rate: Own 2 × −50, Team 2 × −50, Other has none left; usage: Own −250, Other +250
        self.assertEqual((row["rate_effect"], row["usage_effect"]), (-200, 0))

    def test_the_effects_add_up_to_the_change_of_contribution(self):
        page = self.page()
        # March 1180; April 2100 − 1200 = 900
        self.assertEqual(page["contribution"], [1180, 900])
        self.assertEqual(page["total"], -280)
        effects = [row["rate_effect"] + row["usage_effect"] for row in page["activities"]]
        effects += [line["effect"] for line in page["lines"]]
        self.assertEqual(sum(effects), -280)
        lines = {line["key"]: line["effect"] for line in page["lines"]}
        # sold: Own +100, Other −300; freight 60 + 60 no more
        self.assertEqual(lines, {"volume_": -200, "line_customer_direct": 120})

    def test_customers_with_the_largest_change_and_why(self):
        customers = {row["label"]: row for row in self.page()["customers"]}
        self.assertEqual(
            {name: row["change"] for name, row in customers.items()},
            # Own 690 → 1100 − 600 = 500; Team 500 → 1000 − 600 = 400; Other −10 → 0
            {"Own": -190, "Team": -100, "Other": 10},
        )
        reasons = [(r["label"], r["effect"]) for r in customers["Own"]["reasons"]]
        self.assertEqual(
            reasons,
            [
                ("Order handling: usage", -250),
                ("Sales volume", 100),
                ("Order handling: rate", -100),
            ],
        )

    def test_a_version_is_compared_with_the_one_before(self):
        self.post_entry("2026-03-30", (self.wages, 200), (self.bank, -200))
        second = self.env["customer.cost.run"].browse(
            self.run_march.action_recompute_as_new_version()["res_id"]
        )
        page = self.page(second)
        self.assertEqual((page["other"]["id"], page["total"]), (self.run_march.id, -200))
        self.assertEqual(page["activities"][0]["rate_effect"], -200)
        self.assertEqual(
            [run["label"] for run in page["runs"]], ["April 2026 · v1", "March 2026 · v1"]
        )

    def test_an_activity_that_is_new_is_usage(self):
        visits = self.create_activity("Visits", self.create_driver("Visits"))
        self.pool.share_ids = [
            Command.clear(),
            Command.create({"activity_id": self.handling.id, "share": 50}),
            Command.create({"activity_id": visits.id, "share": 50}),
        ]
        self.run_april.action_compute()
        rows = {row["label"]: row for row in self.page()["activities"]}
        self.assertEqual(rows["Visits"]["rates"], [None, 150])
        self.assertEqual((rows["Visits"]["rate_effect"], rows["Visits"]["usage_effect"]), (0, -600))
        self.assertEqual(self.page()["total"], -280)

    def test_without_another_run_there_is_nothing_to_compare(self):
        self.assertFalse(self.page(self.run_march, user=self.auditor)["other"])
        self.assertEqual(
            self.page(self.run_march, self.run_april)["other"]["id"], self.run_april.id
        )

    def test_who_may_not_read_runs_compares_nothing(self):
        for user in (self.customer_manager, self.staff, self.billing):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.page(user=user)
        self.put_in_other_company(self.auditor)
        with self.assertRaises(AccessError):
            self.page()
