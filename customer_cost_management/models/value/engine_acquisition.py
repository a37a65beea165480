"""What it cost to win customers, and when they have earned it back."""

from collections import defaultdict
from functools import cached_property

import numpy as np

from odoo.tools import SQL

from ...engine.value.acquisition import (
    AcquisitionSpending,
    company_acquisition_cost,
    payback,
)
from ...engine.value.life_cycle import StageRules
from .value_acquisition_source import (
    BEFORE_CM2,
    acquisition_costs,
    company_cost,
    relationship_costs,
)
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
        states, months, costs = self._paybacks()
        company = np.full(len(self.customers), self._company_cost(), np.int64)
        return {
            "acquisition_cost": self.of_all_time,
            "company_acquisition_cost": company,
            "payback_cost": costs,
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
        """Of the few customers that cost something to win: state, months, what is to be earned
        back.

        CM2 earns it back: what customers are sold pays for winning them before it pays for
        keeping them.  So what was spent on the relationship while they were new is counted with
        the cost of winning them, not against what they earn.
        """
        states = np.full(len(self.customers), "none", object)
        months = np.zeros(len(self.customers), np.int64)
        costs = np.zeros(len(self.customers), np.int64)
        winning = np.flatnonzero(self.of_all_time > 0)
        costs[winning] = (self.of_all_time + self._relationship_while_new())[winning]
        histories = self._contributions(self.customers[winning].tolist())
        for place in winning.tolist():
            figures, _problems = payback(int(costs[place]), histories[int(self.customers[place])])
            if figures is None or figures.months is None:
                states[place] = "never"
            else:
                states[place] = "expected" if figures.projected else "paid"
                months[place] = figures.months
        return states.astype(str), months, costs

    def _relationship_while_new(self):
        """Relationship cost of each customer until he was new no more, never below zero."""
        customers, runs, costs = relationship_costs(self.sources)
        known = np.isin(customers, self.customers)
        customers, runs, costs = customers[known], runs[known], costs[known]
        ends = self._ends_of_runs()
        end = np.array([ends[run] for run in runs.tolist()], np.float64)
        first = self.behaviour.activity.first_days[np.searchsorted(self.customers, customers)]
        new = ~(end - first >= StageRules().new_for_days)  # who never bought is still new
        return np.maximum(self.sources.spread(customers[new], costs[new]), 0)

    def _ends_of_runs(self):
        """{run: number of its last day}"""
        rows = self.sources.env.execute_query(
            SQL(
                "SELECT id, date_to - date '2000-01-01' FROM customer_cost_run "
                "WHERE company_id = %s",
                self.sources.company.id,
            )
        )
        return dict(rows)

    def _contributions(self, customers):
        """{customer: CM2 of his closed months from his first purchase on, without the cost of
        winning him}."""
        histories = defaultdict(list)
        if not customers:
            return histories
        rows = acquisition_costs(self.sources, BEFORE_CM2)
        spent = defaultdict(int)
        for customer, run, cost in zip(*(column.tolist() for column in rows), strict=True):
            spent[customer, run] += cost
        first = dict(
            zip(self.customers.tolist(), self.behaviour.activity.first_days.tolist(), strict=True)
        )
        for customer, run, end, contribution in self.sources.env.execute_query(
            self._sql_contributions(customers)
        ):
            if first[customer] <= end:
                histories[customer].append(contribution + spent[customer, run])
        return histories

    def _sql_contributions(self, customers):
        return SQL(
            """
            SELECT statement.partner_id, run.id, run.date_to - date '2000-01-01',
                   (sum(statement.cm2) * %s)::bigint
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
