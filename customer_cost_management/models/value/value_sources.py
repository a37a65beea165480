"""What the value of customers is read from: a few grouped queries, as arrays.

Money comes in minor units, days as numbers since 2000-01-01.
"""

from functools import cached_property

import numpy as np

from odoo.tools import SQL

from ..platform.binary_columns import read_columns
from .value_window import MONTHS, month_lengths

EPOCH = np.datetime64("2000-01-01")
#: Sums of the statements of the window: net revenue first, contribution last.
SUMS = ("net_revenue", "cm1", "cm2", "relationship", "avoidable", "cm3")


def day_number(day):
    return int((np.datetime64(day, "D") - EPOCH).astype(int))


class ValueSources:
    """The figures of all customers of a root company.

    :param window: :class:`~.value_window.ValueWindow`
    :param today: the day of the evaluation
    """

    def __init__(self, env, company, window, today):
        self.env, self.company, self.window, self.today = env, company, window, today
        self.minor = 10**company.currency_id.decimal_places
        self.companies = list(company._with_branches())
        self._read_sums()

    def _read(self, types, query):
        return read_columns(self.env.cr, query, types)

    def positions(self, customers):
        """Place of each of these customers, and which of them are known here."""
        places = np.searchsorted(self.customers, customers)
        places = np.minimum(places, max(len(self.customers) - 1, 0))
        known = self.customers[places] == customers if len(self.customers) else customers < 0
        return places, known

    def spread(self, customers, values):
        """Values of some customers, summed up over all; 0 for the others."""
        places, known = self.positions(customers)
        result = np.zeros(len(self.customers), np.int64)
        np.add.at(result, places[known], values[known])
        return result

    # ------------------------------------------------------------------ statements

    def _read_sums(self):
        """Sums of the window, and net revenue and contribution of the months before.

        Who had a value keeps one, when he has no statement any more, too.
        """
        window, before = self.window.run_ids, self.window.previous_ids
        sums = [self._sql_sum(name, window) for name in SUMS]
        earlier = [self._sql_sum(name, before) for name in ("net_revenue", "cm3")]
        columns = self._read(
            "i" + "q" * (len(SUMS) + 2),
            SQL(
                """SELECT partner_id, %s
                     FROM (SELECT partner_id, run_id, %s FROM customer_profitability
                            WHERE run_id = ANY(%s)
                        UNION ALL
                           SELECT partner_id, 0, %s FROM customer_value
                            WHERE company_id = %s AND current) statement
                 GROUP BY partner_id ORDER BY partner_id""",
                SQL(", ").join([*sums, *earlier]),
                SQL(", ").join(map(SQL.identifier, SUMS)),
                self.window.all_ids,
                SQL(", ").join([SQL("0")] * len(SUMS)),
                self.company.id,
            ),
        )
        self.customers = columns[0].astype(np.int64)
        self.sums = dict(zip(SUMS, columns[1 : 1 + len(SUMS)], strict=True))
        self.previous_revenue, self.previous_cm3 = columns[-2:]

    def _sql_sum(self, name, runs):
        return SQL(
            "(COALESCE(sum(%s) FILTER (WHERE run_id = ANY(%s)), 0) * %s)::bigint",
            SQL.identifier(name),
            runs,
            self.minor,
        )

    @cached_property
    def monthly(self):
        """Net revenue and contribution, customers × runs of the window, and who has a
        statement in which of them."""
        rows = self._read(
            "iiqq",
            SQL(
                """SELECT partner_id, array_position(%(runs)s, run_id),
                          (sum(net_revenue) * %(minor)s)::bigint, (sum(cm3) * %(minor)s)::bigint
                     FROM customer_profitability WHERE run_id = ANY(%(runs)s)
                 GROUP BY partner_id, run_id""",
                runs=self.window.run_ids,
                minor=self.minor,
            ),
        )
        places, _known = self.positions(rows[0])
        shape = len(self.customers), len(self.window.runs)
        revenue, contribution, stated = (np.zeros(shape, kind) for kind in (int, int, bool))
        at = places, rows[1] - 1
        revenue[at], contribution[at], stated[at] = rows[2], rows[3], True
        return revenue, contribution, stated

    @cached_property
    def history_months(self):
        """Closed months since the first statement of each customer, at most twelve."""
        stated = self.monthly[2]
        months = self.window.months_since(np.argmax(stated, axis=1))
        return np.where(stated.any(axis=1), months, 0)

    # ------------------------------------------------------------------ documents

    @cached_property
    def documents(self):
        """Sales documents up to today: place of the customer, day, net amount, amount to pay,
        credit note or not, days of payment."""
        columns = self._read(
            "iiqqii",
            SQL(
                """
                SELECT commercial_partner_id, COALESCE(invoice_date, date) - date '2000-01-01',
                       (amount_untaxed_signed * %(minor)s)::bigint,
                       (amount_total_signed * %(minor)s)::bigint,
                       (move_type = 'out_refund')::int,
                       COALESCE(invoice_date_due - invoice_date, 0)
                  FROM account_move
                 WHERE move_type IN ('out_invoice', 'out_receipt', 'out_refund')
                   AND state = 'posted' AND company_id = ANY(%(companies)s)
                   AND commercial_partner_id IS NOT NULL
                   AND COALESCE(invoice_date, date) <= %(today)s
                """,
                minor=self.minor,
                companies=self.companies,
                today=self.today,
            ),
        )
        places, known = self.positions(columns[0])
        return [column[known] for column in (places, *columns[1:])]

    def count_documents(self, credit_notes):
        """Invoices (or credit notes) of each customer in each run of the window."""
        places, days, _net, _total, refund, _terms = self.documents
        counts = np.zeros((len(self.customers), len(self.window.runs)), np.int64)
        for column, (_run, start, end) in enumerate(self.window.runs):
            chosen = (days >= day_number(start)) & (days <= day_number(end))
            chosen &= (refund == 1) == credit_notes
            counts[:, column] = np.bincount(places[chosen], minlength=len(self.customers))
        return counts

    @cached_property
    def month_sales(self):
        """Invoiced in each of the last twelve months, tax included, and their days."""
        places, days, _net, totals, _refund, _terms = self.documents
        starts, lengths = month_lengths(self.today)
        month = np.searchsorted([day_number(start) for start in starts], days, "right") - 1
        sales = np.zeros((len(self.customers), MONTHS), np.int64)
        np.add.at(sales, (places[month >= 0], month[month >= 0]), totals[month >= 0])
        return sales, lengths

    @cached_property
    def terms_days(self):
        """Days of payment on the invoices of each customer, on average; 0 without any."""
        places, _days, _net, _total, refund, terms = self.documents
        invoices = refund == 0
        days = np.bincount(places[invoices], np.maximum(terms[invoices], 0), len(self.customers))
        counts = np.bincount(places[invoices], minlength=len(self.customers))
        return np.rint(days / np.maximum(counts, 1)).astype(np.int64)

    @cached_property
    def receivables(self):
        """Open receivable and its overdue part, of each customer."""
        customers, balances, overdue = self._read(
            "iqq",
            SQL(
                """
                SELECT partner.commercial_partner_id,
                       (sum(line.amount_residual) * %(minor)s)::bigint,
                       (COALESCE(sum(line.amount_residual)
                                 FILTER (WHERE line.date_maturity < %(today)s), 0)
                        * %(minor)s)::bigint
                  FROM account_move_line line
                  JOIN account_account account ON account.id = line.account_id
                  JOIN res_partner partner ON partner.id = line.partner_id
                 WHERE account.account_type = 'asset_receivable' AND line.parent_state = 'posted'
                   AND line.reconciled IS NOT TRUE AND line.amount_residual != 0
                   AND line.company_id = ANY(%(companies)s) AND line.date <= %(today)s
              GROUP BY partner.commercial_partner_id
                """,
                minor=self.minor,
                today=self.today,
                companies=self.companies,
            ),
        )
        return self.spread(customers, balances), np.maximum(self.spread(customers, overdue), 0)

    @cached_property
    def credit_limits(self):
        """Credit limit of each customer; 0 is none, as where the company keeps none."""
        if not self.company.account_use_credit_limit or not len(self.customers):
            return np.zeros(len(self.customers), np.int64)
        # sudo: limits of customers are asked on behalf of everybody
        partners = self.env["res.partner"].sudo().with_company(self.company)
        limit = partners._field_to_sql("res_partner", "credit_limit")
        customers, limits = self._read(
            "iq",
            SQL(
                """SELECT id, (GREATEST(COALESCE(%s, 0), 0) * %s)::bigint FROM res_partner
                    WHERE id = ANY(%s)""",
                limit,
                self.minor,
                self.customers.tolist(),
            ),
        )
        return self.spread(customers, limits)
