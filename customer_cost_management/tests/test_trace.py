from odoo.exceptions import AccessError
from odoo.tests import tagged

from .results_common import ResultsCase


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

    def test_from_the_pool_to_all_customers_it_reached(self):
        entry = self.capture(destination="pool")
        reached = self.opened(entry.action_open_customers_reached())
        self.assertEqual(
            {row.partner_id.name: row.amount for row in reached},
            {"Own": 250, "Team": 500, "Other": 250},
        )
        node = self.env["customer.cost.run.node"].search([("pool_id", "=", self.pool.id)])
        self.assertEqual(self.opened(node.action_open_customers()), reached)

    def test_an_entry_tells_where_each_of_its_items_went(self):
        entry = self.entry.with_user(self.auditor)
        parts = self.opened(entry.action_where_cost_went(), self.auditor)
        self.assertEqual(sum(parts.mapped("balance")), 1190)
        self.assertEqual(
            sorted(parts.mapped("destination")),
            ["direct", "direct", "excluded", "pool", "unassigned"],
        )

    def test_an_invoice_tells_the_row_of_revenue_it_is_a_part_of(self):
        parts = self.opened(self.invoice.action_where_cost_went())
        self.assertEqual(parts.partner_id, self.other)
        self.assertEqual(parts.mapped("destination"), ["revenue"])
        [item] = self.opened(parts.action_open_journal_item())
        self.assertEqual(item.move_id, self.invoice)

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
