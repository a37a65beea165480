"""Bring the .po files of an addon up to date with its .pot and list what lacks a translation.

Usage: translate.py FOLDER_OF_I18N
"""

import sys
from pathlib import Path

import polib

#: What every addon is translated to; a new addon starts with empty files.
LANGUAGES = ("zh_CN", "zh_TW")


def translation_file(file, language):
    if file.exists():
        return polib.pofile(str(file), wrapwidth=78)
    translation = polib.POFile(wrapwidth=78)
    translation.metadata = {
        "Project-Id-Version": "Odoo Server 19.0",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    return translation


def main(folder):
    [template_file] = Path(folder).glob("*.pot")
    template = polib.pofile(str(template_file), wrapwidth=78)
    for language in LANGUAGES:
        file = Path(folder, f"{language}.po")
        translation = translation_file(file, language)
        translation.merge(template)
        for entry in translation.obsolete_entries():
            translation.remove(entry)
        translation.save(str(file))
        missing = [entry.msgid for entry in translation.untranslated_entries()]
        missing += [entry.msgid for entry in translation.fuzzy_entries()]
        print(f"{file.name}: {len(missing)} to translate")
        for source in missing:
            print(f"  {source}")


if __name__ == "__main__":
    main(*sys.argv[1:])
