from odoo.tools import SQL

#: Accounts whose items are the profit and loss of the books, on alias ``account``.
PROFIT_AND_LOSS = SQL(
    "(account.account_type LIKE 'income%%' OR account.account_type LIKE 'expense%%')"
)


def closing_moves(env, period):
    """Ids of entries that look as if they closed the books: an item on an unaffected-earnings
    account, and all others on accounts of profit and loss.

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
                         JOIN account_account account ON account.id = line.account_id
                        WHERE %(period)s AND account.account_type = 'equity_unaffected')
          GROUP BY line.move_id
            HAVING bool_and(account.account_type = 'equity_unaffected' OR %(profit_and_loss)s)
               AND bool_or(%(profit_and_loss)s)
            """,
            period=period,
            profit_and_loss=PROFIT_AND_LOSS,
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
