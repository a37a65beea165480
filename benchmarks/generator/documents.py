"""What happened in the year, as temporary tables that the entries are made from.

``document``  one row an entry: sale (sign -1: credit note), payment, bill, expense
``piece``     its lines: product, quantity, amount, account, cost centre, customer it is for
``total``     net and tax of a document
"""

from .book import BILLS, EXPENSES, INVOICES, SEED, VENDORS, lognormal, popular_customer

TAX_PERCENT = 8
DAYS_TO_PAY = 20
CREDIT_NOTES, PAID = 0.04, 0.96
#: One line in so many: of a bill, is for a customer; of the others, is split over two centres.
FOR_A_CUSTOMER, SPLIT = 30, 10


def plan_documents(book):
    book.query(f"SELECT setseed({SEED})")
    for table in (_drafts, _payments, _documents, _pieces, _totals):
        table(book)
        book.query("ANALYZE")


def _drafts(book):
    """Sales, bills and expenses on random days; popular customers buy more."""
    day = "date '{start}' + floor(random() * {days})::int"
    book.query(
        f"""
        CREATE TEMP TABLE draft AS
        SELECT 'sale' AS kind, n AS number, {popular_customer(book)} AS partner_id, {day} AS date,
               1 + floor(random() * 5)::int AS line_count,
               CASE WHEN random() < {CREDIT_NOTES} THEN -1 ELSE 1 END AS sign,
               random() < {PAID} AS paid, 0.45 + 0.35 * random() AS cost_rate
          FROM generate_series(1, {int(book.items * INVOICES)}) n
     UNION ALL
        SELECT 'bill', n, {book.first["vendor"]} + n % {VENDORS}, {day}, 3, 1, FALSE, 0
          FROM generate_series(1, {int(book.items * BILLS)}) n
     UNION ALL
        SELECT 'expense', n, {book.first["vendor"]} + n % {VENDORS}, {day}, 1, 1, FALSE, 0
          FROM generate_series(1, {max(1, int(book.items * EXPENSES))}) n
        """
    )
    book.query(
        "UPDATE draft SET paid = FALSE "
        f"WHERE sign < 0 OR date + {DAYS_TO_PAY} >= date '{{start}}' + {{days}}"
    )


def _payments(book):
    book.query(
        f"""
        INSERT INTO draft
        SELECT 'payment', number, partner_id, date + {DAYS_TO_PAY}, 0, 1, FALSE, 0
          FROM draft WHERE paid
        """
    )


def _documents(book):
    """Numbered by date, as entries of a real company are."""
    first = book.next_id("account_move")
    book.query(
        f"""
        CREATE TEMP TABLE document AS
        SELECT {first} - 1 + row_number() OVER (ORDER BY date, kind, number) AS move_id, draft.*
          FROM draft
        """
    )


def _pieces(book):
    """Amounts of sales carry the sign of their document; a few are much larger than the rest."""
    book.query(
        f"""
        CREATE TEMP TABLE piece AS
        SELECT move_id, place, 1 + floor(random() * 9)::int AS quantity,
               ({_array(book.products)})[1 + floor(random() * {len(book.products)})::int]
                   AS product_id,
               sign * round({lognormal(3.6, 1.1)}::numeric, 2) AS amount,
               NULL::int AS account_id, NULL::int AS centre, NULL::int AS other_centre,
               NULL::int AS customer_id
          FROM document, generate_series(1, line_count) place WHERE kind = 'sale'
     UNION ALL
        SELECT move_id, place, 1, NULL, round({lognormal(4.2, 0.9)}::numeric, 2),
               ({_array(book.overheads)})[
                   1 + floor(random() * random() * {len(book.overheads)})::int],
               ({_array(book.centres)})[1 + floor(random() * {len(book.centres)})::int],
               CASE WHEN random() * {SPLIT} < 1 THEN
                   ({_array(book.centres)})[1 + floor(random() * {len(book.centres)})::int] END,
               CASE WHEN random() * {FOR_A_CUSTOMER} < 1 THEN {popular_customer(book)} END
          FROM document, generate_series(1, line_count) place WHERE kind = 'bill'
     UNION ALL
        SELECT move_id, 1, 1, {book.meals}, round({lognormal(4.0, 0.8)}::numeric, 2),
               {book.accounts["600000"]}, NULL, NULL,
               CASE WHEN random() < 0.8 THEN {popular_customer(book)} END
          FROM document WHERE kind = 'expense'
        """
    )
    book.query("UPDATE piece SET other_centre = NULL WHERE other_centre = centre")


def _array(ids):
    return f"ARRAY[{', '.join(map(str, ids))}]"


def _totals(book):
    """A payment pays the whole of its invoice."""
    book.query(
        f"""
        CREATE TEMP TABLE total AS
        SELECT move_id, kind, number, sum(amount) AS net,
               CASE WHEN kind = 'sale' THEN round(sum(amount) * {TAX_PERCENT} / 100, 2) ELSE 0 END
                   AS tax
          FROM piece JOIN document USING (move_id) GROUP BY move_id, kind, number
        """
    )
    book.query(
        """
        INSERT INTO total
        SELECT document.move_id, 'payment', document.number, sale.net + sale.tax, 0
          FROM document JOIN total sale ON sale.kind = 'sale' AND sale.number = document.number
         WHERE document.kind = 'payment'
        """
    )
