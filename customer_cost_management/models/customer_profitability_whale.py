from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

#: Figures that customers may be ranked by, and those of the second line.
RANKED_BY = ("cm3", "cm1")
SECOND_LINES = ("net_revenue", "cost_to_serve")
#: Parts of a currency unit that are counted: as fine as amounts are stored.
PARTS = 10_000


class CustomerProfitabilityYear(models.Model):
    """The whale curve of the customers of a year."""

    _inherit = "customer.profitability.year"

    @api.model
    @api.readonly
    def get_whale_curve(self, domain, points=600, ranked_by="cm3", second="net_revenue"):
        """What the best customers of a year earn together, and what the others eat.

        :param domain: rows of one year; of them, the customers that the reader may see
        :param points: how many at most; the first customer, the peak, the last one before
            each change of sign and the last of all are always among them
        :param ranked_by: one of :data:`RANKED_BY`
        :param second: one of :data:`SECOND_LINES`, added up over the same ranks
        :return: ``None`` without customers; else the points (:meth:`_whale_points`), the totals
            (:func:`_totals`) and what the engine remarks; amounts in currency
        """
        from ..engine.value.whale import CustomerProfits, whale_curve

        self._check_whale_choices(ranked_by, second)
        window_sudo, columns = self._whale_columns(domain, {ranked_by, second, "net_revenue"})
        if not window_sudo:
            return None
        seconds = columns[second]
        percent = window_sudo.company_id.customer_cost_near_zero_percent
        curve, problems = whale_curve(
            CustomerProfits(columns["id"], columns[ranked_by], columns["net_revenue"]), percent
        )
        return {
            "window_id": window_sudo.id,
            "currency_id": window_sudo.company_id.currency_id.id,
            "near_zero_percent": percent,
            "remarks": [problem.code for problem in problems],
            "points": self._whale_points(curve, seconds, points),
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

    def _whale_columns(self, domain, names):
        """The year of the rows, and {"id" or figure: array}, figures in parts of a unit.

        One row of bytes: a hundred thousand rows of numbers take Python far longer.
        """
        import numpy as np

        query = self._search(Domain(domain))
        packed = {"id": _sql_packed(SQL.identifier(self._table, "id"))} | {
            name: _sql_packed(SQL("%s * %s", SQL.identifier(self._table, name), PARTS))
            for name in sorted(names)
        }
        window = SQL.identifier(self._table, "window_id")
        [(first, last, *data)] = self.env.execute_query(
            query.select(SQL("min(%s)", window), SQL("max(%s)", window), *packed.values())
        )
        if first != last:
            # two years would rank a customer twice
            raise UserError(
                self.env._("A whale curve shows one year of one company. Choose one of them.")
            )
        columns = (np.frombuffer(each or b"", ">i8").astype(np.int64) for each in data)
        # sudo: the company's currency and band are no secret to who reads its figures
        window_sudo = self.env["customer.profitability.window"].sudo().browse(first or ())
        return window_sudo, dict(zip(packed, columns, strict=True))

    def _whale_points(self, curve, seconds, maximum):
        """Each point stands for the customers of a range of ranks and lies at the last of them."""
        from ..engine.value.whale import cumulative_line
        from ..engine.value.whale_points import curve_points

        drawn = curve_points(curve, maximum)
        last = drawn.last_ranks - 1
        percents = drawn.cumulative_percents
        columns = {
            "first_rank": drawn.first_ranks.tolist(),
            "last_rank": drawn.last_ranks.tolist(),
            "row_id": curve.customer_ids[last].tolist(),
            "amount": _in_units(curve.profits[last]),
            "cumulative": _in_units(drawn.cumulative_profits),
            "percent": [None] * len(last) if percents is None else percents.tolist(),
            "second": _in_units(cumulative_line(curve, seconds)[last]),
        }
        return [
            dict(zip(columns, values, strict=True))
            for values in zip(*columns.values(), strict=True)
        ]


def _sql_packed(number):
    """A number of every row, side by side, eight bytes each."""
    return SQL("string_agg(int8send((%s)::int8), ''::bytea)", number)


def _in_units(parts):
    return (parts / PARTS).tolist()


def _totals(curve, seconds):
    """What the sentences of the page tell."""
    from ..engine.value.whale import AROUND_ZERO, EARNS, LOSES

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
