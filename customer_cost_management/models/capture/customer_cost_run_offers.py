from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """Which rule takes which share of an item, as CTEs on ``open_item``.

    Items of one class with the same distribution and customers are treated alike: what the
    rules say is worked out once for all of them.
    """

    _inherit = "customer.cost.run"

    def _sql_offers(self):
        """CTEs ``alike``: groups of items; ``member``: the items of a group; up to ``offer``:
        rows (group, position, customer, pool, category, rule, share)."""
        return SQL(
            """
            %(rules)s,
            alike AS MATERIALIZED (
                SELECT row_number() OVER () AS id, class, role, analytic_distribution,
                       counterpart_customer_id, line_customer_id, found_customers,
                       array_agg(id) AS item_ids
                  FROM open_item WHERE decided IS NULL
              GROUP BY class, role, analytic_distribution, counterpart_customer_id,
                       line_customer_id, found_customers
            ),
            member AS (SELECT id AS alike_id, unnest(item_ids) AS item_id FROM alike),
            applying AS MATERIALIZED (
                SELECT known.class, rule.*
                  FROM (SELECT DISTINCT class, role FROM alike) known JOIN rule ON %(applies)s
            ),
            key AS MATERIALIZED (
                SELECT alike.id, class, pair.key, pair.value::numeric AS value
                  FROM alike CROSS JOIN LATERAL jsonb_each_text(analytic_distribution) pair
            ),
            known AS MATERIALIZED (%(known)s),
            key_rule AS MATERIALIZED (%(keys)s),
            offer AS (%(whole)s UNION ALL %(pools)s UNION ALL %(customers)s)
            """,
            rules=self._sql_rules(),
            applies=self._sql_applies(),
            known=self._sql_known_keys(),
            keys=self._sql_rules_of_keys(),
            whole=self._sql_whole_offers(),
            pools=self._sql_pool_offers(),
            customers=self._sql_customer_offers(),
        )

    def _sql_known_keys(self):
        """Each key that occurs in a class, with its analytic accounts and their customers,
        {method: customer id}."""
        return SQL(
            """
            SELECT class, key, accounts, found.customers
              FROM (SELECT DISTINCT class, key, string_to_array(key, ',')::int[] AS accounts
                      FROM key) key
        CROSS JOIN LATERAL (
                       SELECT jsonb_object_agg(method, customer_id) AS customers
                         FROM (SELECT owner.method,
                                      min(partner.commercial_partner_id) AS customer_id
                                 FROM (%s) owner(method, account_id, partner_id)
                                 JOIN res_partner partner ON partner.id = owner.partner_id
                                WHERE owner.account_id = ANY(key.accounts)
                             GROUP BY owner.method) by_method
                   ) found
            """,
            self._sql_customers_of_accounts(),
        )

    def _sql_customers_of_accounts(self):
        """Rows (method, analytic account, partner): whose each analytic account is, by each
        method of attribution that goes by the analytic distribution of an item."""
        return SQL(
            "SELECT 'analytic', id, partner_id FROM account_analytic_account "
            "WHERE partner_id IS NOT NULL"
        )

    def _customers_by_method(self):
        """{method: SQL of the customer of ``item`` or NULL}, for methods of attribution that
        other apps know; only those that a rule of the model uses are asked."""
        return {}

    def _sql_found_customers(self):
        """{method: customer id} of an item, NULL where no rule asks."""
        used = {rule["method"] for rule in self.snapshot["attribution"]}
        found = [
            SQL("%s, %s", method, customer)
            for method, customer in self._customers_by_method().items()
            if method in used
        ]
        if not found:
            return SQL("NULL::jsonb")
        return SQL("jsonb_strip_nulls(jsonb_build_object(%s))", SQL(", ").join(found))

    def _sql_rules_of_keys(self):
        """The first rule that takes a key of the distribution of items of a class."""
        return SQL(
            """
            SELECT DISTINCT ON (class, key) class, key,
                   (known.customers ->> applying.method)::int AS customer_id,
                   position, pool_id, category_id, label
              FROM known JOIN applying USING (class)
             WHERE applying.analytic && known.accounts
                OR jsonb_exists(known.customers, applying.method)
          ORDER BY class, key, position
            """
        )

    def _sql_whole_offers(self):
        """Rules that take all there is; of pool rules only the first one gets anything."""
        return SQL(
            """
            SELECT id, position, customer_id, NULL::int AS pool_id, category_id, label,
                   1::numeric AS share
              FROM (SELECT alike.id, position, category_id, label,
                           CASE method WHEN 'counterpart' THEN counterpart_customer_id
                                       WHEN 'fixed' THEN applying.customer_id
                                       WHEN 'line' THEN (
                                           SELECT partner.id FROM res_partner partner
                                            WHERE partner.id = line_customer_id
                                              AND partner.customer_rank > 0)
                                       ELSE (found_customers ->> method)::int
                           END AS customer_id
                      FROM alike JOIN applying USING (class)
                     WHERE method != 'analytic') attributed
             WHERE customer_id IS NOT NULL
         UNION ALL
            SELECT alike.id, first.position, NULL, first.pool_id, NULL, first.label, 1
              FROM alike
              JOIN (SELECT DISTINCT ON (class) class, position, pool_id, label FROM applying
                     WHERE pool_id IS NOT NULL AND analytic IS NULL
                  ORDER BY class, position) first USING (class)
            """
        )

    def _sql_pool_offers(self):
        """Pool rules with analytic accounts take what these cover, the whole at most."""
        return SQL(
            """
            SELECT key.id, position, NULL, pool_id, NULL, label,
                   round(least(sum(value) / 100, 1), 12)
              FROM key JOIN key_rule USING (class, key)
             WHERE pool_id IS NOT NULL
          GROUP BY key.id, position, pool_id, label
            """
        )

    def _sql_customer_offers(self):
        """Customers of analytic accounts; above 100 % they are cut down in proportion."""
        return SQL(
            """
            SELECT key.id, position, customer_id, NULL, category_id, label,
                   round(sum(value) / greatest(
                             sum(sum(value)) OVER (PARTITION BY key.id, position), 100), 12)
              FROM key JOIN key_rule USING (class, key)
             WHERE pool_id IS NULL AND customer_id IS NOT NULL
          GROUP BY key.id, position, customer_id, category_id, label HAVING sum(value) > 0
            """
        )

    def _sql_covered_parts(self):
        """CTEs ``part``: from where to where each rule takes of items; ``rest``: what is covered.

        Shares are rounded to twelve decimals; what then misses the whole by less than a
        billionth is noise of a division, not a part.
        """
        return SQL(
            """
            covered AS (
                SELECT id, customer_id, pool_id, category_id, label AS rule, share,
                       sum(share) OVER (
                           PARTITION BY id ORDER BY position, customer_id) AS so_far
                  FROM offer
                 WHERE share > 0
                   AND (pool_id IS NOT NULL
                        OR customer_id NOT IN (SELECT partner_id FROM res_company))
            ),
            part AS (
                SELECT id, customer_id, pool_id, category_id, rule, so_far - share AS start,
                       CASE WHEN so_far > 1 - 1e-9 THEN 1 ELSE so_far END AS stop
                  FROM covered WHERE so_far - share < 1 - 1e-9
            ),
            rest AS (SELECT id, max(stop) AS covered FROM part GROUP BY id)
            """
        )
