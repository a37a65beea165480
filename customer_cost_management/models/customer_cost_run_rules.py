from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """The attribution and pool rules of the frozen model, as SQL on one item of ``open_item``.

    Each rule offers to take a share of the item, 0 to 1, in the order of its position: first
    the attribution rules, then the pool rules by their sequence.  A rule that names analytic
    accounts takes what they cover; the rest of the item goes on to the next rule.  A key of
    the distribution belongs to the first rule that takes it, also if it combines plans.
    """

    _inherit = "customer.cost.run"

    def _sql_goods(self):
        """Whether an item of ``item`` is about goods whose cost must be traced to invoices."""
        return SQL(
            """(role = 'cost_of_sales' OR is_cogs
                OR role = 'operating' AND expense_id IS NULL
                   AND (is_stock OR product_id IS NOT NULL AND product_id IN (%s)))""",
            self._sql_stored_products(),
        )

    def _sql_stored_products(self):
        """Ids of the products that are stored and sold: storable ones, or all goods where
        Inventory, which knows the difference, is not installed."""
        stored = SQL("template.type = 'consu'")
        if "is_storable" in self.env["product.template"]._fields:
            stored = SQL("template.is_storable")
        return SQL(
            """SELECT product.id FROM product_product product
                 JOIN product_template template ON template.id = product.product_tmpl_id
                WHERE %s""",
            stored,
        )

    def _sql_parts(self):
        """Rows (position, customer, pool, category, rule, share) that may take a part."""
        rules = self.snapshot["attribution"]
        pool_rules = [
            (rule["sequence"], rule["id"], pool["id"], rule)
            for pool in self.snapshot["pools"]
            for rule in pool["rules"]
        ]
        pool_rules.sort(key=lambda row: row[:3])
        nothing = SQL(
            "SELECT 0 AS position, NULL::int AS customer_id, NULL::int AS pool_id, "
            "NULL::int AS category_id, NULL::text AS rule, 0::numeric AS share"
        )
        parts, taken = [nothing], []
        for position, rule in enumerate(rules):
            parts.append(self._sql_attribution_part(position, rule, taken))
        for position, (_sequence, _id, pool_id, rule) in enumerate(pool_rules, len(rules)):
            parts.append(self._sql_pool_part((position, pool_id), rule, taken))
        return SQL(" UNION ALL ").join(parts)

    # ------------------------------------------------------------------ attribution rules

    def _sql_attribution_part(self, position, rule, taken):
        conditions = SQL(" AND ").join(
            [SQL("open_item.role != 'production'"), *self._sql_conditions(rule)]
        )
        category = rule["category"] or None
        label = f"attribution-{rule['id']}"
        if rule["method"] == "analytic":
            customers = self._sql_customers_by_key(conditions, taken)
            taken.append(
                SQL(
                    """(%s AND EXISTS (
                            SELECT FROM account_analytic_account account
                             WHERE account.partner_id IS NOT NULL
                               AND account.id = ANY(string_to_array(key.key, ',')::int[])))""",
                    conditions,
                )
            )
            return SQL(
                """(SELECT %s, customer_id, NULL::int, %s::int, %s, share FROM (%s) customers)""",
                position,
                category,
                label,
                customers,
            )
        customer, known = {
            "counterpart": (SQL("counterpart_customer_id"), SQL("TRUE")),
            "line": (SQL("line_customer_id"), self._sql_line_is_customer()),
            "fixed": (SQL("%s::int", rule["customer"] or None), SQL("TRUE")),
        }[rule["method"]]
        return SQL(
            "(SELECT %s, %s, NULL::int, %s::int, %s, 1::numeric "
            "WHERE %s IS NOT NULL AND %s AND %s)",
            position,
            customer,
            category,
            label,
            customer,
            known,
            conditions,
        )

    def _sql_line_is_customer(self):
        return SQL(
            """EXISTS (SELECT FROM res_partner partner
                        WHERE partner.id = line_customer_id AND partner.customer_rank > 0)"""
        )

    def _sql_customers_by_key(self, conditions, taken):
        """Rows (customer, share); above 100 % they are cut down in proportion."""
        return SQL(
            """
            SELECT customer.id AS customer_id,
                   round(sum(key.value::numeric) / greatest(
                             sum(sum(key.value::numeric)) OVER (), 100), 12) AS share
              FROM jsonb_each_text(open_item.analytic_distribution) key
              JOIN LATERAL (
                       SELECT min(partner.commercial_partner_id) AS id
                         FROM account_analytic_account account
                         JOIN res_partner partner ON partner.id = account.partner_id
                        WHERE account.id = ANY(string_to_array(key.key, ',')::int[])
                   ) customer ON customer.id IS NOT NULL
             WHERE %s AND %s
          GROUP BY customer.id HAVING sum(key.value::numeric) > 0
            """,
            conditions,
            self._sql_not_taken(taken),
        )

    def _sql_not_taken(self, taken):
        """Whether no earlier rule took a key of the distribution, on ``key``."""
        return SQL(" AND ").join([SQL("TRUE"), *(SQL("NOT %s", one) for one in taken)])

    # ------------------------------------------------------------------ pool rules

    def _sql_pool_part(self, place, rule, taken):
        position, pool_id = place
        named = SQL("open_item.account_id = ANY(%s)", rule["accounts"])
        conditions = SQL(" AND ").join(
            [
                # what must be traced or written off needs a rule that names its account
                SQL("open_item.role NOT IN ('production', 'revenue', 'deduction')"),
                SQL("(NOT %s AND open_item.role != 'credit_loss' OR %s)", self._sql_goods(), named),
                *self._sql_conditions(rule),
            ]
        )
        share = SQL("1::numeric")
        if rule["analytic"]:
            holds = SQL("string_to_array(key.key, ',')::int[] && %s", rule["analytic"])
            share = SQL(
                """(SELECT round(least(COALESCE(sum(key.value::numeric), 0) / 100, 1), 12)
                      FROM jsonb_each_text(open_item.analytic_distribution) key
                     WHERE %s AND %s)""",
                holds,
                self._sql_not_taken(taken),
            )
            taken.append(SQL("(%s AND %s)", conditions, holds))
        return SQL(
            "(SELECT %s, NULL::int, %s::int, NULL::int, %s, %s WHERE %s)",
            position,
            pool_id,
            f"pool-{rule['id']}",
            share,
            conditions,
        )

    # ------------------------------------------------------------------ conditions

    def _sql_conditions(self, rule):
        """The conditions of a rule that are filled in, each on a column of ``open_item``."""
        if rule["accounts"] or rule.get("prefixes"):
            accounts = [*rule["accounts"], *self._accounts_with_prefix(rule.get("prefixes"))]
            yield SQL("open_item.account_id = ANY(%s)", accounts)
        if rule["journals"]:
            yield SQL("open_item.journal_id = ANY(%s)", rule["journals"])
        if rule["products"]:
            yield SQL("open_item.product_id = ANY(%s)", rule["products"])
        if rule.get("departments"):
            yield SQL(
                """open_item.expense_id IN (SELECT expense.id FROM hr_expense expense
                                              WHERE expense.department_id = ANY(%s))""",
                rule["departments"],
            )
        if rule.get("domain", "[]") != "[]":
            lines = self.env["account.move.line"].sudo()
            query = self._search_domain(lines, rule["domain"], rule["name"])
            yield SQL("open_item.id IN (%s)", query.select())

    def _accounts_with_prefix(self, prefixes):
        if not prefixes:
            return []
        accounts = self.env["account.account"].with_company(self.company_id)
        roles = accounts.browse(int(account) for account in self.snapshot["roles"])
        return [a.id for a in roles if (a.code or "").startswith(tuple(prefixes))]
