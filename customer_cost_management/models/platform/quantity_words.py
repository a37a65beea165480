from odoo.tools import formatLang


def quantity_words(env, value):
    """A quantity with as many decimals as it needs, up to three: 38,100; 12.5."""
    value = round(float(value), 3)
    digits = next(digits for digits in range(4) if digits == 3 or round(value, digits) == value)
    return formatLang(env, value, digits=digits)
