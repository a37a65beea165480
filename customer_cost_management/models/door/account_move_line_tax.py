from odoo import models
from odoo.tools import SQL

from .account_move_line import COST_FIELDS


class AccountMoveLine(models.Model):
    """Door: posted tax that is a cost goes where the lines of its base go.

    Which lines a tax item was made of is kept nowhere but in ``tax_base_amount``, the sum of
    their amounts.  What lines of one customer have of a tax, less what other items of that tax
    for him already stand for, is what an item has to be made of to follow them.  An item that
    the lines of two customers share keeps what it has.
    """

    _inherit = "account.move.line"

    def _tax_lines_that_follow(self, vals):
        """Tax items to be written along when these posted items get new values.

        :param vals: customer, category or both, as in the cache
        :return: {the names of values to be written: items}
        """
        self.flush_model()
        found = {}
        for line_id, whole, *agreed in self.env.execute_query(self._sql_tax_that_follows(vals)):
            names = tuple(
                name
                for name, agrees in zip(COST_FIELDS, agreed, strict=True)
                if name in vals and (whole or agrees)
            )
            if names:
                found.setdefault(names, []).append(line_id)
        return {names: self.browse(ids) for names, ids in found.items()}

    def _sql_tax_that_follows(self, vals):
        """(tax item, whether these items took all of its base along, whether all lines of the tax
        have the new customer, the new category)."""
        return SQL(
            """
            WITH base AS (%(base)s), tax AS (%(tax)s),
            -- one row a tax item: what has the values that it would get, and whether it is left
            moved AS (
                SELECT tax.id, tax.unit, tax.amount,
                       sum(tax.amount) OVER (PARTITION BY tax.unit) AS unit_amount,
                       abs(abs(lines.amount) - abs(COALESCE(others.amount, 0))) AS free,
                       lines.leave, lines.agree_customer, lines.agree_category
                  FROM tax
            CROSS JOIN LATERAL (%(lines)s) lines
            CROSS JOIN LATERAL (
                       SELECT sum(other.amount) AS amount FROM tax other
                        WHERE other.tax_group = tax.tax_group AND other.id != tax.id
                          AND other.old = tax.new
                       ) others
                 WHERE lines.changed
            ),
            matched AS (
                SELECT *, abs(free - abs(unit_amount)) < 0.005 AS takes_unit,
                       abs(free - abs(amount)) < 0.005
                       AND row_number() OVER (
                           PARTITION BY unit, abs(free - abs(amount)) < 0.005 ORDER BY id
                       ) = 1 AS takes_one
                  FROM moved
            )
            SELECT id, leave AND (takes_unit OR takes_one), agree_customer, agree_category
              FROM matched ORDER BY id
            """,
            base=self._sql_lines_as_they_will_be(vals),
            tax=self._sql_tax_as_it_would_be(vals),
            lines=self._sql_lines_of_tax(vals),
        )

    def _sql_new(self, vals, changes):
        """Customer and category as one value: the new ones where a condition holds."""
        names = (SQL.identifier("line", name) for name in COST_FIELDS)
        values = (
            SQL("CASE WHEN %s THEN %s::int ELSE %s END", changes, vals[name], column)
            if name in vals
            else column
            for name, column in zip(COST_FIELDS, names, strict=True)
        )
        return SQL("ARRAY[%s]", SQL(", ").join(values))

    def _sql_lines_as_they_will_be(self, vals):
        """All lines of the entries of these items, with customer and category, old and new."""
        changed = SQL("line.id = ANY(%s)", list(self.ids))
        return SQL(
            """
            SELECT line.id, line.move_id, line.account_id, line.balance, %(changed)s AS changed,
                   ARRAY[line.cost_customer_id, line.cost_category_id] AS old, %(new)s AS new
              FROM account_move_line line
             WHERE line.move_id IN (SELECT move_id FROM account_move_line WHERE id = ANY(%(ids)s))
            """,
            changed=changed,
            new=self._sql_new(vals, changed),
            ids=list(self.ids),
        )

    def _sql_tax_as_it_would_be(self, vals):
        """Tax of these entries that is a cost; a group has one base, a unit what it bears now."""
        return SQL(
            """
            SELECT line.id, line.move_id, line.tax_line_id, line.group_tax_id,
                   line.tax_base_amount AS amount, grouped.tax_group, bearing.old, %(new)s AS new,
                   (grouped.tax_group, bearing.old) AS unit,
                   CASE WHEN part.account_id IS NULL THEN line.account_id END AS base_account_id
              FROM account_move_line line
              JOIN account_account account
                ON account.id = line.account_id
               AND split_part(account.account_type, '_', 1) IN ('income', 'expense')
              JOIN account_tax_repartition_line part ON part.id = line.tax_repartition_line_id
        CROSS JOIN LATERAL (SELECT (line.move_id, part.id, line.account_id) AS tax_group) grouped
        CROSS JOIN LATERAL (
                   SELECT ARRAY[line.cost_customer_id, line.cost_category_id] AS old) bearing
             WHERE line.move_id IN (SELECT move_id FROM account_move_line WHERE id = ANY(%(ids)s))
            """,
            new=self._sql_new(vals, SQL("TRUE")),
            ids=list(self.ids),
        )

    def _sql_lines_of_tax(self, vals):
        """Sums over the lines that a tax was computed from; without an account of its own it
        was booked on theirs."""
        customer, category = (
            SQL(
                "COALESCE(bool_and(base.new[%s] IS NOT DISTINCT FROM %s::int), FALSE)",
                place,
                vals.get(name),
            )
            for place, name in enumerate(COST_FIELDS, 1)
        )
        return SQL(
            """
            SELECT COALESCE(sum(base.balance) FILTER (WHERE base.new = tax.new), 0) AS amount,
                   bool_or(base.changed) AS changed,
                   COALESCE(bool_or(base.changed AND base.old = tax.old), FALSE) AS leave,
                   %(customer)s AS agree_customer, %(category)s AS agree_category
              FROM base
             WHERE base.move_id = tax.move_id
               AND (tax.base_account_id IS NULL OR base.account_id = tax.base_account_id)
               AND EXISTS (
                   SELECT FROM account_move_line_account_tax_rel rel
                    WHERE rel.account_move_line_id = base.id
                      AND rel.account_tax_id IN (tax.tax_line_id, tax.group_tax_id))
            """,
            customer=customer,
            category=category,
        )
