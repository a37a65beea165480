from odoo import models
from odoo.tools import SQL

from ..platform.planning import planned

#: How PostgreSQL sums up a hundred thousand customers, of whom it knows nothing yet when they
#: were written a moment ago.
SETTINGS = {
    # the memory of one sort or join of all of them
    "work_mem": "64MB",
    # it would look for each customer among all the others
    "enable_nestloop": "off",
    # it would keep the sums of all in memory, where sorting, which they nearly are, needs one
    "enable_hashagg": "off",
    # compiling sums of twenty figures takes longer than computing them
    "jit": "off",
}
#: Day 0 of the numbers that dates are compared by.
EPOCH = SQL("DATE '2000-01-01'")


class CustomerProfitabilityWindow(models.Model):
    """The sums of a year, patched in SQL: what came is added, what went is taken away.

    Amounts are exact numbers, so that nothing is lost however often they are patched.
    They are spelled out from the fields, so that a new figure is summed without a word
    here.
    """

    _inherit = "customer.profitability.window"

    def _patch(self, added, removed):
        """Write the customers whose sums change, and no others, in years of one company.

        :param added: ids of runs to add
        :param removed: ids of runs to take away
        """
        with planned(self.env.cr, SETTINGS):
            emptied, last_went = self._add(self._sql_change(added, removed))
            self.env.cr.execute(
                SQL("DELETE FROM customer_profitability_year WHERE id = ANY(%s)", emptied or [])
            )
            if last_went:
                for window in self:
                    runs = (window._summed_runs() | added) - removed
                    window._find_last_statements(last_went, runs)

    def _amounts(self):
        """Names of the stored amounts."""
        figures = self.env["customer.profitability.year"]._fields.values()
        return [field.name for field in figures if field.type == "monetary" and field.store]

    def _dimensions(self):
        """Names of what a customer was, taken from his last statement."""
        return self.env["customer.profitability.year"]._dimensions()

    def _columns(self):
        """Names of the amounts, and of the counts that are added like them."""
        return [*self._amounts(), "run_count", "gross_unknown_count"]

    def _sql_change(self, added, removed):
        """What runs that came or went change, as :meth:`_sql_sums`.

        Nearly always one run came, one went, or one took the place of another, and each has
        one statement a customer: then nothing is summed, which takes most of the time, and
        customers whose statements are alike drop out at once.
        """
        if len(added) > 1 or len(removed) > 1 or self._have_merged_customers(added | removed):
            return self._sql_sums(dict.fromkeys(added, 1) | dict.fromkeys(removed, -1))
        amounts = self._amounts()
        compared = ["date", *self._dimensions(), "gross_known", *amounts]
        change = (
            "COALESCE(new.%(name)s, 0) - COALESCE(old.%(name)s, 0)" if removed else "new.%(name)s"
        )
        return SQL(
            """
            SELECT COALESCE(new.partner_id, old.partner_id) AS partner_id, %(changes)s,
                   (new.id IS NOT NULL)::int - (old.id IS NOT NULL)::int AS run_count,
                   COALESCE((NOT new.gross_known)::int, 0)
                   - COALESCE((NOT old.gross_known)::int, 0) AS gross_unknown_count,
                   new.date AS last_month, %(dimensions)s, old.date AS removed_month
              FROM (SELECT * FROM customer_profitability WHERE run_id = ANY(%(added)s)) new
              FULL JOIN (SELECT * FROM customer_profitability WHERE run_id = ANY(%(removed)s)) old
                ON old.partner_id = new.partner_id
             WHERE (%(new)s) IS DISTINCT FROM (%(old)s)
            """,
            changes=each_column(f"{change} AS %(name)s", amounts),
            dimensions=each_column("new.%(name)s", self._dimensions()),
            new=each_column("new.%(name)s", compared),
            old=each_column("old.%(name)s", compared),
            added=list(added),
            removed=list(removed),
        )

    def _have_merged_customers(self, runs):
        """Whether some run has two statements of one customer."""
        query = SQL(
            """
            SELECT 1 FROM customer_profitability WHERE run_id = ANY(%s)
          GROUP BY run_id HAVING count(*) > count(DISTINCT partner_id) LIMIT 1
            """,
            list(runs),
        )
        return bool(self.env.execute_query(query))

    def _sql_sums(self, signs, partners=None):
        """Sums by customer over statements of runs, with his last statement that was added.

        :param signs: {run id: 1 or −1}
        :param partners: only these customers
        """
        amount = "statement.%(name)s"
        if min(signs.values()) < 0:
            amount = f"CASE WHEN run.sign > 0 THEN {amount} ELSE -{amount} END"
        only = SQL("AND statement.partner_id = ANY(%s)", list(partners or ()))
        return SQL(
            """
            SELECT partner_id, %(names)s, run_count, gross_unknown_count,
                   last[1] + %(epoch)s AS last_month, %(dimensions)s, removed_month
              FROM (SELECT statement.partner_id, %(sums)s, %(counts)s,
                           max(ARRAY[statement.date - %(epoch)s, statement.id, %(last)s])
                               FILTER (WHERE run.sign > 0) AS last,
                           max(statement.date) FILTER (WHERE run.sign < 0) AS removed_month
                      FROM customer_profitability statement
                      JOIN unnest(%(runs)s::int[], %(signs)s::int[]) AS run(id, sign)
                        ON run.id = statement.run_id
                     WHERE statement.run_id = ANY(%(runs)s) %(only)s
                  GROUP BY statement.partner_id) summed
            """,
            names=each_column("%(name)s", self._amounts()),
            sums=each_column(f"sum({amount}) AS %(name)s", self._amounts()),
            counts=sql_counts(signs),
            # sorts by date: day, id of the statement, dimensions
            last=each_column("COALESCE(statement.%(name)s, 0)", self._dimensions()),
            dimensions=SQL(", ").join(
                SQL("NULLIF(last[%s], 0) AS %s", place, SQL.identifier(name))
                for place, name in enumerate(self._dimensions(), 3)
            ),
            epoch=EPOCH,
            runs=list(signs),
            signs=list(signs.values()),
            only=only if partners is not None else SQL(),
        )

    def _add(self, sums):
        """Add sums to the rows of the customers that have one, make one for the others.

        :return: ids of rows of customers who are in no run any more, and of those whose last
            statement went and must be found
        """
        columns = self._columns()
        [ids] = self.env.execute_query(
            SQL(
                """
                WITH sums AS MATERIALIZED (%(sums)s),
                changed AS (
                    UPDATE customer_profitability_year year
                       SET %(added)s, %(dimensions_then)s,
                           last_month = CASE WHEN %(is_last)s THEN sums.last_month
                                             WHEN NOT %(last_went)s THEN year.last_month END
                      FROM sums
                     WHERE year.window_id = ANY(%(windows)s) AND year.partner_id = sums.partner_id
                       AND ((%(deltas)s) != (%(zeros)s) OR %(last_went)s
                            OR %(is_last)s AND (sums.last_month, %(new)s)
                               IS DISTINCT FROM (year.last_month, %(old)s))
                 RETURNING year.id, year.run_count, year.last_month
                ),
                started AS (
                    INSERT INTO customer_profitability_year
                           (window_id, company_id, partner_id, last_month, %(names)s)
                    SELECT started.id, %(company)s, partner_id, last_month, %(names)s
                      FROM sums CROSS JOIN unnest(%(windows)s) AS started(id)
                     WHERE run_count > 0 AND NOT EXISTS (
                               SELECT FROM customer_profitability_year year
                                WHERE year.window_id = started.id
                                  AND year.partner_id = sums.partner_id)
                )
                SELECT array_agg(id) FILTER (WHERE run_count = 0),
                       array_agg(id) FILTER (WHERE run_count > 0 AND last_month IS NULL)
                  FROM changed
                """,
                sums=sums,
                added=each_column("%(name)s = year.%(name)s + sums.%(name)s", columns),
                dimensions_then=each_column(
                    "%(name)s = CASE WHEN sums.last_month >= year.last_month THEN sums.%(name)s "
                    "ELSE year.%(name)s END",
                    self._dimensions(),
                ),
                is_last=SQL("COALESCE(sums.last_month >= year.last_month, FALSE)"),
                # removed, and nothing as late was added: the one before it must be found
                last_went=SQL(
                    "COALESCE(sums.removed_month = year.last_month "
                    "AND (sums.last_month >= year.last_month) IS NOT TRUE, FALSE)"
                ),
                deltas=each_column("sums.%(name)s", columns),
                zeros=each_column("0", columns),
                new=each_column("sums.%(name)s", self._dimensions()),
                old=each_column("year.%(name)s", self._dimensions()),
                names=each_column("%(name)s", [*columns, *self._dimensions()]),
                windows=self.ids,
                company=self.company_id.id,
            )
        )
        return ids

    def _find_last_statements(self, ids, runs):
        """Customers whose last statement went: what they were in the one before it."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_profitability_year year SET (last_month, %(dimensions)s) = (
                       SELECT date, %(dimensions)s FROM customer_profitability statement
                        WHERE statement.partner_id = year.partner_id
                          AND statement.run_id = ANY(%(runs)s)
                     ORDER BY date DESC, id DESC LIMIT 1)
                 WHERE id = ANY(%(ids)s) AND window_id = %(window)s
                """,
                dimensions=each_column("%(name)s", self._dimensions()),
                runs=list(runs),
                ids=ids,
                window=self.id,
            )
        )


def each_column(template, names):
    """A piece of SQL for each column, with commas between them."""
    return SQL(", ").join(
        # the templates stand in this file
        SQL(template, name=SQL.identifier(name))  # pylint: disable=sql-injection
        for name in names
    )


def sql_counts(signs):
    """In how many runs a customer is, and in how many of them gross revenue is unknown.

    A merged customer has several statements in one run, which is one run all the same.
    """
    runs = sorted(signs.items())
    return SQL(
        "%s AS run_count, %s AS gross_unknown_count",
        SQL(" + ").join(
            SQL("%s * bool_or(statement.run_id = %s)::int", sign, run) for run, sign in runs
        ),
        SQL(" + ").join(
            SQL("%s * bool_or(statement.run_id = %s AND NOT gross_known)::int", sign, run)
            for run, sign in runs
        ),
    )
