from odoo.tests import tagged

from odoo.addons.customer_cost_management.tests.driver_case import DriverCase

from ..hooks import pre_init_hook


@tagged("post_install", "-at_install")
class TestCrmDrivers(DriverCase):
    """Opportunities, and those among them that pursue somebody new."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roles_for_all_accounts()

    @classmethod
    def get_default_groups(cls):
        return super().get_default_groups() | cls.env.ref("sales_team.group_sale_manager")

    @classmethod
    def pursue(cls, partner, day="2026-03-10", **values):
        lead = cls.env["crm.lead"].create(
            {
                "name": "Opportunity",
                "type": "opportunity",
                "partner_id": partner and partner.id,
                "user_id": cls.env.user.id,
                "company_id": cls.company.id,
            }
            | values
        )
        cls.force(lead, create_date=f"{day} 08:00:00")
        cls.env.add_to_compute(lead._fields["cost_is_pursuit"], lead)
        cls.env.flush_all()
        return lead

    def test_opportunities(self):
        """Lost ones too; leads that nobody looked at do not count, nor those with nobody."""
        self.pursue(self.customer)
        self.pursue(self.customer).action_set_lost()
        self.pursue(self.customer, type="lead")
        self.pursue(self.customer, day="2026-04-01")
        self.pursue(self.other_customer)
        self.pursue(None)
        self.assertEqual(self.measure("D-LEAD"), {self.customer: 2, self.other_customer: 1})

    def test_new_is_who_was_never_invoiced_before(self):
        """Acme bought in February: he is no new customer in March.  Lumber was won by the first
        opportunity, and the second, after his first invoice, is upselling."""
        self.invoice(self.other_customer, 100, date="2026-02-10")
        self.pursue(self.other_customer)
        self.pursue(self.customer, day="2026-03-02")
        self.invoice(self.customer, 100, date="2026-03-10")
        self.pursue(self.customer, day="2026-03-20")
        branch = self.env["res.partner"].create({"name": "Yard", "parent_id": self.customer.id})
        self.pursue(branch, day="2026-03-21")
        lost = self.env["res.partner"].create({"name": "Lost"})
        self.pursue(lost).action_set_lost()
        self.assertEqual(self.measure("D-PURSUIT"), {self.customer: 1, lost: 1})

    def test_another_company_may_have_sold_to_him(self):
        self.invoice(
            self.customer,
            100,
            date="2026-02-10",
            company=self.other_company,
            account_id=self.income_of(self.other_company).id,
        )
        self.pursue(self.customer)
        self.assertEqual(self.measure("D-PURSUIT"), {self.customer: 1})

    def income_of(self, company):
        return self.env["account.account"].search(
            [("company_ids", "in", company.ids), ("account_type", "=", "income")], limit=1
        )

    def test_a_partner_named_later_counts_from_the_day_of_the_opportunity(self):
        self.invoice(self.customer, 100, date="2026-03-12")
        lead = self.pursue(None)
        self.assertFalse(lead.cost_is_pursuit)
        lead.partner_id = self.customer
        self.assertTrue(lead.cost_is_pursuit)
        lead.partner_id = False
        self.assertFalse(lead.cost_is_pursuit)

    def test_installing_tells_of_the_opportunities_there_are(self):
        self.invoice(self.other_customer, 100, date="2026-02-10")
        leads = self.pursue(self.other_customer) | self.pursue(self.customer) | self.pursue(None)
        wanted = [False, True, False]
        self.assertEqual(leads.mapped("cost_is_pursuit"), wanted)
        self.force(leads, cost_is_pursuit=None)
        for _time in range(2):
            pre_init_hook(self.env)
            self.env.invalidate_all()
            self.assertEqual([lead.cost_is_pursuit for lead in leads], wanted)

    def meet(self, hours, *partners, day="2026-03-10"):
        people = self.env.user.partner_id.union(*partners)
        return self.env["calendar.event"].create(
            {
                "name": "Visit",
                "start": f"{day} 08:00:00",
                "stop": f"{day} {8 + hours:02}:00:00",
                "partner_ids": [(6, 0, people.ids)],
                "user_id": self.env.user.id,
                "opportunity_id": self.pursue(self.customer).id,
            }
        )

    def test_meetings(self):
        """With the customer at the table; the salesperson himself is no customer.  Hours, and
        how often one went there; two people of one customer sit in one meeting."""
        branch = self.env["res.partner"].create({"name": "Yard", "parent_id": self.customer.id})
        self.meet(3, self.customer, branch)
        self.meet(1, self.customer)
        self.meet(2, self.other_customer)
        self.meet(2, self.customer, day="2026-04-01")
        self.meet(4, self.customer).active = False  # called off
        self.env.flush_all()
        self.assertEqual(self.measure("D-MEETING"), {self.customer: 4, self.other_customer: 2})
        self.assertEqual(self.measure("D-VISIT"), {self.customer: 2, self.other_customer: 1})

    def test_who_was_won_is_whose_first_invoice_it_is(self):
        """The second term of winning: his contact may be older, or never have bought."""
        self.pursue(self.customer)
        self.invoice(self.customer, 100, date="2026-03-10")
        self.invoice(self.other_customer, 100, date="2026-02-10")
        self.invoice(self.other_customer, 100, date="2026-03-10")
        self.assertEqual(self.measure("D-NEW"), {self.customer: 1})
        first = self.env["customer.cost.setup"]._activity_seeds()["A-WIN"].drivers[0]
        self.assertEqual(first.terms, (("D-NEW", 2400),))

    def test_the_assistant_measures_winning_by_pursuits(self):
        self.assertEqual(self.seeds_of("A-WIN"), ["D-PURSUIT", "D-LEAD", "D-NEW"])

    def test_the_pursuits_that_were_lost_carry_their_cost(self):
        """900 for winning customers over three pursuits: 300 for each, the lost one included,
        although nothing was ever sold to him; Acme's upselling carries none."""
        self.invoice(self.other_customer, 100, date="2026-02-10")
        self.pursue(self.other_customer)
        lost = self.env["res.partner"].create({"name": "Lost"})
        self.pursue(lost).action_set_lost()
        self.pursue(self.customer)
        self.pursue(self.customer)
        self.invoice(self.customer, 1000)
        self.invoice(self.other_customer, 1000)
        wages = self.create_account("610001", "Wages")
        self.create_role(wages, "operating")
        bank = self.create_account("101999", "Bank of the case", "asset_cash")
        self.post_entry("2026-03-31", (wages, 900), (bank, -900))
        seed = self.env["customer.cost.setup"]._driver_seeds()["D-PURSUIT"]
        winning = self.create_activity(
            "Win", self.create_driver("Pursuits", **seed.values()), stage="acquire"
        )
        self.create_pool("Hunters", [(winning, 100)], wages)
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.statement(run, lost).cm3, -300)
        self.assertEqual(self.allocated(run, self.customer), {"Win": (2, 300, 600)})
        self.assertEqual(self.allocated(run, self.other_customer), {})
