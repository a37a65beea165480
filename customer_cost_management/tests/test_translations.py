from odoo.tests import TransactionCase, tagged

from .translation_case import TranslationCase


@tagged("post_install", "-at_install")
class TestTranslations(TranslationCase, TransactionCase):
    ADDON = "customer_cost_management"

    def test_a_reader_of_chinese_sees_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env["ir.module.module"]._load_module_terms([self.ADDON], ["zh_CN"])
        fields = self.env["res.config.settings"].with_context(lang="zh_CN").fields_get()
        self.assertEqual(fields["customer_cost_near_zero_percent"]["string"], "接近零区间")
