from dataclasses import dataclass, replace
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.exceptions import UserError

from ..profit.customer_profitability_window import PUBLISHED_STATES
from ..run.chosen_period import LAST_MONTH, LAST_TWELVE, ChosenPeriod

#: Who may see what is computed and not published.
ESTIMATE_GROUPS = (
    "customer_cost_management.group_cost_accountant",
    "customer_cost_management.group_auditor",
)


@dataclass(frozen=True)
class ChosenRuns:
    """The runs whose statements are shown, and those they are compared with.

    ``windows``: the years kept summed up that are the sums of the same runs, if any.
    ``companies``: of which every run has its counterpart ``months_back`` months before.
    """

    ids: tuple
    windows: tuple
    compared: tuple
    companies: tuple
    months_back: int
    by_month: bool

    def nothing(self):
        return replace(self, ids=(0,))


class CustomerProfitabilityPeriod(models.Model):
    """Which runs the chosen period is, from the context.

    ==========================  ==================================================
    ``customer_cost_period``    see :mod:`.chosen_period`; last twelve months
    ``customer_cost_compare``   ``previous`` (default), ``year`` or ``none``
    ``customer_cost_grain``     ``month``: one row per month; else one per period
    ``customer_cost_estimate``  computed months count where nothing is published
    ==========================  ==================================================
    """

    _inherit = "customer.profitability.period"

    def _chosen_period(self):
        token = self.env.context.get("customer_cost_period")
        try:
            period = ChosenPeriod.from_token(token)
        except (ValueError, AttributeError) as error:
            raise UserError(
                self.env._(
                    "“%(period)s” is no period. Choose one beside the search bar.", period=token
                )
            ) from error
        return period if period.kind != LAST_MONTH else self._last_month()

    def _last_month(self):
        """The last published month of the reader's company; without any the twelve months."""
        runs = self._runs_in_force().get(self.env.company.root_id)
        return ChosenPeriod("month", max(runs).replace(day=1)) if runs else ChosenPeriod()

    def _chosen(self):
        """:return: :class:`ChosenRuns` of all companies the reader works in"""
        period = self._chosen_period()
        by_month = self.env.context.get("customer_cost_grain") == "month"
        months_back = self._months_back(period)
        ids, compared, companies = [], [], []
        for company, runs in self._runs_in_force().items():
            within = self._runs_within(company, runs, period)
            ids += within.ids
            before = [runs.get(run.date_from - relativedelta(months=months_back)) for run in within]
            if months_back and within and all(before):
                companies.append(company.id)
                compared += [run.id for run in before]
        return ChosenRuns(
            ids=tuple(ids),
            windows=() if by_month else self._windows_of(period),
            compared=tuple(compared),
            companies=tuple(companies),
            months_back=months_back,
            by_month=by_month,
        )

    def _months_back(self, period):
        """How many months before the period the one compared with begins; 0 for none."""
        compare = self.env.context.get("customer_cost_compare") or "previous"
        return {"previous": period.months, "year": 12}.get(compare, 0)

    def _runs_in_force(self):
        """{company: {first day: run}}: what counts of each month of the reader's companies."""
        states = [*PUBLISHED_STATES, *(["computed"] if self._with_estimates() else [])]
        # sudo: which months are published is no secret to who reads their figures
        runs_sudo = (
            self.env["customer.cost.run"]
            .sudo()
            .search_fetch(
                [
                    ("company_id", "in", self.env.companies.root_id.ids),
                    ("kind", "=", "actual"),
                    ("state", "in", states),
                ],
                ["company_id", "date_from", "date_to", "state", "version"],
            )
        )
        in_force = {}
        # what is published comes last, and of two estimates the newer one
        for run in runs_sudo.sorted(lambda run: (run.state != "computed", run.version)):
            in_force.setdefault(run.company_id, {})[run.date_from] = run
        return in_force

    def _with_estimates(self):
        return bool(self.env.context.get("customer_cost_estimate")) and self._may_estimate()

    def _may_estimate(self):
        return any(self.env.user.has_group(group) for group in ESTIMATE_GROUPS)

    def _runs_within(self, company, runs, period):
        if not runs:
            return self.env["customer.cost.run"].sudo()
        first, last = self._days_of(company, runs, period)
        within = [run for day, run in sorted(runs.items()) if first <= day <= last]
        return self.env["customer.cost.run"].sudo().concat(*within)

    def _days_of(self, company, runs, period):
        """First and last day of a period of a company that has runs."""
        if period.kind == "year":
            dates = company.compute_fiscalyear_dates(period.first)
            return dates["date_from"], dates["date_to"]
        if period.kind != LAST_TWELVE:
            return period.days()
        last = max(run.date_to for run in runs.values())
        return last + timedelta(days=1) - relativedelta(years=1), last

    def _windows_of(self, period):
        """Ids of the years kept summed up that are the period, unless estimates are added."""
        if self._with_estimates() or period.kind not in ("year", LAST_TWELVE):
            return ()
        domain = [("company_id", "in", self.env.companies.root_id.ids)]
        if period.kind == LAST_TWELVE:
            domain.append(("kind", "=", "last_twelve"))
        else:
            day = period.first
            domain += [
                ("kind", "=", "fiscal_year"),
                ("date_from", "<=", day),
                ("date_to", ">=", day),
            ]
        # sudo: which months are published is no secret to who reads their figures
        return self.env["customer.profitability.window"].sudo().search(domain)._ids
