from odoo.exceptions import UserError
from odoo.tests import tagged

from .setup_common import DAY, MONTH, SetupCase


@tagged("post_install", "-at_install")
class TestSetupCompute(SetupCase):
    """The button: masters of what is ticked, twelve runs, and nothing overwritten later."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.post_sales()
        cls.post_costs()

    def pools(self):
        return self.env["customer.cost.pool"].search([("company_id", "=", self.company.id)])

    def test_twelve_months_are_computed_and_tie_to_the_books(self):
        runs = self.compute_year()
        self.assertEqual(len(runs), 12)
        self.assertEqual(set(runs.mapped("state")), {"computed"})
        march = runs[-1]
        self.assert_ties(march)
        # 600 sales force, 300 premises of which a part, 100 freight, 40 billing, 50 nowhere
        self.assertEqual(self.captured(march)["pool"], 1100)
        self.assertEqual(self.captured(march)["unassigned"], 50)
        statement = self.statement(march, self.customers[0])
        self.assertEqual(statement.cm1, 600)
        # all three customers are alike
        others = self.statement(march, self.customers[1]) | self.statement(march, self.customers[2])
        for other in others:
            self.assertAlmostEqual(other.cm3, statement.cm3, delta=0.02)

    def test_premises_are_shared_by_the_cost_of_those_who_use_them(self):
        self.compute_year()
        pool = self.pools().filtered(lambda each: each.code == "S-PREM")
        shares = {share.to_pool_id.code: share.share for share in pool.share_ids}
        # 600, 100, 40 and 60 of 800
        self.assertEqual(shares, {"P-SALES": 75.0, "P-FRT": 12.5, "P-FIN": 5.0, "F-ADM": 7.5})

    def test_only_what_is_ticked_is_created(self):
        self.env["customer.cost.setup"].compute_months(MONTH, {"pools": ["P-FRT"]})
        self.assertEqual(self.pools().mapped("code"), ["P-FRT"])
        self.assertEqual(self.pools().share_ids.activity_id.mapped("code"), ["A-CARRY"])

    def test_support_alone_gets_somebody_to_give_to(self):
        self.env["customer.cost.setup"].compute_months(MONTH, {"pools": ["S-PREM"]})
        self.assertEqual(set(self.pools().mapped("code")), {"S-PREM", "F-ADM"})

    # ------------------------------------------------------------------ changed before computing

    def compute_sales_force(self, **activities):
        codes = {code.replace("_", "-"): change for code, change in activities.items()}
        choice = {"pools": ["P-SALES", "P-FRT"], "activities": codes}
        self.env["customer.cost.setup"].compute_months(MONTH, choice)
        activities = self.env["customer.cost.activity"].search(
            [("company_id", "=", self.company.id)]
        )
        shares = self.pools().share_ids
        return (
            {activity.code: activity.driver_id.code for activity in activities},
            {share.activity_id.code: share.share for share in shares},
        )

    def test_the_page_offers_every_driver_that_can_be_counted(self):
        rows = {a["code"]: a for row in self.setup_page()["rows"] for a in row["activities"]}
        chase = rows["A-CHASE"]
        self.assertEqual([c["code"] for c in chase["choices"]], ["D-OVERDUE", "D-INVOICE"])
        self.assertEqual(chase["chosen"], "D-INVOICE")
        self.assertEqual(
            [c["reason"] for c in chase["choices"]],
            ["0 records of 0 customers", "3 records of 3 customers"],
        )

    def test_drivers_and_percents_are_created_as_they_were_changed(self):
        drivers, shares = self.compute_sales_force(
            A_VISIT={"driver": "D-EXPENSE", "percent": 70},
            A_WIN={"percent": 10},
        )
        self.assertEqual(drivers["A-VISIT"], "D-EXPENSE")
        self.assertEqual(drivers["A-QUOTE"], "D-INVOICE")
        self.assertEqual(shares, {"A-VISIT": 70, "A-QUOTE": 20, "A-WIN": 10, "A-CARRY": 100})

    def test_percents_that_are_not_the_whole_are_refused(self):
        """Of two pools the second is wrong; nothing is created, and nothing below zero helps."""
        for change in ({"percent": 60}, {"percent": 50}, {"percent": 155}):
            wrong = {"A_VISIT": change}
            if change["percent"] == 155:
                wrong["A_WIN"] = {"percent": -75}
            with self.assertRaisesRegex(UserError, "Sales force: .* until they add up to 100"):
                self.compute_sales_force(A_CARRY={"percent": 100}, **wrong)
        self.assertFalse(self.pools())

    def test_a_driver_that_is_not_offered_changes_nothing(self):
        drivers, _shares = self.compute_sales_force(A_QUOTE={"driver": "D-RECEIVABLE"})
        self.assertEqual(drivers["A-QUOTE"], "D-INVOICE")

    def test_what_there_is_already_stays(self):
        self.compute_year()
        drivers, shares = self.compute_sales_force(A_QUOTE={"driver": "D-NEW", "percent": 20})
        self.assertEqual(drivers["A-QUOTE"], "D-INVOICE")
        self.assertEqual(shares["A-QUOTE"], 20)

    def test_an_unassigned_account_goes_to_administration_with_one_click(self):
        page = self.setup_page()
        choice = self.choose_all(page) | {"accounts": [self.sundry.id]}
        self.env["customer.cost.setup"].compute_months(MONTH, choice)
        self.assertEqual(self.coverage(self.setup_page())["unassigned"], 0)

    def test_opening_again_overwrites_nothing(self):
        self.compute_year()
        pools = self.pools()
        pools[0].name = "Our own name"
        rules = {pool.code: pool.rule_ids.ids for pool in pools}
        page = self.setup_page()
        self.assertTrue(page["started"])
        self.assertEqual(page["rows"], [])
        self.assertEqual(self.coverage(page)["pooled"], 1100)
        runs = self.compute_year(page)
        self.assertEqual(len(runs), 12)
        self.assertEqual({pool.code: pool.rule_ids.ids for pool in self.pools()}, rules)
        self.assertEqual(pools[0].name, "Our own name")

    def test_opening_again_shows_what_the_model_does_not_take(self):
        self.compute_year()
        advert = self.create_account("600092", "Advertising")
        self.post_entry(DAY, (advert, 200), (self.bank, -200))
        page = self.setup_page()
        self.assertEqual(self.amounts(page), {"P-MKT": 200})
        self.compute_year(page)
        self.assertEqual(self.coverage(self.setup_page())["pooled"], 1300)

    def test_a_published_month_gets_a_new_version_and_a_closed_one_stays(self):
        runs = self.compute_year()
        published, closed = runs[-1], runs[-2]
        (published | closed).reason = "Tried"
        (published | closed).action_publish()
        self.company.sudo().fiscalyear_lock_date = closed.date_to
        closed.action_close()
        again = self.compute_year()
        self.assertEqual(len(again), 11)
        self.assertEqual(again[-1].version, 2)
        self.assertEqual(published.state, "published")

    def test_a_better_driver_is_used_only_where_it_is_ticked(self):
        self.compute_year()
        activity = self.env["customer.cost.activity"].search([("code", "=", "A-CHASE")])
        self.assertEqual(activity.driver_id.code, "D-INVOICE")
        for _number in range(20):
            self.invoice(self.customers[0], 1, date=DAY, header={"invoice_date_due": DAY})
        [better] = [row for row in self.setup_page()["better"] if row["code"] == "A-CHASE"]
        self.assertEqual(better["driver"], "Invoices not paid when due")
        self.env["customer.cost.setup"].compute_months(MONTH, {})
        self.assertEqual(activity.driver_id.code, "D-INVOICE")
        self.env["customer.cost.setup"].compute_months(MONTH, {"better": ["A-CHASE"]})
        self.assertEqual(activity.driver_id.code, "D-OVERDUE")

    def test_progress_tells_each_month(self):
        progress = self.setup_page()["progress"]
        self.assertEqual([box["state"] for box in progress["boxes"]], [""] * 12)
        self.env["customer.cost.setup"].compute_months(MONTH, {})
        progress = self.env["customer.cost.setup"].get_progress(MONTH)
        self.assertTrue(progress["working"])
        self.assertEqual(progress["done"], 0)
