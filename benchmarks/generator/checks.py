"""What Odoo would refuse, looked for in what was written behind its back."""

from odoo.tools import SQL

#: Entries of each kind that Odoo's own constraints are tried on.
SAMPLE = 50
#: Foreign keys that the filled tables must satisfy though nobody checked them.
KEYS = {
    "account_move_line": {
        "move_id": "account_move",
        "account_id": "account_account",
        "partner_id": "res_partner",
        "product_id": "product_product",
        "expense_id": "hr_expense",
        "payment_id": "account_payment",
        "full_reconcile_id": "account_full_reconcile",
        "cost_customer_id": "res_partner",
    },
    "account_move": {"partner_id": "res_partner", "origin_payment_id": "account_payment"},
    "account_payment": {"move_id": "account_move"},
    "account_partial_reconcile": {
        "debit_move_id": "account_move_line",
        "credit_move_id": "account_move_line",
        "full_reconcile_id": "account_full_reconcile",
    },
    "hr_expense": {"account_move_id": "account_move", "employee_id": "hr_employee"},
}


def check_books(book):
    _check_keys(book.env)
    _check_balance(book.env)
    _check_residuals(book.env)
    _check_sample(book.env)


def _check_keys(env):
    for table, keys in KEYS.items():
        for column, target in keys.items():
            query = SQL(
                "SELECT count(*) FROM %s row WHERE %s IS NOT NULL "
                "AND NOT EXISTS (SELECT FROM %s target WHERE target.id = %s)",
                SQL.identifier(table),
                SQL.identifier("row", column),
                SQL.identifier(target),
                SQL.identifier("row", column),
            )
            [[lost]] = env.execute_query(query)
            assert not lost, f"{lost} rows of {table}.{column} point nowhere"


def _check_balance(env):
    [[unbalanced, different]] = env.execute_query(
        SQL(
            """
            SELECT count(*) FILTER (WHERE balance != 0),
                   count(*) FILTER (WHERE move_type != 'entry'
                                      AND receivable IS DISTINCT FROM amount_total_signed)
              FROM (SELECT line.move_id, sum(line.balance) AS balance,
                           sum(line.balance) FILTER (WHERE line.display_type = 'payment_term')
                               AS receivable
                      FROM account_move_line line GROUP BY line.move_id) items
              JOIN account_move move ON move.id = items.move_id
            """
        )
    )
    assert not unbalanced, f"{unbalanced} entries do not balance"
    assert not different, f"{different} documents have another total than their items"


def _check_residuals(env):
    """What is left of an item on a receivable account: its balance less what settled it."""
    [[different]] = env.execute_query(
        SQL(
            """
            SELECT count(*)
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
         LEFT JOIN account_partial_reconcile owed ON owed.debit_move_id = line.id
         LEFT JOIN account_partial_reconcile paid ON paid.credit_move_id = line.id
             WHERE account.account_type = 'asset_receivable'
               AND line.balance - COALESCE(owed.amount, 0) + COALESCE(paid.amount, 0)
                   != line.amount_residual
            """
        )
    )
    assert not different, f"{different} items have another rest than their payments leave"


def _check_sample(env):
    """Odoo's constraints, and its own totals, on some entries of each kind."""
    for move_type in ("out_invoice", "out_refund", "in_invoice", "in_receipt", "entry"):
        moves = env["account.move"].search([("move_type", "=", move_type)], limit=SAMPLE)
        env.clear()
        for records in (moves, moves.line_ids, moves.line_ids.expense_id):
            records._validate_fields([*records._fields])
        with moves._check_balanced({"records": moves}):
            pass
        stored = {move: (move.amount_total, move.amount_residual) for move in moves}
        totals = [field for field in moves._fields.values() if field.compute == "_compute_amount"]
        with env.protecting(totals, moves):
            moves._compute_amount()
        for move, amounts in stored.items():
            computed = (move.amount_total, move.amount_residual)
            assert all(
                not move.currency_id.compare_amounts(*pair)
                for pair in zip(amounts, computed, strict=True)
            ), f"{move.display_name}: stored {amounts}, computed {computed}"
        env.clear()  # what was computed is not stored
