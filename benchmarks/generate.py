"""Fills the database of ``make bench``: generate.py SETTINGS DATABASE ITEMS."""

import sys

from session import environment, start_odoo


def main(settings, database, items):
    from generator.fill import fill  # needs Odoo

    with environment(start_odoo(settings, database)) as env:
        fill(env, int(items))


if __name__ == "__main__":
    main(*sys.argv[1:])
