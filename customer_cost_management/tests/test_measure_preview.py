from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestMeasurePreview(CustomerCostRunCommon):
    """Last month: Lumber 1 visit and 4 lines, Acme 3 visits and 5 lines."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.month = fields.Date.context_today(cls.env.user).replace(day=1) - relativedelta(months=1)
        cls.visits = cls.typed("Visits", 1, 3)
        cls.lines = cls.typed("Lines", 4, 5)
        cls.auditor = cls.create_user("measure_auditor", "group_auditor")
        cls.accountant = cls.create_user("measure_accountant", "group_cost_accountant")

    @classmethod
    def typed(cls, name, lumber, acme):
        volumes = [(cls.customer, lumber), (cls.other_customer, acme)]
        return cls.create_typed_driver(name, volumes, date=cls.month)

    def test_a_driver_names_its_largest_customers_of_last_month(self):
        table = self.visits.with_user(self.auditor).preview({})["table"]
        rows = [[cell["text"].replace("\xa0", " ") for cell in row] for row in table["rows"]]
        self.assertEqual(rows, [["Acme Corp", "3", "75.0 %"], ["Lumber Inc", "1", "25.0 %"]])
        self.assertIn("volume 4 of 2 customers", table["caption"])

    def test_a_driver_that_is_being_typed_is_tried_and_its_mistakes_are_told(self):
        day = self.month + relativedelta(days=3)
        for price in (10, 20):
            self.invoice(self.customer, price, date=day)
        driver = self.env["customer.cost.driver"].with_user(self.accountant)
        values = {"name": "Invoices", "kind": "count", "model_name": "account.move"}
        values |= {"date_field": "invoice_date", "partner_path": "partner"}
        answer = driver.preview(values, self.company.id)
        self.assertRegex(answer["error"], 'Try "partner_id"')
        answer = driver.preview(values | {"partner_path": "partner_id"}, self.company.id)
        [row] = answer["table"]["rows"]
        self.assertEqual([cell["text"] for cell in row], ["Lumber Inc", "2", "100.0\xa0%"])

    def test_only_ten_customers_are_named_in_as_many_queries(self):
        partners = self.env["res.partner"].create([{"name": f"Customer {n}"} for n in range(12)])
        self.visits.invalidate_recordset()
        before = self.cr.sql_log_count
        self.visits.preview({})
        few = self.cr.sql_log_count - before
        volumes = self.env["customer.cost.driver.volume"]
        volumes.create(
            [
                {"driver_id": self.visits.id, "partner_id": p.id, "date": self.month, "quantity": 9}
                for p in partners
            ]
        )
        self.env.flush_all()
        before = self.cr.sql_log_count
        table = self.visits.preview({})["table"]
        self.assertLessEqual(self.cr.sql_log_count - before, few)
        self.assertEqual(len(table["rows"]), 10)

    def test_an_activity_tries_its_minutes_on_one_customer(self):
        activity = self.create_activity("Pick", self.visits, timed=True, base_minutes=5)
        values = {"term_ids": [(0, 0, {"driver_id": self.lines.id, "minutes": 3})]}
        sentences = activity.with_user(self.accountant).preview(values)["sentences"]
        self.assertEqual(sentences[0], "No run has computed it yet.")
        # 5 × 3 visits + 3 × 5 lines
        self.assertRegex(
            sentences[1], r"^Tried on Acme Corp, .*: 5 min × 3 Visits \+ 3 min × 5 Lines = 30 min.$"
        )

    def test_an_activity_says_what_the_last_run_said(self):
        wages = self.create_account("660100", "Wages")
        self.roles_for_all_accounts()
        for customer in (self.customer, self.other_customer):
            self.invoice(customer, 100, date=self.month)
        self.post_entry(
            self.month, (wages, 500.0), (self.company_data["default_account_payable"], -500.0)
        )
        activity = self.create_activity("Visit", self.visits)
        self.visits.unit = "visit"
        self.create_pool("Sales force", [(activity, 100)], wages)
        run = self.run_month(self.month, self.month + relativedelta(months=1, days=-1))
        run._as_engine().state = "computed"
        self.env.flush_all()
        self.env.invalidate_all()
        [sentence] = activity.with_user(self.auditor).preview({})["sentences"]
        self.assertRegex(sentence, r"^Rate in the last run \$\s125\.0000 per visit · 2 customers$")

    def test_others_preview_nothing(self):
        manager = self.create_user("measure_manager", "group_customer_manager")
        activity = self.create_activity("Visit", self.visits)
        for record in (self.visits, activity):
            with self.assertRaises(AccessError):
                record.with_user(manager).preview({})
        drivers = self.env["customer.cost.driver"].with_user(self.accountant)
        with self.assertRaises(AccessError):
            drivers.preview({"kind": "balance", "company_id": self.other_company.id})

    def test_practical_capacity_is_people_times_hours_times_percent(self):
        pool = self.create_pool("Order desk", basis="time", practical_minutes=1)
        with Form(pool) as form:
            form.capacity_people = 2
            form.capacity_hours = 150
            form.capacity_percent = 80
        self.assertEqual(pool.practical_minutes, 14400)
