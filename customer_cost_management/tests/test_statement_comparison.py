from odoo.exceptions import AccessError
from odoo.tests import tagged

from .year_common import TwoMonthsCase


@tagged("post_install", "-at_install")
class TestStatementComparison(TwoMonthsCase):
    """A statement beside an earlier one, and why the contribution changed.

    ========  ======  =======  ==============  =====
    customer  month   revenue  order handling  CM3
    ========  ======  =======  ==============  =====
    Lumber    Jan     300      2 × 30 = 60     240
    Lumber    Feb     400      1 × 50 = 50     350
    Acme      Jan     300      1 × 30 = 30     270
    ========  ======  =======  ==============  =====
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.user_id = cls.customer_manager
        cls.january = cls.publish("2026-01-10")
        cls.february = cls.publish("2026-02-10")

    def compared(self, row, *arguments):
        page = row.get_comparison(*arguments)
        return page, {each["key"]: each for each in page["rows"]}

    def test_the_period_before_stands_beside_the_statement(self):
        page, rows = self.compared(self.statement(self.february, self.customer))
        self.assertEqual((page["kind"], page["head"]), ("previous", "January 2026"))
        self.assertEqual((page["sentence"], page["note"]), ("", ""))
        for key, amount, other, delta, better in (
            ("net_revenue", 400, 300, 100, 1),
            ("order_level", -50, -60, 10, 1),
            (f"activity_{self.handling.id}_order_allocated", -50, -60, 10, 1),
            ("cm3", 350, 240, 110, 1),
        ):
            row = rows[key]
            with self.subTest(key=key):
                self.assertEqual(
                    (row["amount"], row["other"], row["delta"], row["better"]),
                    (amount, other, delta, better),
                )

    def test_reasons_add_up_to_the_change(self):
        """Sold (400 ÷ 300 − 1) × 300 more; an order less at 30; the one left costs 20 more."""
        page, _rows = self.compared(self.statement(self.february, self.customer))
        change = page["change"]
        self.assertEqual((change["before"], change["after"], change["amount"]), (240, 350, 110))
        self.assertEqual(
            [(reason["text"], reason["amount"]) for reason in change["reasons"]],
            [
                ("Sold more: Gross revenue 400.00 instead of 300.00.", 100),
                ("Order handling: fewer Invoices, 1 instead of 2.", 30),
                ("Order handling became dearer: 50.00 each instead of 30.00.", -20),
            ],
        )
        self.assertEqual(
            change["summary"],
            "The contribution rose by 110.00 to 350.00, from 240.00 in January 2026.",
        )
        revenue, usage, rate = change["reasons"]
        self.assertEqual(revenue["line"], "net_revenue")
        self.assertEqual({usage["activity_id"], rate["activity_id"]}, {self.handling.id})

    def test_discounts_are_told_from_volume(self):
        """List price 400 as in February, 10 % discount: 40 less, and the wages are 0."""
        self.invoice(self.customer, 400, date="2026-03-10", discount=10)
        march = self.publish("2026-03-10")
        page, rows = self.compared(self.statement(march, self.customer))
        self.assertEqual(
            [(reason["text"], reason["amount"]) for reason in page["change"]["reasons"]],
            [
                ("Order handling became cheaper: 0.00 each instead of 50.00.", 50),
                ("Discounts and refunds: 10.0 % of gross revenue instead of 0.0 %.", -40),
            ],
        )
        self.assertEqual((rows["discount"]["delta"], rows["discount"]["better"]), (-40, -1))
        self.assertEqual(page["change"]["amount"], 10)

    def test_who_had_nothing_before_or_has_nothing_now(self):
        acme = self.statement(self.january, self.other_customer)
        page, _rows = self.compared(acme)
        self.assertEqual(page["sentence"], "There are no published figures of December 2025.")
        self.assertFalse(page["rows"])
        self.invoice(self.other_customer, 70, date="2026-03-10")
        march = self.publish("2026-03-10")
        page, rows = self.compared(self.statement(march, self.other_customer))
        self.assertEqual(page["head"], "February 2026")
        self.assertEqual((rows["cm3"]["amount"], rows["cm3"]["other"]), (70, 0))
        [reason] = page["change"]["reasons"]
        self.assertEqual(reason["text"], "Sold more: Gross revenue 70.00 instead of 0.00.")

    def test_lines_that_only_the_earlier_one_has_keep_their_place(self):
        self.post_entry(
            "2026-01-20", (self.wages, 25, {"cost_customer_id": self.customer.id}), (self.bank, -25)
        )
        self.publish("2026-01-10")
        page, rows = self.compared(self.statement(self.february, self.customer))
        keys = list(rows)
        self.assertEqual(keys[keys.index("customer_direct") - 1], "customer_level")
        direct = rows["customer_direct"]
        self.assertEqual((direct["amount"], direct["other"], direct["delta"]), (0, -25, 25))
        texts = {reason["text"]: reason["amount"] for reason in page["change"]["reasons"]}
        self.assertEqual(texts["Customer level, direct fell from 25.00 to 0.00."], 25)
        self.assertEqual(sum(texts.values()), page["change"]["amount"])
        self.assertEqual(page["change"]["amount"], 350 - 215)

    def test_a_year_beside_the_year_before(self):
        """February 2025: 500, one order at 20.  The twelve months now: 700, three orders, 110."""
        self.month("2025-02-10", {self.customer: [500]}, 20)
        self.publish("2025-02-10")
        page, rows = self.compared(self.year(self.customer))
        self.assertEqual([each["key"] for each in page["kinds"]], ["previous", "tier", "customer"])
        self.assertEqual(page["head"], "Mar 2024 – Feb 2025")
        self.assertEqual(page["note"], "2 computed periods are compared with 1.")
        self.assertEqual((rows["cm3"]["amount"], rows["cm3"]["other"]), (590, 480))
        self.assertEqual(
            [reason["amount"] for reason in page["change"]["reasons"]], [200, -50, -40]
        )
        self.assertEqual(page["change"]["amount"], 110)
        months = self.statement(self.february, self.customer)
        page, rows = self.compared(months, "last_year")
        self.assertEqual((page["head"], rows["cm3"]["other"]), ("February 2025", 480))

    def test_another_customer(self):
        row = self.statement(self.january, self.customer)
        page, rows = self.compared(row, "customer", self.other_customer.id)
        self.assertEqual((page["head"], page["change"]), ("Acme Corp", None))
        self.assertEqual((rows["cm3"]["other"], rows["cm3"]["delta"]), (270, -30))
        self.assertEqual(
            row.find_customers("acm"), [{"id": self.other_customer.id, "name": "Acme Corp"}]
        )
        year = self.year(self.customer)
        page, rows = self.compared(year, "customer", self.other_customer.id)
        self.assertEqual((rows["cm3"]["amount"], rows["cm3"]["other"]), (590, 270))

    def test_manager_compares_his_customers_alone(self):
        row = self.statement(self.january, self.customer).with_user(self.customer_manager)
        page, rows = self.compared(row, "customer", self.other_customer.id)
        self.assertFalse(rows)
        self.assertEqual(page["sentence"], "Choose a customer to compare with.")
        self.assertEqual(row.find_customers("acm"), [])
        estimate = self.run_month("2025-12-01", "2025-12-31")
        estimate._as_engine().state = "computed"
        page, _rows = self.compared(row)
        self.assertEqual(page["sentence"], "There are no published figures of December 2025.")
        page, _rows = self.compared(self.statement(self.january, self.customer))
        self.assertEqual(page["note"], "Estimate: the period compared with is not published.")

    def test_staff_and_strangers_get_nothing(self):
        hidden = self.statement(self.january, self.other_customer), self.year(self.other_customer)
        calls = (
            ("get_comparison", ()),
            ("find_customers", ("a",)),
            ("action_open_activity", (self.handling.id,)),
            ("action_open_line", ("net_revenue",)),
        )
        for user in (self.staff, self.billing, self.compliance, self.customer_manager):
            for row in hidden:
                for method, arguments in calls:
                    self.env.invalidate_all()
                    with (
                        self.subTest(user=user.login, model=row._name, method=method),
                        self.assertRaises(AccessError),
                    ):
                        getattr(row.with_user(user), method)(*arguments)

    def test_after_a_merge_the_statement_is_the_customers(self):
        self.env["base.partner.merge.automatic.wizard"].create({})._merge(
            (self.customer + self.other_customer).ids, self.customer
        )
        self.env.invalidate_all()
        rows = self.statement(self.january, self.customer)
        self.assertEqual(len(rows), 2)
        for row in rows:
            page = {each["key"]: each for each in row.statement["rows"]}
            self.assertEqual((page["net_revenue"]["amount"], page["cm3"]["amount"]), (600, 510))
            self.assertEqual(page[f"activity_{self.handling.id}_order_allocated"]["quantity"], 3)
        page, rows = self.compared(self.statement(self.february, self.customer))
        self.assertEqual((rows["cm3"]["other"], page["change"]["amount"]), (510, -160))

    def test_the_page_of_a_year_opens_its_months_and_entries(self):
        row = self.year(self.customer)
        action = row.action_open_activity(self.handling.id)
        allocations = self.env["customer.cost.allocation"].search(action["domain"])
        self.assertEqual(sorted(allocations.mapped("amount")), [50, 60])
        entries = self.env["customer.cost.capture"].search(
            row.action_open_line("net_revenue")["domain"]
        )
        self.assertEqual(sum(entries.mapped("result")), 700)

    def test_memo_costs_stand_on_the_year(self):
        memos = self.env["customer.cost.memo"].create(
            [
                {"amount": amount, "reason": "Lost", "date": date, "partner_id": partner.id}
                for amount, date, partner in (
                    (40, "2026-01-31", self.customer),
                    (2, "2026-02-01", self.customer),
                    (100, "2025-12-31", self.customer),
                    (7, "2026-02-01", self.other_customer),
                )
            ]
        )
        row = self.year(self.customer)
        self.assertEqual(row.memo_cost, 42)
        memo = row.statement["rows"][-1]
        self.assertEqual((memo["key"], memo["amount"]), ("memo_cost", 42))
        opened = self.env["customer.cost.memo"].search(row.action_open_line("memo_cost")["domain"])
        self.assertEqual(opened, memos[:2])
