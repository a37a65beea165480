from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ..platform.month_name import in_words
from ..platform.word_list import word_list
from ..run.chosen_period import LAST_TWELVE, ChosenPeriod, last_day, months_between, quarter_of

#: Months without a published run that are named one by one.
NAMED_MONTHS = 2


class CustomerProfitabilityPeriod(models.Model):
    """The period picker: what it shows, what it offers, where its arrows lead."""

    _inherit = "customer.profitability.period"

    @api.model
    @api.readonly
    def get_period(self):
        """The chosen period of the reader's company in words, and the others to choose from.

        :return: ``token``, ``label``, ``compared`` (label, or ``False`` where nothing is
            compared), ``comparable``, ``previous`` and ``next`` (tokens or ``False``),
            ``choices`` and ``months`` ({token or day, label}), ``missing``, ``may_estimate``,
            ``published``
        """
        self.check_access("read")
        company = self.env.company.root_id
        period = self._chosen_period()
        runs = self._runs_in_force().get(company) or {}
        page = {
            "token": period.token,
            "label": self._period_label(company, period),
            "compare": self.env.context.get("customer_cost_compare") or "previous",
            "may_estimate": self._may_estimate(),
            "estimate": self._with_estimates(),
            "published": bool(runs),
        }
        if not runs:
            return (
                page
                | dict.fromkeys(("compared", "comparable", "previous", "next"), False)
                | {
                    "choices": [],
                    "months": [],
                    "missing": "",
                }
            )
        first, last = self._days_of(company, runs, period)
        return page | {
            "first": fields.Date.to_string(first.replace(day=1)),
            "last": fields.Date.to_string(last.replace(day=1)),
            "compared": self._compared_label(period, first, last),
            "comparable": company.id in self._chosen().companies,
            **self._arrows(company, runs, period),
            "choices": self._choices(company, runs),
            "months": self._months_to_choose(runs),
            "missing": self._missing_words(runs, period, first, last),
        }

    # ------------------------------------------------------------------ in words

    def _period_label(self, company, period):
        if period.kind == LAST_TWELVE:
            return self.env._("Last 12 months")
        if period.kind == "year":
            dates = company.compute_fiscalyear_dates(period.first)
            first, last = dates["date_from"].year, dates["date_to"].year
            return self.env._(
                "Fiscal year %(year)s", year=last if first == last else f"{first}/{last}"
            )
        first, last = period.days()
        if period.kind == "quarter" and first == quarter_of(first):
            return self._skeleton("yQQQ", first)
        return self._months_label(first, last)

    def _months_label(self, first, last):
        if months_between(first, last) == 0:
            return self._skeleton("yMMMM", first)
        return f"{self._skeleton('yMMM', first)} – {self._skeleton('yMMM', last)}"

    def _compared_label(self, period, first, last):
        back = self._months_back(period)
        if not back:
            return False
        moved = relativedelta(months=back)
        return self._months_label(first - moved, last - moved)

    def _skeleton(self, skeleton, day):
        return in_words(self.env, skeleton, day)

    def _missing_words(self, runs, period, first, last):
        """Ended months of the period without figures that count, from the first that has any."""
        ended = fields.Date.context_today(self).replace(day=1) - timedelta(days=1)
        last = ended if period.kind == LAST_TWELVE else min(last, ended)
        covered = {
            run.date_from.replace(day=1) + relativedelta(months=place)
            for run in runs.values()
            for place in range(months_between(run.date_from, run.date_to) + 1)
        }
        first = max(first.replace(day=1), min(covered))
        months = (
            first + relativedelta(months=place) for place in range(months_between(first, last) + 1)
        )
        missing = [month for month in months if month not in covered]
        if not missing:
            return ""
        if len(missing) > NAMED_MONTHS:
            return self.env._("%(count)s months not published", count=len(missing))
        return self.env._(
            "%(months)s not published",
            months=word_list(self.env, [self._skeleton("yMMMM", month) for month in missing]),
        )

    # ------------------------------------------------------------------ other periods

    def _arrows(self, company, runs, period):
        """Tokens of the period before and after, where something is published."""
        first, last = self._days_of(company, runs, period)
        earliest, latest = min(runs), max(run.date_to for run in runs.values())
        if period.kind == LAST_TWELVE:
            period = ChosenPeriod("custom", first, last)
        return {
            "previous": period.moved(-period.months).token if first > earliest else False,
            "next": period.moved(period.months).token if last < latest else False,
        }

    def _choices(self, company, runs):
        """Of each kind the last one with figures; the arrows lead to those before."""
        latest = max(run.date_to for run in runs.values())
        month = latest.replace(day=1)
        year = company.compute_fiscalyear_dates(latest)["date_from"]
        periods = (
            ChosenPeriod(),
            ChosenPeriod("month", month),
            ChosenPeriod("quarter", quarter_of(month)),
            ChosenPeriod("year", year),
        )
        return [
            {"token": each.token, "kind": each.kind, "label": self._period_label(company, each)}
            for each in periods
        ]

    def _months_to_choose(self, runs):
        """First and last day of each month from the first published one, the newest first."""
        earliest, latest = min(runs), max(run.date_to for run in runs.values())
        months = (
            latest.replace(day=1) - relativedelta(months=place)
            for place in range(months_between(earliest, latest) + 1)
        )
        return [
            {
                "first": fields.Date.to_string(month),
                "last": fields.Date.to_string(last_day(month)),
                "label": self._skeleton("yMMMM", month),
            }
            for month in months
        ]
