from odoo import Command
from odoo.tests import tagged

from .run_common import CustomerCostRunCommon

SPECIFICATION = {
    "branch_id": {"fields": {"display_name": {}}},
    "journal_id": {"fields": {"display_name": {}}},
}


@tagged("post_install", "-at_install")
class TestCaptureBranch(CustomerCostRunCommon):
    """Rent of 40 by the company, 25 by its branch in a journal of its own: 10 of it for Lumber."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.bank = cls.create_account("101998", "Bank of the month", "asset_cash")
        cls.rent = cls.create_account("619401", "Rent")
        cls.roles_for_all_accounts()
        cls.branch = cls.env["res.company"].create(
            {"name": "North", "parent_id": cls.company.id, "country_id": False}
        )
        cls.env.user.company_ids |= cls.branch
        cls.misc = cls.company_data["default_journal_misc"]
        cls.closing = cls.misc.copy({"code": "ADJ"})
        cls.closing.name = "Adjustments"
        cls.customer.user_id = cls.customer_manager
        cls.invoice(cls.customer, 100)
        cls.post_entry("2026-03-05", (cls.rent, 40), (cls.bank, -40), journal_id=cls.misc.id)
        cls.post_entry(
            "2026-03-31",
            (cls.rent, 15),
            (cls.rent, 10, {"cost_customer_id": cls.customer.id}),
            (cls.bank, -25),
            company_id=cls.branch.id,
            journal_id=cls.closing.id,
        )
        cls.march = cls.run_month(reason="Test")
        cls.march._as_engine().state = "computed"
        cls.march.with_user(cls.controller).action_publish()

    def rows(self, user=None):
        self.env.invalidate_all()
        rows = self.env["customer.cost.capture"].with_user(user or self.auditor)
        return rows.with_context(allowed_company_ids=self.company.ids)

    def cost(self, *domain, user=None):
        rows = self.rows(user).search([("run_id", "=", self.march.id), *domain])
        return round(sum(rows.mapped("balance")), 2)

    def test_filter_by_branch(self):
        self.assertEqual(self.cost(("branch_id", "=", self.branch.id)), 25)
        self.assertEqual(self.cost(("branch_id", "=", self.company.id)), 40)
        # documents of a customer are one row: they have none
        self.assertEqual(self.cost(("branch_id", "=", False)), -100)
        self.assertEqual(self.cost(("branch_id", "!=", self.branch.id)), -60)
        self.assertEqual(self.cost(("branch_id", "in", [self.branch.id, False])), -75)

    def test_a_branch_is_found_by_name_by_who_may_enter_it(self):
        self.auditor.company_ids |= self.branch
        companies = (self.company | self.branch).ids
        rows = self.rows().with_context(allowed_company_ids=companies)
        found = rows.search([("run_id", "=", self.march.id), ("branch_id", "ilike", "nort")])
        self.assertEqual(sum(found.mapped("balance")), 25)

    def test_filter_by_journal(self):
        self.assertEqual(self.cost(("journal_id", "=", self.closing.id)), 25)
        self.assertEqual(self.cost(("journal_id", "in", self.misc.ids)), 40)
        self.assertEqual(self.cost(("journal_id", "ilike", "adjust")), 25)
        self.assertEqual(self.cost(("journal_id", "=", False)), -100)
        self.assertEqual(self.cost(("journal_id", "not in", self.closing.ids)), -60)

    def test_group_by_either(self):
        """In the order of the page, and as open groups read them again."""
        for name, expected in (
            ("branch_id", {self.company.id: 40, self.branch.id: 25, False: -100}),
            ("journal_id", {self.misc.id: 40, self.closing.id: 25, False: -100}),
        ):
            for order in (None, name):
                groups = self.rows().formatted_read_group(
                    [("run_id", "=", self.march.id)], [name], ["balance:sum"], order=order
                )
                sums = {group[name] and group[name][0]: group["balance:sum"] for group in groups}
                with self.subTest(name, order=order):
                    self.assertEqual(sums, expected)
                    for group in groups:
                        self.assertEqual(self.cost(*group["__extra_domain"]), group["balance:sum"])

    def test_all_readers_of_the_evidence_read_them(self):
        """A customer manager has no right to journals, and nobody here may enter the branch."""
        domain = [("run_id", "=", self.march.id), ("destination", "=", "direct")]
        for user in (self.customer_manager, self.cost_accountant, self.controller, self.auditor):
            user.company_ids = [Command.set(self.company.ids)]
            with self.subTest(user=user.login):
                [row] = self.rows(user).web_search_read(domain, SPECIFICATION)["records"]
                self.assertEqual(row["branch_id"]["display_name"], "North")
                self.assertIn("Adjustments", row["journal_id"]["display_name"])
                self.assertEqual(
                    self.cost(("branch_id", "=", self.branch.id), *domain, user=user), 10
                )
                for name in SPECIFICATION:
                    groups = self.rows(user).formatted_read_group(domain, [name], ["__count"])
                    self.assertEqual(len(groups), 1)
                self.rows(user).get_views([(False, "list"), (False, "search"), (False, "form")])

    def test_an_item_that_is_gone_has_none(self):
        row = self.rows(self.auditor).search([("branch_id", "=", self.branch.id)], limit=1)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_cost_capture SET move_line_id = 2147483647 WHERE id = %s", [row.id]
        )
        self.env.invalidate_all()
        self.assertFalse(row.branch_id or row.journal_id)
