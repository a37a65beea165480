"""What customers do: rhythm, stage, scores, decline, place in the quadrants."""

from functools import cached_property

import numpy as np

from ...engine.value.decline_warning import MonthlyFigures, decline_warnings
from ...engine.value.life_cycle import RevenueGrowth, life_cycle_stages
from ...engine.value.pareto import pareto_classes
from ...engine.value.purchase_activity import Invoices, purchase_activity
from ...engine.value.quadrant import ServiceFigures, SplitLines, place_in_quadrants
from ...engine.value.retention import retention
from ...engine.value.rfm import CustomerActivity, rfm_scores
from ...engine.value.trend import monthly_trends
from .value_sources import EPOCH, day_number

DAYS_PER_YEAR = 365
#: Mann–Kendall z beyond which a trend is not chance, 5 % on one side.
NOT_CHANCE = 1.645


def result(answer):
    """The figures of an engine's answer; figures that contradict themselves are a bug."""
    figures, problems = answer
    if figures is None:
        raise ValueError(f"Value of customers cannot be computed: {problems}")
    return figures


class CustomerBehaviour:
    """One evaluation's view of what customers do.

    :param sources: :class:`~.value_sources.ValueSources`
    """

    def __init__(self, sources):
        self.sources = sources
        self.customers, self.sums = sources.customers, sources.sums
        self.as_of = day_number(sources.window.date_to)

    @cached_property
    def invoices(self):
        places, days, _net, _total, refund, _terms = self.sources.documents
        return Invoices(places[refund == 0], days[refund == 0], len(self.customers))

    @cached_property
    def activity(self):
        return result(purchase_activity(self.invoices, self.as_of))

    def columns(self):
        return {
            **self._rhythm(),
            **self._trend(),
            **self._scores(),
            **self._quadrant(),
            "order_count": self.sources.count_documents(credit_notes=False).sum(axis=1),
        }

    def _rhythm(self):
        activity, sources = self.activity, self.sources
        growth = RevenueGrowth(self.customers, self.sums["net_revenue"], sources.previous_revenue)
        return {
            "stage": result(life_cycle_stages(activity, growth)),
            "first_purchase": _dates(activity.first_days),
            "last_purchase": _dates(activity.last_days),
            "purchase_count": activity.purchase_days,
            "median_gap": activity.median_gaps,
            "days_allowed": activity.allowances,
            "is_buying": activity.active,
        }

    def _trend(self):
        """Steady where three months cannot say."""
        contributions = self.sources.monthly[1]
        if contributions.shape[1] < 2:
            zeros = np.zeros(len(self.customers), np.int64)
            return {"trend": zeros, "trend_direction": np.full(len(zeros), "flat")}
        trends = monthly_trends(contributions)
        rising, falling = trends.z >= NOT_CHANCE, trends.z <= -NOT_CHANCE
        return {
            "trend": np.rint(trends.slopes).astype(np.int64),
            "trend_direction": np.select([rising, falling], ["up", "down"], "flat"),
        }

    def _scores(self):
        """R, F and M of who ever bought; 0 for the others and for fewer than five."""
        columns = {
            f"{name}_score": np.zeros(len(self.customers), np.int64)
            for name in ("recency", "frequency", "monetary")
        }
        bought = np.flatnonzero(self.activity.purchase_days > 0)
        scores, _problems = rfm_scores(
            CustomerActivity(
                self.customers[bought],
                self.as_of - self.activity.last_days[bought],
                self._purchases_in_window()[bought],
                self.sums["net_revenue"][bought],
            )
        )
        if scores is not None:
            for name, values in columns.items():
                values[bought] = getattr(scores, name.removesuffix("_score"))
        classes = result(pareto_classes(self.customers, self.sums["net_revenue"]))
        return columns | {"abc_class": classes}

    def _purchases_in_window(self):
        """Days with an invoice in the window."""
        start = day_number(self.sources.window.start)
        inside = (self.invoices.days >= start) & (self.invoices.days <= self.as_of)
        pairs = np.stack([self.invoices.customers[inside], self.invoices.days[inside]])
        return np.bincount(np.unique(pairs, axis=1)[0], minlength=len(self.customers))

    @cached_property
    def retention_rate(self):
        """Customers of a year ago who still buy, 0 to 1, or ``None`` where nobody did."""
        kept = result(retention(self.invoices, self.as_of - DAYS_PER_YEAR, self.as_of))
        return kept.rate

    # ------------------------------------------------------------------ decline

    @cached_property
    def warnings(self):
        revenue, contribution, _stated = self.sources.monthly
        figures = MonthlyFigures(
            self.customers,
            revenue,
            contribution,
            self.sources.count_documents(credit_notes=False),
            self.sources.count_documents(credit_notes=True),
        )
        return result(decline_warnings(figures, self.activity))

    # ------------------------------------------------------------------ advice

    def _quadrant(self):
        sums = self.sums
        figures = ServiceFigures(
            self.customers,
            sums["net_revenue"],
            sums["cm1"],
            sums["cm1"] - sums["cm2"],
            sums["cm2"] - sums["cm3"],
            sums["net_revenue"] - sums["avoidable"],
            self._repricing_tried(),
        )
        placed = result(place_in_quadrants(figures, split_lines(self.sources.company)))
        return {
            "cm1_percent": np.round(placed.product_margin_percents, 4),
            "cost_to_serve_percent": np.round(placed.cost_to_serve_percents, 4),
            "quadrant": placed.quadrants,
            "action": placed.actions,
        }

    def _repricing_tried(self):
        """Customers whose prices somebody tried to raise: told by the value model."""
        tried = self.sources.env["customer.value"]._repricing_tried(self.sources.company)
        return np.isin(self.customers, list(tried))


def split_lines(company):
    """Where the quadrants meet by the company's settings; ``None``: at the medians."""
    if company.customer_cost_quadrant_split != "fixed":
        return None
    return SplitLines(
        company.customer_cost_quadrant_margin_percent,
        company.customer_cost_quadrant_service_percent,
    )


def _dates(numbers):
    """Day numbers as dates; NaN is none."""
    known = ~np.isnan(numbers)
    dates = np.full(len(numbers), np.datetime64("NaT", "D"))
    dates[known] = EPOCH + numbers[known].astype(np.int64)
    return dates
