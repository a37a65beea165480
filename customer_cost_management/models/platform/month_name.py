from babel.dates import format_skeleton

from odoo.tools.misc import babel_locale_parse, get_lang


def in_words(env, skeleton, day):
    """A day as the reader writes it, as much of it as a CLDR skeleton names."""
    return format_skeleton(skeleton, day, locale=babel_locale_parse(get_lang(env).code))


def month_name(env, day, short=False):
    """The month of a day: October 2026, 2026年10月; short: Oct 2026."""
    return in_words(env, "yMMM" if short else "yMMMM", day)
