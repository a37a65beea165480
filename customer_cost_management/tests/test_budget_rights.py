from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .budget_common import BudgetCase

MODELS = (
    "customer.cost.budget",
    "customer.cost.budget.line",
    "customer.cost.commitment",
    "customer.cost.budget.analysis",
    "customer.cost.budget.transfer",
)


@tagged("post_install", "-at_install")
class TestBudgetRights(BudgetCase):
    """Staff know what is left; managers read their team's lines; others by their roles."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        employees = cls.env["hr.employee"].sudo()
        chief = employees.create({"name": "Chief", "user_id": cls.customer_manager.id})
        cls.rep = cls.create_user("rep")
        employees.create({"name": "Rep", "user_id": cls.rep.id, "parent_id": chief.id})
        cls.budget = cls.budget_in_force(
            {"planned": 100, "category_id": cls.meals.id, "owner_id": cls.rep.id, "name": "open"},
            {
                "planned": 200,
                "category_id": cls.gifts.id,
                "name": "narrow",
                "user_ids": [Command.set(cls.rep.ids)],
            },
        )
        cls.open_line, cls.narrow_line = cls.budget.line_ids
        cls.ledger._commit(cls.document, [cls.part(30)])
        cls.env["customer.cost.budget.transfer"].create(
            {
                "kind": "supplement",
                "budget_id": cls.budget.id,
                "line_id": cls.narrow_line.id,
                "amount": 1,
                "reason": "More",
            }
        )
        cls.env.flush_all()

    def lines_of(self, user, model="customer.cost.budget.line"):
        records = self.env[model].with_user(user).search([("budget_id", "=", self.budget.id)])
        if model == "customer.cost.budget.line":
            return sorted(records.sudo().mapped("name"))
        return sorted(set(records.sudo().line_id.mapped("name")))

    def test_staff_know_what_is_left_and_nothing_else(self):
        left = self.env["customer.cost.budget.left"]
        rows = left.with_user(self.staff).search([])
        self.assertEqual([(row.name, row.left) for row in rows], [("open", 70)])
        self.assertEqual(len(left.with_user(self.rep).search([])), 2)
        for model in MODELS:
            with self.subTest(model=model):
                self.assertFalse(self.env[model].with_user(self.staff).search([]))
        with self.refuses(AccessError, "."):
            self.open_line.with_user(self.staff).read(["planned"])
        with self.refuses(AccessError, "."):
            left.with_user(self.staff).browse(self.narrow_line.id).read(["left"])
        pivot = self.env["customer.cost.budget.analysis"].with_user(self.staff)
        self.assertEqual(pivot._read_group([], [], ["planned:sum"])[0][0] or 0, 0)

    def test_the_name_of_a_line_shows_where_a_document_points_to_it(self):
        movement = self.ledger.search([("line_id", "=", self.open_line.id)], limit=1)
        [values] = movement.web_read({"line_id": {"fields": {"display_name": {}}}})
        self.assertEqual(values["line_id"]["display_name"], "open")

    def test_owners_read_their_lines_and_managers_their_teams(self):
        for user in (self.rep, self.customer_manager):
            with self.subTest(user=user.login):
                self.assertEqual(self.lines_of(user), ["open"])
                self.assertEqual(self.lines_of(user, "customer.cost.commitment"), ["open"])
                self.assertEqual(self.lines_of(user, "customer.cost.budget.analysis"), ["open"])
                self.assertFalse(self.lines_of(user, "customer.cost.budget.transfer"))
                self.assertFalse(self.env["customer.cost.budget"].with_user(user).search([]))

    def test_accountants_controllers_and_auditors_read_everything(self):
        for user in (self.cost_accountant, self.controller, self.auditor):
            with self.subTest(user=user.login):
                for model in MODELS[1:4]:
                    self.assertEqual(self.lines_of(user, model), ["narrow", "open"])
                self.assertEqual(self.env[MODELS[0]].with_user(user).search([]), self.budget)
                self.assertTrue(self.env[MODELS[4]].with_user(user).search([]))

    def test_only_controllers_write_budgets(self):
        draft = self.create_budget({"planned": 1}, name="Draft")
        for user in (self.staff, self.customer_manager, self.cost_accountant, self.auditor):
            with self.subTest(user=user.login):
                with self.refuses(AccessError, "."):
                    draft.with_user(user).write({"total": 2})
                with self.refuses(AccessError, "."):
                    draft.line_ids.with_user(user).write({"planned": 2})
                with self.refuses(AccessError, "."):
                    draft.with_user(user).action_submit()
                with self.refuses(AccessError, "."):
                    self.budget.with_user(user).action_close()
        with self.refuses(AccessError, "."):
            self.ledger.with_user(self.controller).create(
                {"line_id": self.open_line.id, "kind": "consumed", "amount": 1}
            )

    def test_an_auditor_asks_for_no_change(self):
        changes = self.env["customer.cost.budget.transfer"]
        change = changes.search([])
        with self.refuses(AccessError, "."):
            change.with_user(self.auditor).write({"amount": 2})
        with self.refuses(AccessError, "."):
            change.with_user(self.auditor).action_ask()

    def test_another_company_sees_nothing(self):
        stranger = self.create_user(
            "stranger",
            "group_controller",
            company_id=self.other_company.id,
            company_ids=[self.other_company.id],
        )
        for model in (*MODELS, "customer.cost.budget.left"):
            with self.subTest(model=model):
                self.assertFalse(self.env[model].with_user(stranger).search([]))

    def test_totals_of_the_analysis_are_those_of_the_movements(self):
        [(planned, committed, available, used)] = self.env[
            "customer.cost.budget.analysis"
        ]._read_group([], [], ["planned:sum", "committed:sum", "available:sum", "used_percent:avg"])
        # 100 + 200 planned, 30 committed: 270 left, 10 % used, of the sums
        self.assertEqual((planned, committed, available, used), (300, 30, 270, 10))
        rows = self.env["customer.cost.budget.analysis"].search([])
        self.assertEqual(len(rows), len({(row.line_id, row.month) for row in rows}))

    def test_a_line_is_in_force_by_its_budget_alone(self):
        draft = self.create_budget({"planned": 50, "name": "first"}, {"planned": 60, "name": "bad"})
        first, bad = draft.line_ids.with_user(self.controller)
        first.planned = 55
        for values in ({"state": "approved"}, {"company_id": self.other_company.id}):
            with self.subTest(values=values):
                with self.refuses(UserError, "once its budget is approved"):
                    bad.write({"planned": 60} | values)
                with self.refuses(UserError, "once its budget is approved"):
                    bad.create([{"budget_id": draft.id}, {"budget_id": draft.id} | values])
        with self.refuses(UserError, "once its budget is approved"):
            draft.with_user(self.controller).write(
                {"line_ids": [Command.update(bad.id, {"state": "approved"})]}
            )
        self.assertEqual(draft.line_ids.mapped("state"), ["draft", "draft"])
