from odoo.exceptions import AccessError
from odoo.tests import tagged

from .year_common import YearCase


@tagged("post_install", "-at_install")
class TestStatementLoaded(YearCase):
    """Revenue 300 and 100; rent of 100 is facility, a trade fair of 40 is channel cost."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        rent, fair = cls.create_account("610005", "Rent"), cls.create_account("610006", "Fair")
        cls.roles_of(rent, fair)
        for name, account, line in (("Building", rent, "facility"), ("Fairs", fair, "channel")):
            activity = cls.create_activity(name, statement_line=line)
            cls.create_pool(name, [(activity, 100)], account)
        cls.customer.user_id = cls.customer_manager
        cls.month("2026-01-10", {cls.customer: [300], cls.other_customer: [100]})
        cls.post_entry("2026-01-31", (rent, 100), (fair, 40), (cls.bank, -140))
        cls.january = cls.publish("2026-01-10")

    @classmethod
    def roles_of(cls, *accounts):
        for account in accounts:
            cls.create_role(account, "operating")

    def rows(self, row):
        page = row.with_user(self.auditor).get_fully_loaded()
        return {each["key"]: each["amount"] for each in page["rows"]}, page["sentence"]

    def test_shares_by_net_revenue_lead_to_cm4_and_net(self):
        for row in (self.statement(self.january, self.customer), self.year(self.customer)):
            with self.subTest(model=row._name):
                rows, sentence = self.rows(row)
                self.assertEqual(rows, {"channel": -30, "cm4": 270, "facility": -75, "net": 195})
                self.assertIn("did not cause", sentence)
                self.assertEqual(row.cm3, 300)

    def test_who_reads_his_own_customers_alone_gets_no_share_of_the_companys_cost(self):
        row = self.statement(self.january, self.customer)
        self.assertTrue(row.with_user(self.auditor).statement["may_load"])
        row = row.with_user(self.customer_manager)
        self.assertFalse(row.statement["may_load"])
        for user in (self.customer_manager, self.staff, self.billing):
            self.env.invalidate_all()
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                row.with_user(user).get_fully_loaded()

    def test_the_list_has_both_as_columns_for_who_reads_the_company(self):
        model = self.env["customer.profitability.period"]
        for context in ({}, {"customer_cost_period": "quarter.2026-01-01"}):
            self.env.invalidate_all()
            rows = model.with_user(self.auditor).with_context(**context).search([])
            self.assertEqual(
                {row.partner_id.name: (row.cm4, row.net) for row in rows},
                {"Lumber Inc": (270, 195), "Acme Corp": (90, 65)},
            )
            # nothing of the cost is lost, none is charged twice
            self.assertEqual(sum(rows.mapped("net")), 400 - 140)
        rows = model.with_user(self.customer_manager).search([])
        self.assertEqual(rows.partner_id, self.customer)
        for name in ("cm4", "net"):
            self.assertNotIn(name, rows.fields_get())
            with self.assertRaises(AccessError):
                rows.read([name])
