from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

#: So many changed entries are listed, the largest first; all are counted.
LISTED = 1000
#: So many customers are named.
NAMED = 5


class CustomerCostRun(models.Model):
    """What exactly changed since a run: its model applied to the books of today.

    The period is computed once more, with the frozen model, inside a savepoint that is
    undone; its rows are compared with those of the run.  So a change counts by what it
    does to the figures, also where the sum of the books stays as it was.
    """

    _inherit = "customer.cost.run"

    def _differences(self):
        """(changed entries, customers with another contribution), both as plain rows."""
        self.env.flush_all()
        with self.env.cr.savepoint(flush=False) as savepoint:
            scratch = self._compute_again()
            entries = self.env.execute_query_dict(self._sql_changed_entries(scratch))
            customers = self.env.execute_query(self._sql_changed_customers(scratch))
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return entries, customers

    def _compute_again(self):
        """A run of the same period and model, for comparison only."""
        scratch = (
            self.with_context(tracking_disable=True, mail_create_nolog=True)
            .with_company(self.company_id)
            ._as_engine()
            .create(
                {
                    "company_id": self.company_id.id,
                    "date_from": self.date_from,
                    "date_to": self.date_to,
                }
            )
            ._as_engine()
        )
        scratch.snapshot = self.snapshot
        scratch._compute_from_ledger()
        scratch.flush_recordset()
        return scratch

    def _store_changes(self):
        """Find the changes and keep them until the next check.

        :return: (number of entries, customers as ``[id, effect]``, reason why not)
        """
        try:
            entries, customers = self._differences()
        except UserError as error:
            self.env.invalidate_all(flush=False)
            return None, [], str(error)
        self.env.cr.execute(SQL("DELETE FROM customer_cost_change WHERE run_id = %s", self.id))
        common = {"run_id": self.id, "company_id": self.company_id.id}
        self.env["customer.cost.change"].create([common | entry for entry in entries[:LISTED]])
        largest = [[customer, float(effect)] for customer, effect in customers]
        return sum(entry["item_count"] for entry in entries), largest, None

    # ------------------------------------------------------------------ rows against rows

    def _sql_changed_entries(self, scratch):
        """One row an item, or a customer and account, whose captured parts differ.

        A part is an account, destination, customer, category and pool; parts that are the
        same on both sides cancel each other.
        """
        return SQL(
            """
            WITH part AS (
                SELECT COALESCE(move_line_id, 0) AS line, account_id, destination, partner_id,
                       category_id, pool_id, max(name) AS name, max(date) AS date,
                       sum(balance) FILTER (WHERE run_id = %(old)s) AS before,
                       sum(balance) FILTER (WHERE run_id = %(new)s) AS after,
                       COALESCE(sum(item_count) FILTER (WHERE run_id = %(old)s), 0) AS had,
                       COALESCE(sum(item_count) FILTER (WHERE run_id = %(new)s), 0) AS has
                  FROM customer_cost_capture WHERE run_id IN (%(old)s, %(new)s)
              GROUP BY line, account_id, destination, partner_id, category_id, pool_id
            ),
            different AS (
                SELECT line, CASE WHEN line = 0 THEN account_id END AS row_account,
                       CASE WHEN line = 0 THEN partner_id END AS row_customer,
                       CASE WHEN line = 0 THEN destination END AS row_destination,
                       (array_agg(account_id ORDER BY after IS NULL))[1] AS account_id,
                       (array_agg(destination ORDER BY after IS NULL))[1] AS destination,
                       (array_agg(partner_id ORDER BY after IS NULL))[1] AS partner_id,
                       max(name) AS name, max(date) AS date,
                       COALESCE(sum(before), 0) AS before, COALESCE(sum(after), 0) AS after,
                       sum(had)::int AS had, sum(has)::int AS has
                  FROM part
                 WHERE before IS DISTINCT FROM after OR had != has
              GROUP BY line, row_account, row_customer, row_destination
            )
            SELECT NULLIF(line, 0) AS move_line_id, account_id, destination, partner_id,
                   COALESCE(different.name, '') AS name, different.date,
                   CASE WHEN had = 0 OR line = 0 AND has > had THEN 'new'
                        WHEN has = 0 OR line = 0 AND has < had THEN 'removed'
                        WHEN before = after THEN 'moved' ELSE 'changed' END AS kind,
                   CASE WHEN line != 0 THEN 1 ELSE greatest(abs(has - had), 1) END AS item_count,
                   -before AS before, -after AS after, before - after AS effect,
                   abs(after - before)::float8 AS size,
                   touched.write_uid AS changed_by_id, touched.write_date AS changed_on
              FROM different
         LEFT JOIN LATERAL (%(touched)s) touched ON TRUE
          ORDER BY size DESC, line, account_id, partner_id
            """,
            old=self.id,
            new=scratch.id,
            touched=self._sql_last_touch(),
        )

    def _sql_last_touch(self):
        """Who last wrote the item, or an item of the customer and account."""
        return SQL(
            """
            (SELECT item.write_uid, item.write_date
               FROM account_move_line item WHERE item.id = different.line)
            UNION ALL
            (SELECT line.write_uid, line.write_date
               FROM account_move_line line JOIN account_move move ON move.id = line.move_id
              WHERE different.line = 0 AND %s AND line.account_id = different.account_id
                AND move.commercial_partner_id = different.partner_id
           ORDER BY line.write_date DESC LIMIT 1)
            LIMIT 1
            """,
            self._sql_period(),
        )

    def _sql_changed_customers(self, scratch):
        """(customer, change of CM3), the largest first."""
        return SQL(
            """
            SELECT partner_id,
                   sum(CASE WHEN run_id = %(new)s THEN cm3 ELSE -cm3 END) AS effect
              FROM customer_profitability WHERE run_id IN (%(old)s, %(new)s)
          GROUP BY partner_id
            HAVING sum(CASE WHEN run_id = %(new)s THEN cm3 ELSE -cm3 END) != 0
          ORDER BY abs(sum(CASE WHEN run_id = %(new)s THEN cm3 ELSE -cm3 END)) DESC, partner_id
             LIMIT %(named)s
            """,
            old=self.id,
            new=scratch.id,
            named=NAMED,
        )
