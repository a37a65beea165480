from dateutil.relativedelta import relativedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .results_common import ResultsCase
from .test_hr_expense import ExpenseCase


@tagged("post_install", "-at_install")
class TestTrace(ResultsCase):
    """From a customer's cost to the journal item, and back."""

    def capture(self, **values):
        domain = [("run_id", "=", self.run_march.id)]
        domain += [(name, "=", value) for name, value in values.items()]
        return self.env["customer.cost.capture"].search(domain)

    def test_from_the_allocation_to_the_journal_item(self):
        [allocation] = self.opened(self.statement_of(self.own).action_open_allocations())
        action = allocation.action_open_node()
        node = self.env["customer.cost.run.node"].browse(action["res_id"])
        self.assertEqual((node.name, node.rate, node.given), ("Order handling", 250, 1000))
        pool = self.opened(node.action_open_givers())
        self.assertEqual(pool.pool_id, self.pool)
        [entry] = self.opened(pool.action_open_captured())
        self.assertEqual((entry.balance, entry.result), (1000, -1000))
        item = self.opened(entry.action_open_journal_item())
        self.assertEqual((item.move_id, item.account_id), (self.entry, self.wages))

    def trace(self, record, user=None):
        action = record.with_user(user or self.auditor).action_where_cost_went()
        self.assertEqual(action["tag"], "customer_cost_trace")
        trace = self.env["customer.cost.trace"].with_user(user or self.auditor)
        return trace.get_trace(action["params"]["res_model"], action["params"]["res_id"])

    def parts_by_destination(self, page):
        """{destination: amounts}, each part ending in exactly its amount."""
        found = {}
        for part in page["parts"]:
            found.setdefault(part["destination"], []).append(part["amount"])
            ends = sum(end["amount"] for end in part["ends"])
            self.assertEqual(round(ends, 2), part["amount"], part["label"])
        return found

    def test_an_entry_in_a_pool_tells_the_share_of_each_customer(self):
        entry = self.capture(destination="pool")
        page = self.env["customer.cost.trace"].get_trace(entry._name, entry.id)
        [end] = page["parts"][0]["ends"]
        self.assertEqual((end["label"], end["amount"]), ("Order handling", -1000))
        shares = {customer["label"]: customer["amount"] for customer in end["customers"]}
        self.assertEqual(shares, {"Own": -250, "Team": -500, "Other": -250})
        node = self.env["customer.cost.run.node"].search([("pool_id", "=", self.pool.id)])
        reached = self.opened(node.action_open_customers())
        self.assertEqual(
            {row.partner_id.name: -row.amount for row in reached},
            shares,
        )

    def test_an_entry_tells_where_each_of_its_items_went(self):
        page = self.trace(self.entry)
        self.assertEqual(page["total"], -1190)
        self.assertEqual(
            self.parts_by_destination(page),
            {
                "Cost pool": [-1000],
                "Unassigned": [-40],
                "Excluded": [-30],
                "Direct cost": [-60, -60],
            },
        )
        # Own: 250 of the pool and 60 of his own; the rest of the entry is nobody's
        customers = {row["label"]: row["amount"] for row in page["customers"]["shown"]}
        self.assertEqual(customers, {"Team": -500, "Own": -310, "Other": -310})

    def test_one_journal_item_tells_its_share_to_the_cent(self):
        late = self.post_entry("2026-03-31", (self.wages, 0.03), (self.bank, -0.03))
        self.run_march.action_new_version()
        run = self.env["customer.cost.run"].search([("state", "=", "draft")])
        run.action_compute()
        run.with_user(self.controller).action_publish()
        item = late.line_ids.filtered(lambda line: line.account_id == self.wages)
        page = self.trace(item)
        self.assertEqual([part["run"] for part in page["parts"]], ["March 2026 · v2"])
        # 3 cents by 250.01 : 500.02 : 250.00 are 0.75, 1.5 and 0.75
        shares = {row["label"]: row["amount"] for row in page["customers"]["shown"]}
        self.assertEqual(sum(shares.values()), -0.03)
        self.assertEqual(len(shares), 3)

    def test_an_invoice_tells_the_row_of_revenue_it_is_a_part_of(self):
        [part] = self.trace(self.invoice)["parts"]
        self.assertEqual((part["amount"], part["row"]), (300, False))
        self.assertEqual(part["ends"][0]["label"], "Other")
        row = self.env["customer.cost.capture"].browse(part["id"])
        [item] = self.opened(row.action_open_journal_item())
        self.assertEqual(item.move_id, self.invoice)
        team = self.env["account.move"].search([("partner_id", "=", self.team.id)], limit=1)
        [part] = self.trace(team)["parts"]
        self.assertEqual(part["row"], {"items": 2, "amount": 1000})
        self.assertIn(part["amount"], (400, 600))

    def test_a_cost_of_a_customer_tells_the_entries_it_is_made_of(self):
        allocation = self.statement_of(self.team)._allocations()
        page = self.env["customer.cost.trace"].with_user(self.auditor).get_sources(allocation.id)
        self.assertEqual(page["total"], -500)
        [pool] = page["pools"]
        self.assertEqual((pool["label"], pool["amount"]), ("Sales team", -500))
        [entry] = pool["entries"]
        self.assertEqual((entry["whole"], entry["amount"], pool["others"]), (-1000, -500, 0))

    def test_a_trace_through_support_pools_is_the_whole_of_what_was_captured(self):
        computers = self.create_account("610005", "Computers")
        self.create_role(computers, "operating")
        visits = self.create_activity("Visits", self.create_driver("Visits"))
        care = self.create_pool("Care", [(visits, 100)], self.sundry)
        self.create_pool("IT", [(self.pool, 25), (care, 75)], computers, kind="support", sequence=1)
        entry = self.post_entry("2026-03-31", (computers, 100), (self.bank, -100))
        self.run_march.action_new_version()
        run = self.env["customer.cost.run"].search([("state", "=", "draft")])
        run.action_compute()
        run.with_user(self.controller).action_publish()
        [part] = self.trace(entry)["parts"]
        ends = {end["label"]: end["amount"] for end in part["ends"]}
        self.assertEqual(ends, {"Order handling": -25, "Visits": -75})
        customers = {
            customer["label"]: customer["amount"]
            for end in part["ends"]
            for customer in end["customers"]
            if end["label"] == "Visits"
        }
        # 75 by 1 : 2 : 1 invoices
        self.assertEqual(customers, {"Own": -18.75, "Team": -37.5, "Other": -18.75})

    def test_totals_of_the_effect_on_the_result_are_the_books(self):
        for aggregate in ("result:sum", "result:sum_currency"):
            [(total,)] = self.env["customer.cost.capture"]._read_group(
                [("run_id", "=", self.run_march.id)], [], [aggregate]
            )
            self.assertEqual(total, 1110, aggregate)

    def test_only_accountants_and_auditors_ask_an_entry_where_it_went(self):
        for user in (self.billing, self.staff, self.customer_manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.entry.with_user(user).action_where_cost_went()
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["customer.cost.trace"].with_user(user).get_trace(
                    "account.move", self.entry.id
                )


@tagged("post_install", "-at_install")
class TestTraceExpense(ExpenseCase):
    """From an expense to the customer it was for."""

    def test_a_posted_expense_tells_its_customer(self):
        expenses = self.posted(
            {"cost_customer_id": self.lumber.id, "total_amount_currency": 40, "tax_ids": False},
            {"cost_customer_id": self.harbour.id, "total_amount_currency": 9, "tax_ids": False},
        )
        for account in self.env["account.account"].search(
            [
                ("company_ids", "in", self.env.company.ids),
                ("internal_group", "in", ("income", "expense")),
            ]
        ):
            self.env["customer.cost.account.role"].create(
                {"account_id": account.id, "role": "operating", "company_id": self.env.company.id}
            )
        expense = expenses.filtered(lambda each: each.cost_customer_id == self.lumber)
        date = expense.account_move_id.date
        run = self.env["customer.cost.run"].create(
            {
                "company_id": self.env.company.id,
                "date_from": date.replace(day=1),
                "date_to": date + relativedelta(day=31),
            }
        )
        run._run_period()
        run._as_engine().state = "computed"
        page = self.env["customer.cost.trace"].get_trace("hr.expense", expense.id)
        [part] = page["parts"]
        self.assertEqual(part["amount"], -40)
        self.assertEqual([end["label"] for end in part["ends"]], ["Lumber Inc"])
