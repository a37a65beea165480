from odoo.tools import SQL

#: Accounts whose items are the profit and loss of the books, on alias ``account``.
PROFIT_AND_LOSS = SQL(
    "(account.account_type LIKE 'income%%' OR account.account_type LIKE 'expense%%')"
)
#: Codes that begin the accounts 本年利润 and 利润分配 in the charts of China.
RESULT_CODES = {"cn": ("3103", "3104"), "cn_large_bis": ("4103", "4104")}
#: Their names, of companies that have other codes.
RESULT_NAMES = "本年利[润潤]|利[润潤]分配"
#: Accounts that carry the result of the books to equity, on alias ``account``.
CARRIES_RESULT = SQL(
    """(account.account_type = 'equity_unaffected'
        OR account.account_type = 'equity' AND (
               account.name::text ~ %s
               OR EXISTS (
                      SELECT FROM jsonb_each_text(account.code_store) coded(company_id, code)
                        JOIN res_company company ON company.id = coded.company_id::int
                       WHERE %s)))""",
    RESULT_NAMES,
    SQL(" OR ").join(
        SQL("company.chart_template = %s AND left(coded.code, 4) IN %s", chart, codes)
        for chart, codes in RESULT_CODES.items()
    ),
)
#: Whether an entry looks as if it closed the books: each of its items is profit and loss or
#: carries the result, and it has both.  Of groups by entry, on alias ``account``.
LOOKS_CLOSING = SQL(
    "(bool_and(%(carries)s OR %(earns)s) AND bool_or(%(carries)s) AND bool_or(%(earns)s))",
    carries=CARRIES_RESULT,
    earns=PROFIT_AND_LOSS,
)


def closing_moves(env, period):
    """Ids of entries that look as if they closed the books: an item on an account that carries
    the result, and all others on accounts of profit and loss.

    :param period: condition on their items, on alias ``line``
    """
    rows = env.execute_query(
        SQL(
            """
            SELECT line.move_id
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
             WHERE line.move_id IN (
                       SELECT line.move_id
                         FROM account_move_line line
                        WHERE %(period)s AND line.account_id = ANY(ARRAY(
                                  SELECT account.id FROM account_account account
                                   WHERE %(carries_result)s)))
          GROUP BY line.move_id HAVING %(looks_closing)s
            """,
            period=period,
            carries_result=CARRIES_RESULT,
            looks_closing=LOOKS_CLOSING,
        )
    )
    return [row[0] for row in rows]


def sql_is_closing(closing):
    """Whether the entry of an item closes the books, on aliases ``line`` and ``move``.

    :param closing: ids of the entries that look like it, see :func:`closing_moves`
    """
    return SQL(
        """CASE move.cost_closing_entry
                WHEN 'closing' THEN TRUE
                WHEN 'not_closing' THEN FALSE
                ELSE line.move_id = ANY(%s)
           END""",
        closing,
    )
