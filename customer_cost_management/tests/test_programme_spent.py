from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .several_customers_case import SeveralCustomersCase


@tagged("post_install", "-at_install")
class TestProgrammeSpent(SeveralCustomersCase):
    """What a programme cost, and what its customers brought beside the year before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme, cls.other = cls.env["customer.cost.programme"].create(
            [
                {"name": name, "company_id": cls.company.id, "date_from": cls.day()}
                for name in ("Mid-autumn", "Spring")
            ]
        )

    def spent_on(self, programme, price):
        request = self.approved(payment_mode="bill", programme_id=programme.id)
        bill = self.bill_on(request, price=price, line={"cost_customer_id": False})
        bill.action_post()
        return bill

    def test_booked_cost_of_its_requests(self):
        self.spent_on(self.programme, 60)
        bill = self.spent_on(self.programme, 40)
        self.spent_on(self.other, 7)
        self.assertEqual((self.programme.spent, self.other.spent), (100, 7))
        bill._reverse_moves([{"invoice_date": self.day(), "date": self.day()}]).action_post()
        self.programme.invalidate_recordset()
        self.assertEqual(self.programme.spent, 60)

    def test_who_reads_what_it_cost(self):
        staff = self.programme.with_user(self.rep)
        self.assertEqual(staff.name, "Mid-autumn")
        for name in ("spent", "spent_percent", "benefit", "return_percent"):
            with self.assertRaises(AccessError, msg=name):
                staff.read([name])
        manager = self.programme.with_user(self.create_user("manager", "group_customer_manager"))
        self.assertEqual(manager.spent, 0)
        with self.assertRaises(AccessError):
            manager.read(["return_percent"])

    def test_return_against_the_same_months_a_year_before(self):
        self.spent_on(self.programme, 100)
        today = fields.Date.to_date(self.day())
        self.publish(today, revenue=2000, cm2=500)
        programme = self.programme.with_user(self.auditor)
        # 100 ÷ 500
        self.assertAlmostEqual(programme.spent_percent, 20)
        self.assertFalse(programme.has_return, "nothing is published a year before")
        self.publish(fields.Date.subtract(today, years=1), revenue=1000, cm2=300)
        programme.invalidate_recordset()
        # (500 − 300 − 100) ÷ 100
        self.assertEqual((programme.benefit, programme.return_percent), (200, 100))

    def publish(self, day, revenue, cm2):
        """A published month with a statement of one of its customers and of a stranger."""
        first, last = fields.Date.start_of(day, "month"), fields.Date.end_of(day, "month")
        run = self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": first, "date_to": last}
        )
        self.force(run, state="published")
        stranger = self.env["res.partner"].create({"name": "Stranger", "is_company": True})
        self.env.flush_all()
        for customer, factor in ((self.third, 1), (stranger, 10)):
            self.env.cr.execute(
                """INSERT INTO customer_profitability
                          (run_id, company_id, partner_id, date, net_revenue, cm2)
                   VALUES (%s, %s, %s, %s, %s, %s)""",
                (run.id, self.company.id, customer.id, first, revenue * factor, cm2 * factor),
            )
        self.env.invalidate_all(flush=False)
        return run
