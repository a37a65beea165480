from ast import literal_eval

from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """The attribution and pool rules of the frozen model, as SQL on one item of ``open_item``.

    Each rule offers to take a share of the item, 0 to 1, in the order of its position: first
    the attribution rules, then the pool rules by their sequence.  A rule that names analytic
    accounts takes what they cover; the rest of the item goes on to the next rule.
    """

    _inherit = "customer.cost.run"

    def _sql_goods(self):
        """Whether an item of ``item`` is about goods whose cost must be traced to invoices."""
        return SQL("(role = 'cost_of_sales' OR is_cogs)")

    def _sql_parts(self):
        """Rows (position, customer, pool, category, rule, share) that may take a part."""
        rules = self.snapshot["attribution"]
        parts = [self._sql_attribution_part(position, rule) for position, rule in enumerate(rules)]
        pool_rules = [
            (rule["sequence"], rule["id"], pool["id"], rule)
            for pool in self.snapshot["pools"]
            for rule in pool["rules"]
        ]
        parts += [
            self._sql_pool_part(len(rules) + position, pool_id, rule)
            for position, (_sequence, _id, pool_id, rule) in enumerate(
                sorted(pool_rules, key=lambda row: row[:3])
            )
        ]
        nothing = SQL(
            "SELECT 0 AS position, NULL::int AS customer_id, NULL::int AS pool_id, "
            "NULL::int AS category_id, NULL::text AS rule, 0::numeric AS share"
        )
        return SQL(" UNION ALL ").join([nothing, *parts])

    def _sql_attribution_part(self, position, rule):
        conditions = SQL(" AND ").join([SQL("role != 'production'"), *self._sql_conditions(rule)])
        category = rule["category"] or None
        label = f"attribution-{rule['id']}"
        if rule["method"] == "analytic":
            return SQL(
                """
                (SELECT %s, customer.commercial_partner_id, NULL::int, %s::int, %s,
                        least(sum(key.value::numeric) / 100, 1)
                   FROM jsonb_each_text(open_item.analytic_distribution) key
                   JOIN LATERAL (
                            SELECT min(partner.commercial_partner_id) AS commercial_partner_id
                              FROM account_analytic_account account
                              JOIN res_partner partner ON partner.id = account.partner_id
                             WHERE account.id = ANY(string_to_array(key.key, ',')::int[])
                        ) customer ON customer.commercial_partner_id IS NOT NULL
                  WHERE %s
               GROUP BY customer.commercial_partner_id HAVING sum(key.value::numeric) > 0)
                """,
                position,
                category,
                label,
                conditions,
            )
        customer = {
            "counterpart": SQL("counterpart_customer_id"),
            "line": SQL("line_customer_id"),
            "fixed": SQL("%s::int", rule["customer"] or None),
        }[rule["method"]]
        return SQL(
            "(SELECT %s, %s, NULL::int, %s::int, %s, 1::numeric WHERE %s IS NOT NULL AND %s)",
            position,
            customer,
            category,
            label,
            customer,
            conditions,
        )

    def _sql_pool_part(self, position, pool_id, rule):
        named = SQL("account_id = ANY(%s)", rule["accounts"])
        conditions = [
            # what must be traced or written off goes into a pool only if a rule names its account
            SQL("role NOT IN ('production', 'revenue', 'deduction')"),
            SQL("(NOT %s AND role != 'credit_loss' OR %s)", self._sql_goods(), named),
            *self._sql_conditions(rule),
        ]
        share = SQL("1::numeric")
        if rule["analytic"]:
            share = SQL(
                """COALESCE((SELECT least(sum(key.value::numeric) / 100, 1)
                               FROM jsonb_each_text(open_item.analytic_distribution) key
                              WHERE string_to_array(key.key, ',')::int[] && %s), 0)""",
                rule["analytic"],
            )
        return SQL(
            "(SELECT %s, NULL::int, %s::int, NULL::int, %s, %s WHERE %s)",
            position,
            pool_id,
            f"pool-{rule['id']}",
            share,
            SQL(" AND ").join(conditions),
        )

    def _sql_conditions(self, rule):
        """The conditions of a rule that are filled in, each on a column of ``open_item``."""
        accounts = [*rule["accounts"], *self._accounts_with_prefix(rule.get("prefixes"))]
        if rule["accounts"] or rule.get("prefixes"):
            yield SQL("account_id = ANY(%s)", accounts)
        if rule["journals"]:
            yield SQL("journal_id = ANY(%s)", rule["journals"])
        if rule["products"]:
            yield SQL("product_id = ANY(%s)", rule["products"])
        if rule.get("departments"):
            yield SQL(
                """expense_id IN (SELECT expense.id FROM hr_expense expense
                                    WHERE expense.department_id = ANY(%s))""",
                rule["departments"],
            )
        if rule.get("domain", "[]") != "[]":
            lines = self.env["account.move.line"].sudo()
            query = lines._search(literal_eval(rule["domain"]))
            yield SQL("open_item.id IN (%s)", query.select())

    def _accounts_with_prefix(self, prefixes):
        if not prefixes:
            return []
        accounts = self.env["account.account"].with_company(self.company_id)
        roles = accounts.browse(int(account) for account in self.snapshot["roles"])
        return [a.id for a in roles if (a.code or "").startswith(tuple(prefixes))]
