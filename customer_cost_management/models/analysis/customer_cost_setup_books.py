from collections import defaultdict

from odoo import models
from odoo.tools import SQL

from ...engine.proposal import words
from .setup_rules import DELIVERY_ROLES, POOLED_ROLES, Books, place_of_account

#: Attribution as it is where nobody has changed it.
USUAL_ATTRIBUTION = ("counterpart", "analytic")


class CustomerCostSetup(models.AbstractModel):
    """What the assistant reads: the same queries as a run, over a year, and nothing stored."""

    _inherit = "customer.cost.setup"

    def _present_model(self, company, months):
        """The model in force, with a role for each account that lacks one."""
        run = self._run_of(company, months, False)
        snapshot = run._freeze_model()
        proposals = self.env["customer.cost.account.role"]._prepare_proposals(company)
        snapshot["roles"] |= {
            str(vals["account_id"]): vals["role"]
            for vals in proposals
            if str(vals["account_id"]) not in snapshot["roles"]
        }
        rules = self.env["customer.cost.attribution.rule"].with_context(active_test=False)
        if not rules.search_count([("company_id", "=", company.id)], limit=1):
            snapshot["attribution"] = [
                {"id": -place, "name": method, "method": method, "customer": False}
                | {"category": False, "accounts": [], "journals": [], "products": []}
                for place, method in enumerate(USUAL_ATTRIBUTION, 1)
            ]
        return snapshot

    # ------------------------------------------------------------------ revenue

    def _read_revenue(self, run):
        """What documents earn and cost: rows (is revenue, has a customer, kind of product, its
        product has a cost, items, amount), and the number of customers."""
        detail, customers = [], 0
        for *row, count in self.env.execute_query(self._sql_revenue(run)):
            is_revenue, known, kind, has_cost, items, amount = row
            if kind is not None:
                detail.append((is_revenue, known, kind, has_cost, items, float(amount)))
            elif is_revenue and known:
                customers = count
        return detail, customers

    def _sql_revenue(self, run):
        """Closing entries take back what a month earned: they are no revenue."""
        closing = run._closing_moves()
        return SQL(
            """
            WITH item AS (%(items)s)
            SELECT NOT item.is_cogs AS is_revenue,
                   item.is_given AND item.customer_id IS NOT NULL AS known,
                   CASE template.type WHEN 'service' THEN 'service' WHEN 'consu' THEN 'goods'
                        WHEN 'combo' THEN 'goods' ELSE 'unknown' END AS kind,
                   COALESCE((product.standard_price ->> %(company)s)::numeric, 0) > 0 AS has_cost,
                   count(*), -sum(item.balance), count(DISTINCT item.customer_id)
              FROM item
              JOIN account_move_line line ON line.id = item.id
              JOIN account_move move ON move.id = line.move_id AND NOT (%(is_closing)s)
         LEFT JOIN product_product product ON product.id = line.product_id
         LEFT JOIN product_template template ON template.id = product.product_tmpl_id
          GROUP BY GROUPING SETS ((1, 2, 3, 4), (1, 2))
            """,
            items=run._sql_items_of_documents(closing),
            is_closing=run._sql_is_closing(closing),
            company=str(run.company_id.id),
        )

    # ------------------------------------------------------------------ cost

    def _read_accounts(self, run, pools):
        """{account id: Place} of the accounts whose cost goes to pools, and {id: code}.

        :param pools: codes of the pools that this kind of company has
        """
        roles = {int(account): role for account, role in run.snapshot["roles"].items()}
        wanted = POOLED_ROLES + (DELIVERY_ROLES if words.DELIVERY in pools else ())
        accounts = self.env["account.account"].with_company(run.company_id).browse(roles)
        codes = {account.id: account.code or "" for account in accounts}
        names = self.env["customer.cost.account.role"]._names(accounts)
        places = {
            account: place_of_account(
                roles[account], names[account], self._names_above(account, codes, names), pools
            )
            for account in roles
            if roles[account] in wanted
        }
        return places, codes

    def _names_above(self, account, codes, names):
        """Names of the accounts whose codes, without the padding, begin this one's."""
        code = codes[account]
        return [
            name
            for other, prefix in codes.items()
            if other != account and len(prefix.rstrip("0")) >= 4
            if code.startswith(prefix.rstrip("0"))
            for name in names[other]
        ]

    def _read_cost(self, run, pools):
        """What the rules are made from: places, products, labels and cost centres."""
        places, codes = self._read_accounts(run, pools)
        broad = [account for account, place in places.items() if place.broad]
        pay = [account for account, place in places.items() if place.pay]
        products, labels = set(), set()
        for product, label in self.env.execute_query(self._sql_labels(run, broad)):
            products.add(product)
            labels.add(label)
        return Books(
            codes,
            places,
            self._pools_of_products(products - {None}, pools),
            {pool for pool in labels if pool in pools or pool == words.RELATIONSHIP},
            self._centres(run, [*broad, *pay], pools),
        )

    def _sql_labels(self, run, broad):
        """Each product, and each pool that a label speaks of, on broad accounts."""
        cases = SQL(" ").join(
            SQL("WHEN line.name ILIKE ANY(%s) THEN %s", words.label_patterns(pool), pool)
            for pool in words.WORDS
        )
        return SQL(
            "SELECT DISTINCT line.product_id, CASE %s END FROM account_move_line line "
            "WHERE %s AND line.account_id = ANY(%s)",
            cases,
            run._sql_period(),
            broad,
        )

    def _pools_of_products(self, product_ids, pools):
        """{product: pool} by the names of products and their categories, in all languages."""
        query = SQL(
            """
            SELECT product.id, template.name, category.complete_name
              FROM product_product product
              JOIN product_template template ON template.id = product.product_tmpl_id
         LEFT JOIN product_category category ON category.id = template.categ_id
             WHERE product.id = ANY(%s)
            """,
            list(product_ids),
        )
        found = {}
        for product, names, category in self.env.execute_query(query):
            pool = words.pool_of_name(*names.values()) or words.pool_of_name(category)
            if pool == words.RELATIONSHIP or pool in pools:
                found[product] = pool
        return found

    def _centres(self, run, accounts, pools):
        """{plan: {pool: analytic accounts}} of cost centres that name a department."""
        query = SQL(
            """
            SELECT DISTINCT unnest(string_to_array(pair.key, ','))::int
              FROM account_move_line line
        CROSS JOIN LATERAL jsonb_object_keys(line.analytic_distribution) pair(key)
             WHERE %s AND line.account_id = ANY(%s) AND line.analytic_distribution IS NOT NULL
            """,
            run._sql_period(),
            accounts,
        )
        ids = [row[0] for row in self.env.execute_query(query)]
        # sudo: the analytic accounts of the company's own entries, for their names alone
        analytic_sudo = self.env["account.analytic.account"].sudo().browse(ids).exists()
        centres = defaultdict(lambda: defaultdict(list))
        for account in analytic_sudo.filtered(lambda each: not each.partner_id):
            pool = words.pool_of_place(account.name)
            if pool in pools:
                centres[account.root_plan_id.id][pool].append(account.id)
        return centres
