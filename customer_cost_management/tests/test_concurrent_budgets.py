from threading import Thread

from psycopg2 import OperationalError
from psycopg2.errors import SerializationFailure

from odoo import Command
from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.customer_cost_management.models.budget.budget_finding import BudgetExceeded

from .two_cursors_case import TwoCursorsCase

LEDGER = "customer.cost.commitment"


@tagged("post_install", "-at_install")
class TestConcurrentBudgets(TwoCursorsCase):
    """Two approvers at once on one budget line, each with a real transaction of his own.

    These tests commit.  They clean up behind themselves, and the project's test command runs
    them in a process and on a database of their own.
    """

    def setUp(self):
        super().setUp()
        env = self.first
        company = env["res.company"].create({"name": "Budgets at once"})
        category = env["customer.cost.category"].create(
            {"name": "Meals", "company_id": company.id, "budget_controlled": True}
        )
        gifts = category.copy({"name": "Gifts"})
        budget = env["customer.cost.budget"].create(
            {
                "name": "At once",
                "company_id": company.id,
                "date_from": "2026-01-01",
                "window": "year",
                "reaction": "block",
                "total": 2000,
                "line_ids": [
                    Command.create({"planned": 1000, "category_id": each.id})
                    for each in (category, gifts)
                ],
            }
        )
        other = env["res.users"].create(
            {
                "name": "Other",
                "login": "other controller",
                "company_id": company.id,
                "company_ids": [Command.set(company.ids)],
                "group_ids": [
                    Command.link(env.ref("customer_cost_management.group_controller").id)
                ],
            }
        )
        budget.action_submit()
        budget.with_user(other).sudo().action_approve()
        documents = env["res.partner"].create(
            [{"name": name} for name in ("Dinner", "Party", "Lunch")]
        )
        self.documents = documents.ids
        self.company, self.categories = company.id, (category.id, gifts.id)
        self.budget, self.other = budget.id, other.id
        env.cr.commit()
        self.addCleanup(self.remove)

    def remove(self):
        self.roll_back()
        cr = self.first.cr
        cr.execute("DELETE FROM customer_cost_commitment WHERE budget_id = %s", [self.budget])
        cr.execute("DELETE FROM customer_cost_budget WHERE id = %s", [self.budget])
        cr.execute("DELETE FROM customer_cost_approval WHERE company_id = %s", [self.company])
        self.first.invalidate_all()
        self.first["customer.cost.category"].browse(self.categories).unlink()
        self.first["res.partner"].browse(self.documents).unlink()
        self.first["res.users"].browse(self.other).unlink()
        self.first["res.company"].browse(self.company).unlink()
        self.first.cr.commit()

    def commit(self, env, document, amounts):
        """Commit amounts, {position of the category: amount}, for one of the documents."""
        parts = [
            {
                "company_id": self.company,
                "date": "2026-03-10",
                "category_id": self.categories[position],
                "amount": amount,
            }
            for position, amount in amounts.items()
        ]
        env[LEDGER]._commit(env["res.partner"].browse(self.documents[document]), parts)

    def begin(self, env):
        """Take the snapshot of the transaction, as reading the request's card does."""
        self.assertTrue(env["customer.cost.budget"].browse(self.budget).name)

    def test_exactly_one_passes_and_the_other_reads_what_is_left(self):
        self.begin(self.first)
        self.begin(self.second)
        self.commit(self.first, 0, {0: 880})
        self.first.cr.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self.commit(self.second, 1, {0: 660})
        self.second.cr.rollback()
        self.second.invalidate_all()
        # as Odoo runs the request again
        with self.assertRaisesRegex(BudgetExceeded, "Only .*120.00 left"):
            retrying(lambda: self.commit(self.second, 1, {0: 660}), self.second)
        self.second.cr.rollback()
        self.second.invalidate_all()
        retrying(lambda: self.commit(self.second, 1, {0: 120}), self.second)
        self.second.cr.commit()
        self.first.cr.rollback()
        self.first.invalidate_all()
        lines = self.first["customer.cost.budget"].browse(self.budget).line_ids
        self.assertEqual(lines.mapped("available"), [0, 1000])

    def test_two_lines_in_opposite_order_do_not_wait_for_each_other(self):
        self.begin(self.first)
        self.begin(self.second)
        self.commit(self.first, 0, {0: 100, 1: 100})
        caught = []

        def come_second():
            try:
                self.commit(self.second, 1, {1: 100, 0: 100})
            except OperationalError as error:
                caught.append(type(error))

        thread = Thread(target=come_second)
        with mute_logger("odoo.sql_db"):
            thread.start()
            thread.join(0.5)
            self.assertTrue(thread.is_alive(), "the second waits for the first")
            self.first.cr.commit()
            thread.join(10)
        self.assertEqual(caught, [SerializationFailure])
        self.second.cr.rollback()
        self.second.invalidate_all()
        retrying(lambda: self.commit(self.second, 1, {1: 100, 0: 100}), self.second)
        self.second.cr.commit()
        self.first.cr.rollback()
        self.first.invalidate_all()
        lines = self.first["customer.cost.budget"].browse(self.budget).line_ids
        self.assertEqual(lines.mapped("committed"), [200, 200])

    def test_two_bills_of_one_document_leave_nothing_less_than_nothing_committed(self):
        """100 are promised; 80 and 80 are booked for it at once."""
        self.commit(self.first, 0, {0: 100})
        self.first.cr.commit()
        self.begin(self.second)
        self.book(self.first, 1, 80)
        self.first.cr.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self.book(self.second, 2, 80)
        self.second.cr.rollback()
        self.second.invalidate_all()
        retrying(lambda: self.book(self.second, 2, 80), self.second)
        self.second.cr.commit()
        self.first.cr.rollback()
        self.first.invalidate_all()
        line = self.first["customer.cost.budget"].browse(self.budget).line_ids[0]
        self.assertEqual((line.committed, line.consumed, line.available), (0, 160, 840))

    def book(self, env, bill, amount):
        """Book cost for the first of the documents, in the name of another one."""
        part = {
            "company_id": self.company,
            "date": "2026-03-10",
            "category_id": self.categories[0],
            "amount": amount,
        }
        documents = env["res.partner"].browse(self.documents)
        env[LEDGER]._consume(documents[bill], [part], documents[0])
