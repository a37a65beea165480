"""What customers are worth, what would make them pay, and what they may cost yet."""

from functools import cached_property

import numpy as np

from ...engine.value.break_even import CustomerEconomics, break_even
from ...engine.value.credit_risk import Receivables, credit_risk
from ...engine.value.lifetime_value import (
    GUPTA_LEHMANN,
    Assumptions,
    CustomerMargins,
    lifetime_values,
)
from ...engine.value.purchase_summary import Transactions, summarise_purchases
from .engine_behaviour import result
from .value_window import MONTHS

PERCENT = 100.0


class CustomerWorth:
    """One evaluation's view of what customers are worth.

    :param behaviour: :class:`~.engine_behaviour.CustomerBehaviour`
    :param acquisition: :class:`~.engine_acquisition.CustomerAcquisition`
    """

    def __init__(self, behaviour, acquisition):
        self.behaviour, self.acquisition = behaviour, acquisition
        self.sources = behaviour.sources
        self.customers, self.sums = self.sources.customers, self.sources.sums
        self.company = self.sources.company

    def columns(self):
        return {**self._lifetime(), **self._break_even(), **self._credit()}

    # ------------------------------------------------------------------ lifetime value

    def _lifetime(self):
        values = result(lifetime_values(self._purchases(), self._margins(), self._assumptions()))
        measured = self.behaviour.retention_rate is not None
        return {
            "clv": values.values,
            "clv_method": np.full(len(self.customers), values.method),
            "clv_margin": self._margins().contributions,
            "clv_multiple": np.round(self._multiples(values), 4),
            "clv_retention_percent": self._everywhere(PERCENT * self._retention()),
            "clv_retention_measured": np.full(len(self.customers), measured),
            "clv_discount_percent": self._everywhere(self.company.customer_cost_discount_percent),
            "clv_horizon_years": np.full(
                len(self.customers), self.company.customer_cost_clv_horizon_years
            ),
            "alive_percent": np.round(PERCENT * values.probabilities_alive, 2),
            "purchase_history": values.histories,
        }

    def _purchases(self):
        places, days, net, _total, _refund, _terms = self.sources.documents
        rows = Transactions(self.customers[places], days, net)
        return result(summarise_purchases(rows, self.behaviour.as_of))

    def _margins(self):
        """Of twelve months, whatever number of them is closed; without the cost of winning."""
        year = MONTHS / self.sources.window.months
        earned = self.sums["cm3"] + self.acquisition.of_window
        return CustomerMargins(
            self.customers,
            np.rint(earned * year).astype(np.int64),
            np.rint(self.sums["net_revenue"] * year).astype(np.int64),
        )

    def _assumptions(self):
        years = self.company.customer_cost_clv_horizon_years
        return Assumptions(
            # at exactly 0 the engine's closed formula has no value; its limit does
            discount_rate=max(self.company.customer_cost_discount_percent / PERCENT, 1e-6),
            retention_rates=self._retention(),
            multiple_years=years,
            horizon_months=MONTHS * years,
        )

    def _retention(self):
        """As measured, else as the company assumes."""
        measured = self.behaviour.retention_rate
        if measured is None:
            return self.company.customer_cost_retention_percent / PERCENT
        return measured

    def _multiples(self, values):
        """CLV ÷ yearly contribution, also where models found the CLV."""
        if values.method == GUPTA_LEHMANN:
            return values.multiples
        margins = self._margins().contributions
        return np.where(margins != 0, values.values / np.where(margins != 0, margins, 1), np.nan)

    def _everywhere(self, number):
        return np.full(len(self.customers), round(number, 4))

    # ------------------------------------------------------------------ break-even

    def _break_even(self):
        """One customer at a time: whole numbers that may be larger than numpy's."""
        sums = self.sums
        orders = self.sources.count_documents(credit_notes=False).sum(axis=1)
        rows = zip(
            sums["net_revenue"].tolist(),
            sums["cm1"].tolist(),
            (sums["cm1"] - sums["cm2"]).tolist(),
            (sums["cm2"] - sums["cm3"]).tolist(),
            orders.tolist(),
            strict=True,
        )
        figures = [result(break_even(CustomerEconomics(*row))) for row in rows]
        sold = sums["net_revenue"] > 0
        found = np.array([f.net_revenue is not None for f in figures], bool)
        return {
            "break_even_state": np.select([~sold, found], ["no_revenue", "found"], "no_volume"),
            "break_even_revenue": _money(f.net_revenue for f in figures),
            "break_even_price_percent": np.array(
                [np.nan if f.price_rise_percent is None else f.price_rise_percent for f in figures]
            ).round(4),
            "minimum_order_known": np.array(
                [f.minimum_order_size is not None for f in figures], bool
            ),
            "minimum_order": _money(f.minimum_order_size for f in figures),
        }

    # ------------------------------------------------------------------ credit

    @cached_property
    def risk(self):
        sales, lengths = self.sources.month_sales
        balances, overdue = self.sources.receivables
        return result(
            credit_risk(
                Receivables(
                    self.customers,
                    balances,
                    overdue,
                    self.sources.credit_limits,
                    self.sources.terms_days,
                    sales,
                    lengths,
                )
            )
        )

    def _credit(self):
        balances, overdue = self.sources.receivables
        unknown = np.isnan(self.risk.dso_days)
        return {
            "receivable": balances,
            "overdue": overdue,
            "dso_days": np.round(self.risk.dso_days, 1),
            "dso_state": np.select(
                [unknown, self.risk.at_least], ["unknown", "at_least"], "measured"
            ),
            "terms_days": self.sources.terms_days,
            "credit_limit": self.sources.credit_limits,
            "credit_level": self.risk.levels,
        }


def _money(amounts):
    """Amounts as int64, 0 where there is none; beyond every amount at the largest one."""
    from ...engine.money import MAXIMUM_AMOUNT

    return np.array([min(amount or 0, MAXIMUM_AMOUNT) for amount in amounts], np.int64)
