from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .budget_common import BudgetCase


@tagged("post_install", "-at_install")
class TestBudgetTransfer(BudgetCase):
    """Supplements, revisions, transfers and releases: what they move, and who agrees."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.budget = cls.budget_in_force(
            {"planned": 1000, "category_id": cls.meals.id, "owner_id": cls.staff.id},
            {"planned": 500, "category_id": cls.gifts.id},
            contingency=200,
        )
        cls.dinners, cls.presents = cls.budget.line_ids

    def change(self, kind="transfer", amount=100, user=None, **values):
        lines = {"line_id": self.dinners.id}
        if kind == "transfer":
            lines["from_line_id"] = self.presents.id
        changes = self.env["customer.cost.budget.transfer"].with_user(user or self.controller)
        return changes.create(
            {
                "kind": kind,
                "budget_id": self.budget.id,
                "amount": amount,
                "reason": "Needed",
                "month": "2026-03-01",
                **lines,
            }
            | values
        )

    def decide(self, change, user=None):
        change.action_ask()
        change.with_user(user or self.second_controller).action_approve()

    def revised(self):
        return tuple(self.figures(line)[0] for line in self.budget.line_ids)

    def test_a_transfer_moves_and_loses_nothing(self):
        change = self.change(amount=120)
        self.assertEqual((change.from_left_after, change.left_after), (380, 1120))
        self.decide(change)
        self.assertEqual(self.revised(), (1120, 380))
        self.assertEqual(change.state, "approved")

    def test_only_what_is_free_can_be_given(self):
        self.ledger._commit(self.document, [self.part(450, category_id=self.gifts.id)])
        with self.refuses(UserError, "Only .*50.00 is free on"):
            self.change(amount=51).action_ask()
        late = self.change(amount=50)
        late.action_ask()
        self.ledger._commit(self.other_document, [self.part(20, category_id=self.gifts.id)])
        with self.refuses(UserError, "Only .*30.00 is free on"):
            late.with_user(self.second_controller).action_approve()

    def test_supplement_and_revision_change_one_line(self):
        self.decide(self.change("supplement", 40))
        self.decide(self.change("revision", -100))
        self.assertEqual(self.revised(), (940, 500))
        with self.refuses(UserError, "Only .*940.00 is free"):
            self.change("revision", -941).action_ask()

    def test_contingency_is_released_by_whom_the_budget_names(self):
        self.budget.contingency_user_id = self.customer_manager
        change = self.change("contingency_released", 150)
        change.action_ask()
        with self.refuses(UserError, "releases the contingency"):
            change.with_user(self.second_controller).action_approve()
        change.with_user(self.customer_manager).action_approve()
        self.assertEqual(self.revised(), (1150, 500))
        self.assertEqual(self.budget.contingency_left, 50)
        with self.refuses(UserError, "Only .*50.00 is free on the contingency"):
            self.change("contingency_released", 51).action_ask()

    def test_the_authority_over_the_contingency_hands_it_over_himself(self):
        self.budget.contingency_user_id = self.customer_manager
        other = self.budget.copy({"contingency_user_id": False})
        for user in (self.controller, self.second_controller):
            with self.refuses(UserError, "alone hands that over"):
                (other | self.budget).with_user(user).contingency_user_id = user
            with self.refuses(UserError, "alone hands that over"):
                self.budget.with_user(user).sudo().contingency_user_id = False
        self.budget.with_user(self.customer_manager).sudo().contingency_user_id = self.controller
        self.budget.with_user(self.controller).contingency_user_id = self.second_controller
        self.second_controller.active = False
        self.budget.with_user(self.controller).contingency_user_id = self.customer_manager

    def test_the_owner_decides_within_his_limit(self):
        budget = self.budget_in_force(
            {"planned": 1000, "category_id": self.meals.id, "owner_id": self.staff.id},
            {"planned": 500, "category_id": self.gifts.id, "owner_id": self.staff.id},
            name="Owned",
            date_from="2027-01-01",
            date_to="2027-12-31",
            contingency=200,
            owner_id=self.customer_manager.id,
            owner_limit=100,
        )
        first, second = budget.line_ids

        def change(amount, kind="transfer"):
            changes = self.env["customer.cost.budget.transfer"].with_user(self.staff)
            values = {"kind": kind, "budget_id": budget.id, "line_id": first.id, "amount": amount}
            if kind == "transfer":
                values["from_line_id"] = second.id
            asked = changes.create(values | {"reason": "Needed", "month": "2027-03-01"})
            asked.action_ask()
            return asked

        within, above = change(100), change(100.01)
        owner = self.customer_manager
        self.assertIn(owner, within.sudo().approval_ids.user_id)
        self.assertNotIn(owner, above.sudo().approval_ids.user_id)
        with self.refuses(UserError, "100.01.*decides up to .*100.00"):
            (within | above).with_user(owner).action_approve()
        within.with_user(owner).action_approve()
        self.assertEqual([self.figures(line)[0] for line in budget.line_ids], [1100, 400])
        with self.refuses(AccessError, "role Controller"):
            change(10, "supplement").with_user(owner).action_approve()
        change(50, "contingency_released").with_user(owner).action_approve()
        above.with_user(self.controller).action_approve()
        self.assertEqual([self.figures(line)[0] for line in budget.line_ids], [1250.01, 299.99])

    def test_nobody_decides_his_own(self):
        mine, theirs = self.change(), self.change(user=self.second_controller)
        (mine | theirs).action_ask()
        with self.refuses(UserError, "Someone else must decide"):
            (theirs | mine).with_user(self.controller).action_approve()
        self.assertEqual(self.revised(), (1000, 500))
        with self.refuses(UserError, "Someone else must decide"):
            mine.with_user(self.controller).sudo().action_approve()
        mine.with_user(self.controller).action_refuse()
        self.assertEqual(mine.state, "refused")

    def test_owners_of_lines_ask_and_others_do_not(self):
        change = self.change("supplement", 10, user=self.staff)
        change.action_ask()
        with self.refuses(UserError, "Someone else must decide"):
            change.with_user(self.staff).action_approve()
        with self.refuses(AccessError, "."):
            change.with_user(self.billing).read(["amount"])
        with self.refuses(AccessError, "."):
            self.change("supplement", 10, user=self.billing)
        with self.refuses(AccessError, "."):
            self.change(user=self.staff, amount=5)  # from a line that he may not read
        with self.refuses(AccessError, "role Controller"):
            change.with_user(self.customer_manager).sudo(False).with_user(
                self.cost_accountant
            ).action_approve()

    def test_what_was_asked_is_fixed(self):
        draft, asked = self.change(), self.change()
        asked.action_ask()
        with self.refuses(UserError, "This needs a change that is"):
            (draft + asked).write({"amount": 1})
        with self.refuses(UserError, "Use the buttons"):
            asked.sudo().write({"state": "approved"})
        with self.refuses(UserError, "This needs a change that is"):
            (draft + asked).unlink()
        with self.refuses(UserError, "begins as a draft"):
            self.change(state="approved")

    def test_amounts_and_lines_make_sense(self):
        with self.refuses(ValidationError, "Enter 0 or more"):
            self.change("supplement", -1)
        with self.refuses(ValidationError, "the amount is 0"):
            self.change("revision", 0)
        with self.refuses(ValidationError, "two different lines"):
            self.change(from_line_id=self.dinners.id)
        other = self.create_budget({"planned": 1}, name="Other")
        with self.refuses(ValidationError, "choose lines of"):
            self.change(from_line_id=other.line_ids.id)
        with self.refuses(UserError, "is not approved"):
            self.change("supplement", 1, budget_id=other.id, line_id=other.line_ids.id).action_ask()
