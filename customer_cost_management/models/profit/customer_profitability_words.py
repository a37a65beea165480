from math import floor, log10

from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import formatLang

from ..platform.month_name import DAY, period_name

#: What stands where a figure does not apply; a figure of zero is 0.00.
NOT_APPLICABLE = "–"


class CustomerProfitabilityFigures(models.AbstractModel):
    """Figures and periods of a statement as words, in the reader's language."""

    _inherit = "customer.profitability.figures"

    def _statement_period(self):
        """(first day, last day) of what is summed up."""
        raise NotImplementedError

    def _period_text(self, first, last):
        """March 2026, or Nov 2025 – Oct 2026; days where it is not whole months."""
        return period_name(self.env, first, last)

    def _money_text(self, amount, signed=False):
        """An amount with the digits of its currency and without its symbol."""
        digits = self.currency_id[:1].decimal_places
        text = formatLang(self.env, amount or 0.0, digits=digits)
        return f"+{text}" if signed and amount > 0 else text

    def _percent_text(self, percent):
        if percent is None or percent is False:
            return NOT_APPLICABLE
        return f"{formatLang(self.env, round(percent, 1) or 0.0, digits=1)} %"

    def _quantity_text(self, quantity):
        """Up to three decimals, none where they are zero."""
        for digits in range(3):
            if round(quantity, 3) == round(quantity, digits):
                return formatLang(self.env, quantity, digits=digits)
        return formatLang(self.env, quantity, digits=3)

    def _rate_text(self, rate):
        """Four significant digits, at least two decimals and at most six."""
        size = floor(log10(abs(rate))) if rate else 1
        return formatLang(self.env, rate, digits=min(max(3 - size, 2), 6))


class CustomerProfitability(models.Model):
    _inherit = "customer.profitability"

    def _statement_period(self):
        runs_sudo = self._statement_runs()
        return min(runs_sudo.mapped("date_from")), max(runs_sudo.mapped("date_to"))


class CustomerProfitabilityYear(models.Model):
    _inherit = "customer.profitability.year"

    def _statement_period(self):
        return self.window_id.date_from, self.window_id.date_to


def period_before(first, last):
    """As many months, or days, as it has itself, directly before a period."""
    if first.day == 1 and (last + DAY).day == 1:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        return first - relativedelta(months=months), first - DAY
    return first - (last - first) - DAY, first - DAY


def period_of_last_year(first, last):
    """The same months, a year earlier."""
    year = relativedelta(years=1)
    return first - year, last + DAY - year - DAY
