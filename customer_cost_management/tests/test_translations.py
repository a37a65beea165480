import io
import re
from pathlib import Path

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import trans_export

ADDON = "customer_cost_management"
I18N = Path(__file__).parents[1] / "i18n"
LANGUAGES = ("zh_CN", "zh_TW")


def placeholders(text):
    return sorted(re.findall(r"%\(\w+\)[sdf]|%[sdf]\b|\{\w*\}", text))


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    """Many users work in Chinese: every string of the addon has a translation that fits."""

    def sources(self):
        """Every translatable string of the installed addon."""
        buffer = io.BytesIO()
        trans_export(False, [ADDON], buffer, "po", self.env)
        return {entry.msgid for entry in polib.pofile(buffer.getvalue().decode())}

    def test_every_string_is_translated(self):
        sources = self.sources()
        self.assertIn("Near-zero band", sources)
        for language in LANGUAGES:
            entries = polib.pofile(str(I18N / f"{language}.po"))
            translated = {entry.msgid for entry in entries if entry.msgstr and not entry.fuzzy}
            with self.subTest(language=language):
                self.assertEqual(sorted(sources - translated), [])

    def test_translations_keep_the_placeholders_of_their_source(self):
        for language in LANGUAGES:
            for entry in polib.pofile(str(I18N / f"{language}.po")):
                with self.subTest(language=language, source=entry.msgid):
                    self.assertEqual(placeholders(entry.msgstr), placeholders(entry.msgid))

    def test_a_reader_of_chinese_sees_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env["ir.module.module"]._load_module_terms([ADDON], ["zh_CN"])
        fields = self.env["res.config.settings"].with_context(lang="zh_CN").fields_get()
        self.assertEqual(fields["customer_cost_near_zero_percent"]["string"], "接近零区间")
