from collections import defaultdict

from odoo import api, models

from ..profit.customer_profitability_window import PUBLISHED_STATES


class CustomerProfitabilityFigures(models.AbstractModel):
    """A customer since his first statement: what he earned in all, and what winning him cost."""

    _inherit = "customer.profitability.figures"

    @api.readonly
    def get_whole_life(self):
        """His published statements summed up, by year and together.

        :return: ``since``, ``periods``, ``currency_id``, ``years`` (the fiscal years, oldest
            first), ``total``, ``acquisition`` (what is in the total), or ``None``, and ``memo``
            (beside it), or ``None``
        """
        self.ensure_one()
        self.check_access("read")
        months = self._all_months()
        if not months:
            return {"periods": 0}
        by_year = defaultdict(months.browse)
        for month in months:
            dates = self.company_id.sudo().compute_fiscalyear_dates(month.date)
            by_year[dates["date_from"], dates["date_to"]] += month
        return {
            "since": self._period_text(*months[0]._statement_period()),
            "periods": len(months.run_id),
            "currency_id": self.currency_id.id,
            "years": [
                {"label": self._fiscal_year_text(*dates), **statements._life_figures()}
                for dates, statements in sorted(by_year.items())
            ],
            "total": months._life_figures(),
            "acquisition": self._acquisition_figures(months),
            "memo": self._memo_figures(months),
        }

    def _all_months(self):
        """His published statements, the oldest first, with the reader's rights."""
        return self.env["customer.profitability"].search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("run_id", "in", self._published_run_ids()),
            ],
            order="date, id",
        )

    def _published_run_ids(self):
        # sudo: which months are published is no secret to who reads their figures
        return (
            self.env["customer.cost.run"]
            .sudo()
            .search(
                [
                    ("company_id", "=", self.company_id.id),
                    ("kind", "=", "actual"),
                    ("state", "in", PUBLISHED_STATES),
                ]
            )
            .ids
        )

    def _fiscal_year_text(self, first, last):
        years = f"{first.year}/{last.year}" if first.year != last.year else last.year
        return self.env._("Fiscal year %(year)s", year=years)

    def _life_figures(self):
        names = ("net_revenue", "cm1", "cost_to_serve", "cm3")
        figures = {name: self._summed(name) for name in names}
        return figures | {
            "periods": len(self.run_id),
            "percent": self._percent_of_revenue(figures["cm3"]),
        }

    def _acquisition_figures(self, months):
        """What it cost to win him, as his newest evaluation says."""
        value = self.value_ids[:1]
        if not value:
            return None
        cost = value.acquisition_cost
        return {
            "cost": cost,
            "without": self.currency_id.round(months._summed("cm3") + cost),
            "payback": value.payback_words or "",
        }
