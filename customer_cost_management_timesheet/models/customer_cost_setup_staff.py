from odoo import models
from odoo.tools import SQL

from odoo.addons.customer_cost_management.engine.proposal import words


class CustomerCostSetup(models.AbstractModel):
    """The capacity of a company that sells work: whoever works mostly for customers.

    Departments seldom say it by their name, timesheets do.  What the staff has left is unused
    capacity, the bench.
    """

    _inherit = "customer.cost.setup"

    def _heads(self, proposal):
        """Delivery staff belongs to its own pool, and to that of its department no more."""
        heads = super()._heads(proposal)
        if words.DELIVERY not in proposal.pools:
            return heads
        staff_sudo = self._delivery_staff(proposal)
        for employee in staff_sudo.filtered("department_id"):
            heads[words.pool_of_place(employee.department_id.name)] -= 1
        heads[words.DELIVERY] = len(staff_sudo)
        return heads

    def _delivery_staff(self, proposal):
        """Employees who logged more than half of the hours of the year for customers."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT line.employee_id
                  FROM account_analytic_line line
             LEFT JOIN res_partner contact ON contact.id = line.partner_id
                 WHERE line.project_id IS NOT NULL AND line.employee_id IS NOT NULL
                   AND line.company_id IN %s AND line.date BETWEEN %s AND %s
              GROUP BY line.employee_id
                HAVING sum(line.unit_amount) FILTER (
                           WHERE contact.commercial_partner_id
                                 NOT IN (SELECT partner_id FROM res_company))
                       > sum(line.unit_amount) / 2
                """,
                tuple(proposal.run._companies()),
                proposal.run.date_from,
                proposal.run.date_to,
            )
        )
        # sudo: how many people work for customers, not who they are
        employees_sudo = self.env["hr.employee"].sudo()
        return employees_sudo.search(
            [
                ("id", "in", [row[0] for row in rows]),
                ("company_id", "in", proposal.company._with_branches()),
            ]
        )
