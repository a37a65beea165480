from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .budget_common import BudgetCase

ACTION = "customer_cost_management.customer_cost_budget_line_action"
MENU = "customer_cost_management.customer_cost_budget_line_menu"


@tagged("post_install", "-at_install")
class TestBudgetLineOwners(BudgetCase):
    """Who owns lines of a budget and not the budget finds them, with their figures alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls.create_user("lead", "group_customer_manager")
        cls.budget = cls.budget_in_force(
            {"planned": 100, "category_id": cls.meals.id, "owner_id": cls.lead.id},
            {"planned": 200, "category_id": cls.gifts.id},
        )
        cls.draft = cls.create_budget({"planned": 9, "owner_id": cls.lead.id}, name="Next year")
        cls.own, cls.foreign = cls.budget.line_ids
        cls.ledger._commit(cls.document, [cls.part(30)])
        cls.post_cost(5)
        cls.env.flush_all()
        cls.env.invalidate_all()

    def page(self, user):
        """Records of the page with its default filters, as the web client asks for them."""
        action = self.env["ir.actions.actions"].with_user(user)._for_xml_id(ACTION)
        lines = self.env[action["res_model"]].with_user(user)
        domain = [("owner_id", "=", user.id), ("state", "=", "approved")]
        names = ("planned", "committed", "consumed", "available", "available_now")
        specification = {name: {} for name in names} | {
            "budget_id": {"fields": {"display_name": {}}},
            "scope_label": {},
        }
        return lines.web_search_read(domain, specification)["records"]

    def test_his_lines_with_their_figures(self):
        [row] = self.page(self.lead)
        self.assertEqual(row["id"], self.own.id)
        self.assertEqual(
            (row["planned"], row["committed"], row["consumed"], row["available"]),
            (100, 30, 5, 65),
        )
        self.assertEqual(row["available_now"], 65)
        self.assertEqual(row["budget_id"]["display_name"], "Care 2026")
        own = self.env["customer.cost.budget.line"].with_user(self.lead).search([])
        self.assertEqual(own, self.own | self.draft.line_ids)

    def test_nothing_else_of_the_budget(self):
        self.assertFalse(self.env["customer.cost.budget"].with_user(self.lead).search([]))
        for record, name in ((self.budget, "total"), (self.foreign, "planned")):
            with self.refuses(AccessError, "."):
                record.with_user(self.lead).read([name])
        grouped = self.env["customer.cost.budget.line"].with_user(self.lead)
        [(planned,)] = grouped._read_group(
            [("budget_id", "=", self.budget.id)], [], ["planned:sum"]
        )
        self.assertEqual(planned, 100)
        self.assertEqual(self.page(self.staff), [])
        with self.refuses(AccessError, "."):
            self.own.with_user(self.lead).write({"planned": 1000})

    def test_he_opens_a_line_and_asks_for_money(self):
        line = self.own.with_user(self.lead)
        with Form(line) as form:
            self.assertEqual(form.available, 65)
        self.assertTrue(line.action_open_movements()["domain"])
        action = line.action_transfer()
        self.assertEqual(action["context"]["default_from_line_id"], line.id)

    def test_every_employee_has_the_menu(self):
        menus = self.env["ir.ui.menu"].with_user(self.staff)._visible_menu_ids()
        self.assertIn(self.env.ref(MENU).id, menus)
