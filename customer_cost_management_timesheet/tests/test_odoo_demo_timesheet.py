from odoo.tests import tagged

from odoo.addons.customer_cost_management.tests.odoo_demo_case import OdooDemoCase


@tagged("-standard", "odoo_demo", "post_install", "-at_install")
class TestOdooDemoTimesheet(OdooDemoCase):
    """Drivers over hours and tasks, on those of Odoo's demo data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        lines = cls.env["account.analytic.line"].search([("company_id", "=", cls.company.id)])
        cls.logged = lines.filtered(
            lambda line: line.project_id and cls.first_day <= line.date <= cls.last_day
        )

    def hours(self, lines):
        """Of the customer of the task, else of the project."""
        return [
            (line.task_id.partner_id or line.project_id.partner_id, line.unit_amount)
            for line in lines
        ]

    def test_hours(self):
        self.assert_counts("D-HOUR", self.hours(self.logged))

    def test_hours_sold_and_not(self):
        sold = self.logged.filtered("so_line")
        self.assert_counts("D-HOUR-SOLD", self.hours(sold))
        self.assert_counts("D-HOUR-UNSOLD", self.hours(self.logged - sold))

    def test_tasks_done(self):
        tasks = self.env["project.task"].search([("state", "=", "1_done")])
        own = tasks.filtered(
            lambda task: (
                task.company_id == self.company and self.is_inside(task.date_last_stage_update)
            )
        )
        self.assert_counts("D-TASK", [(task.partner_id, 1) for task in own])
