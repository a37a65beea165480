from odoo.tests import TransactionCase, tagged

from ..models.platform.quantity_words import quantity_words
from ..models.platform.word_list import word_list


@tagged("post_install", "-at_install")
class TestWords(TransactionCase):
    """What stands between words and behind figures, by language."""

    def test_a_list_has_the_commas_of_the_reader(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        chinese = self.env["base"].with_context(lang="zh_CN").env
        self.assertEqual(word_list(self.env, ["A", "B", "C"]), "A, B, C")
        self.assertEqual(word_list(chinese, ["科目6601", "分析账户"]), "科目6601、分析账户")
        self.assertEqual(word_list(self.env, ["A"]), "A")
        self.assertEqual(word_list(self.env, []), "")

    def test_active_is_what_is_not_archived(self):
        """Odoo says it of records; of a customer who buys it would be taken for that."""
        labels = [("field_description", "=", "Active"), ("name", "!=", "active")]
        own = [("model", "=like", "customer.%")]
        found = self.env["ir.model.fields"].search(own + labels)
        self.assertEqual(found.mapped("name"), [])

    def test_a_quantity_has_the_decimals_it_needs(self):
        told = [quantity_words(self.env, value) for value in (38100, 12.5, 0.125, 0.1 + 0.2, 0)]
        self.assertEqual(told, ["38,100", "12.5", "0.125", "0.3", "0"])
