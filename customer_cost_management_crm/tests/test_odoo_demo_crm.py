from odoo.tests import tagged

from odoo.addons.customer_cost_management.tests.odoo_demo_case import OdooDemoCase


@tagged("-standard", "odoo_demo", "post_install", "-at_install")
class TestOdooDemoCrm(OdooDemoCase):
    """Drivers over opportunities and meetings, on those of Odoo's demo data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        leads = cls.env["crm.lead"].with_context(active_test=False).search([])
        cls.opportunities = leads.filtered(
            lambda lead: (
                lead.type == "opportunity"
                and lead.company_id in (cls.company, cls.company.browse())
                and cls.first_day <= lead.create_date.date() <= cls.last_day
            )
        )

    def test_opportunities(self):
        self.assert_counts("D-LEAD", [(lead.partner_id, 1) for lead in self.opportunities])

    def test_pursuits_of_new_customers(self):
        """Opportunities of who had no invoice before the day they came up."""
        invoices = self.env["account.move"].search(
            [("move_type", "=", "out_invoice"), ("state", "=", "posted")]
        )

        def was_customer(lead):
            return any(
                invoice.commercial_partner_id == lead.partner_id.commercial_partner_id
                and invoice.invoice_date < lead.create_date.date()
                and (not lead.company_id or invoice.company_id == lead.company_id)
                for invoice in invoices
            )

        pursued = self.opportunities.filtered(lambda lead: not was_customer(lead))
        self.assert_counts("D-PURSUIT", [(lead.partner_id, 1) for lead in pursued])

    def meetings(self):
        """(meeting, customer): each customer of a meeting once."""
        for meeting in self.env["calendar.event"].search([]):
            if meeting.user_id.company_id == self.company and self.is_inside(meeting.start):
                for customer in meeting.partner_ids.commercial_partner_id:
                    yield meeting, customer

    def test_meetings(self):
        """Most are among colleagues: a customer joins each of those."""
        guests = self.opportunities.partner_id.commercial_partner_id - self.no_customers
        for number, meeting in enumerate(self.env["calendar.event"].search([])):
            meeting.partner_ids |= guests[number % len(guests)]
        self.env.flush_all()
        self.assert_counts("D-VISIT", [(customer, 1) for _meeting, customer in self.meetings()])
        self.assert_counts(
            "D-MEETING", [(customer, meeting.duration) for meeting, customer in self.meetings()]
        )

    def test_new_customers(self):
        invoices = self.env["account.move"].search(
            [
                ("move_type", "=", "out_invoice"),
                ("state", "=", "posted"),
                ("company_id", "=", self.company.id),
            ]
        )
        first = {}
        for invoice in invoices.sorted("date"):
            first.setdefault(invoice.partner_id.commercial_partner_id, invoice.date)
        self.assert_counts(
            "D-NEW", [(customer, 1) for customer, day in first.items() if self.is_inside(day)]
        )
