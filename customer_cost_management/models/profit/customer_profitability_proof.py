import logging

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

_logger = logging.getLogger(__name__)


class CustomerProfitabilityWindow(models.Model):
    """The proof that a year is the sum of its months, and the way back when it is not."""

    _inherit = "customer.profitability.window"

    @api.model
    def _rebuild_customers(self, partner_ids):
        """The rows of some customers from their statements, in every year: after a merge."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM customer_profitability_year WHERE partner_id = ANY(%s)
             RETURNING window_id
                """,
                list(partner_ids),
            )
        )
        # sudo: a customer is merged in all companies at once
        for window in self.sudo().browse({row[0] for row in self.env.cr.fetchall()}):
            window._add(window._sql_sums(dict.fromkeys(window._summed_runs(), 1), partner_ids))
        self.env.invalidate_all()

    def _rebuild(self):
        """All rows of the year from the statements."""
        self.env.cr.execute(
            SQL("DELETE FROM customer_profitability_year WHERE window_id = %s", self.id)
        )
        self._patch(self._summed_runs(), frozenset())

    def _check_contribution(self):
        """Σ contribution of the year's customers = Σ of its runs, or nothing is published."""
        if self._contribution_difference():
            _logger.error("%s of company %s was rebuilt", self.display_name, self.company_id.id)
            self._rebuild()
        difference = self._contribution_difference()
        if difference:
            raise UserError(
                self.env._(
                    "%(year)s of %(company)s differs from its months by %(difference)s. Nothing "
                    "was changed. Send the log to your administrator.",
                    year=self.display_name,
                    company=self.company_id.display_name,
                    difference=difference,
                )
            )

    def _contribution_difference(self):
        self.env.flush_all()
        [[difference]] = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE((SELECT sum(cm3) FROM customer_profitability_year
                                  WHERE window_id = %(window)s), 0)
                     - COALESCE((SELECT sum(run.contribution) FROM customer_cost_run run
                                   JOIN customer_profitability_window_run_rel summed
                                     ON summed.run_id = run.id
                                  WHERE summed.window_id = %(window)s), 0)
                """,
                window=self.id,
            )
        )
        return difference

    def _find_differences(self):
        """Customers whose row is not the sum of their statements, by year: [(window, partner)].

        Every amount and count is compared; an empty list is the proof.
        """
        self.env.flush_all()
        found = []
        # sudo: a proof is about all customers, not the reader's own
        for window in self.sudo():
            sums = window._sql_sums(dict.fromkeys(window._summed_runs(), 1))
            rows = self.env.execute_query(_sql_differences(window.id, sums, self._columns()))
            found += [(window.id, partner) for (partner,) in rows]
        return found


def _sql_differences(window_id, sums, columns):
    names = [SQL.identifier(name) for name in columns]
    return SQL(
        """
        SELECT COALESCE(sums.partner_id, year.partner_id)
          FROM (%(sums)s) sums
          FULL JOIN (SELECT * FROM customer_profitability_year WHERE window_id = %(window)s) year
            ON year.partner_id = sums.partner_id
         WHERE (%(kept)s) IS DISTINCT FROM (%(summed)s)
      ORDER BY 1
        """,
        sums=sums,
        window=window_id,
        kept=SQL(", ").join(SQL("year.%s", name) for name in names),
        summed=SQL(", ").join(SQL("sums.%s", name) for name in names),
    )
