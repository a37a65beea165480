import json

from odoo import models
from odoo.tools import SQL

#: Columns of the relation of rules, with their types.  NULL asks for nothing.
RULE_COLUMNS = {
    "position": "int",
    "label": "text",
    "method": "text",
    "customer_id": "int",
    "pool_id": "int",
    "category_id": "int",
    "named": "int[]",
    "accounts": "int[]",
    "journals": "int[]",
    "products": "int[]",
    "departments": "int[]",
    "flag": "int",
    "analytic": "int[]",
}
#: Elements of the class of an item; the flags of rules with a domain follow.
ACCOUNT, JOURNAL, PRODUCT, DEPARTMENT, GOODS = range(1, 6)


class CustomerCostRun(models.Model):
    """The attribution and pool rules of the frozen model, as SQL on the items of ``open_item``.

    Each rule offers to take a share of the item, 0 to 1, in the order of its position: first
    the attribution rules, then the pool rules by their sequence.  A rule that names analytic
    accounts takes what they cover; the rest of the item goes on to the next rule.  A key of
    the distribution belongs to the first rule that takes it, also if it combines plans.

    Rules are matched with classes of items (``_sql_class``: all that a condition may ask for)
    and with keys of distributions within a class.  Of both there are few, so that the number
    of rules costs next to nothing; items then find their class and their keys by equality.
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

    # ------------------------------------------------------------------ the rules

    def _ordered_rules(self):
        """All rules in their order, as rows of the relation ``rule`` and their domains."""
        rules = [
            {
                "method": rule["method"],
                "customer_id": rule["customer"] or None,
                "category_id": rule["category"] or None,
                "label": f"attribution-{rule['id']}",
                **self._rule_conditions(rule),
            }
            for rule in self.snapshot["attribution"]
        ]
        pool_rules = [
            (rule["sequence"], rule["id"], pool["id"], rule)
            for pool in self.snapshot["pools"]
            for rule in pool["rules"]
        ]
        for _sequence, rule_id, pool_id, rule in sorted(pool_rules, key=lambda row: row[:3]):
            label = f"pool-{rule_id}"
            rules.append({"pool_id": pool_id, "label": label, **self._rule_conditions(rule)})
        return [{"position": position} | rule for position, rule in enumerate(rules)]

    def _rule_conditions(self, rule):
        """The conditions of a rule that are filled in."""
        accounts = [*rule["accounts"], *self._accounts_with_prefix(rule.get("prefixes"))]
        by_account = rule["accounts"] or rule.get("prefixes")
        return {
            "named": rule["accounts"],
            "accounts": accounts if by_account else None,
            **{
                name: rule.get(name) or None
                for name in ("journals", "products", "departments", "analytic")
            },
            "domain": rule["domain"] if rule.get("domain", "[]") != "[]" else None,
            "name": rule["name"],
        }

    def _accounts_with_prefix(self, prefixes):
        if not prefixes:
            return []
        accounts = self.env["account.account"].with_company(self.company_id)
        roles = accounts.browse(self._accounts_with_role())
        return [a.id for a in roles if (a.code or "").startswith(tuple(prefixes))]

    def _sql_rules(self):
        """CTE ``rule``; a rule with a domain has the number of its flag in the class."""
        rules, flags = self._ordered_rules(), 0
        for rule in rules:
            if rule["domain"]:
                flags += 1
                rule["flag"] = GOODS + flags
        columns = SQL(", ").join(
            SQL("%s %s", SQL.identifier(name), SQL(kind)) for name, kind in RULE_COLUMNS.items()
        )
        return SQL(
            "rule AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(%s::jsonb) AS rule(%s))",
            json.dumps([{name: rule.get(name) for name in RULE_COLUMNS} for rule in rules]),
            columns,
        )

    # ------------------------------------------------------------------ classes of items

    def _sql_class(self):
        """All that the conditions of the rules ask for, as an array, on ``item``."""
        rules = self._ordered_rules()
        journals = [journal for rule in rules for journal in rule["journals"] or ()]
        products = [product for rule in rules for product in rule["products"] or ()]
        department = SQL("0")
        if any(rule["departments"] for rule in rules):
            department = SQL(
                """COALESCE((SELECT department_id FROM hr_expense expense
                              WHERE expense.id = item.expense_id), 0)"""
            )
        return SQL(
            "ARRAY[%s]",
            SQL(", ").join(
                [
                    SQL("item.account_id"),
                    SQL(
                        "CASE WHEN item.journal_id = ANY(%s) THEN item.journal_id ELSE 0 END",
                        journals,
                    ),
                    SQL(
                        "CASE WHEN item.product_id = ANY(%s) THEN item.product_id ELSE 0 END",
                        products,
                    ),
                    department,
                    SQL("(%s)::int", self._sql_goods()),
                    *(self._sql_flag(rule) for rule in rules if rule["domain"]),
                ]
            ),
        )

    def _sql_flag(self, rule):
        # sudo: a rule takes every item it names, whoever computes
        lines = self.env["account.move.line"].sudo()
        query = self._search_domain(lines, rule["domain"], rule["name"])
        return SQL("(item.id IN (%s))::int", query.select())

    def _sql_applies(self):
        """Whether the conditions of ``rule`` hold for a class.

        What must be traced or written off needs a pool rule that names its account.  Pools take
        neither revenue nor production; to a customer a rule may give both.
        """
        listed = SQL(" AND ").join(
            SQL(
                "(%(list)s IS NULL OR known.class[%(place)s] = ANY(%(list)s))",
                list=SQL.identifier("rule", name),
                place=place,
            )
            for name, place in (
                ("accounts", ACCOUNT),
                ("journals", JOURNAL),
                ("products", PRODUCT),
                ("departments", DEPARTMENT),
            )
        )
        return SQL(
            """
            %s
            AND (rule.flag IS NULL OR known.class[rule.flag] = 1)
            AND (rule.pool_id IS NULL
                 OR known.role NOT IN ('revenue', 'deduction', 'production')
                    AND (known.class[%s] = 0 AND known.role != 'credit_loss'
                         OR known.class[%s] = ANY(rule.named)))
            """,
            listed,
            GOODS,
            ACCOUNT,
        )
