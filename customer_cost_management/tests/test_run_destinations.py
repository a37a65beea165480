from odoo import Command
from odoo.tests import tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestDestinations(CustomerCostRunCommon):
    """Each kind of entry goes where it belongs, and the run still ties to the cent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.create_account("101998", "Bank of the month", "asset_cash")
        cls.receivable = cls.company_data["default_account_receivable"]
        cls.sales = cls.company_data["default_account_revenue"]
        cls.rent = cls.create_account("719001", "Rent")
        cls.rebates = cls.create_account("719002", "Rebates", "income")
        cls.losses = cls.create_account("719003", "Credit losses")
        cls.gains = cls.create_account("719004", "Exchange gains", "income_other")
        cls.interest = cls.create_account("719005", "Interest", "income_other")
        cls.roles_for_all_accounts(
            deduction=cls.rebates,
            credit_loss=cls.losses,
            exchange=cls.gains
            + cls.company.income_currency_exchange_account_id
            + cls.company.expense_currency_exchange_account_id,
            excluded=cls.interest,
        )

    def create_counterpart_rule(self, **values):
        return self.env["customer.cost.attribution.rule"].create(
            {"name": "Counterpart", "method": "counterpart", "company_id": self.company.id} | values
        )

    # ------------------------------------------------------------------ revenue

    def test_refund_in_another_period(self):
        """A credit note counts in its own month; the month of the invoice stays as it was."""
        invoice = self.invoice(self.customer, 1000, "2026-03-10")
        self._reverse_invoice(invoice, date="2026-04-05", reason="Broken", post=True)
        march = self.run_month()
        april = self.run_month("2026-04-01", "2026-04-30")
        self.assert_ties(march)
        self.assert_ties(april)
        self.assertEqual(self.statement(march, self.customer).net_revenue, 1000)
        self.assertRecordValues(
            self.statement(april, self.customer),
            [{"gross_revenue": 0, "refund": 1000, "net_revenue": -1000, "cm3": -1000}],
        )

    def test_rebates(self):
        """A rebate, by credit note or accrued, lowers net revenue and is no refund of goods."""
        self.invoice(self.customer, 1000)
        credit = {"move_type": "out_refund", "account_id": self.rebates.id}
        self.invoice(self.customer, 50, "2026-03-30", **credit)
        accrual = (self.rebates, 30, {"partner_id": self.customer.id})
        self.post_entry("2026-03-31", accrual, (self.bank, -30))
        run = self.run_month()
        self.assert_ties(run)
        self.assertRecordValues(
            self.statement(run, self.customer),
            [
                {
                    "gross_known": True,
                    "gross_revenue": 1000,
                    "discount": 30,
                    "refund": 50,
                    "net_revenue": 920,
                }
            ],
        )

    def test_line_discount(self):
        """10 % off 1,000: gross, discount and net tell it."""
        self.invoice(self.customer, 1000, discount=10)
        run = self.run_month()
        self.assertRecordValues(
            self.statement(run, self.customer),
            [{"gross_known": True, "gross_revenue": 1000, "discount": 100, "net_revenue": 900}],
        )

    def test_manual_entry_on_a_contact(self):
        """Revenue booked by hand belongs to the company of the contact; gross is not known."""
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id, "type": "contact"}
        )
        line = (self.sales, -700, {"partner_id": contact.id})
        self.post_entry("2026-03-12", line, (self.bank, 700))
        run = self.run_month()
        self.assert_ties(run)
        self.assertRecordValues(
            self.statement(run, self.customer), [{"net_revenue": 700, "gross_known": False}]
        )

    def test_entry_without_partner(self):
        """A till's closing entry has no customer: its revenue is shown apart."""
        self.invoice(self.customer, 100)
        self.post_entry("2026-03-31", (self.sales, -560), (self.bank, 560))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(
            self.reconciliation(run),
            {"customer_contribution": 100, "revenue_without_customer": 560},
        )

    def test_income_on_a_vendor_bill_has_no_customer(self):
        """A vendor's bonus on an income account does not make the vendor a customer."""
        vendor = self.partner_a
        bonus = {"move_type": "in_refund", "account_id": self.sales.id}
        self.invoice(vendor, 40, **bonus)
        run = self.run_month()
        self.assert_ties(run)
        self.assertFalse(self.statement(run, vendor))
        self.assertEqual(self.reconciliation(run), {"revenue_without_customer": 40})

    def test_economic_customer(self):
        """An invoice line re-attributed to the end customer of a dealer."""
        invoice = self.invoice(self.customer, 1000, discount=20)
        invoice.invoice_line_ids.cost_customer_id = self.other_customer
        run = self.run_month()
        self.assert_ties(run)
        self.assertFalse(self.statement(run, self.customer))
        self.assertRecordValues(
            self.statement(run, self.other_customer),
            [{"gross_known": True, "gross_revenue": 1000, "discount": 200, "net_revenue": 800}],
        )

    def test_invoice_in_a_foreign_currency(self):
        """1,000 in a currency worth half: the ledger's 500 count, also for gross revenue."""
        currency = self.setup_other_currency("EUR", rates=[("2026-01-01", 2.0)])
        self.invoice(self.customer, 1000, discount=10, header={"currency_id": currency.id})
        run = self.run_month()
        self.assert_ties(run)
        self.assertRecordValues(
            self.statement(run, self.customer), [{"net_revenue": 450, "gross_revenue": 500}]
        )

    # ------------------------------------------------------------------ closing, intercompany

    def test_monthly_closing_entries(self):
        """Twelve entries that carry the result to this year's profit change no customer."""
        result = self.env["account.account"].search(
            [("company_ids", "in", self.company.ids), ("account_type", "=", "equity_unaffected")],
            limit=1,
        )
        days = {month: f"2025-{month:02d}-28" for month in range(1, 13)}
        for month, day in days.items():
            self.invoice(self.customer, 100 * month, day)
            self.post_entry(day, (self.rent, 30), (self.bank, -30))
        runs = {}
        for month, day in days.items():
            runs[month] = self.run_month(f"2025-{month:02d}-01", day)
        before = [self.statement(run, self.customer).cm3 for run in runs.values()]
        for month, day in days.items():
            self.post_entry(
                day, (self.sales, 100 * month), (self.rent, -30), (result, 30 - 100 * month)
            )
        for month, run in runs.items():
            run._run_period()
            self.assert_ties(run)
            self.assertEqual(run.ledger_result, 0)
            self.assertEqual(self.reconciliation(run)["closing_result"], 30 - 100 * month)
        after = [self.statement(run, self.customer).cm3 for run in runs.values()]
        self.assertEqual(after, before)
        self.assertEqual(after, [100 * month for month in days])

    def test_two_companies(self):
        """An invoice between companies of this database is intercompany on both sides."""
        self.roles_for_all_accounts(self.other_company)
        self.invoice(self.other_company.partner_id, 300)
        bill = {"move_type": "in_invoice", "company": self.other_company}
        self.invoice(self.company.partner_id, 300, **bill)
        ours, theirs = self.run_month(), self.run_month(company_id=self.other_company.id)
        for run, result in ((ours, 300), (theirs, -300)):
            self.assert_ties(run)
            self.assertEqual(self.reconciliation(run), {"intercompany_result": result})
            self.assertEqual(run.customer_count, 0)

    def test_intercompany_by_the_receivable(self):
        """Revenue by hand against an own company's receivable makes it no customer."""
        self.create_counterpart_rule()
        own = {"partner_id": self.other_company.partner_id.id}
        self.post_entry("2026-03-12", (self.sales, -70), (self.receivable, 70, own))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.reconciliation(run), {"intercompany_result": 70})

    def test_own_people_are_not_another_company(self):
        """Their contacts are kept below the company's: 80 for a customer and a receipt of 50 are
        cost; 30 with the accounts department of the other company are not."""
        own, theirs = self.company.partner_id, self.other_company.partner_id
        worker, colleague, department = self.env["res.partner"].create(
            [
                {"name": "Li Na", "parent_id": own.id},
                {"name": "Wang Wei", "parent_id": theirs.id},
                {"name": "Accounts", "parent_id": theirs.id},
            ]
        )
        employees = self.env["hr.employee"].sudo()
        for contact, company in ((worker, self.company), (colleague, self.other_company)):
            employees.create(
                {"name": contact.name, "work_contact_id": contact.id, "company_id": company.id}
            )
        self.assertEqual(worker.commercial_partner_id, own)
        typed = {"cost_customer_id": self.customer.id}
        self.post_entry(
            "2026-03-12",
            (self.rent, 60, typed | {"partner_id": worker.id}),
            (self.rent, 20, typed | {"partner_id": colleague.id}),
            (self.rent, 30, typed | {"partner_id": department.id}),
            (self.bank, -110),
        )
        self.invoice(worker, 50, move_type="in_receipt", account_id=self.rent.id)
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(
            self.reconciliation(run),
            {"customer_contribution": -80, "unassigned": -50, "intercompany_result": -30},
        )

    def test_sales_to_own_people_are_no_customers(self):
        """Nobody but the company would be the customer."""
        worker = self.env["res.partner"].create(
            {"name": "Li Na", "parent_id": self.company.partner_id.id}
        )
        self.env["hr.employee"].sudo().create(
            {"name": "Li Na", "work_contact_id": worker.id, "company_id": self.company.id}
        )
        self.invoice(worker, 40)
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.reconciliation(run), {"intercompany_result": 40})
        self.assertEqual(run.customer_count, 0)

    def test_branch(self):
        """The root company's run includes its branches, also one closed down since."""
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id, "country_id": False}
        )
        self.env.user.company_ids |= branch
        self.invoice(self.customer, 100)
        line = (self.sales, -25, {"partner_id": self.customer.id})
        journal = self.company_data["default_journal_misc"]
        values = {"company_id": branch.id, "journal_id": journal.id}
        self.post_entry("2026-03-12", line, (self.bank, 25), **values)
        branch.active = False
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.statement(run, self.customer).net_revenue, 125)

    # ------------------------------------------------------------------ after the sale

    def test_realised_exchange_difference(self):
        """Invoiced at 500, paid at 400: the loss of 100 is an own line of the customer."""
        self.create_counterpart_rule()
        currency = self.setup_other_currency(
            "EUR", rates=[("2026-01-01", 2.0), ("2026-03-20", 2.5)]
        )
        invoice = self.invoice(self.customer, 1000, header={"currency_id": currency.id})
        self._register_payment(invoice, payment_date="2026-03-25")
        run = self.run_month()
        self.assert_ties(run)
        self.assertRecordValues(
            self.statement(run, self.customer),
            [{"net_revenue": 500, "exchange_difference": 100, "cm3": 400}],
        )

    def test_credit_losses(self):
        """A specific write-off is the customer's; a general allowance is nobody's."""
        self.create_counterpart_rule()
        allowance = self.create_account("101997", "Allowance", "asset_current")
        owed = {"partner_id": self.customer.id}
        self.post_entry("2026-03-20", (self.losses, 80), (self.receivable, -80, owed))
        self.post_entry("2026-03-31", (self.losses, 500), (allowance, -500))
        run = self.run_month()
        self.assert_ties(run)
        self.assertRecordValues(
            self.statement(run, self.customer), [{"credit_loss": 80, "cm2": 0, "cm3": -80}]
        )
        self.assertEqual(self.reconciliation(run)["excluded_result"], -500)

    def test_general_allowance_in_a_pool_that_names_it(self):
        activity = self.create_activity("Credit risk", self.create_driver())
        self.create_pool("Credit risk", [(activity, 100)], self.losses)
        self.invoice(self.customer, 100)
        self.post_entry("2026-03-31", (self.losses, 50), (self.bank, -50))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.statement(run, self.customer).order_allocated, 50)

    def test_early_payment_discount(self):
        """2 % for paying early lowers net revenue in the month of the payment."""
        self.create_counterpart_rule()
        self.company.account_journal_early_pay_discount_loss_account_id = self.rebates
        term = self.env["account.payment.term"].create(
            {
                "name": "2 % in ten days",
                "early_discount": True,
                "discount_percentage": 2,
                "discount_days": 10,
                "line_ids": [Command.create({"value": "percent", "value_amount": 100})],
            }
        )
        header = {"invoice_payment_term_id": term.id}
        invoice = self.invoice(self.customer, 1000, "2026-03-28", header=header)
        self._register_payment(invoice, payment_date="2026-04-02")
        march, april = self.run_month(), self.run_month("2026-04-01", "2026-04-30")
        self.assert_ties(march)
        self.assert_ties(april)
        self.assertEqual(self.statement(march, self.customer).net_revenue, 1000)
        self.assertEqual(self.statement(april, self.customer).net_revenue, -20)

    # ------------------------------------------------------------------ cost

    def test_tax_that_is_not_deductible(self):
        """Half of a bill is one customer's: half of the tax nobody gives back is, too."""
        tax = self.env["account.tax"].create(
            {
                "name": "10 % not deductible",
                "amount": 10,
                "type_tax_use": "purchase",
                "company_id": self.company.id,
                "country_id": self.company.account_fiscal_country_id.id,
            }
        )
        tax.repartition_line_ids.account_id = False
        lines = [
            Command.create(
                {
                    "name": name,
                    "price_unit": 200,
                    "account_id": self.rent.id,
                    "tax_ids": tax.ids,
                    "cost_customer_id": customer,
                }
            )
            for name, customer in (("Dinner", self.customer.id), ("Paper", False))
        ]
        bill = self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "partner_id": self.partner_a.id,
                "invoice_date": "2026-03-05",
                "date": "2026-03-05",
                "invoice_line_ids": lines,
            }
        )
        bill.action_post()
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"direct": 220, "unassigned": 220})
        self.assertEqual(self.statement(run, self.customer).customer_direct, 220)

    def test_line_rule_takes_customers_only(self):
        """On entries the partner of the item may be the customer; on a bill he is the vendor."""
        self.env["customer.cost.attribution.rule"].create(
            {"name": "Line", "method": "line", "company_id": self.company.id}
        )
        self.invoice(self.customer, 100)
        self.invoice(self.customer, 15, move_type="in_invoice", account_id=self.rent.id)
        for partner, amount in ((self.customer, 7), (self.other_customer, 9)):
            line = (self.rent, amount, {"partner_id": partner.id})
            self.post_entry("2026-03-20", line, (self.bank, -amount))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.statement(run, self.customer).customer_direct, 7)
        self.assertFalse(self.statement(run, self.other_customer))
        self.assertEqual(self.reconciliation(run)["unassigned"], -24)

    def test_fixed_rule(self):
        """A freight account that serves one customer only."""
        self.env["customer.cost.attribution.rule"].create(
            {
                "name": "Freight",
                "method": "fixed",
                "partner_id": self.customer.id,
                "account_ids": self.rent.ids,
                "company_id": self.company.id,
            }
        )
        self.post_entry("2026-03-20", (self.rent, 65), (self.bank, -65))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run, partner_id=self.customer), {"direct": 65})

    def test_level_of_the_category(self):
        """Direct cost takes the level of its category; channel cost stops above the customer."""
        fields = {"unit": "direct_cost_of_sales", "order": "order_direct"}
        fields["customer"] = "customer_direct"
        for amount, level in enumerate([*fields, "channel"], 1):
            category = self.env["customer.cost.category"].create(
                {"name": level, "level": level, "company_id": self.company.id}
            )
            typed = {"cost_customer_id": self.customer.id, "cost_category_id": category.id}
            self.post_entry("2026-03-20", (self.rent, amount, typed), (self.bank, -amount))
        run = self.run_month()
        self.assert_ties(run)
        statement = self.statement(run, self.customer)
        self.assertEqual([statement[name] for name in fields.values()], [1, 2, 3])
        self.assertEqual(self.reconciliation(run), {"customer_contribution": -6, "channel": -4})

    def test_labour_that_is_the_product(self):
        """A service company: an activity with the line cost of sales enters the product margin."""
        activity = self.create_activity(
            "Consulting", self.create_driver(), statement_line="cost_of_sales"
        )
        self.create_pool("Consultants", [(activity, 100)], self.rent)
        self.invoice(self.customer, 1000)
        self.post_entry("2026-03-31", (self.rent, 400), (self.bank, -400))
        run = self.run_month()
        self.assert_ties(run)
        self.assertRecordValues(
            self.statement(run, self.customer),
            [{"delivery_labour": 400, "cm1": 600, "cm3": 600, "cost_to_serve": 0}],
        )

    def test_negative_debits(self):
        """Chinese books correct in red: a debit of −20 lowers cost like a credit of 20."""
        self.company.account_storno = True
        typed = {"cost_customer_id": self.customer.id}
        wrong = self.post_entry("2026-03-05", (self.rent, 120, typed), (self.bank, -120))
        correction = wrong._reverse_moves([{"date": "2026-03-06"}])
        correction.action_post()
        self.assertEqual(correction.line_ids.filtered("cost_customer_id").debit, -120)
        self.post_entry("2026-03-05", (self.rent, 100, typed), (self.bank, -100))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.statement(run, self.customer).customer_direct, 100)

    def test_excluded(self):
        """Excluded is excluded, whoever typed a customer."""
        typed = {"cost_customer_id": self.customer.id}
        self.post_entry("2026-03-20", (self.interest, -12, typed), (self.bank, 12))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.reconciliation(run), {"excluded_result": 12})
