from unittest.mock import patch

from odoo.tests import tagged

from ..models.masters.category_seeds import SEEDS
from .common import CustomerCostCommon

LANGUAGE = "zh_CN"


@tagged("post_install", "-at_install")
class TestDefaults(CustomerCostCommon):
    def categories(self, company=None):
        company = company or self.company
        return self.env["customer.cost.category"].search([("company_id", "=", company.id)])

    def rules(self):
        return self.env["customer.cost.attribution.rule"].search(
            [("company_id", "=", self.company.id)]
        )

    def test_codes_are_unique_and_parents_come_first(self):
        codes = [seed.code for seed in SEEDS]
        self.assertEqual(len(codes), len(set(codes)))
        for position, seed in enumerate(SEEDS):
            self.assertIn(seed.parent, ["", *codes[:position]])

    def test_a_company_starts_with_a_tree_of_categories(self):
        self.company._create_customer_cost_defaults()
        by_code = {category.code: category for category in self.categories()}
        self.assertEqual(len(by_code), len(SEEDS))
        meals = by_code["MNT-MEAL"]
        self.assertRecordValues(
            meals,
            [
                {
                    "name": "Meals with customers",
                    "parent_id": by_code["MNT"].id,
                    "purpose": "maintenance",
                    "stage": "retain",
                    "tax_class": "entertainment",
                    "budget_controlled": True,
                    "level": "customer",
                }
            ],
        )
        self.assertEqual(meals.product_ids, self.env.ref("hr_expense.expense_product_meal"))
        self.assertEqual(by_code["ORD-FREIGHT"].level, "order")
        # commission and bad debt never eat the dinner budget
        for code in ("MNT-COMM", "FIN-CREDIT", "FIN-FX"):
            self.assertFalse(by_code[code].budget_controlled)

    def test_the_receivable_names_the_customer_before_the_analytic_account(self):
        self.company._create_customer_cost_defaults()
        self.assertEqual(self.rules().mapped("method"), ["counterpart", "analytic"])
        self.assertTrue(all(self.rules().mapped("active")))

    def test_starting_again_changes_nothing(self):
        self.company._create_customer_cost_defaults()
        categories, rules = self.categories(), self.rules()
        categories.filtered(lambda c: c.code == "CNV-TRIAL").active = False
        rules[0].active = False
        self.company._create_customer_cost_defaults()
        self.assertEqual(self.categories().with_context(active_test=False), self.categories())
        self.assertEqual(len(self.categories()), len(SEEDS) - 1)
        self.assertEqual(self.rules(), rules[1])

    def test_names_come_in_every_installed_language(self):
        self.env["res.lang"]._activate_lang(LANGUAGE)
        with patch(
            "odoo.tools.translate.CodeTranslations.get_python_translations",
            lambda _self, _module, lang: {"Samples": "样品"} if lang == LANGUAGE else {},
        ):
            self.company._create_customer_cost_defaults()
        samples = self.categories().filtered(lambda c: c.code == "ACQ-SAMPLE")
        self.assertEqual(samples.with_context(lang=LANGUAGE).name, "样品")
        self.assertEqual(samples.with_context(lang="en_US").name, "Samples")

    def test_a_language_that_is_added_later_names_what_nobody_renamed(self):
        self.company._create_customer_cost_defaults()
        by_code = {category.code: category for category in self.categories()}
        samples, gifts = by_code["ACQ-SAMPLE"], by_code["MNT-GIFT"]
        gifts.name = "Presents"
        self.env["res.lang"]._activate_lang(LANGUAGE)
        modules = self.env["ir.module.module"]
        with patch(
            "odoo.tools.translate.CodeTranslations.get_python_translations",
            lambda _self, _module, lang: {"Samples": "样品", "Gifts": "礼品"} if lang else {},
        ):
            modules._load_module_terms(["customer_cost_management"], [LANGUAGE])
            self.assertEqual(samples.with_context(lang=LANGUAGE).name, "样品")
            self.assertEqual(gifts.with_context(lang=LANGUAGE).name, "Presents")
            samples.with_context(lang=LANGUAGE).name = "试用品"
            modules._load_module_terms(["customer_cost_management"], [LANGUAGE])
            self.assertEqual(samples.with_context(lang=LANGUAGE).name, "试用品")
        self.assertEqual(samples.with_context(lang="en_US").name, "Samples")

    def test_saving_the_settings_starts_a_company_that_came_later(self):
        self.assertFalse(self.categories(self.other_company))
        self.env["res.config.settings"].with_company(self.other_company).create({}).execute()
        self.assertEqual(len(self.categories(self.other_company)), len(SEEDS))
        self.assertFalse(self.categories())
