from odoo.exceptions import AccessError
from odoo.tests import tagged

from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestMemoOnStatements(ResultsCase):
    """Memo costs beside the profit: read by who reads the profit, in no total."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        memo = {"amount": 4000, "reason": "Lost tender", "date": "2026-03-31"}
        cls.memos = cls.env["customer.cost.memo"].create(
            [
                memo | {"partner_id": cls.own.id},
                memo | {"partner_id": cls.own.id, "amount": 500, "date": "2026-03-01"},
                memo | {"partner_id": cls.own.id, "amount": 9, "date": "2026-04-01"},
                memo | {"partner_id": cls.other.id, "amount": 70},
            ]
        )
        cls.correction = cls.env["customer.cost.memo"].create(
            {
                "kind": "correction",
                "amount": 3,
                "reason": "Own's share",
                "date": "2026-03-31",
                "account_id": cls.sundry.id,
                "partner_id": cls.own.id,
            }
        )

    def test_the_statement_shows_them_apart(self):
        statement = self.statement_of(self.own)
        self.assertEqual((statement.memo_cost, statement.cm3), (4500, 690))
        *_lines, contribution, memo = statement.statement["rows"]
        self.assertEqual(contribution["key"], "cm3")
        self.assertEqual((memo["kind"], memo["amount"]), ("memo", 4500))
        self.assertEqual(self.statement_of(self.team).memo_cost, 0)
        self.assertEqual(self.statement_of(self.team).statement["rows"][-1]["key"], "cm3")
        opened = self.opened(statement.action_open_line("memo_cost"))
        self.assertEqual(opened, self.memos[:2])

    def test_they_are_in_no_run(self):
        run = self.compute_march()
        self.assertEqual((run.contribution, run.difference), (1180, 0))

    def test_many_statements_cost_one_query(self):
        statements = self.env["customer.profitability"].search([])
        self.env.flush_all()
        self.env.invalidate_all()
        statements.mapped("run_id")
        with self.assertQueryCount(3):  # company, currency, memo costs
            self.assertEqual(sum(statements.mapped("memo_cost")), 4570)

    def test_after_a_merge_they_count_once(self):
        self.env["base.partner.merge.automatic.wizard"].create({})._merge(
            (self.own + self.other).ids, self.other
        )
        self.env.invalidate_all()
        statements = self.statement_of(self.other)
        self.assertEqual(len(statements), 2)
        self.assertEqual(sum(statements.mapped("memo_cost")), 4570)

    def test_managers_read_memo_costs_of_their_customers_alone(self):
        memos = self.env["customer.cost.memo"].with_user(self.customer_manager)
        self.assertEqual(memos.search([]), self.memos[:3])
        self.assertEqual(memos._read_group([], [], ["amount:sum"]), [(4509,)])
        for hidden in (self.memos[3], self.correction):
            with self.assertRaises(AccessError):
                hidden.with_user(self.customer_manager).read(["amount"])
        statement = self.statement_of(self.own).with_user(self.customer_manager)
        self.assertEqual(statement.memo_cost, 4500)
        self.assertEqual(statement.statement["rows"][-1]["amount"], 4500)
        action = statement.action_open_line("memo_cost")
        self.assertEqual(self.opened(action, self.customer_manager), self.memos[:2])
        for operation in ("write", "create", "unlink"):
            self.assertFalse(self.memos[0].with_user(self.customer_manager).has_access(operation))

    def test_auditors_read_everything_and_change_nothing(self):
        memos = self.env["customer.cost.memo"].with_user(self.auditor)
        self.assertEqual(len(memos.search([])), 5)
        for operation in ("write", "create", "unlink"):
            self.assertFalse(memos.has_access(operation))
        with self.assertRaises(AccessError):
            self.correction.with_user(self.auditor).action_approve()

    def test_others_read_nothing(self):
        for user in (self.staff, self.billing, self.compliance, self.seller):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["customer.cost.memo"].with_user(user).search([])

    def test_an_other_company_sees_nothing(self):
        for user in (self.customer_manager, self.cost_accountant, self.controller, self.auditor):
            self.put_in_other_company(user)
            with self.subTest(user=user.login):
                self.assertFalse(self.env["customer.cost.memo"].with_user(user).search([]))
                with self.assertRaises(AccessError):
                    self.memos[0].with_user(user).read(["amount"])
