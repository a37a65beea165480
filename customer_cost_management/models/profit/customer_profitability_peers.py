from odoo import models
from odoo.tools import SQL

from .customer_profitability_comparison import DEDUCTIONS, is_cost
from .customer_profitability_statement import LEVELS

#: Fewer customers than this have no median: single figures could be read out of it.
FEWEST = 5
GROSS_LINES = ("gross_revenue", *DEDUCTIONS)


class CustomerProfitabilityFigures(models.AbstractModel):
    """A statement beside the middle of his tier or industry, in percent of net revenue."""

    _inherit = "customer.profitability.figures"

    def _peer_group(self):
        """Name of the dimension whose customers are peers: what the company has set."""
        # sudo: how a company compares is no secret to who reads its figures
        return f"{self.company_id.sudo().customer_cost_peer_group}_id"

    def _compare_with_peers(self):
        # the name of a customer's tier or industry is no secret to who reads his figures
        peers_sudo = self[self._peer_group()].sudo()
        words = self._peer_words(peers_sudo)
        if not peers_sudo:
            return {"head": "", "sentence": words["none"]}
        count, medians = self._peer_medians()
        if count < FEWEST:
            return {"head": words["head"], "sentence": words["few"]}
        return {
            "head": words["head"],
            "in_percent": True,
            "rows": [_beside_median(row, medians) for row in self._whole()._statement_rows()],
            "note": self.env._(
                "The middle of %(count)s customers with net revenue, line by line, in percent of "
                "it; the lines do not add up.",
                count=count,
            ),
        }

    def _peer_words(self, peers_sudo):
        """What the page says of a group of peers: ``kind``, ``head``, ``none`` and ``few``."""
        if self._peer_group() == "industry_id":
            industry = peers_sudo.display_name
            return {
                "kind": self.env._("Median of the industry"),
                "head": self.env._("Median of industry %(industry)s", industry=industry),
                "none": self.env._("This customer had no industry at the end of the period."),
                "few": self.env._(
                    "Too few customers in industry %(industry)s to compare.", industry=industry
                ),
            }
        tier = peers_sudo.display_name
        return {
            "kind": self.env._("Median of the tier"),
            "head": self.env._("Median of tier %(tier)s", tier=tier),
            "none": self.env._("This customer had no tier at the end of the period."),
            "few": self.env._("Too few customers in tier %(tier)s to compare.", tier=tier),
        }

    def _peer_sentence(self):
        """How his tier or industry does, in one sentence; nothing where it is too small."""
        group = self._peer_group()
        # the name of a customer's tier or industry is no secret to who reads his figures
        peers_sudo = self[group].sudo()
        if not peers_sudo:
            return ""
        count, median = self._peer_median_of_cm3(group, peers_sudo)
        if count < FEWEST:
            return ""
        words = {"peers": peers_sudo.display_name, "percent": self._percent_text(median)}
        if group == "industry_id":
            return self.env._(
                "Peers: half of industry %(peers)s earns more than %(percent)s of net revenue "
                "(CM3).",
                **words,
            )
        return self.env._(
            "Peers: half of tier %(peers)s earns more than %(percent)s of net revenue (CM3).",
            **words,
        )

    def _peer_median_of_cm3(self, group, peers_sudo):
        """(customers with net revenue, their median CM3 in percent of it)."""
        self.env.flush_all()
        [row] = self.env.execute_query(
            SQL(
                """
                SELECT count(*), percentile_cont(0.5) WITHIN GROUP (
                           ORDER BY (100 * cm3 / net_revenue)::float8)
                  FROM (SELECT sum(cm3) AS cm3, sum(net_revenue) AS net_revenue FROM %(table)s
                         WHERE %(group)s = %(peers)s AND %(period)s
                      GROUP BY partner_id HAVING sum(net_revenue) > 0) peer
                """,
                table=self._sql_source(),
                group=SQL.identifier(group),
                peers=peers_sudo.id,
                period=self._sql_same_period(),
            )
        )
        return row

    def _peer_medians(self):
        """(customers, {line: median percentage of net revenue}), all customers of the group.

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
        """The customers of the group with net revenue, one row each also after a merge."""
        group = self._peer_group()
        names = [*GROSS_LINES, "net_revenue"]
        for _level, _before, after, lines in LEVELS:
            names += [*lines, after]
        return SQL(
            """
            SELECT partner_id, bool_and(%(gross_known)s) AS gross_known, %(sums)s FROM %(table)s
             WHERE %(group)s = %(peers)s AND %(period)s
          GROUP BY partner_id HAVING sum(net_revenue) > 0
            """,
            gross_known=self._sql_gross_known(),
            sums=SQL(", ").join(
                SQL("sum(%s) AS %s", SQL.identifier(name), SQL.identifier(name)) for name in names
            ),
            table=self._sql_source(),
            group=SQL.identifier(group),
            peers=self[group].id,
            period=self._sql_same_period(),
        )

    def _sql_source(self):
        """Where the figures of all customers are read from."""
        return SQL.identifier(self._table)

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
