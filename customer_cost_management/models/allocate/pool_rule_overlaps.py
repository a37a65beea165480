"""Which pool rules would take the same items, and how much that is."""

from odoo.fields import Domain
from odoo.tools import SQL


def may_meet(first, second):
    """Whether both rules can hold for the same part of an item on the same day.

    Rules that name different analytic accounts each take their own part.
    """
    return not (
        _ends_before(first, second)
        or _ends_before(second, first)
        or (
            first.analytic_account_ids
            and second.analytic_account_ids
            and not first.analytic_account_ids & second.analytic_account_ids
        )
    )


def _ends_before(first, second):
    return first.date_to and second.date_from and first.date_to < second.date_from


def name_same_account(first, second):
    """Whether an account meets both rules, and nothing but accounts tells them apart."""
    if _has_more_than_accounts(first) or _has_more_than_accounts(second):
        return False
    accounts = first.env["account.account"].with_company(first.company_id)
    both = first._get_code_domain() & second._get_code_domain()
    return bool(accounts.search_count(both, limit=1))


def _has_more_than_accounts(rule):
    return bool(
        rule.journal_ids
        or rule.product_ids
        or rule.department_ids
        or rule.analytic_account_ids
        or not rule._get_domain().is_true()
    )


def shared_items(rules, date_from, date_to):
    """(rule id, later rule id) -> (items, balance) that both rules catch, in one query."""
    if len(rules) < 2:
        return {}
    period = Domain("date", ">=", date_from) & Domain("date", "<=", date_to)
    period &= Domain("company_id", "in", rules.company_id._with_branches())
    # sudo: the sums are of the whole company, whatever branches its reader may open
    lines_sudo = rules.env["account.move.line"].sudo()
    columns = [SQL.identifier("account_move_line", name) for name in ("id", "balance")]
    parts = [
        lines_sudo._search(period & rule._get_item_domain()).select(
            SQL("%s AS rule_id, %s AS position", rule.id, position), *columns
        )
        for position, rule in enumerate(rules)
    ]
    query = SQL(
        """
        WITH caught AS MATERIALIZED (%s)
        SELECT a.rule_id, b.rule_id, COUNT(*), SUM(a.balance)
          FROM caught a JOIN caught b ON b.id = a.id AND b.position > a.position
      GROUP BY a.rule_id, b.rule_id
        """,
        SQL(" UNION ALL ").join(SQL("(%s)", part) for part in parts),
    )
    return {(a, b): (items, amount) for a, b, items, amount in rules.env.execute_query(query)}
