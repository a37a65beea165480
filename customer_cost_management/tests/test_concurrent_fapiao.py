# two transactions at once need to be real ones
# pylint: disable=invalid-commit
from threading import Thread

from psycopg2 import OperationalError
from psycopg2.errors import SerializationFailure

from odoo.exceptions import ValidationError
from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from .two_cursors_case import TwoCursorsCase

NUMBER = "25319999999912345678"


@tagged("post_install", "-at_install")
class TestConcurrentFapiao(TwoCursorsCase):
    """Two people claim one fapiao at once, each with a real transaction of his own.

    These tests commit.  They clean up behind themselves, and the project's test command runs
    them in a process and on a database of their own.
    """

    def setUp(self):
        super().setUp()
        env = self.first
        company = env["res.company"].create({"name": "Fapiao at once"})
        product = env["product.product"].create({"name": "Taxi", "can_be_expensed": True})
        employees = env["hr.employee"].create(
            [{"name": name, "company_id": company.id} for name in ("Ann", "Bob")]
        )
        expenses = env["hr.expense"].create(
            [
                {
                    "name": "Taxi",
                    "employee_id": employee.id,
                    "company_id": company.id,
                    "product_id": product.id,
                    "total_amount_currency": 40,
                    "fapiao_number": NUMBER,
                    "fapiao_total": 80,
                }
                for employee in employees
            ]
        )
        self.expenses, self.company = expenses.ids, company.id
        self.employees, self.product = employees.ids, product.id
        env.cr.commit()
        self.addCleanup(self.remove)

    def remove(self):
        self.roll_back()
        cr = self.first.cr
        cr.execute("DELETE FROM hr_expense WHERE id = ANY(%s)", [self.expenses])
        cr.execute("DELETE FROM customer_cost_fapiao WHERE company_id = %s", [self.company])
        self.first["hr.employee"].browse(self.employees).unlink()
        self.first["product.product"].browse(self.product).unlink()
        cr.execute("DELETE FROM ir_attachment WHERE company_id = %s", [self.company])
        self.first["res.company"].browse(self.company).unlink()
        cr.commit()

    def submit(self, env, position):
        expense = env["hr.expense"].browse(self.expenses[position])
        expense.write({"approval_state": "submitted"})

    def begin(self, env):
        """Take the snapshot of the transaction, as reading the form does."""
        env.cr.execute("SELECT count(*) FROM customer_cost_fapiao")

    def come_second(self, work):
        """What fails in a thread that begins before the other transaction has ended."""
        caught = []

        def run():
            try:
                work()
            except OperationalError as error:
                caught.append(type(error))

        thread = Thread(target=run)
        thread.start()
        thread.join(1)
        self.assertTrue(thread.is_alive(), "the second waits for the first")
        return thread, caught

    def end(self, env):
        env.flush_all()
        env.cr.commit()
        env.invalidate_all()

    def test_exactly_one_claims_it_and_the_other_is_told(self):
        self.begin(self.first)
        self.begin(self.second)
        self.submit(self.first, 0)
        with mute_logger("odoo.sql_db"):
            thread, caught = self.come_second(lambda: self.submit(self.second, 1))
            self.end(self.first)
            thread.join(10)
        self.assertEqual(caught, [SerializationFailure])
        self.second.cr.rollback()
        self.second.invalidate_all()
        # as Odoo runs the request again
        with self.assertRaisesRegex(ValidationError, "already used by"):
            retrying(lambda: self.submit(self.second, 1), self.second)

    def test_one_leaves_while_the_other_of_the_same_person_comes(self):
        """The register never loses a row that a document still uses."""
        expenses = self.first["hr.expense"].browse(self.expenses)
        expenses[1].employee_id = expenses[0].employee_id
        self.submit(self.first, 0)
        self.end(self.first)
        self.begin(self.first)
        self.begin(self.second)
        self.submit(self.second, 1)
        self.second.flush_all()
        first = self.first["hr.expense"].browse(self.expenses[0])
        with mute_logger("odoo.sql_db"):
            thread, caught = self.come_second(lambda: first.write({"approval_state": "refused"}))
            self.end(self.second)
            thread.join(10)
        self.assertEqual(caught, [SerializationFailure])
        self.first.cr.rollback()
        self.first.invalidate_all()
        retrying(lambda: first.write({"approval_state": "refused"}), self.first)
        self.end(self.first)
        rows = self.first["customer.cost.fapiao"].search([("company_id", "=", self.company)])
        self.assertEqual(len(rows), 1)
