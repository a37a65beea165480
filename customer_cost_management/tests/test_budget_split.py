from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .budget_common import BudgetCase


@tagged("post_install", "-at_install")
class TestBudgetSplit(BudgetCase):
    """The split assistant: nothing is lost, locked rows stay, last year weighs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["customer.cost.category"].search(
            [
                ("company_id", "=", cls.company.id),
                ("id", "not in", (cls.meals | cls.gifts).ids),
            ]
        ).budget_controlled = False
        cls.budget = cls.create_budget()

    def split(self, **values):
        form = Form(
            self.env["customer.cost.budget.split"].with_context(default_budget_id=self.budget.id)
        )
        for name, value in values.items():
            setattr(form, name, value)
        return form

    def test_the_same_for_each_loses_no_cent(self):
        form = self.split(total=100.01, contingency_percent=10, first="category")
        form.second = "month"
        split = form.save()
        self.assertEqual(len(split.row_ids), 24)
        split.action_create_lines()
        # 10 % of 100.01 are 10.00; 90.01 over two categories, each over twelve months
        self.assertEqual(self.budget.contingency, 10)
        self.assertEqual(len(self.budget.line_ids), 24)
        self.assertAlmostEqual(sum(self.budget.line_ids.mapped("planned")), 90.01)
        self.assertAlmostEqual(self.budget.unsplit, 0)
        first = self.budget.line_ids[0]
        self.assertEqual(
            (first.planned, str(first.date_from), str(first.date_to)),
            (3.76, "2026-01-01", "2026-01-31"),
        )
        self.approve_budget(self.budget)

    def test_a_locked_row_keeps_its_amount(self):
        form = self.split(total=100, first="category")
        with form.row_ids.edit(0) as row:
            row.amount = 70
            row.locked = True
        split = form.save()
        self.assertEqual(split.row_ids.mapped("amount"), [70, 30])
        self.assertEqual(split.row_ids.mapped("share"), [70, 30])

    def test_own_numbers_weigh(self):
        form = self.split(total=90, first="category", first_by="own")
        with form.row_ids.edit(1) as row:
            row.weight = 2
        self.assertEqual(form.save().row_ids.mapped("amount"), [30, 60])

    def test_last_year_weighs(self):
        self.post_cost(300, "2025-03-10")
        self.post_cost(100, "2025-06-10", self.gifts)
        self.post_cost(999, "2024-06-10", self.gifts)
        form = self.split(total=800, first="category", first_by="last_year")
        split = form.save()
        self.assertEqual(split.last_year, 400)
        self.assertEqual(split.row_ids.mapped("amount"), [600, 200])
        form = self.split(change_percent=5)
        self.assertEqual(form.total, 420)

    def two_customers(self):
        """(a company of the group Mother with the tag Key, one of its own with Key and North)."""
        partners = self.env["res.partner"]
        key, north = self.env["res.partner.category"].create([{"name": "Key"}, {"name": "North"}])
        mother = partners.create({"name": "Mother", "is_company": True})
        common = {"is_company": True, "country_id": self.env.ref("base.us").id}
        daughter = {"name": "Daughter", "parent_id": mother.id, "category_id": key.ids}
        alone = {"name": "Alone", "category_id": (key | north).ids}
        return partners.create([daughter | common, alone | common])

    def test_over_groups_then_tags_without_combinations_nobody_is_in(self):
        form = self.split(total=100, first="group", partner_ids=self.two_customers())
        form.second = "tag"
        split = form.save()
        # half for each group; Mother has no customer with North
        self.assertEqual(
            [(row.name, row.amount) for row in split.row_ids.sorted("name")],
            [("Alone · Key", 25), ("Alone · North", 25), ("Mother · Key", 50)],
        )
        split.action_create_lines()
        self.assertEqual(
            sorted((line.group_id.name, line.tag_id.name) for line in self.budget.line_ids),
            [("Alone", "Key"), ("Alone", "North"), ("Mother", "Key")],
        )

    def test_over_regions_and_by_last_year_of_tags(self):
        daughter, alone = self.two_customers()
        daughter.state_id = self.env.ref("base.state_us_5")
        form = self.split(total=10, first="region", partner_ids=daughter | alone)
        self.assertEqual(form.save().row_ids.name, daughter.state_id.display_name)
        for customer, amount in ((daughter, 100), (alone, 300)):
            self.post_cost(amount, "2025-03-10", cost_customer_id=customer.id)
        form = self.split(total=700, first="tag", first_by="last_year")
        form.partner_ids = daughter | alone
        # Key has 100 and 300, North 300: four sevenths and three
        rows = form.save().row_ids
        self.assertEqual({row.name: row.amount for row in rows}, {"Key": 400, "North": 300})

    def test_over_stages_of_categories(self):
        self.meals.stage, self.gifts.stage = "retain", "acquire"
        self.post_cost(300, "2025-03-10")
        self.post_cost(100, "2025-06-10", self.gifts)
        split = self.split(total=800, first="stage", first_by="last_year").save()
        self.assertEqual(split.row_ids.mapped("amount"), [200, 600, 0, 0])
        split.action_create_lines()
        self.assertRecordValues(
            self.budget.line_ids,
            [{"stage": "acquire", "planned": 200}, {"stage": "retain", "planned": 600}],
        )
        self.approve_budget(self.budget)

    def test_over_product_categories_and_programmes(self):
        tea, cakes = self.env["product.category"].create([{"name": "Tea"}, {"name": "Cakes"}])
        green = self.env["product.category"].create({"name": "Green", "parent_id": tea.id})
        product = self.env["product.product"].create({"name": "Longjing", "categ_id": green.id})
        self.post_cost(60, "2025-03-10", product_id=product.id)
        form = self.split(total=60, first="product_category", first_by="last_year")
        form.product_category_ids = tea | cakes
        split = form.save()
        self.assertEqual({row.name: row.amount for row in split.row_ids}, {"Tea": 60, "Cakes": 0})
        split.action_create_lines()
        self.assertEqual(self.budget.line_ids.product_category_id, tea)
        programmes = self.env["customer.cost.programme"].create(
            [
                {"name": name, "company_id": self.company.id, "date_from": day, "date_to": end}
                for name, day, end in (
                    ("Autumn", "2026-09-01", "2026-09-30"),
                    ("Long ago", "2024-01-01", "2024-02-01"),
                )
            ]
        )
        form = self.split(total=60, first="programme", first_by="last_year")
        self.assertIn("had no last year", form.problem)
        form.first_by = "equal"
        rows = form.save().row_ids
        self.assertIn("Autumn", rows.mapped("name"))
        self.assertNotIn(programmes[1].name, rows.mapped("name"))

    def test_what_cannot_be_split_says_why(self):
        form = self.split(total=100, first="category", first_by="revenue")
        self.assertIn("have no figures of customers", form.problem)
        form.first_by = "last_year"
        self.assertIn("would go to nobody", form.problem)
        split = form.save()
        with self.refuses(UserError, "would go to nobody"):
            split.action_create_lines()

    def test_only_controllers_split(self):
        with self.refuses(AccessError, "."):
            self.env["customer.cost.budget.split"].with_user(self.cost_accountant).create(
                {"budget_id": self.budget.id, "total": 1}
            )
        split = self.split(total=100, first="category").save()
        with self.refuses(AccessError, "."):
            split.with_user(self.customer_manager).action_create_lines()
