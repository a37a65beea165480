from odoo import api, models
from odoo.exceptions import UserError

from ..profit.customer_profitability_figures import PARTS
from .customer_profitability_period_columns import in_units

#: Figures that customers may be ranked by, and those of the second line.
RANKED_BY = ("cm3", "cm1")
SECOND_LINES = ("net_revenue", "cost_to_serve")


class CustomerProfitabilityPeriod(models.Model):
    """The whale curve of the customers of a period."""

    _inherit = "customer.profitability.period"

    @api.model
    @api.readonly
    def get_whale_curve(self, domain, points=600, ranked_by="cm3", second="net_revenue"):
        """What the best customers of the chosen period earn together, and what the others eat.

        :param domain: rows of one company; of them, the customers that the reader may see
        :param points: how many at most; the first customer, the peak, the last one before
            each change of sign and the last of all are always among them
        :param ranked_by: one of :data:`RANKED_BY`
        :param second: one of :data:`SECOND_LINES`, added up over the same ranks
        :return: without customers :meth:`_why_no_figures`; else the points
            (:meth:`_whale_points`), the totals (:func:`_totals`) and what the engine remarks;
            amounts in currency
        """
        from ...engine.value.whale import CustomerProfits, whale_curve

        self._check_whale_choices(ranked_by, second)
        names = {ranked_by, second, "net_revenue", "partner_id", "tier_id"}
        company_sudo, columns = self._period_columns(domain, names)
        if not company_sudo:
            return self._why_no_figures()
        seconds = columns[second]
        percent = company_sudo.customer_cost_near_zero_percent
        curve, problems = whale_curve(
            CustomerProfits(columns["id"], columns[ranked_by], columns["net_revenue"]), percent
        )
        return {
            "currency_id": company_sudo.currency_id.id,
            "chinese_units": company_sudo.customer_cost_chinese_units,
            "near_zero_percent": percent,
            "remarks": [problem.code for problem in problems],
            "points": self._whale_points(curve, columns, second, points),
            **self._page_facts(company_sudo, domain, len(columns["id"])),
            **_totals(curve, seconds),
        }

    def _check_whale_choices(self, ranked_by, second):
        if ranked_by not in RANKED_BY or second not in SECOND_LINES:
            raise UserError(
                self.env._(
                    "There is no whale curve of %(ranked_by)s with %(second)s. Rank by one of "
                    "%(ranks)s, and show one of %(lines)s beside it.",
                    ranked_by=ranked_by,
                    second=second,
                    ranks=", ".join(RANKED_BY),
                    lines=", ".join(SECOND_LINES),
                )
            )

    def _whale_points(self, curve, columns, second, maximum):
        """Each point stands for the customers of a range of ranks and lies at the last of them."""
        from ...engine.value.whale import cumulative_line
        from ...engine.value.whale_points import curve_points

        drawn = curve_points(curve, maximum)
        last = drawn.last_ranks - 1
        places = curve.order[last]
        names, tiers = self._customer_names(
            columns["partner_id"][places], columns["tier_id"][places]
        )
        percents = drawn.cumulative_percents
        told = {
            "first_rank": drawn.first_ranks.tolist(),
            "last_rank": drawn.last_ranks.tolist(),
            "row_id": curve.customer_ids[last].tolist(),
            "customer": names,
            "tier": tiers,
            "amount": in_units(curve.profits[last]),
            "cumulative": in_units(drawn.cumulative_profits),
            "percent": [None] * len(last) if percents is None else percents.tolist(),
            "second": in_units(cumulative_line(curve, columns[second])[last]),
        }
        return [dict(zip(told, values, strict=True)) for values in zip(*told.values(), strict=True)]


def _totals(curve, seconds):
    """What the sentences of the page tell."""
    from ...engine.value.whale import AROUND_ZERO, EARNS, LOSES

    bands = {"earning": EARNS, "around_zero": AROUND_ZERO, "losing": LOSES}
    return {
        "customer_count": len(curve.customer_ids),
        "total": curve.total / PARTS,
        "second_total": int(seconds.sum()) / PARTS,
        "peak": {
            "customers": curve.peak.customers,
            "amount": curve.peak.profit / PARTS,
            "percent": curve.peak.percent,
        },
        "erosion": curve.erosion / PARTS,
        "erosion_percent": curve.erosion_percent,
        "bands": {
            name: {"customers": band.customers, "amount": band.profit / PARTS}
            for name, band in ((name, curve.band(kind)) for name, kind in bands.items())
        },
    }
