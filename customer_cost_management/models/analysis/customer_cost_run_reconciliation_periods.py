from odoo import models

from ..run.chosen_period import ChosenPeriod, quarter_of

#: So many quarters are offered, and so many fiscal years.
QUARTERS, YEARS = 4, 3


class CustomerCostRun(models.Model):
    """Quarters and fiscal years on the page that proves the figures, as the period picker names
    them."""

    _inherit = "customer.cost.run"

    def _periods_to_reconcile(self):
        """And the last quarters and fiscal years with several runs."""
        runs = self._in_force()
        # sudo: when a fiscal year ends is no secret to who reads its runs
        company_sudo = runs.company_id.sudo()
        quarters = runs.grouped(lambda run: ChosenPeriod("quarter", quarter_of(run.date_from)))
        years = runs.grouped(
            lambda run: ChosenPeriod(
                "year", company_sudo.compute_fiscalyear_dates(run.date_from)["date_from"]
            )
        )
        offered = [*list(quarters.items())[: -QUARTERS - 1 : -1]]
        offered += list(years.items())[: -YEARS - 1 : -1]
        return super()._periods_to_reconcile() + [
            {"ids": each.ids, "label": each._label_of_named(period)}
            for period, each in offered
            if len(each) > 1
        ]

    def _label_of_named(self, period):
        """The name of a quarter or fiscal year, and how many of its runs there are."""
        periods = self.env["customer.profitability.period"]
        # sudo: a fiscal year is named by its company's dates, which are no secret
        return self.env._(
            "%(period)s · %(count)s runs",
            period=periods._period_label(self.company_id.sudo(), period),
            count=len(self),
        )
