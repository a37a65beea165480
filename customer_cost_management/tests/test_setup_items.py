from odoo.exceptions import AccessError
from odoo.tests import tagged

from .setup_common import DAY, MONTH, SetupCase


@tagged("post_install", "-at_install")
class TestSetupItems(SetupCase):
    """A figure of the assistant opens the items that it adds up, see the table of the case."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.post_sales()
        cls.post_costs()

    def items(self, kind, key, choice=None, user=None):
        """Labels and balances of what a figure opens, the largest first."""
        setup = self.env["customer.cost.setup"].with_user(user or self.env.user)
        figure = {"kind": kind, "key": key, "name": "Title"}
        window = setup.open_items(MONTH, figure, choice)
        self.assertEqual((window["res_model"], window["name"]), ("account.move.line", "Title"))
        items = self.env["account.move.line"].search(window["domain"])
        return sorted(((item.balance, item.name) for item in items), reverse=True)

    def test_a_proposed_pool_opens_what_its_rules_take_of_an_account(self):
        """Three pools share the account: each opens its own item."""
        self.assertEqual(self.items("proposed", "P-FRT"), [(100, "DHL courier")])
        self.assertEqual(self.items("proposed", "F-ADM"), [(60, "Something")])
        self.assertEqual(self.items("unassigned", self.sundry.id), [(50, "Restaurant with guests")])
        self.assertEqual(self.items("unassigned", self.rent.id), [])

    def test_what_is_too_small_is_opened_with_administration(self):
        # 20 of 1120 pooled are below 2 %
        advert = self.create_account("600092", "Advertising")
        self.post_entry(DAY, (advert, 20, {"name": "Poster"}), (self.bank, -20))
        self.assertEqual(self.items("proposed", "F-ADM"), [(60, "Something"), (20, "Poster")])

    def test_shares_count_what_is_ticked(self):
        sales, restaurant = (600, "March"), (50, "Restaurant with guests")
        rows = [row["code"] for row in self.setup_page()["rows"]]
        self.assertEqual(self.items("coverage", "unassigned", {"pools": rows}), [restaurant])
        without_sales = [code for code in rows if code != "P-SALES"]
        choice = {"pools": without_sales}
        self.assertEqual(self.items("coverage", "unassigned", choice), [sales, restaurant])
        choice = {"pools": without_sales, "accounts": [self.sundry.id]}
        self.assertEqual(self.items("coverage", "unassigned", choice), [sales])
        # 1,150 without 600
        self.assertEqual(sum(item[0] for item in self.items("coverage", "pooled", choice)), 550)

    def test_direct_and_excluded_cost(self):
        plan = self.env["account.analytic.plan"].create({"name": "Projects"})
        project = self.env["account.analytic.account"].create(
            {"name": "Project", "plan_id": plan.id, "partner_id": self.customers[0].id}
        )
        distribution = {"analytic_distribution": {str(project.id): 100}, "name": "Fair"}
        self.post_entry(DAY, (self.salary, 80, distribution), (self.bank, -80))
        fine = self.create_account("642091", "Exchange differences")
        self.create_role(fine, "excluded")
        self.post_entry(DAY, (fine, 30, {"name": "Rates"}), (self.bank, -30))
        [rule] = self.setup_page()["rules"]
        self.assertEqual(self.items("rule", rule["key"]), [(80, "Fair")])
        self.assertEqual(self.items("coverage", "direct"), [(80, "Fair")])
        self.assertEqual(self.items("excluded", fine.id), [(30, "Rates")])
        self.assertEqual(self.items("coverage", "excluded"), [(30, "Rates")])

    def test_a_present_pool_opens_what_it_takes_before_the_proposal(self):
        pool = self.env["customer.cost.pool"].create(
            {
                "name": "Own",
                "code": "OWN",
                "company_id": self.company.id,
                "rule_ids": [(0, 0, {"account_ids": [(6, 0, self.rent.ids)]})],
            }
        )
        self.assertEqual(self.items("present", pool.id), [(300, "March")])
        self.assertEqual(self.items("coverage", "pooled"), [(300, "March")])

    def test_who_reads_the_page_opens_its_figures_and_nobody_else(self):
        self.assertEqual(self.items("proposed", "P-FIN", user=self.auditor), [(40, "March")])
        with self.refuses(AccessError, "may not"):
            self.items("proposed", "P-FIN", user=self.customer_manager)
