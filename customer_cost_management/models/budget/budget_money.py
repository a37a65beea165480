"""Where budgets meet the engine: money in minor units, months counted from year 0."""

from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from ...engine.money import to_decimal, to_minor


def minor(amount, currency):
    """An amount of the database in minor units of its currency."""
    return to_minor(Decimal(str(amount or 0)), currency.decimal_places)


def major(amount, currency):
    """Minor units as the database keeps an amount."""
    return float(to_decimal(amount, currency.decimal_places))


def month_number(day):
    """Months since year 0, of a date."""
    return day.year * 12 + day.month - 1


def month_start(number):
    """The first day of a month that is counted from year 0."""
    return date(number // 12, number % 12 + 1, 1)


def month_end(day):
    """The last day of a date's month."""
    return day + relativedelta(day=31)
