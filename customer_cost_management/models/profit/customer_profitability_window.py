from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..platform.month_name import month_name

#: States of the runs whose figures everybody with profit rights sees.
PUBLISHED_STATES = ("published", "closed")
YEAR_KINDS = [("fiscal_year", "Fiscal year"), ("last_twelve", "Last 12 published months")]


@dataclass(frozen=True)
class Year:
    """Twelve months that are summed up: which, and the runs published in them."""

    kind: str
    date_from: date
    date_to: date
    runs: frozenset

    @property
    def key(self):
        """What stays when months are added: there is one last year, and one of each other."""
        return (self.kind, self.kind == "fiscal_year" and self.date_from)


class CustomerProfitabilityWindow(models.Model):
    """A year whose customers' figures are kept summed up: fiscal years, and the last one.

    *Last 12 published months* are the twelve months that end with the last published one;
    a month among them that is not published is missing, and ``run_count`` says so.  A
    fiscal year takes the runs that begin in it.  Other periods are grouped from the
    statements of the runs.
    """

    _name = "customer.profitability.window"
    _description = "Year of Customer Profitability"
    _inherit = ["customer.cost.frozen"]
    _order = "kind desc, date_from desc, id"
    _log_access = False

    company_id = fields.Many2one("res.company", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(YEAR_KINDS, required=True)
    date_from = fields.Date(required=True)
    date_to = fields.Date(required=True)
    run_ids = fields.Many2many(
        "customer.cost.run",
        "customer_profitability_window_run_rel",
        "window_id",
        "run_id",
        string="Runs",
        groups="customer_cost_management.group_cost_accountant,"
        "customer_cost_management.group_auditor",
        help="Published runs that are summed up in this year.",
    )
    run_count = fields.Integer("Published periods", help="How many published runs are in it.")

    _last_twelve_unique = models.UniqueIndex(
        "(company_id) WHERE kind = 'last_twelve'",
        "Somebody else publishes figures of this company. Try again.",
    )
    _fiscal_year_unique = models.UniqueIndex(
        "(company_id, date_from) WHERE kind = 'fiscal_year'",
        "Somebody else publishes figures of this company. Try again.",
    )

    @api.depends("kind", "date_from", "date_to")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for window in self:
            first, last = window.date_from, window.date_to
            if not (first and last):
                window.display_name = ""
            elif window.kind == "last_twelve":
                window.display_name = self.env._(
                    "12 months to %(month)s",
                    month=month_name(self.env, last),
                )
            else:
                year = f"{first.year}/{last.year}" if first.year != last.year else last.year
                window.display_name = self.env._("Fiscal year %(year)s", year=year)

    # ------------------------------------------------------------------ keeping them

    @api.model
    def _sync(self, company):
        """Bring the years of a company to what is published now, whatever happened before.

        Only customers of runs that came or went are written.  The years are locked first:
        of two who publish at once, the second is run again by Odoo.
        """
        self.env.flush_all()
        existing = {window._as_year().key: window for window in self._lock(company)}
        years = {}
        for year in self._published_years(company):
            window = existing.pop(year.key, None) or self._start(company, year)
            years[window] = year
        self._move_to(years)
        for window in existing.values():
            window._forget()
        self.env.invalidate_all()

    def _lock(self, company):
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM customer_profitability_window WHERE company_id = %s "
                "ORDER BY id FOR UPDATE",
                company.id,
            )
        )
        # sudo: years are written by publishing alone, never by a user
        return self.sudo().browse(row[0] for row in rows)

    def _as_year(self):
        return Year(self.kind, self.date_from, self.date_to, self._summed_runs())

    def _published_years(self, company):
        """The years that something is published in."""
        runs = self._published_runs(company)
        years = defaultdict(set)
        for run in runs:
            dates = company.compute_fiscalyear_dates(run.date_from)
            years[dates["date_from"], dates["date_to"]].add(run.id)
        result = [Year("fiscal_year", *dates, frozenset(ids)) for dates, ids in years.items()]
        if runs:
            last = max(runs.mapped("date_to"))
            first = last + timedelta(days=1) - relativedelta(years=1)
            within = runs.filtered(lambda run: run.date_from >= first)
            result.append(Year("last_twelve", first, last, frozenset(within.ids)))
        return result

    def _published_runs(self, company):
        # sudo: who publishes in one branch publishes for the company
        return (
            self.env["customer.cost.run"]
            .sudo()
            .search_fetch(
                [
                    ("company_id", "=", company.id),
                    ("kind", "=", "actual"),
                    ("state", "in", PUBLISHED_STATES),
                ],
                ["date_from", "date_to"],
            )
        )

    def _start(self, company, year):
        # sudo: years are written by publishing alone, never by a user
        return self.sudo().create(
            {
                "company_id": company.id,
                "kind": year.kind,
                "date_from": year.date_from,
                "date_to": year.date_to,
            }
        )

    def _move_to(self, years):
        """Add the runs that came, take away those that went, and say what the years are now.

        :param years: {window: its year}.  Those in which the same changes are written at once
        """
        # sudo: years are written by publishing alone, never by a user
        windows_of = defaultdict(self.sudo().browse)
        for window, year in years.items():
            summed = window._summed_runs()
            windows_of[year.runs - summed, summed - year.runs] += window
        for (added, removed), windows in windows_of.items():
            if added or removed:
                windows._patch(added, removed)
            for window in windows:
                window._note(years[window], added, removed)
                if added or removed:
                    window._check_contribution()

    def _note(self, year, added, removed):
        """In SQL, because results of runs are written by nobody through the ORM."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_profitability_window
                   SET date_from = %s, date_to = %s, run_count = %s WHERE id = %s
                """,
                year.date_from,
                year.date_to,
                len(year.runs),
                self.id,
            )
        )
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM customer_profitability_window_run_rel
                 WHERE window_id = %s AND run_id = ANY(%s)
                """,
                self.id,
                list(removed),
            )
        )
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO customer_profitability_window_run_rel (window_id, run_id)
                SELECT %s, unnest(%s::int[])
                """,
                self.id,
                list(added),
            )
        )

    def _summed_runs(self):
        """Ids of the runs that are in the sums."""
        rows = self.env.execute_query(
            SQL(
                "SELECT run_id FROM customer_profitability_window_run_rel WHERE window_id = %s",
                self.id,
            )
        )
        return frozenset(row[0] for row in rows)

    def _forget(self):
        """Nothing is published in it any more; its customers go with it."""
        for table, column in (
            ("customer_profitability_year", "window_id"),
            ("customer_profitability_window", "id"),
        ):
            self.env.cr.execute(
                SQL(
                    "DELETE FROM %s WHERE %s = %s",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    self.id,
                )
            )
