from odoo.tools import SQL

#: Accounts whose items are the profit and loss of the books, on alias ``account``.
PROFIT_AND_LOSS = SQL(
    "(account.account_type LIKE 'income%%' OR account.account_type LIKE 'expense%%')"
)
