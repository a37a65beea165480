from odoo import models
from odoo.tools import SQL

from .customer_profitability_figures import DIMENSIONS

#: Memory of one sort: a hundred thousand customers, in megabytes.
SORT_MEMORY = "64MB"
#: Day 0 of the numbers that dates are compared by.
EPOCH = SQL("DATE '2000-01-01'")


class CustomerProfitabilityWindow(models.Model):
    """The sums of a year, patched in SQL: what came is added, what went is taken away.

    Amounts are exact numbers, so that nothing is lost however often they are patched.
    One column at a time is spelled out from the fields, so that a new figure is summed
    without a word here.
    """

    _inherit = "customer.profitability.window"

    def _patch(self, added, removed):
        """Write the customers whose sums change, and no others.

        :param added: ids of runs to add
        :param removed: ids of runs to take away
        """
        self.env.cr.execute(SQL("SET LOCAL work_mem = %s", SORT_MEMORY))
        # PostgreSQL knows nothing yet of rows written a moment ago, and would look for each
        # customer among all the others
        self.env.cr.execute(SQL("SET LOCAL enable_nestloop = off"))
        sums = self._sql_sums(dict.fromkeys(added, 1) | dict.fromkeys(removed, -1))
        self._add(sums)
        self.env.cr.execute(
            SQL(
                "DELETE FROM customer_profitability_year WHERE window_id = %s AND run_count = 0",
                self.id,
            )
        )
        runs = (self._summed_runs() | set(added)) - set(removed)
        self._find_last_statements(runs)
        self.env.cr.execute(SQL("RESET enable_nestloop"))
        self.env.cr.execute(SQL("RESET work_mem"))

    def _columns(self):
        """Names of the stored amounts, and of the counts that are summed like them."""
        figures = self.env["customer.profitability.year"]._fields.values()
        amounts = [f.name for f in figures if f.type == "monetary" and f.store]
        return [*amounts, "run_count", "gross_unknown_count"]

    def _sql_sums(self, signs, partners=None):
        """Sums by customer over statements of runs, with his last statement that was added.

        ``last`` is an array that sorts by date: day, id of the statement, dimensions.

        :param signs: {run id: 1 or −1}
        :param partners: only these customers
        """
        statement = [SQL("sum(%s) AS %s", *self._signed(name)) for name in self._amounts()]
        # a merged customer has several statements in one run, which is one run all the same
        counted = SQL(" + ").join(
            SQL("%s * bool_or(statement.run_id = %s)::int", sign, run)
            for run, sign in sorted(signs.items())
        )
        unknown = SQL(" + ").join(
            SQL("%s * bool_or(statement.run_id = %s AND NOT gross_known)::int", sign, run)
            for run, sign in sorted(signs.items())
        )
        dimensions = SQL(", ").join(
            SQL("COALESCE(statement.%s, 0)", SQL.identifier(name)) for name in DIMENSIONS
        )
        return SQL(
            """
            SELECT statement.partner_id, %(amounts)s,
                   %(counted)s AS run_count, %(unknown)s AS gross_unknown_count,
                   max(ARRAY[statement.date - %(epoch)s, statement.id, %(dimensions)s])
                       FILTER (WHERE run.sign > 0) AS last,
                   max(statement.date - %(epoch)s) FILTER (WHERE run.sign < 0) AS removed_day
              FROM customer_profitability statement
              JOIN unnest(%(runs)s::int[], %(signs)s::int[]) AS run(id, sign)
                ON run.id = statement.run_id
             WHERE statement.run_id = ANY(%(runs)s) %(only)s
          GROUP BY statement.partner_id
            """,
            amounts=SQL(", ").join(statement),
            counted=counted,
            unknown=unknown,
            epoch=EPOCH,
            dimensions=dimensions,
            runs=list(signs),
            signs=list(signs.values()),
            only=SQL("AND statement.partner_id = ANY(%s)", list(partners))
            if partners is not None
            else SQL(),
        )

    def _amounts(self):
        return self._columns()[:-2]

    def _signed(self, name):
        column = SQL.identifier("statement", name)
        return (
            SQL("CASE WHEN run.sign > 0 THEN %(column)s ELSE -%(column)s END", column=column),
            SQL.identifier(name),
        )

    def _add(self, sums):
        """Add sums to the rows of the customers that have one, make one for the others."""
        columns = self._columns()
        names = [SQL.identifier(name) for name in columns]
        self.env.cr.execute(
            SQL(
                """
                WITH sums AS MATERIALIZED (%(sums)s),
                changed AS (
                    UPDATE customer_profitability_year year
                       SET %(added)s, %(last)s
                      FROM sums
                     WHERE year.window_id = %(window)s AND year.partner_id = sums.partner_id
                       AND ((%(deltas)s) IS DISTINCT FROM (%(zeros)s)
                            OR %(old_last)s IS DISTINCT FROM %(new_last)s)
                )
                INSERT INTO customer_profitability_year
                       (window_id, company_id, partner_id, %(names)s, last_month, %(dimensions)s)
                SELECT %(window)s, %(company)s, sums.partner_id, %(deltas)s, %(from_last)s
                  FROM sums
                 WHERE sums.run_count > 0 AND NOT EXISTS (
                           SELECT FROM customer_profitability_year year
                            WHERE year.window_id = %(window)s
                              AND year.partner_id = sums.partner_id)
                """,
                sums=sums,
                added=SQL(", ").join(
                    SQL("%(name)s = year.%(name)s + sums.%(name)s", name=name) for name in names
                ),
                deltas=SQL(", ").join(SQL("sums.%s", name) for name in names),
                zeros=SQL(", ").join(SQL("0") for _name in names),
                names=SQL(", ").join(names),
                window=self.id,
                company=self.company_id.id,
                dimensions=SQL(", ").join(map(SQL.identifier, DIMENSIONS)),
                from_last=_sql_from(SQL("sums.last")),
                last=SQL(
                    "(last_month, %s) = (SELECT %s FROM (SELECT %s AS last) AS newest)",
                    SQL(", ").join(map(SQL.identifier, DIMENSIONS)),
                    _sql_from(SQL("newest.last")),
                    _sql_new_last(),
                ),
                old_last=_sql_old_last(),
                new_last=_sql_new_last(),
            )
        )

    def _find_last_statements(self, runs):
        """Customers whose last statement went: what they were in the one before it."""
        columns = SQL(", ").join(map(SQL.identifier, ("date", *DIMENSIONS)))
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_profitability_year year SET (last_month, %(dimensions)s) = (
                       SELECT %(columns)s FROM customer_profitability statement
                        WHERE statement.partner_id = year.partner_id
                          AND statement.run_id = ANY(%(runs)s)
                     ORDER BY date DESC, id DESC LIMIT 1)
                 WHERE window_id = %(window)s AND last_month IS NULL
                """,
                dimensions=SQL(", ").join(map(SQL.identifier, DIMENSIONS)),
                columns=columns,
                runs=list(runs),
                window=self.id,
            )
        )


def _sql_from(last):
    """Month and dimensions out of the array that names the last statement."""
    parts = [SQL("%s + %s[1]", EPOCH, last)]
    parts += [SQL("NULLIF(%s[%s], 0)", last, place) for place in range(3, 3 + len(DIMENSIONS))]
    return SQL(", ").join(parts)


def _sql_old_last():
    """The array of the last statement as the row has it, without the id of the statement."""
    dimensions = SQL(", ").join(
        SQL("COALESCE(year.%s, 0)", SQL.identifier(name)) for name in DIMENSIONS
    )
    return SQL("ARRAY[year.last_month - %s, 0, %s]", EPOCH, dimensions)


def _sql_new_last():
    """The last statement after the patch; empty where it went and another must be found."""
    return SQL(
        """CASE WHEN sums.last[1] >= year.last_month - %(epoch)s
                THEN sums.last[1:1] || 0 || sums.last[3:]
                WHEN sums.removed_day = year.last_month - %(epoch)s THEN NULL
                ELSE %(old)s END""",
        epoch=EPOCH,
        old=_sql_old_last(),
    )
