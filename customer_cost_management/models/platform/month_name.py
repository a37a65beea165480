from datetime import timedelta

from babel.dates import format_skeleton

from odoo.tools.misc import babel_locale_parse, format_date, get_lang

DAY = timedelta(days=1)


def in_words(env, skeleton, day):
    """A day as the reader writes it, as much of it as a CLDR skeleton names."""
    return format_skeleton(skeleton, day, locale=babel_locale_parse(get_lang(env).code))


def month_name(env, day, short=False):
    """The month of a day: October 2026, 2026年10月; short: Oct 2026."""
    return in_words(env, "yMMM" if short else "yMMMM", day)


def period_name(env, first, last, short=False):
    """The period between two days: March 2026, or Nov 2025 – Oct 2026; days where it is not
    whole months."""
    if first.day != 1 or (last + DAY).day != 1:
        return f"{format_date(env, first)} – {format_date(env, last)}"
    if (first.year, first.month) == (last.year, last.month):
        return month_name(env, first, short)
    return " – ".join(month_name(env, day, short=True) for day in (first, last))
