from odoo.exceptions import AccessError
from odoo.tests import tagged

from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestStatementLinks(ResultsCase):
    """Invoices, direct costs, requests and trace, from the statement of a month and of a year."""

    def statements(self, customer):
        year = self.env["customer.profitability.year"].search(
            [("window_kind", "=", "last_twelve"), ("partner_id", "=", customer.id)]
        )
        return self.statement_of(customer), year

    def test_each_figure_is_what_its_button_opens(self):
        self.post_invoice(self.own, "2026-04-02", 9)
        for row in self.statements(self.own):
            row = row.with_user(self.auditor)
            with self.subTest(model=row._name):
                invoices = self.opened(row.action_open_invoices(), self.auditor)
                self.assertEqual((len(invoices), row.invoice_count), (1, 1))
                self.assertEqual(invoices.amount_total, 1000)
                direct = self.opened(row.action_open_direct_costs(), self.auditor)
                self.assertEqual((direct.mapped("balance"), row.direct_cost_count), ([60], 1))
                captured = self.opened(row.action_open_captured(), self.auditor)
                self.assertEqual((len(captured), row.captured_count), (2, 2))

    def test_a_manager_opens_the_direct_costs_of_his_customers(self):
        for row in self.statements(self.own):
            row = row.with_user(self.customer_manager)
            with self.subTest(model=row._name):
                self.assertEqual(row.direct_cost_count, 1)
                opened = self.opened(row.action_open_direct_costs(), self.customer_manager)
                self.assertEqual(opened.mapped("balance"), [60])
                # the rest of the evidence is the accountants'
                with self.assertRaises(AccessError):
                    row.read(["captured_count"])

    def test_requests_of_the_period_and_of_the_reader(self):
        category = self.env["customer.cost.category"].create(
            {"name": "Meals", "company_id": self.company.id, "budget_controlled": True}
        )
        for user, date in ((self.customer_manager, "2026-03-20"), (self.seller, "2026-04-02")):
            self.env["customer.cost.request"].with_user(user).create(
                {
                    "partner_id": self.own.id,
                    "category_id": category.id,
                    "date": date,
                    "amount": 50,
                    "purpose": "Dinner",
                }
            )
        for row in self.statements(self.own):
            for user in (self.auditor, self.customer_manager):
                row = row.with_user(user)
                with self.subTest(model=row._name, user=user.login):
                    self.assertEqual(row.request_count, 1)
                    [request] = self.opened(row.action_open_requests(), user)
                    self.assertEqual(str(request.date), "2026-03-20")
        with self.assertRaises(AccessError):
            self.statements(self.other)[0].with_user(self.customer_manager).action_open_requests()

    def test_the_head_says_stage_and_terms(self):
        terms = self.env["account.payment.term"].create({"name": "45 days"})
        self.own.with_company(self.company).property_payment_term_id = terms
        for row in self.statements(self.own):
            with self.subTest(model=row._name):
                self.assertEqual(row.with_user(self.customer_manager).payment_terms, "45 days")
                self.assertEqual(row.customer_stage, row.value_ids[:1].stage)
