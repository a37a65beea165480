"""For which customer an item without one probably is, and why."""

import re

from odoo.tools import SQL

#: A name or reference of fewer characters says nothing.
SHORTEST = 3
#: So much of a label is looked at.
LONGEST_LABEL = 80
#: Names of customers are seldom longer.
LONGEST_NAME = 40
#: Where a name may begin or end: at a change between letters or digits and anything else, and
#: around every Chinese character.
WORD = re.compile(r"[^\W\u2e80-\uffef]+|[\u2e80-\uffef]")


def by_vendor(env, items):
    """{item id: (customer id, number of items)}: what the same vendor's or employee's items on
    the same account were for, where that was always the same customer."""
    if not items:
        return {}
    env.flush_all()
    rows = env.execute_query(
        SQL(
            """
            SELECT item.id, min(other.cost_customer_id), count(*)
              FROM account_move_line item
              JOIN account_move_line other
                ON other.partner_id = item.partner_id AND other.account_id = item.account_id
               AND other.company_id = item.company_id AND other.id != item.id
             WHERE item.id = ANY(%s) AND other.cost_customer_id IS NOT NULL
               AND other.parent_state = 'posted'
          GROUP BY item.id
            HAVING min(other.cost_customer_id) = max(other.cost_customer_id)
            """,
            list(items.ids),
        )
    )
    return {item_id: (customer_id, count) for item_id, customer_id, count in rows}


def tax_of_several(env, items):
    """Ids of tax items whose base lines are for two customers or more."""
    taxes = items.filtered("tax_line_id")
    if not taxes:
        return set()
    env.flush_all()
    rows = env.execute_query(
        SQL(
            """
            SELECT item.id
              FROM account_move_line item
              JOIN account_move_line base ON base.move_id = item.move_id
              JOIN account_move_line_account_tax_rel rel ON rel.account_move_line_id = base.id
               AND rel.account_tax_id IN (item.tax_line_id, item.group_tax_id)
             WHERE item.id = ANY(%s)
          GROUP BY item.id
            HAVING count(DISTINCT base.cost_customer_id) > 1
            """,
            list(taxes.ids),
        )
    )
    return {item_id for (item_id,) in rows}


def by_label(env, labels):
    """{label: customer id}: the customer whose name or reference stands in a label; the longest
    one, and none where two customers share it."""
    wanted = {label: names_in(label) for label in set(labels) if label}
    names = {name for found in wanted.values() for name in found}
    if not names:
        return {}
    env["res.partner"].flush_model()
    rows = env.execute_query(
        SQL(
            """
            SELECT text, min(id), count(*)
              FROM (SELECT lower(name) AS text, id FROM res_partner
                     WHERE customer_rank > 0 AND active AND parent_id IS NULL
                       AND lower(name) = ANY(%(names)s)
                     UNION
                    SELECT lower(ref), id FROM res_partner
                     WHERE customer_rank > 0 AND active AND parent_id IS NULL
                       AND lower(ref) = ANY(%(names)s)) known
          GROUP BY text
            """,
            names=list(names),
        )
    )
    known = {text: customer_id for text, customer_id, count in rows if count == 1}
    found = {}
    for label, candidates in wanted.items():
        hits = [name for name in candidates if name in known]
        if hits:
            found[label] = known[max(hits, key=lambda name: (len(name), name))]
    return found


def names_in(label):
    """Every piece of a label, in small letters, that begins and ends with a word."""
    text = label[:LONGEST_LABEL].lower()
    words = [match.span() for match in WORD.finditer(text)]
    pieces = set()
    for place, (start, _end) in enumerate(words):
        for _start, end in words[place:]:
            if end - start > LONGEST_NAME:
                break
            # a name may end with a full stop: Lumber Inc.
            pieces.update((text[start:end], text[start : end + 1].strip()))
    return {piece for piece in pieces if len(piece) >= SHORTEST}
