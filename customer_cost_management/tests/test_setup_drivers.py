from odoo.tests import tagged

from .driver_case import DriverCase

MONTHS = {
    "January": ("2026-01-01", "2026-01-31"),
    "February": ("2026-02-01", "2026-02-28"),
    "March": ("2026-03-01", "2026-03-31"),
    "April": ("2026-04-01", "2026-04-30"),
}


@tagged("post_install", "-at_install")
class TestSetupDrivers(DriverCase):
    """Drivers of the setup assistant that need no other app, counted by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roles_for_all_accounts()
        cls.receivable = cls.company_data["default_account_receivable"]
        cls.bank = cls.create_account("101997", "Bank of the drivers", "asset_cash")

    # ------------------------------------------------------------------ overdue items

    def sell(self, due, partner=None, price=100, date="2026-01-05"):
        header = {"invoice_date_due": due}
        return self.invoice(partner or self.customer, price, date=date, header=header)

    def pay(self, invoice, date, amount=None):
        amount = amount or invoice.amount_total
        partner = {"partner_id": invoice.partner_id.id}
        paid = self.post_entry(date, (self.bank, amount), (self.receivable, -amount, partner))
        lines = (invoice | paid).line_ids.filtered(lambda line: line.account_id == self.receivable)
        lines.reconcile()

    def overdue(self, month):
        return self.measure("D-OVERDUE", *MONTHS[month])

    def test_an_invoice_counts_in_each_month_that_it_was_late(self):
        """Due in January, paid in April: open at the end of January (21 days late), February and
        March, whatever it is today."""
        late = self.sell("2026-01-10")
        self.pay(late, "2026-04-20")
        self.assertEqual(late.payment_state, "paid")
        self.assertEqual(self.overdue("January"), {self.customer: 1})
        self.assertEqual(self.overdue("February"), {self.customer: 1})
        self.assertEqual(self.overdue("March"), {self.customer: 1})
        self.assertEqual(self.overdue("April"), {})

    def test_a_payment_changes_no_month_before_it(self):
        invoices = [self.sell("2026-01-10"), self.sell("2026-01-10", self.other_customer)]
        before = {month: self.overdue(month) for month in MONTHS}
        self.assertEqual(before["April"], {self.customer: 1, self.other_customer: 1})
        self.pay(invoices[1], "2026-04-02")
        for month in ("January", "February", "March"):
            self.assertEqual(self.overdue(month), before[month], month)
        self.assertEqual(self.overdue("April"), {self.customer: 1})

    def test_who_pays_in_time_is_never_chased(self):
        self.pay(self.sell("2026-01-10"), "2026-01-10")
        self.pay(self.sell("2026-01-10"), "2026-01-24")  # late, but before the month is over
        for month in MONTHS:
            self.assertEqual(self.overdue(month), {}, month)

    def test_fifteen_days_are_not_enough(self):
        self.sell("2026-03-16")
        self.sell("2026-03-15", self.other_customer)
        self.assertEqual(self.overdue("March"), {self.other_customer: 1})

    def test_what_is_paid_in_part_is_still_open(self):
        late = self.sell("2026-02-01")
        self.pay(late, "2026-03-10", 40)
        self.assertEqual(self.overdue("March"), {self.customer: 1})
        self.pay(late, "2026-04-10", 60)
        self.assertEqual(self.overdue("March"), {self.customer: 1})
        self.assertEqual(self.overdue("April"), {})

    def test_a_credit_note_settles_from_its_day_on(self):
        late = self.sell("2026-01-10")
        wizard = self.env["account.move.reversal"].with_context(
            active_model="account.move", active_ids=late.ids
        )
        wizard.create({"journal_id": late.journal_id.id, "date": "2026-03-05"}).refund_moves()
        late.reversal_move_ids.action_post()
        open_items = (late | late.reversal_move_ids).line_ids.filtered(
            lambda line: line.account_id == self.receivable and not line.reconciled
        )
        if open_items:
            open_items.reconcile()
        self.assertEqual(self.overdue("February"), {self.customer: 1})
        self.assertEqual(self.overdue("March"), {})

    def test_a_quarter_counts_its_months(self):
        """January to March 3, February and March 2; a draft and an invoice to come none."""
        self.pay(self.sell("2026-01-10"), "2026-04-20")
        self.sell("2026-02-01", self.other_customer)
        self.sell("2026-04-30")
        self.sell("2026-01-10").button_draft()
        self.assertEqual(
            self.measure("D-OVERDUE", "2026-01-01", "2026-03-31"),
            {self.customer: 3, self.other_customer: 2},
        )

    def test_another_company_chases_for_itself(self):
        income = self.env["account.account"].search(
            [("company_ids", "in", self.other_company.ids), ("account_type", "=", "income")],
            limit=1,
        )
        self.invoice(
            self.customer,
            100,
            date="2026-01-05",
            company=self.other_company,
            account_id=income.id,
            header={"invoice_date_due": "2026-01-10"},
        )
        self.assertEqual(self.overdue("March"), {})

    def test_queries_do_not_grow_with_items(self):
        def queries():
            self.env.flush_all()
            before = self.cr.sql_log_count
            self.overdue("March")
            return self.cr.sql_log_count - before

        self.sell("2026-01-10")
        self.overdue("March")
        few = queries()
        for _number in range(5):
            self.pay(self.sell("2026-01-10", self.other_customer), "2026-04-20")
        self.assertLessEqual(queries(), few)

    # ------------------------------------------------------------------ new customers

    def test_a_customer_is_new_with_his_first_invoice(self):
        """Not when his contact was typed, which was today."""
        self.invoice(self.customer, 100, date="2026-02-10")
        self.invoice(self.customer, 100, date="2026-03-10")
        branch = self.env["res.partner"].create({"name": "Yard", "parent_id": self.customer.id})
        self.invoice(branch, 100, date="2026-03-11")
        self.invoice(self.other_customer, 100, date="2026-03-31")
        self.invoice(self.other_customer, 100, date="2026-04-01")
        never = self.env["res.partner"].create({"name": "Never", "customer_rank": 1})
        self.invoice(never, 100, date="2026-03-15").button_draft()
        self.assertEqual(self.measure("D-NEW", *MONTHS["February"]), {self.customer: 1})
        self.assertEqual(self.measure("D-NEW"), {self.other_customer: 1})
        self.assertEqual(self.measure("D-NEW", *MONTHS["April"]), {})

    # ------------------------------------------------------------------ credit notes

    def test_a_credit_note_without_a_product_returns_nothing(self):
        product = self.create_product("Thing", 1, "consu")
        for partner, values in (
            (self.customer, {"product_id": product.id}),
            (self.customer, {}),
            (self.other_customer, {}),
        ):
            self.invoice(partner, 10, move_type="out_refund", **values)
        self.assertEqual(self.measure("D-CREDIT-NOTE"), {self.customer: 1})

    def test_a_filter_over_a_list_is_measured_beside_others(self):
        """Credit notes by themselves, invoices and documents in one query: all right."""
        product = self.create_product("Thing", 1, "consu")
        line = {"product_id": product.id}
        self.invoice(self.customer, 10, **line)
        self.invoice(self.customer, 10, move_type="out_refund", **line)
        self.invoice(self.customer, 10, move_type="out_refund")
        seeds = self.env["customer.cost.setup"]._driver_seeds()
        codes = ("D-CREDIT-NOTE", "D-INVOICE", "D-DOCUMENT", "D-OVERDUE", "D-NEW")
        drivers = [self.create_driver(code, **seeds[code].values()) for code in codes]
        run = self.env["customer.cost.run"].new(
            {"company_id": self.company.id, "date_from": "2026-03-01", "date_to": "2026-03-31"}
        )
        run.snapshot = {"drivers": [run._freeze_driver(driver) for driver in drivers]}
        measured = run.sudo()._measure()
        quantities = [measured[driver.id][1].tolist() for driver in drivers]
        self.assertEqual(quantities, [[1.0], [1.0], [3.0], [], [1.0]])

    # ------------------------------------------------------------------ calls

    def test_calls_and_meetings_that_were_done(self):
        """On the customer, his branch or his invoice; open ones and to-dos do not count."""
        call = self.env.ref("mail.mail_activity_data_call")
        todo = self.env.ref("mail.mail_activity_data_todo")
        branch = self.env["res.partner"].create({"name": "Yard", "parent_id": self.customer.id})
        invoice = self.invoice(self.other_customer, 10)
        for record, kind, day in (
            (self.customer, call, "2026-03-01"),
            (branch, call, "2026-03-31"),
            (invoice, call, "2026-03-10"),
            (self.customer, call, "2026-04-01"),
            (self.customer, todo, "2026-03-10"),
            (self.customer, call, False),
        ):
            activity = record.activity_schedule(
                activity_type_id=kind.id, user_id=self.env.user.id, summary="Talk"
            )
            if day:
                activity.action_feedback()
                self.force(activity, date_done=day)
        self.assertEqual(self.measure("D-CALL"), {self.customer: 2, self.other_customer: 1})

    # ------------------------------------------------------------------ what is tried first

    def test_no_record_drives_two_activities_of_the_service(self):
        jobs, tickets = (set(self.seeds_of(code)) for code in ("A-JOB", "A-TICKET"))
        self.assertEqual(jobs & tickets, set())
        self.assertEqual(self.seeds_of("A-TICKET"), ["D-TICKET", "D-RATING", "D-CREDIT-NOTE"])

    def test_an_hour_of_a_meeting_takes_an_hour_and_the_way(self):
        seeds = self.env["customer.cost.setup"]._activity_seeds()
        first = seeds["A-VISIT"].drivers[0]
        self.assertEqual(
            (first.driver, first.minutes, first.terms), ("D-MEETING", 60, (("D-VISIT", 120),))
        )
        self.assertEqual(self.seeds_of("A-VISIT"), ["D-MEETING", "D-CALL", "D-EXPENSE", "D-ACTIVE"])

    def test_each_kind_says_what_it_counts(self):
        for kind, words in (
            ("overdue", "more than 15 days past due"),
            ("first", "first invoice is in the period"),
            ("activity", "Calls and meetings done"),
        ):
            self.assertIn(words, self.create_driver(kind, kind=kind).sentence)
