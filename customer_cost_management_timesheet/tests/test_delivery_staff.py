from odoo.tests import tagged

from odoo.addons.customer_cost_management.tests.setup_common import MONTH, SetupCase

from .timesheet_common import TimesheetCommon

#: Minutes of one person in a month of 40 hours a week: 52 ÷ 12 weeks, 80 % of them for work.
MINUTES = round(40 * 52 / 12 * 60 * 0.8)


@tagged("post_install", "-at_install")
class TestDeliveryStaff(TimesheetCommon, SetupCase):
    """A company that sells work: its capacity is that of the people who log it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.post_sales("service", cost=0)
        cls.post_costs()
        cls.staff = cls.create_account("500091", "Consultants", "expense_direct_cost")
        cls.post_entry("2026-03-10", (cls.staff, 1000), (cls.bank, -1000))
        cls.company.resource_calendar_id.hours_per_week = 40
        cls.project = cls.create_project(cls.customers[0])
        cls.internal = cls.create_project()

    def delivery(self):
        """(people, minutes, {activity: driver}) of the pool of the delivery staff."""
        setup = self.env["customer.cost.setup"]
        proposal = setup._propose(self.company, setup._period(self.company, MONTH))
        pool = proposal.pools["P-DEL"]
        drivers = {each.seed.code: each.wanted.driver for each in pool.activities}
        return pool.heads, pool.minutes, drivers

    def test_who_works_mostly_for_customers(self):
        """Ann does, Bob helps out, Cay works in the office and for the own company."""
        ann, bob, cay = map(self.create_employee, ("Ann", "Bob", "Cay"))
        for _day in range(20):
            self.log(ann, self.project, 2)
            self.log(ann, self.internal, 1)
            self.log(bob, self.project, 1)
            self.log(bob, self.internal, 1)
            self.log(cay, self.create_project(self.company.partner_id), 1)
        # nobody sold an hour: all of them are delivery
        self.assertEqual(self.delivery(), (1, MINUTES, {"A-DELIVER": "D-HOUR"}))

    def test_rework_is_what_is_not_sold_where_hours_are(self):
        """20 entries of each; 19 sold ones are too few to tell."""
        ann, line = self.create_employee("Ann"), self.sell_hours(self.customers[0])
        self.project.allow_billable = True
        for number in range(40):
            sold = line.id if number < 19 else False
            last = self.log(ann, self.project, 1, so_line=sold, is_so_line_edited=True)
        self.assertEqual(self.delivery(), (1, MINUTES, {"A-DELIVER": "D-HOUR"}))
        last.so_line = line
        self.assertEqual(
            self.delivery(),
            (1, MINUTES, {"A-DELIVER": "D-HOUR-SOLD", "A-REWORK": "D-HOUR-UNSOLD"}),
        )

    def test_hours_of_another_year_do_not_count(self):
        self.log(self.create_employee("Ann"), self.project, 30, day="2025-03-31")
        self.assertEqual(self.delivery()[0], 0)

    def test_nobody_counts_twice(self):
        """Ann and Bob are the sales department, Ann works for customers."""
        sales = self.env["hr.department"].create({"name": "Sales", "company_id": self.company.id})
        ann = self.create_employee("Ann", department_id=sales.id)
        self.create_employee("Bob", department_id=sales.id)
        self.log(ann, self.project, 30)
        setup = self.env["customer.cost.setup"]
        proposal = setup._propose(self.company, setup._period(self.company, MONTH))
        self.assertEqual(proposal.heads["P-DEL"], 1)
        self.assertEqual(proposal.heads["P-SALES"], 1)

    def test_the_bench_is_nobody_s_cost(self):
        """1200 of Ann's 8320 minutes were logged.  She costs 1000, and 55.56 % of the premises'
        300: 1166.68 × 1200 ÷ 8320 = 168.27 for the customer, the rest is unused."""
        ann = self.create_employee("Ann")
        for day in range(1, 21):
            self.log(ann, self.project, 1, day=f"2026-03-{day:02}")
        march = self.compute_year()[-1]
        self.assert_ties(march)
        pool = self.node(march, "Delivery staff")
        self.assertEqual((pool.captured, pool.received), (1000, 166.68))
        self.assertEqual((pool.given, pool.unused), (168.27, 998.41))
        self.assertEqual(self.statement(march, self.customers[0]).delivery_labour, 168.27)
