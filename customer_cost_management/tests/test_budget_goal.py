from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .budget_common import BudgetCase

#: Letters of customers before the budget and in it; none: not there yet.
TIERS = (("A", "A"), ("A", "B"), ("B", "A"), (None, "A"), (None, "B"))


@tagged("post_install", "-at_install")
class TestBudgetGoal(BudgetCase):
    """Goals in numbers: the target, and how far it is, by tiers or as somebody typed it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        tiers = cls.env["customer.cost.tier"]
        tiers.search([("company_id", "=", cls.company.id)]).unlink()
        cls.best, cls.rest = tiers.create(
            [
                {"name": name, "sequence": place, "company_id": cls.company.id, "basis": basis}
                for place, (name, basis) in enumerate((("A", "amount"), ("B", "rest")))
            ]
        )
        values = []
        for number, letters in enumerate(TIERS):
            customer = cls.env["res.partner"].create({"name": f"C{number}", "is_company": True})
            values += [
                {
                    "company_id": cls.company.id,
                    "partner_id": customer.id,
                    "date": day,
                    "tier_id": (cls.best if letter == "A" else cls.rest).id,
                    "current": day == "2026-05-31",
                }
                for day, letter in zip(("2025-11-30", "2026-05-31"), letters, strict=True)
                if letter
            ]
        cls.env["customer.value"].sudo().create(values)
        goals = (
            ("Keep A", "kept", cls.best, 95),
            ("Keep B", "kept", cls.rest, 95),
            ("Many A", "count", cls.best, 4),
            ("Win", "won", tiers, 2),
            ("Win A", "won", cls.best, 2),
            ("Satisfaction", "typed", tiers, 8),
        )
        cls.budget = cls.create_budget(
            {"planned": 100},
            reviewer_ids=[Command.link(cls.staff.id)],
            goal_ids=[
                Command.create(
                    {"name": name, "measure": measure, "tier_id": tier.id, "target": target}
                )
                for name, measure, tier, target in goals
            ],
        )
        cls.goals = {goal.name: goal for goal in cls.budget.goal_ids}
        cls.env.flush_all()

    def told(self, user=None):
        goals = self.budget.goal_ids.with_user(user or self.controller)
        goals.invalidate_recordset()
        return {goal.name: (goal.is_known and goal.actual, goal.is_reached) for goal in goals}

    def test_what_tiers_tell(self):
        with freeze_time("2026-07-01"):
            self.assertEqual(
                self.told(),
                {
                    # one of the two who were A still is; the only B rose to A
                    "Keep A": (50, False),
                    "Keep B": (100, True),
                    "Many A": (3, False),
                    "Win": (2, True),
                    "Win A": (1, False),
                    "Satisfaction": (0, False),
                },
            )
        with freeze_time("2026-03-01"):
            self.assertEqual(self.told()["Many A"], (2, False))
            self.assertEqual(self.told()["Win"], (0, False))

    def test_nothing_is_known_without_tiers(self):
        self.env.cr.execute("DELETE FROM customer_value WHERE company_id = %s", [self.company.id])
        self.env.invalidate_all()
        self.assertEqual(self.told()["Keep A"], (False, False))
        self.assertEqual(self.told()["Satisfaction"], (0, False))

    def test_the_reader_need_not_read_any_customer(self):
        self.budget.with_user(self.controller).action_submit()
        with freeze_time("2026-07-01"):
            self.assertEqual(self.told(self.staff)["Keep A"], (50, False))
        self.assertFalse(self.env["customer.value"].with_user(self.staff).has_access("read"))
        with self.refuses(AccessError, "."):
            self.goals["Win"].with_user(self.billing).read(["actual"])

    def test_targets_are_fixed_with_the_budget_and_actual_values_are_not(self):
        self.budget.reviewer_ids = False
        draft = self.create_budget({"planned": 1}, name="Draft")
        own = {"budget_id": draft.id, "name": "Own", "target": 1}
        free = self.env["customer.cost.budget.goal"].create(own)
        self.approve_budget(self.budget)
        goal = self.goals["Satisfaction"]
        with self.refuses(UserError, "is no draft any more"):
            (free | goal).write({"target": 1})
        with self.refuses(UserError, "is no draft any more"):
            self.env["customer.cost.budget.goal"].create([own, own | {"budget_id": self.budget.id}])
        with self.refuses(UserError, "is no draft any more"):
            (free | goal).unlink()
        with self.refuses(UserError, "is no draft any more"):
            self.budget.goal_ids = [Command.delete(goal.id)]
        self.budget.with_user(self.controller).goal_ids = [Command.update(goal.id, {"typed": 9})]
        self.assertEqual(self.told()["Satisfaction"], (9, True))
        for user in (self.cost_accountant, self.auditor):
            with self.refuses(AccessError, "."):
                goal.with_user(user).write({"typed": 10})

    def test_a_measure_of_a_tier_names_it(self):
        common = {"budget_id": self.budget.id, "name": "Keep", "target": 1, "measure": "kept"}
        with self.refuses(ValidationError, "Choose the tier"):
            self.env["customer.cost.budget.goal"].create(
                [common | {"tier_id": self.best.id}, common]
            )
        copy = self.budget.copy()
        self.assertEqual(copy.goal_ids.mapped("target"), self.budget.goal_ids.mapped("target"))
