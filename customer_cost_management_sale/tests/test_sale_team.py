from odoo.exceptions import UserError
from odoo.tests import tagged

from .sale_common import SaleCommon


@tagged("post_install", "-at_install")
class TestSaleTeam(SaleCommon):
    """The team that sells to a customer stands on his statement, as it was."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.roles_for_all_accounts()
        cls.north, cls.south, cls.foreign = cls.env["crm.team"].create(
            [
                {"name": "North", "company_id": False},
                {"name": "South", "company_id": cls.company.id},
                {"name": "Foreign", "company_id": cls.other_company.id},
            ]
        )
        cls.seller = cls.create_user("seller", "sales_team.group_sale_salesman")
        cls.join(cls.seller, cls.north)
        cls.customer.user_id = cls.seller

    @classmethod
    def join(cls, user, team):
        cls.env["crm.team.member"].search([("user_id", "=", user.id)]).unlink()
        cls.env["crm.team.member"].create({"user_id": user.id, "crm_team_id": team.id})

    def invoice_both(self):
        self.invoice(self.customer, 100)
        self.invoice(self.other_customer, 100)

    def team(self, run, customer):
        return self.statement(run, customer).team_id

    def test_team_of_the_salesperson(self):
        """Frozen: who changes the team later changes no month that was computed."""
        self.invoice_both()
        run = self.run_month()
        self.assertEqual(self.team(run, self.customer), self.north)
        self.assertFalse(self.team(run, self.other_customer))
        self.join(self.seller, self.south)
        self.assertEqual(self.team(run, self.customer), self.north)
        self.assertEqual(self.team(self.run_month(), self.customer), self.south)

    def test_team_of_the_last_order(self):
        """Nobody is his salesperson: his last order until the end of the month decides, a branch's
        as well; quotations do not."""
        branch = self.env["res.partner"].create(
            {"name": "Yard", "parent_id": self.other_customer.id}
        )
        self.order(self.other_customer, day="2026-02-01", team_id=self.north.id)
        self.order(branch, day="2026-03-31", team_id=self.south.id)
        self.order(self.other_customer, day="2026-04-01", team_id=self.north.id)
        self.quote(self.other_customer, team_id=self.north.id)
        # the salesperson of the order is none
        self.assertFalse(self.other_customer.user_id)
        self.invoice_both()
        run = self.run_month()
        self.assertEqual(self.team(run, self.other_customer), self.south)
        self.assertEqual(self.team(run, self.customer), self.north)

    def test_team_of_another_company_is_nobody_here(self):
        self.seller.company_ids += self.other_company
        self.join(self.seller, self.foreign)
        self.invoice_both()
        self.assertFalse(self.team(self.run_month(), self.customer))

    def test_year_and_cost_to_serve_have_the_team(self):
        """300 of wages over three invoices: 200 for the customer of North, 100 for nobody's."""
        wages = self.create_account("610001", "Wages")
        self.create_role(wages, "operating")
        bank = self.create_account("101999", "Bank of the case", "asset_cash")
        handling = self.create_activity("Order handling", self.create_driver())
        self.create_pool("Sales team", [(handling, 100)], wages)
        self.invoice_both()
        self.invoice(self.customer, 100)
        self.post_entry("2026-03-31", (wages, 300), (bank, -300))
        run = self.run_month()
        run._as_engine().write({"state": "computed", "reason": "Test"})
        run.with_user(self.controller).action_publish()
        year = self.env["customer.profitability.year"].search(
            [("partner_id", "=", self.customer.id), ("window_kind", "=", "last_twelve")]
        )
        self.assertEqual((year.team_id, year.cm3), (self.north, 0))
        page = self.env["customer.profitability.period"].search([("team_id", "=", self.north.id)])
        self.assertEqual(page.partner_id, self.customer)
        for model in ("customer.cost.rollup", "customer.cost.allocation"):
            groups = self.env[model]._read_group(
                [("run_id", "=", run.id)], ["team_id"], ["amount:sum"]
            )
            self.assertEqual(dict(groups), {self.north: 200, self.env["crm.team"]: 100})
        row = self.env["customer.cost.rollup"].search(
            [("run_id", "=", run.id), ("team_id", "=", self.north.id)]
        )
        action = row.action_open_customers()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found.partner_id, self.customer)

    def test_a_new_team_alone_is_a_change_of_the_year(self):
        """The next version of a month says another team and nothing else."""
        self.invoice_both()
        for team in (self.north, self.south):
            self.join(self.seller, team)
            run = self.run_month(reason="Test")
            run._as_engine().state = "computed"
            run.with_user(self.controller).action_publish()
            year = self.env["customer.profitability.year"].search(
                [("partner_id", "=", self.customer.id), ("window_kind", "=", "last_twelve")]
            )
            self.assertEqual(year.team_id, team)

    def test_the_number_of_queries_does_not_grow(self):
        def queries(customers):
            for customer in customers:
                self.order(customer, team_id=self.south.id)
            run = self.env["customer.cost.run"].new(
                {"company_id": self.company.id, "date_from": "2026-03-01", "date_to": "2026-03-31"}
            )
            import numpy as np

            self.env.flush_all()
            start = self.env.cr.sql_log_count
            teams = run._customer_dimensions(np.array(sorted(customers.ids), np.int64))["team_id"]
            self.assertEqual(len(teams), len(customers))
            return self.env.cr.sql_log_count - start

        many = self.env["res.partner"].create([{"name": f"C {n}"} for n in range(20)])
        queries(many[0])  # warm
        self.assertEqual(queries(many[1]), queries(many))

    def test_a_team_that_frozen_statements_are_grouped_by_cannot_be_deleted(self):
        self.invoice_both()
        self.run_month()
        with self.assertRaisesRegex(UserError, "North stands in statements such as Lumber Inc"):
            (self.south | self.north).unlink()
        self.south.unlink()
