"""Bring the .po files of an addon up to date with its .pot and list what lacks a translation.

Usage: translate.py FOLDER_OF_I18N
"""

import sys
from pathlib import Path

import polib


def main(folder):
    [template_file] = Path(folder).glob("*.pot")
    template = polib.pofile(str(template_file), wrapwidth=78)
    for file in sorted(Path(folder).glob("*.po")):
        translation = polib.pofile(str(file), wrapwidth=78)
        translation.merge(template)
        for entry in translation.obsolete_entries():
            translation.remove(entry)
        translation.save()
        missing = [entry.msgid for entry in translation.untranslated_entries()]
        missing += [entry.msgid for entry in translation.fuzzy_entries()]
        print(f"{file.name}: {len(missing)} to translate")
        for source in missing:
            print(f"  {source}")


if __name__ == "__main__":
    main(*sys.argv[1:])
