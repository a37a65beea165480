"""What attribution and pool rules would do with the posted items of a time, told before a run.

The statements of the capture decide, so that a preview never says anything else than the run.
They look at the entries that meet the conditions of the rules, not at the whole ledger, and
nothing is written.
"""

from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.fields import Domain
from odoo.tools import SQL

from .previewed_run import ATTRIBUTION, POOL_RULE, key_of, previewed_run

#: Key of the context that narrows a run to some entries; only an SQL object counts there,
#: which nobody can send.
PREVIEWED_ENTRIES = "customer_cost_previewed_entries"


@dataclass
class Found:
    """Items that meet a rule and came to the same end.

    :param amount: debit less credit, in company currency
    :param taker: label of the rule that took them first, of items that an other rule took
    """

    end: str
    items: int
    amount: float
    taker: str = ""


class RulePreview:
    """The rules of a company's cost model with drafts in the place of what they change.

    :param drafts: rules as somebody is typing them
    :param period: (first day, last day); the last twelve months if left out
    """

    def __init__(self, company, drafts=(), period=None):
        self.env = company.env
        self.company = company
        for draft in drafts:
            draft._check_typed_conditions()
        today = fields.Date.context_today(company)
        self.date_from, self.date_to = period or (today - relativedelta(years=1, days=-1), today)
        self.rules = [*self._rules(ATTRIBUTION, drafts), *self._rules(POOL_RULE, drafts)]
        self.by_label = {self._label(rule): rule for rule in self.rules}

    def _rules(self, model, drafts):
        """Rules of a model in the order of a run, drafts in the place of their origin."""
        drafts = [draft for draft in drafts if draft._name == model]
        replaced = [draft._origin.id for draft in drafts]
        domain = Domain("company_id", "=", self.company.id) & Domain("id", "not in", replaced)
        if model == POOL_RULE:
            domain &= Domain("pool_id.active", "=", True)
        rules = [*self.env[model].search(domain), *drafts]
        return sorted(
            filter(lambda rule: rule._has_conditions(), rules),
            key=lambda rule: (rule.sequence, rule._origin.id or float("inf")),
        )

    def _label(self, rule):
        kind = "attribution" if rule._name == ATTRIBUTION else "pool"
        return f"{kind}-{key_of(rule)}"

    # ------------------------------------------------------------------ questions

    def counts(self, rules):
        """{label of a rule: [Found]} of these rules, in one query."""
        labels = [label for rule in rules if (label := self._label(rule)) in self.by_label]
        if not labels:
            return {}
        rows = self._query(
            [self.by_label[label] for label in labels],
            SQL(
                """
                SELECT rule, ending, CASE WHEN ending = 'taken' THEN winner END AS taker,
                       count(*), sum(amount)
                  FROM placed WHERE rule = ANY(%s)
              GROUP BY 1, 2, 3 ORDER BY 1, 2, 5 DESC
                """,
                labels,
            ),
        )
        found = {label: [] for label in labels}
        for label, end, taker, items, amount in rows:
            found[label].append(Found(end, items, float(amount), taker or ""))
        return found

    def of(self, rule, counts):
        """[Found] of one rule in the answer of :meth:`counts`."""
        return counts.get(self._label(rule), [])

    def item_ids(self, rule, end, limit):
        """Ids of the items of a rule that came to an end, the largest amounts first."""
        label = self._label(rule)
        if label not in self.by_label:
            return []
        rows = self._query(
            [self.by_label[label]],
            SQL(
                """
                SELECT id FROM placed WHERE rule = %s AND ending = %s
              ORDER BY abs(amount) DESC, id LIMIT %s
                """,
                label,
                end,
                limit,
            ),
        )
        return [item_id for (item_id,) in rows]

    def offers(self, item):
        """(destination decided before any rule, [(rule, share it takes, whether it takes any)])
        of one item; None where no rule is asked: the document decides, or it is no cost."""
        rows = self._query_entries(
            item.move_id.ids,
            SQL(
                """
                SELECT item_found.decided, placed.rule, placed.taken, placed.ending
                  FROM item_found LEFT JOIN placed ON placed.id = item_found.id
                 WHERE item_found.id = %s ORDER BY placed.position
                """,
                item.id,
            ),
        )
        if not rows:
            return None
        offers = [
            (self.by_label[label], float(taken), end == "caught")
            for _decided, label, taken, end in rows
            if label
        ]
        return rows[0][0], offers

    # ------------------------------------------------------------------ SQL

    def _query(self, rules, final):
        return self._query_entries(self._entry_ids(rules), final)

    def _entry_ids(self, rules):
        """Entries with an item that meets the conditions of one of the rules."""
        self.env.flush_all()
        period = Domain("date", ">=", self.date_from) & Domain("date", "<=", self.date_to)
        period &= Domain("company_id", "in", self.company._with_branches())
        # the figures are of the whole company, whatever branches its reader may open
        lines_sudo = self.env["account.move.line"].sudo()
        move = SQL.identifier("account_move_line", "move_id")
        parts = [lines_sudo._search(period & r._get_item_domain()).select(move) for r in rules]
        query = SQL(" UNION ").join(SQL("(%s)", part) for part in parts)
        return [move_id for (move_id,) in self.env.execute_query(query)]

    def _query_entries(self, entry_ids, final):
        """Rows of a final statement over ``item_found`` and ``placed``, see below."""
        self.env.flush_all()
        previewed = SQL("line.move_id = ANY(%s)", entry_ids)
        run = previewed_run(self).with_context(**{PREVIEWED_ENTRIES: previewed})
        closing = run._closing_moves()
        left = run._left_by_documents(closing)
        return self.env.execute_query(
            SQL(
                """
                WITH %(roles)s,
                item AS MATERIALIZED (%(items)s),
                counterpart AS (%(counterpart)s),
                item_found AS MATERIALIZED (%(open_items)s),
                -- a preview also asks the rules about items that are decided without them
                open_item AS MATERIALIZED (
                    SELECT id, class, role, analytic_distribution, counterpart_customer_id,
                           line_customer_id, found_customers, NULL::text AS decided
                      FROM item_found
                ),
                %(offers)s,
                %(parts)s,
                matched AS (%(matched)s),
                placed AS (%(placed)s)
                %(final)s
                """,
                roles=run._sql_roles(),
                items=run._sql_items(closing, left),
                counterpart=run._sql_counterpart_customers(),
                open_items=run._sql_open_items(),
                offers=run._sql_offers(),
                parts=run._sql_covered_parts(),
                matched=self._sql_matched(),
                placed=self._sql_placed(),
                final=final,
            )
        )

    def _sql_matched(self):
        """Rules that hold for a group of alike items, whether or not an other one is first."""
        return SQL(
            """
            SELECT alike.id, applying.label AS rule, applying.position
              FROM alike JOIN applying USING (class)
             WHERE EXISTS (SELECT FROM offer
                            WHERE offer.id = alike.id AND offer.label = applying.label)
                OR applying.pool_id IS NOT NULL AND applying.analytic IS NULL
                OR (applying.analytic IS NOT NULL OR applying.method IS NOT NULL)
                   AND EXISTS (SELECT FROM key JOIN known USING (class, key)
                                WHERE key.id = alike.id
                                  AND (known.accounts && applying.analytic
                                       OR jsonb_exists(known.customers, applying.method)))
            """
        )

    def _sql_placed(self):
        """To which end each rule that an item meets comes, and how much of it that is.

        Of an item that a rule does not get, its whole amount is told.
        """
        return SQL(
            """
            SELECT item.id, matched.rule, matched.position, winner.rule AS winner, ended.ending,
                   COALESCE(got.share, 0) AS taken,
                   CASE WHEN ended.ending = 'caught' THEN got.amount ELSE item.balance END AS amount
              FROM matched
              JOIN member ON member.alike_id = matched.id
              JOIN item_found item ON item.id = member.item_id
         LEFT JOIN (SELECT DISTINCT ON (id) id, rule FROM part ORDER BY id, start) winner
                ON winner.id = matched.id
         LEFT JOIN LATERAL (
                       SELECT sum(part.stop - part.start) AS share,
                              sum(round(item.balance * part.stop, %(decimals)s)
                                  - round(item.balance * part.start, %(decimals)s)) AS amount
                         FROM part WHERE part.id = matched.id AND part.rule = matched.rule
                   ) got ON TRUE
        CROSS JOIN LATERAL (
                       SELECT CASE WHEN item.decided IN ('revenue', 'cost_of_sales', 'direct')
                                   THEN 'direct'
                                   WHEN item.decided IS NOT NULL THEN 'elsewhere'
                                   WHEN got.share > 0 THEN 'caught'
                                   ELSE 'taken' END AS ending
                   ) ended
            """,
            decimals=self.company.currency_id.decimal_places,
        )
