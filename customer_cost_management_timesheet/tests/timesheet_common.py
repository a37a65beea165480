from odoo import Command


class TimesheetCommon:
    """Verbs that log hours; to be mixed into a case with a ``company``."""

    @classmethod
    def get_default_groups(cls):
        groups = "project.group_project_manager", "hr_timesheet.group_timesheet_manager"
        groups += ("sales_team.group_sale_manager", "hr.group_hr_manager")
        return super().get_default_groups().union(*map(cls.env.ref, groups))

    @classmethod
    def create_employee(cls, name, **values):
        return cls.env["hr.employee"].create({"name": name, "company_id": cls.company.id} | values)

    @classmethod
    def create_project(cls, customer=None, **values):
        return cls.env["project.project"].create(
            {
                "name": "Project",
                "partner_id": customer and customer.id,
                "company_id": cls.company.id,
                "allow_timesheets": True,
            }
            | values
        )

    @classmethod
    def log(cls, employee, project, hours, day="2026-03-10", **values):
        return cls.env["account.analytic.line"].create(
            {
                "name": "Work",
                "employee_id": employee.id,
                "project_id": project.id,
                "unit_amount": hours,
                "date": day,
                "company_id": cls.company.id,
            }
            | values
        )

    @classmethod
    def sell_hours(cls, customer):
        """An order line that is invoiced by the hours logged."""
        service = cls.create_product("Hours", product_type="service", invoice_policy="delivery")
        service.service_type = "timesheet"
        order = cls.env["sale.order"].create(
            {
                "partner_id": customer.id,
                "company_id": cls.company.id,
                "order_line": [Command.create({"product_id": service.id, "product_uom_qty": 10})],
            }
        )
        order.action_confirm()
        return order.order_line
