from odoo import api, fields, models
from odoo.tools import SQL

from ...engine.budget.deductibility import Deductibility, YearCost, deductibility, rates_on
from ...engine.budget.forecast import forecast
from ...engine.problem import Problem
from ..platform.approval_seal import amount_in_minor_units, amount_of_minor_units


class CustomerCostDeductibility(models.Model):
    """What of a year's classes is accepted, today and at its end; the engine decides."""

    _inherit = "customer.cost.deductibility"

    @api.depends("actual", "committed")
    def _compute_accepted(self):
        self.check_access("read")
        all_classes = self.search(
            [
                ("company_id", "in", self.company_id.ids),
                ("date_from", "in", self.mapped("date_from")),
            ]
        )
        by_year = all_classes.grouped(lambda row: (row.company_id, row.date_from, row.date_to))
        sales = self._sales_of(list(by_year))
        for year, rows in by_year.items():
            of_class = {row.tax_class: row for row in rows}
            figures = self._accepted(year, of_class, sales[year])
            for row in rows & self:
                row.update(figures[row.tax_class])

    @api.model
    def _accepted(self, year, rows, sales):
        """{tax class: values of its computed fields}.

        :param rows: {tax class: its row}
        """
        company, first, last = year
        currency = company.currency_id
        elapsed, months = self._elapsed(first, last)
        used = {
            name: max(amount_in_minor_units(row.actual + row.committed, currency), 0)
            for name, row in rows.items()
        }
        later = {name: forecast(0, amount, elapsed, months).amount for name, amount in used.items()}
        sold = max(amount_in_minor_units(sales, currency), 0)
        today = self._judge_year(company, last, sold, used)
        end = self._judge_year(company, last, forecast(0, sold, elapsed, months).amount, later)
        words = {}
        for name, amount in used.items():
            refused, refused_later = _refused(today, name), _refused(end, name)
            minor = {
                "deductible": amount - refused,
                "not_deductible": refused,
                "tax_effect": today.tax_effect if name == "entertainment" else 0,
                "forecast": later[name],
                "forecast_not_deductible": refused_later,
            }
            words[name] = {
                field: amount_of_minor_units(value, currency) for field, value in minor.items()
            } | {"sales": sales}
        return words

    @api.model
    def _judge_year(self, company, last, sales, cost):
        # sudo: the rates of a law are no secret to who reads what follows from them
        rates = self.env["customer.cost.deduction.rate"].sudo()
        known = [r._engine_rates() for r in rates.search([("company_id", "=", company.id)])]
        rate = rates_on(last, known)
        if isinstance(rate, Problem):
            return Deductibility()
        return deductibility(YearCost(sales, cost["entertainment"], cost["promotion"]), rate)

    @api.model
    def _elapsed(self, first, last):
        """Months begun and months of a fiscal year."""
        today = min(fields.Date.context_today(self), last)
        return _months(first, today), _months(first, last)

    @api.model
    def _sales_of(self, years):
        """{year: net revenue}, by the roles of the accounts on the day of each item."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT year.root_id, year.date_from, -sum(line.balance)
                  FROM unnest(%(roots)s::int[], %(starts)s::date[], %(ends)s::date[])
                       AS year(root_id, date_from, date_to)
                  JOIN res_company root ON root.id = year.root_id
                  JOIN res_company company ON company.parent_path LIKE root.parent_path || '%%'
                  JOIN customer_cost_account_role role ON role.company_id = year.root_id
                   AND role.active AND role.role IN ('revenue', 'deduction')
                  JOIN account_move_line line ON line.account_id = role.account_id
                   AND line.company_id = company.id AND line.parent_state = 'posted'
                   AND line.date BETWEEN year.date_from AND year.date_to
                   AND line.date BETWEEN COALESCE(role.date_from, '-infinity')
                                     AND COALESCE(role.date_to, 'infinity')
                  JOIN account_move move ON move.id = line.move_id
                 WHERE NOT %(is_closing)s
              GROUP BY 1, 2
                """,
                roots=[company.id for company, _first, _last in years],
                starts=[first for _company, first, _last in years],
                ends=[last for _company, _first, last in years],
                is_closing=self._sql_is_closing(years),
            )
        )
        found = {(root_id, first): float(amount) for root_id, first, amount in rows}
        return {year: found.get((year[0].id, year[1]), 0.0) for year in years}


def _refused(result, tax_class):
    """What is not accepted this year of a class; minor units."""
    return {
        "entertainment": result.not_deductible,
        "promotion": result.promotion_carried_forward,
    }.get(tax_class, 0)


def _months(first, last):
    return (last.year - first.year) * 12 + last.month - first.month + 1
