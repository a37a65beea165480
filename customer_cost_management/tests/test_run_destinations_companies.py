from odoo.tests import tagged

from .destinations_case import DestinationsCase


@tagged("post_install", "-at_install")
class TestCompanyDestinations(DestinationsCase):
    """Closing entries, other companies, our own people and branches."""

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

    def test_an_advance_makes_nobody_the_customer_of_the_wages(self):
        """Wages of 50,000 with an advance of 2,000 settled stay for the pools: Anna stands alone,
        Li Na below the company."""
        self.create_counterpart_rule()
        payable = self.company_data["default_account_payable"]
        anna, li_na = self.env["res.partner"].create(
            [{"name": "Anna"}, {"name": "Li Na", "parent_id": self.company.partner_id.id}]
        )
        self.env["hr.employee"].sudo().create({"name": "Anna", "work_contact_id": anna.id})
        self.create_user("li_na", "group_cost_accountant", partner_id=li_na.id)
        for worker in anna, li_na:
            self.post_entry(
                "2026-03-12",
                (self.rent, 50000),
                (self.receivable, -2000, {"partner_id": worker.id}),
                (payable, -48000),
            )
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.reconciliation(run), {"unassigned": -100000})
        self.assertEqual(run.customer_count, 0)

    def test_a_customer_beside_an_advance_gets_the_cost(self):
        """Of the receivables of the entry only his are a customer's; what by hand is sold to our
        own people is still no customer's."""
        self.create_counterpart_rule()
        anna, li_na = self.env["res.partner"].create(
            [{"name": "Anna"}, {"name": "Li Na", "parent_id": self.company.partner_id.id}]
        )
        employees = self.env["hr.employee"].sudo()
        for worker in anna, li_na:
            employees.create({"name": worker.name, "work_contact_id": worker.id})
        self.post_entry(
            "2026-03-12",
            (self.rent, 90),
            (self.receivable, -20, {"partner_id": anna.id}),
            (self.receivable, -70, {"partner_id": self.customer.id}),
        )
        self.post_entry(
            "2026-03-12", (self.sales, -40), (self.receivable, 40, {"partner_id": li_na.id})
        )
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(
            self.reconciliation(run), {"customer_contribution": -90, "intercompany_result": 40}
        )
        self.assertEqual(self.statement(run, self.customer).cm3, -90)

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
