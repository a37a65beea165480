from odoo import Command
from odoo.tests import tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestDrivers(CustomerCostRunCommon):
    """How much work each customer caused, measured on records that the test makes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.create_account("101998", "Bank of the month", "asset_cash")
        cls.wages = cls.create_account("719501", "Wages")
        cls.receivable = cls.company_data["default_account_receivable"]
        cls.roles_for_all_accounts()

    def measure(self, driver, run=None):
        """{customer: quantity} of one driver in March."""
        run = run or self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": "2026-03-01", "date_to": "2026-03-31"}
        )
        self.env.flush_all()
        frozen = run.sudo()._freeze_driver(driver)
        ids, quantities = run.sudo()._measure_driver(frozen)
        partners = self.env["res.partner"].browse(ids.tolist())
        return dict(zip(partners, quantities.tolist(), strict=True))

    def create_activity_driver(self, **values):
        """Planned work of the customer's contacts, whose deadline has a date; no company."""
        return self.create_driver(
            "Contacts",
            model_name="res.partner",
            date_field="create_date",
            partner_path="commercial_partner_id",
            domain="[]",
            **values,
        )

    # ------------------------------------------------------------------ records

    def test_count(self):
        """Two invoices of a contact count for his company, drafts do not."""
        contact = self.env["res.partner"].create({"name": "Buyer", "parent_id": self.customer.id})
        self.invoice(self.customer, 1)
        self.invoice(contact, 1)
        self.invoice(self.other_customer, 1)
        self.invoice(self.customer, 1).button_draft()
        self.assertEqual(
            self.measure(self.create_driver()), {self.customer: 2, self.other_customer: 1}
        )

    def test_days_of_the_period(self):
        """The first and the last day belong to it, the days beside do not."""
        for day in ("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"):
            self.invoice(self.customer, 1, day)
        self.assertEqual(self.measure(self.create_driver()), {self.customer: 2})

    def test_moments_in_the_time_zone_of_the_company(self):
        """In Shanghai March begins on 28 February, 16:00 UTC, and ends before 31 March, 16:00."""
        self.company.partner_id.tz = "Asia/Shanghai"
        moments = {
            "2026-02-28 15:59:59": False,
            "2026-02-28 16:00:00": True,
            "2026-03-31 15:59:59": True,
            "2026-03-31 16:00:00": False,
        }
        partners = self.env["res.partner"].create([{"name": moment} for moment in moments])
        self.env.flush_all()
        for partner in partners:
            self.env.cr.execute(
                "UPDATE res_partner SET create_date = %s WHERE id = %s", (partner.name, partner.id)
            )
        self.env.invalidate_all(flush=False)
        driver = self.create_activity_driver(without_company="include")
        counted = self.measure(driver)
        self.assertEqual(
            {partner.name: partner in counted for partner in partners},
            moments,
        )

    def test_sum(self):
        """Untaxed amounts in company currency; a credit note counts as its sign says."""
        self.invoice(self.customer, 100)
        self.invoice(self.customer, 30)
        self.invoice(self.customer, 50, move_type="out_refund")
        driver = self.create_driver(
            "Revenue",
            kind="sum",
            measure_field="amount_untaxed_signed",
            domain="[('state', '=', 'posted')]",
        )
        self.assertEqual(self.measure(driver), {self.customer: 80})

    def test_many2many_hop(self):
        """A message to two contacts of a customer counts once for him."""
        contacts = self.env["res.partner"].create(
            [{"name": name, "parent_id": self.customer.id} for name in ("One", "Two")]
        )
        message = self.env["mail.message"].create(
            {
                "message_type": "notification",
                "date": "2026-03-12 12:00:00",
                "partner_ids": (contacts + self.other_customer).ids,
            }
        )
        driver = self.create_driver(
            "Messages",
            model_name="mail.message",
            date_field="date",
            partner_path="partner_ids",
            company_path=False,
            domain=f"[('id', '=', {message.id})]",
        )
        self.assertEqual(self.measure(driver), {self.customer: 1, self.other_customer: 1})

    def test_own_company_and_colleagues(self):
        """Nobody is his own customer."""
        colleague = self.create_user("colleague").partner_id
        for partner in (self.company.partner_id, self.other_company.partner_id, colleague):
            self.invoice(partner, 1)
        self.invoice(self.customer, 1)
        self.assertEqual(self.measure(self.create_driver()), {self.customer: 1})

    def test_other_company(self):
        """Records of another company are left out, also if nobody named the company's field."""
        self.invoice(self.customer, 1)
        self.invoice(self.customer, 1, company=self.other_company)
        for path in ("company_id", False):
            self.assertEqual(
                self.measure(self.create_driver(company_path=path)), {self.customer: 1}
            )

    def test_records_without_company(self):
        """Counted or left out, as the driver says."""
        partners = self.env["res.partner"].create(
            [{"name": "Theirs", "company_id": self.other_company.id}, {"name": "Everybody's"}]
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = '2026-03-12' WHERE id IN %s", [partners._ids]
        )
        self.env.invalidate_all(flush=False)
        for policy, expected in (("exclude", []), ("include", [partners[1]])):
            driver = self.create_activity_driver(without_company=policy)
            driver.company_path = "company_id"
            counted = self.measure(driver)
            self.assertEqual([p for p in partners if p in counted], expected)

    # ------------------------------------------------------------------ other kinds

    def test_average_balance(self):
        """By hand, 31 days: 310 from before count all month, 62 of 16 March 16 days, −310 of
        31 March one day: (310 × 31 + 62 × 16 − 310 × 1) ÷ 31 = 332."""
        owed = {"partner_id": self.customer.id}
        for day, amount in (("2026-01-05", 310), ("2026-03-16", 62), ("2026-03-31", -310)):
            self.post_entry(day, (self.receivable, amount, owed), (self.bank, -amount))
        self.post_entry("2026-04-01", (self.receivable, 999, owed), (self.bank, -999))
        driver = self.create_driver("Balance", kind="balance")
        self.assertEqual(self.measure(driver), {self.customer: 332})

    def test_average_balance_of_an_account(self):
        other = self.create_account("101996", "Notes", "asset_receivable")
        owed = {"partner_id": self.customer.id, "date_maturity": "2026-03-31"}
        self.post_entry("2026-01-05", (self.receivable, 310, owed), (self.bank, -310))
        self.post_entry("2026-01-05", (other, 70, owed), (self.bank, -70))
        driver = self.create_driver("Notes", kind="balance", account_ids=other.ids)
        self.assertEqual(self.measure(driver), {self.customer: 70})

    def test_average_balance_of_items_that_were_settled(self):
        """Whatever was paid before, meanwhile or since, and by whom, only what was open counts.

        By hand, 31 days: 100 settled in February counts nothing; of 200 settled by half in
        February the other 100 counts all month; 310 paid on 31 March count 310 × 31 − 310 × 1,
        which is 300 a day; 50 paid in April count all month: 100 + 300 + 50 = 450.
        """
        paid = (("100", 100, "2026-02-10"), ("200", 100, "2026-02-20"), ("310", 310, "2026-03-31"))
        for owed, amount, day in (*paid, ("50", 50, "2026-04-20")):
            self.settle(self.owe("2026-01-05", float(owed)), day, amount)
        driver = self.create_driver("Balance", kind="balance")
        self.assertEqual(self.measure(driver), {self.customer: 450})

    def test_average_balance_of_an_account_that_is_never_reconciled(self):
        """Nothing is left of such items, and they are open for ever."""
        other = self.create_account("101997", "Consigned", "asset_current")
        owed = {"partner_id": self.customer.id}
        self.post_entry("2026-01-05", (other, 310, owed), (self.bank, -310))
        self.post_entry("2026-02-05", (other, -10, owed), (self.bank, 10))
        driver = self.create_driver("Consigned", kind="balance", account_ids=other.ids)
        self.assertEqual(self.measure(driver), {self.customer: 300})

    def owe(self, day, amount):
        """The customer's item of an entry that he owes."""
        owed = {"partner_id": self.customer.id}
        entry = self.post_entry(day, (self.receivable, amount, owed), (self.bank, -amount))
        return entry.line_ids.filtered(lambda line: line.account_id == self.receivable)

    def settle(self, item, day, amount):
        (item | self.owe(day, -amount)).reconcile()

    def test_active(self):
        """One for each customer with revenue, whatever he bought."""
        self.invoice(self.customer, 1)
        self.invoice(self.customer, 1000)
        self.invoice(self.other_customer, 0)
        run = self.run_month()
        driver = self.create_driver("Active", kind="active")
        self.assertEqual(self.measure(driver, run), {self.customer: 1})

    def test_typed(self):
        """Volumes of the month and of the contacts; those of April do not count."""
        contact = self.env["res.partner"].create({"name": "Buyer", "parent_id": self.customer.id})
        driver = self.create_typed_driver("Visits", [(self.customer, 2), (contact, 3)])
        self.env["customer.cost.driver.volume"].create(
            {"driver_id": driver.id, "partner_id": contact.id, "date": "2026-04-01", "quantity": 9}
        )
        self.assertEqual(self.measure(driver), {self.customer: 5})

    def test_negative_volume(self):
        """As zero or without its sign; a return is never negative work."""
        volumes = [(self.customer, 3), (self.other_customer, 1)]
        for policy, expected in (("as_zero", [-100, 0]), ("absolute", [-75, -25])):
            driver = self.create_typed_driver(policy, volumes, negative=policy)
            returned = self.env["customer.cost.driver.volume"].search(
                [("driver_id", "=", driver.id), ("partner_id", "=", self.other_customer.id)]
            )
            self.force(returned, quantity=-1)
            pool = self.create_pool(
                policy, [(self.create_activity(policy, driver), 100)], self.wages
            )
            entry = self.post_entry("2026-03-31", (self.wages, 100), (self.bank, -100))
            run = self.run_month()
            self.assert_ties(run)
            cm3 = [self.statement(run, c).cm3 for c in (self.customer, self.other_customer)]
            self.assertEqual(cm3, expected)
            entry.button_draft()
            pool.active = False

    # ------------------------------------------------------------------ queries

    def test_queries_do_not_depend_on_the_number_of_customers(self):
        """The whole run: as many queries for twenty customers as for two."""
        drivers = [
            self.create_driver(),
            self.create_driver("Balance", kind="balance"),
            self.create_driver("Active", kind="active"),
        ]
        activities = [self.create_activity(d.name, d) for d in drivers]
        shares = [(activity, 100 / 4) for activity in activities]
        self.create_pool("Wages", shares, self.wages, rest_unallocated=True)
        self.post_entry("2026-03-31", (self.wages, 100), (self.bank, -100))
        goods = self.create_product("Gauge", cost=1)
        run = self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": "2026-03-01", "date_to": "2026-03-31"}
        )
        counts = []
        for count in (2, 20):
            customers = self.env["res.partner"].create([{"name": str(n)} for n in range(count)])
            moves = self.env["account.move"].create(
                [
                    {
                        "move_type": "out_invoice",
                        "partner_id": customer.id,
                        "invoice_date": "2026-03-10",
                        "invoice_line_ids": [
                            Command.create(
                                {"product_id": goods.id, "price_unit": 5, "tax_ids": False}
                            )
                        ],
                    }
                    for customer in customers
                ]
            )
            moves.action_post()
            run._run_period()
            self.env.flush_all()
            self.env.invalidate_all()
            run._run_period()  # once more: the rules of the models are read and kept
            run._as_engine().computed_on = False  # within one second it would stay the same
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            run._run_period()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - start)
        self.assertEqual(run.customer_count, 22)
        self.assertEqual(counts[1], counts[0])
