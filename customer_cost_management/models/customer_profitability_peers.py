from odoo import models
from odoo.tools import SQL

from .customer_profitability_comparison import DEDUCTIONS, is_cost
from .customer_profitability_statement import LEVELS

#: Fewer customers than this have no median: single figures could be read out of it.
FEWEST = 5
GROSS_LINES = ("gross_revenue", *DEDUCTIONS)


class CustomerProfitabilityFigures(models.AbstractModel):
    """A statement beside the middle of the customer's tier, in percent of net revenue."""

    _inherit = "customer.profitability.figures"

    def _compare_with_tier(self):
        # the name of a customer's tier is no secret to who reads his figures
        tier_sudo = self.tier_id.sudo()
        if not tier_sudo:
            sentence = self.env._("This customer had no tier at the end of the period.")
            return {"head": "", "sentence": sentence}
        head = self.env._("Median of tier %(tier)s", tier=tier_sudo.display_name)
        count, medians = self._tier_medians()
        if count < FEWEST:
            sentence = self.env._(
                "Too few customers in tier %(tier)s to compare.", tier=tier_sudo.display_name
            )
            return {"head": head, "sentence": sentence}
        return {
            "head": head,
            "in_percent": True,
            "rows": [_beside_median(row, medians) for row in self._whole()._statement_rows()],
            "note": self.env._(
                "The middle of %(count)s customers with net revenue, line by line, in percent of "
                "it; the lines do not add up.",
                count=count,
            ),
        }

    def _tier_medians(self):
        """(customers, {line: median percentage of net revenue}), all the tier's customers.

        Read without the reader's record rules: what he learns is the middle of at least
        :data:`FEWEST` customers, and nothing when there are fewer.
        """
        self.env.flush_all()
        shares = self._sql_shares()
        [[count, gross_count, *medians]] = self.env.execute_query(
            SQL(
                """
                SELECT count(*), count(*) FILTER (WHERE gross_known), %(medians)s
                  FROM (%(peers)s) peer
                """,
                medians=SQL(", ").join(
                    SQL(
                        "percentile_cont(0.5) WITHIN GROUP (ORDER BY (100 * (%s) / net_revenue)"
                        "::float8) FILTER (WHERE %s)",
                        share,
                        SQL("gross_known") if line in GROSS_LINES else SQL("TRUE"),
                    )
                    for line, share in shares.items()
                ),
                peers=self._sql_peers(),
            )
        )
        medians = dict(zip(shares, medians, strict=True))
        if gross_count < FEWEST:
            medians |= dict.fromkeys(GROSS_LINES)
        return count, medians

    def _sql_shares(self):
        """{line of the statement: amount to take the share of}."""
        names = [*GROSS_LINES, "net_revenue"]
        shares = {}
        for level, before, after, lines in LEVELS:
            names += [*lines, after]
            shares[f"{level}_level"] = SQL("%s - %s", SQL.identifier(before), SQL.identifier(after))
        return shares | {name: SQL.identifier(name) for name in names}

    def _sql_peers(self):
        """The customers of the tier with net revenue, one row each also after a merge."""
        names = [*GROSS_LINES, "net_revenue"]
        for _level, _before, after, lines in LEVELS:
            names += [*lines, after]
        return SQL(
            """
            SELECT partner_id, bool_and(%(gross_known)s) AS gross_known, %(sums)s FROM %(table)s
             WHERE tier_id = %(tier)s AND %(period)s
          GROUP BY partner_id HAVING sum(net_revenue) > 0
            """,
            gross_known=self._sql_gross_known(),
            sums=SQL(", ").join(
                SQL("sum(%s) AS %s", SQL.identifier(name), SQL.identifier(name)) for name in names
            ),
            table=SQL.identifier(self._table),
            tier=self.tier_id.id,
            period=self._sql_same_period(),
        )

    def _sql_gross_known(self):
        return SQL("COALESCE(gross_known, FALSE)")

    def _sql_same_period(self):
        raise NotImplementedError


class CustomerProfitability(models.Model):
    _inherit = "customer.profitability"

    def _sql_same_period(self):
        return SQL("run_id = %s", self.run_id.id)


class CustomerProfitabilityYear(models.Model):
    _inherit = "customer.profitability.year"

    def _sql_gross_known(self):
        return SQL("gross_unknown_count = 0")

    def _sql_same_period(self):
        return SQL("window_id = %s", self.window_id.id)


def _beside_median(row, medians):
    """``None`` where there is no median: activities, and memo costs."""
    other = medians.get(row["key"])
    percent = row["percent"] if row["kind"] != "memo" else None
    delta = None if other is None or percent is None else percent - other
    better = 0
    if delta:
        better = 1 if (delta > 0) != is_cost(row) else -1
    return row | {"other": other, "delta": delta, "better": better}
