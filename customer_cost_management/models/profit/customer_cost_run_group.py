from collections import defaultdict
from datetime import timedelta

from odoo import models
from odoo.tools import SQL, formatLang


class CustomerCostRun(models.Model):
    """Several companies side by side, and what they sold each other from both sides; a branch is
    its company.

    Amounts of other currencies are presented at the average rate of the period.
    """

    _inherit = "customer.cost.run"

    def _group_page(self):
        """The same period of every company the reader works in; nothing for one alone."""
        runs = self | self._runs_beside()
        if len(runs) < 2:
            return {"group": False}
        return {
            "group": {
                "currency_id": self.currency_id.id,
                "columns": [self._group_column(run) for run in runs],
                "intercompany": self._intercompany(runs),
            }
        }

    def _runs_beside(self):
        """Of each other company the published run of the period, else the last computed one."""
        found = {}
        runs = self.search(
            [
                ("company_id", "in", self.env.companies.root_id.ids),
                ("company_id", "!=", self.company_id.id),
                ("date_from", "=", self.date_from),
                ("date_to", "=", self.date_to),
                ("kind", "=", "actual"),
                ("state", "in", ("computed", "published", "closed")),
            ]
        )
        for run in runs.sorted(lambda each: (each.state != "computed", each.version)):
            found[run.company_id] = run
        return self.browse(run.id for run in found.values())

    def _group_column(self, run):
        rate = self._average_rate(run)
        own = {line.line: line.amount for line in run.reconciliation_line_ids}
        own |= {"ledger": run.ledger_result, "difference": run.difference}
        presented = {key: self.currency_id.round(amount * rate) for key, amount in own.items()}
        return {
            "run_id": run.id,
            "label": run.company_id.display_name,
            "currency": run.currency_id.name,
            "currency_id": run.currency_id.id,
            "rate": "" if rate == 1 else self._rate_text(run, rate),
            "amounts": own,
            "presented": presented,
        }

    def _rate_text(self, run, rate):
        return self.env._(
            "average rate of the period: 1 %(currency)s = %(rate)s %(presented)s",
            currency=run.currency_id.name,
            rate=formatLang(self.env, rate, digits=6),
            presented=self.currency_id.name,
        )

    def _average_rate(self, run):
        """Units of this run's currency for one of the other's, the mean of the days."""
        if run.currency_id == self.currency_id:
            return 1.0
        count = (self.date_to - self.date_from).days + 1
        days = [self.date_from + timedelta(days=number) for number in range(count)]
        rates = [
            run.currency_id._get_conversion_rate(
                run.currency_id, self.currency_id, self.company_id, day
            )
            for day in days
        ]
        return sum(rates) / len(rates)

    # ------------------------------------------------------------------ both sides

    def _intercompany(self, runs):
        """What each pair of companies booked with each other, and what does not match.

        One row a pair, in the currency of this run: effect on the result of the one and of
        the other; together they are 0 where both booked the same.
        """
        partners = self._partners_of_runs(runs)
        minors = defaultdict(int)
        for run_id, partner, minor in self._booked_with(runs, list(partners)):
            minors[runs.browse(run_id), partners[partner]] += minor
        booked = {
            (run, other): self.currency_id.round(
                -float(run._amount(minor)) * self._average_rate(run)
            )
            for (run, other), minor in minors.items()
        }
        pairs = {tuple(sorted(pair, key=lambda run: run.company_id.id)) for pair in booked}
        return [
            {
                "first": first.company_id.display_name,
                "second": second.company_id.display_name,
                "amounts": [booked.get((first, second), 0.0), booked.get((second, first), 0.0)],
                "mismatch": self.currency_id.round(
                    booked.get((first, second), 0.0) + booked.get((second, first), 0.0)
                ),
                "records": {
                    "model": "customer.cost.capture",
                    "domain": [
                        ("run_id", "in", [first.id, second.id]),
                        ("destination", "=", "intercompany"),
                    ],
                    "group_by": ["company_id", "account_id"],
                },
            }
            for first, second in sorted(pairs, key=lambda pair: pair[0].company_id.id)
            if first != second
        ]

    def _partners_of_runs(self, runs):
        """{id of the partner of a company or of one of its branches: the company's run}."""
        # sudo: a branch belongs to its company, whoever may enter the branch
        companies_sudo = self.env["res.company"].sudo()
        return {
            branch_sudo.partner_id.commercial_partner_id.id: run
            for run in runs
            for branch_sudo in companies_sudo.browse(run.company_id._with_branches())
        }

    def _booked_with(self, runs, partners):
        """Rows (run, partner of the other company, minor units of balance)."""
        self.env["customer.cost.capture"].check_access("read")
        return self.env.execute_query(
            SQL(
                """
                SELECT captured.run_id,
                       COALESCE(move.commercial_partner_id, partner.commercial_partner_id),
                       sum(captured.balance * power(10, company.decimals))::bigint
                  FROM customer_cost_capture captured
                  JOIN (SELECT run.id, greatest(0, round(-log(currency.rounding)))::int AS decimals
                          FROM customer_cost_run run
                          JOIN res_company own ON own.id = run.company_id
                          JOIN res_currency currency ON currency.id = own.currency_id) company
                    ON company.id = captured.run_id
                  JOIN account_move_line item ON item.id = captured.move_line_id
                  JOIN account_move move ON move.id = item.move_id
             LEFT JOIN res_partner partner ON partner.id = item.partner_id
                 WHERE captured.run_id = ANY(%s) AND captured.destination = 'intercompany'
                   AND COALESCE(move.commercial_partner_id, partner.commercial_partner_id) = ANY(%s)
              GROUP BY 1, 2
                """,
                runs.ids,
                partners,
            )
        )
