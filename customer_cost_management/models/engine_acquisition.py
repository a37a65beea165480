"""What it cost to win customers, and when they have earned it back."""

from collections import defaultdict
from functools import cached_property

import numpy as np

from odoo.tools import SQL

from ..engine.value.acquisition import (
    AcquisitionSpending,
    company_acquisition_cost,
    payback,
)
from .value_acquisition_source import acquisition_costs, company_cost
from .value_sources import day_number


class CustomerAcquisition:
    """One evaluation's view of what it cost to win customers."""

    def __init__(self, behaviour):
        self.behaviour, self.sources = behaviour, behaviour.sources
        self.customers = self.sources.customers
        self._rows = acquisition_costs(self.sources)

    @cached_property
    def of_all_time(self):
        customers, _runs, costs = self._rows
        return self.sources.spread(customers, costs)

    @cached_property
    def of_window(self):
        customers, runs, costs = self._rows
        inside = np.isin(runs, self.sources.window.run_ids)
        return self.sources.spread(customers[inside], costs[inside])

    def columns(self):
        states, months = self._paybacks()
        company = np.full(len(self.customers), self._company_cost(), np.int64)
        return {
            "acquisition_cost": self.of_all_time,
            "company_acquisition_cost": company,
            "payback_state": states,
            "payback_months": months,
        }

    def _company_cost(self):
        """Of a new customer, lost pursuits included; 0 without a new customer."""
        first = self.behaviour.activity.first_days
        start = day_number(self.sources.window.start)
        total = max(company_cost(self.sources), 0)
        won = min(max(int(self.of_window[~np.isnan(first)].sum()), 0), total)
        cost, _problems = company_acquisition_cost(
            AcquisitionSpending(won, total - won, int((first >= start).sum()))
        )
        return cost.per_customer if cost else 0

    # ------------------------------------------------------------------ payback

    def _paybacks(self):
        """Of the few customers that cost something to win."""
        states = np.full(len(self.customers), "none", object)
        months = np.zeros(len(self.customers), np.int64)
        winning = np.flatnonzero(self.of_all_time > 0)
        histories = self._contributions(self.customers[winning].tolist())
        for place in winning.tolist():
            customer = int(self.customers[place])
            cost = int(self.of_all_time[place])
            figures, _problems = payback(cost, histories[customer])
            if figures is None or figures.months is None:
                states[place] = "never"
            else:
                states[place] = "expected" if figures.projected else "paid"
                months[place] = figures.months
        return states.astype(str), months

    def _contributions(self, customers):
        """{customer: contributions of his closed months from his first purchase on, without
        the cost of winning him}."""
        histories = defaultdict(list)
        if not customers:
            return histories
        spent = {
            (customer, run): cost
            for customer, run, cost in zip(*(rows.tolist() for rows in self._rows), strict=True)
        }
        first = dict(
            zip(self.customers.tolist(), self.behaviour.activity.first_days.tolist(), strict=True)
        )
        for customer, run, end, contribution in self.sources.env.execute_query(
            SQL(
                """
                SELECT statement.partner_id, run.id, run.date_to - date '2000-01-01',
                       (sum(statement.cm3) * %s)::bigint
                  FROM customer_profitability statement
                  JOIN customer_cost_run run ON run.id = statement.run_id
                 WHERE run.company_id = %s AND run.kind = 'actual'
                   AND run.state IN ('published', 'closed') AND run.date_to <= %s
                   AND statement.partner_id = ANY(%s)
              GROUP BY statement.partner_id, run.id ORDER BY run.date_from
                """,
                self.sources.minor,
                self.sources.company.id,
                self.sources.window.date_to,
                customers,
            )
        ):
            if first[customer] <= end:
                histories[customer].append(contribution + spent.get((customer, run), 0))
        return histories
