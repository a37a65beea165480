import io
import re
from pathlib import Path

import polib

from odoo.modules.module import Manifest
from odoo.tools.translate import trans_export

LANGUAGES = ("zh_CN", "zh_TW")


def placeholders(text):
    # a Chinese character may follow at once, an English letter may not
    return sorted(re.findall(r"%\(\w+\)[sdf]|%[sdf](?![A-Za-z])|\{\w*\}", text))


class TranslationCase:
    """Many users work in Chinese: every string of ``ADDON`` has a translation that fits."""

    allow_inherited_tests_method = True
    ADDON = ""

    def sources(self):
        """Every translatable string of the installed addon."""
        buffer = io.BytesIO()
        trans_export(False, [self.ADDON], buffer, "po", self.env)
        return {entry.msgid for entry in polib.pofile(buffer.getvalue().decode())}

    def translations(self):
        """(language, file) of the addon."""
        folder = Path(Manifest.for_addon(self.ADDON).path, "i18n")
        return [(language, polib.pofile(str(folder / f"{language}.po"))) for language in LANGUAGES]

    def test_every_string_is_translated(self):
        sources = self.sources()
        self.assertTrue(sources)
        for language, entries in self.translations():
            translated = {entry.msgid for entry in entries if entry.msgstr and not entry.fuzzy}
            with self.subTest(language=language):
                self.assertEqual(sorted(sources - translated), [])

    def test_translations_keep_the_placeholders_of_their_source(self):
        for language, entries in self.translations():
            for entry in entries:
                with self.subTest(language=language, source=entry.msgid):
                    self.assertEqual(placeholders(entry.msgstr), placeholders(entry.msgid))
