from babel.dates import format_skeleton

from odoo.tools.misc import babel_locale_parse, get_lang


def month_name(env, day, short=False):
    """The month of a day as the reader writes it: October 2026, 2026年10月; short: Oct 2026."""
    locale = babel_locale_parse(get_lang(env).code)
    return format_skeleton("yMMM" if short else "yMMMM", day, locale=locale)
