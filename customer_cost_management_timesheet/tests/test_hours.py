from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.customer_cost_management.tests.driver_case import DriverCase

from .timesheet_common import TimesheetCommon


@tagged("post_install", "-at_install")
class TestHours(TimesheetCommon, DriverCase):
    """Hours by customer, through task or project; those that somebody pays for told apart."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roles_for_all_accounts()
        cls.worker = cls.create_employee("Worker")
        cls.project = cls.create_project(cls.customer)

    def test_customer_of_the_task_before_that_of_the_project(self):
        task = self.env["project.task"].create(
            {
                "name": "Task",
                "project_id": self.project.id,
                "partner_id": self.other_customer.id,
            }
        )
        self.log(self.worker, self.project, 3)
        self.log(self.worker, self.project, 2, task_id=task.id)
        self.log(self.worker, self.project, 5, day="2026-04-01")
        self.log(self.worker, self.create_project(), 8)
        self.assertEqual(self.measure("D-HOUR"), {self.customer: 3, self.other_customer: 2})

    def test_hours_as_plain_sql_adds_them_up(self):
        for hours, day in ((3, "2026-03-01"), (1.5, "2026-03-31"), (4, "2026-02-28")):
            self.log(self.worker, self.project, hours, day)
        counted = self.counted(
            SQL(
                """
                SELECT COALESCE(task.partner_id, project.partner_id), line.unit_amount
                  FROM account_analytic_line line
                  JOIN project_project project ON project.id = line.project_id
             LEFT JOIN project_task task ON task.id = line.task_id
                 WHERE line.company_id = %s AND line.date BETWEEN '2026-03-01' AND '2026-03-31'
                """,
                self.company.id,
            )
        )
        self.assertEqual(counted, {self.customer: 4.5})
        self.assertEqual(self.measure("D-HOUR"), counted)

    def test_hours_sold_and_not(self):
        """6 on the order, 2 of rework that nobody pays for."""
        self.project.allow_billable = True
        sold = {"so_line": self.sell_hours(self.customer).id, "is_so_line_edited": True}
        self.log(self.worker, self.project, 6, **sold)
        self.log(self.worker, self.project, 2, so_line=False, is_so_line_edited=True)
        self.assertEqual(self.measure("D-HOUR"), {self.customer: 8})
        self.assertEqual(self.measure("D-HOUR-SOLD"), {self.customer: 6})
        self.assertEqual(self.measure("D-HOUR-UNSOLD"), {self.customer: 2})

    def test_tasks_that_were_done(self):
        """On the day they were; open and cancelled ones are no job done."""
        for state, day in (
            ("1_done", "2026-03-01"),
            ("1_done", "2026-03-31"),
            ("1_done", "2026-04-01"),
            ("1_canceled", "2026-03-10"),
            ("01_in_progress", "2026-03-10"),
        ):
            values = {"project_id": self.project.id, "partner_id": self.customer.id}
            task = self.env["project.task"].create({"name": "Job"} | values)
            with freeze_time(f"{day} 12:00:00"):
                task.state = state
        self.assertEqual(self.measure("D-TASK"), {self.customer: 2})

    def test_the_assistant_tells_delivery_from_rework(self):
        self.assertEqual(self.seeds_of("A-DELIVER"), ["D-HOUR-SOLD", "D-HOUR", "D-REVENUE"])
        self.assertEqual(self.seeds_of("A-REWORK"), ["D-HOUR-UNSOLD"])
        self.assertEqual(self.seeds_of("A-JOB")[:2], ["D-HOUR-UNSOLD", "D-HOUR"])
        seeds = self.env["customer.cost.setup"]._pool_seeds()["P-DEL"].activities
        self.assertEqual(
            {seed.code: (seed.line, seed.percent) for seed in seeds},
            {"A-DELIVER": ("cost_of_sales", 80), "A-REWORK": ("customer", 20)},
        )
