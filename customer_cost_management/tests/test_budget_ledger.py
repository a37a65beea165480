from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.customer_cost_management.models.budget.budget_finding import BudgetExceeded

from .budget_common import BudgetCase


@tagged("post_install", "-at_install")
class TestBudgetLedger(BudgetCase):
    """What is left after submit, approve, post, refuse, reset, split, cancel and delete."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.budget = cls.budget_in_force({"planned": 1000})
        cls.line = cls.budget.line_ids

    def test_only_approval_commits(self):
        self.ledger._pend(self.document, [self.part(660)])
        self.assertEqual(self.figures(self.line), (1000, 0, 0, 1000))
        self.assertEqual(self.line.pending, 660)
        self.ledger._commit(self.document, [self.part(660)])
        self.assertEqual(self.figures(self.line), (1000, 660, 0, 340))
        self.assertEqual(self.line.pending, 0)

    def test_saying_the_same_twice_writes_nothing(self):
        self.ledger._commit(self.document, [self.part(660)])
        before = self.ledger.search_count([])
        self.ledger._commit(self.document, [self.part(660)])
        self.ledger._settle([(self.document._name, self.document.id)])
        self.assertEqual(self.ledger.search_count([]), before)

    def test_a_changed_amount_replaces_what_was_promised(self):
        self.ledger._commit(self.document, [self.part(660)])
        # 900 of 1,000: its own 660 does not count against it
        self.assertEqual(self.ledger._commit(self.document, [self.part(900)]), [])
        self.assertEqual(self.figures(self.line), (1000, 900, 0, 100))

    def test_posting_moves_committed_to_consumed_and_refusing_gives_the_rest_back(self):
        self.ledger._commit(self.document, [self.part(660)])
        self.ledger._consume(self.other_document, [self.part(612)], origin=self.document)
        self.assertEqual(self.figures(self.line), (1000, 48, 612, 340))
        self.ledger._release(self.document)
        self.assertEqual(self.figures(self.line), (1000, 0, 612, 388))
        # the entry is reset after the request was closed: nothing is promised any more
        self.ledger._consume(self.other_document, [], origin=self.document)
        self.assertEqual(self.figures(self.line), (1000, 0, 0, 1000))

    def test_reset_of_an_entry_opens_the_commitment_again(self):
        self.ledger._commit(self.document, [self.part(660)])
        self.ledger._consume(self.other_document, [self.part(700)], origin=self.document)
        # 40 more than promised: consumed at once, nothing stays committed
        self.assertEqual(self.figures(self.line), (1000, 0, 700, 300))
        self.ledger._consume(self.other_document, [], origin=self.document)
        self.assertEqual(self.figures(self.line), (1000, 660, 0, 340))

    def test_split_over_two_lines_keeps_the_sum(self):
        other = self.budget_in_force(
            {"planned": 500, "category_id": self.gifts.id}, name="Gifts 2026"
        ).line_ids
        parts = [self.part(660), self.part(40, category_id=self.gifts.id)]
        self.ledger._commit(self.document, parts)
        self.assertEqual(self.figures(self.line), (1000, 660, 0, 340))
        self.assertEqual(self.figures(other), (500, 40, 0, 460))
        self.ledger._commit(self.document, [])
        self.assertEqual(self.figures(self.line), (1000, 0, 0, 1000))
        self.assertEqual(self.figures(other), (500, 0, 0, 500))

    def test_a_blocking_line_refuses_and_tells_what_is_left(self):
        self.ledger._commit(self.other_document, [self.part(880)])
        with self.refuses(BudgetExceeded, r"Only \$\s?120.00 left on .*All customers"):
            self.ledger._commit(self.document, [self.part(660)])
        self.assertEqual(self.figures(self.line), (1000, 880, 0, 120))

    def test_other_reactions_commit_and_are_told(self):
        for reaction in ("inform", "justify", "escalate"):
            with self.subTest(reaction=reaction):
                line = self.budget_in_force(
                    {"planned": 100, "category_id": self.gifts.id, "reaction": reaction},
                    name=reaction,
                    date_from=f"20{len(reaction) + 20}-01-01",
                    date_to=f"20{len(reaction) + 20}-12-31",
                ).line_ids
                day = line.budget_id.date_from
                part = self.part(130, day, category_id=self.gifts.id)
                [finding] = self.ledger._commit(self.document, [part])
                self.assertEqual(
                    (finding.reaction, finding.line, finding.left, finding.excess),
                    (reaction, line, 100, 30),
                )
                self.assertIn("30.00 more than", finding.sentence(self.env))
                self.assertEqual(self.figures(line), (100, 130, 0, -30))

    def test_no_line_is_a_finding_and_an_uncontrolled_category_none(self):
        [finding] = self.ledger._check(self.document, [self.part(10, "2025-03-10")])
        self.assertEqual((finding.code, finding.amount), ("unbudgeted", 10))
        free = self.env["customer.cost.category"].create(
            {"name": "Commission", "company_id": self.company.id}
        )
        self.assertEqual(self.ledger._check(self.document, [self.part(9, category_id=free.id)]), [])
        self.ledger._commit(self.document, [self.part(9, category_id=free.id)])
        self.assertEqual(self.figures(self.line), (1000, 0, 0, 1000))

    def test_nobody_writes_movements_by_hand(self):
        self.ledger._commit(self.document, [self.part(660)])
        movement = self.ledger.search([("kind", "=", "committed")])
        for env_user in (self.controller, self.env.user):
            with self.refuses(Exception, "."):
                movement.with_user(env_user).write({"amount": 1})
        with self.refuses(UserError, "follow its documents"):
            movement.sudo().write({"amount": 1})
        with self.refuses(UserError, "follow its documents"):
            movement.with_context(customer_cost_budget_ledger=True).sudo().unlink()
        with self.refuses(UserError, "follow its documents"):
            movement.sudo().copy()

    def test_year_to_date_keeps_money_of_later_months(self):
        # 1,200 evenly: 100 a month; in March 300 may have been used
        line = self.budget_in_force(
            {"planned": 1200, "category_id": self.gifts.id},
            name="By month",
            window="year_to_date",
        ).line_ids
        part = self.part(301, category_id=self.gifts.id)
        with self.refuses(BudgetExceeded, "Only .*300.00 left"):
            self.ledger._commit(self.document, [part])
        self.ledger._commit(self.document, [part | {"amount": 300}])
        with self.refuses(BudgetExceeded, "Only .*0.00 left"):
            self.ledger._commit(
                self.other_document, [self.part(1, "2026-01-20", category_id=self.gifts.id)]
            )
        self.ledger._commit(
            self.other_document, [self.part(100, "2026-04-20", category_id=self.gifts.id)]
        )
        self.assertEqual(self.figures(line), (1200, 400, 0, 800))

    def test_a_branch_answers_together(self):
        budget = self.create_budget(
            {"planned": 200, "name": "Care"},
            name="Tree",
            date_from="2027-01-01",
            date_to="2027-12-31",
        )
        top = budget.line_ids
        budget.write({"total": 1200})
        part_values = {"budget_id": budget.id, "parent_id": top.id, "reaction": "inform"}
        meals, gifts = self.all_lines.create(
            [
                part_values | {"planned": 600, "category_id": self.meals.id},
                part_values | {"planned": 400, "category_id": self.gifts.id},
            ]
        )
        self.approve_budget(budget)
        self.ledger._commit(self.document, [self.part(1100, "2027-03-10")])
        left = gifts._left_on({gifts: budget.date_from})
        # the branch: 1,200 − 1,100 = 100, though gifts alone would have 400
        self.assertEqual(left[gifts], 100)
        self.assertEqual(self.figures(meals), (600, 1100, 0, -500))

    def test_queries_do_not_grow_with_lines_and_parts(self):
        def count(parts):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.ledger._check(self.document, parts)
            return self.cr.sql_log_count - before

        count([self.part(1)])
        one = count([self.part(1)])
        many = count([self.part(1, f"2026-{month:02}-10") for month in range(1, 13)] * 5)
        self.assertEqual(many, one)
