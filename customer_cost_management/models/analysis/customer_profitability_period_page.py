from collections import defaultdict

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..platform.word_list import word_list
from ..profit.customer_profitability_year import ranks

#: Months of the bars on a card.
MONTHS = 12
STATEMENT = "customer.profitability"
#: Up to so many customers of a run the pivot lists them from the start, with a column a month.
LISTED_CUSTOMERS = 300
#: Lines of the reconciliation that are no result beside that of the customers: a closing entry
#: empties the accounts of what the other lines say.
NOT_BESIDE = ("customer_contribution", "closing_result")


class CustomerProfitabilityPeriod(models.Model):
    """The page of the period: its strip of figures and its cards."""

    _inherit = "customer.profitability.period"

    contribution_percent = fields.Float(
        "Share of contribution",
        compute="_compute_contribution_percent",
        digits=(16, 1),
        aggregator=None,
        help="Of the contribution of all customers you may see in the period.",
    )
    all_contribution = fields.Monetary(
        "Contribution of all customers",
        compute="_compute_contribution_percent",
        aggregator=None,
        help="Of all customers you may see in the period.",
    )
    rank = fields.Integer(
        compute="_compute_rank",
        aggregator=None,
        help="1 = highest contribution of all customers of the company in the period.",
    )
    tag_ids = fields.Many2many("res.partner.category", "Tags", related="partner_id.category_id")
    monthly = fields.Json(
        "Contribution by month", compute="_compute_monthly", help="The months up to the last one."
    )

    @api.depends("cm3")
    def _compute_contribution_percent(self):
        totals = {
            company.id: total
            for company, total in self.with_context(customer_cost_grain=False)._read_group(
                [("company_id", "in", self.company_id.ids)], ["company_id"], ["cm3:sum"]
            )
        }
        for row in self:
            total = totals.get(row.company_id.id, 0)
            row.all_contribution = total
            row.contribution_percent = 100 * row.cm3 / total if total > 0 else 0

    @api.depends("cm3")
    def _compute_rank(self):
        by_month = self._chosen().by_month
        for rows in self.grouped(lambda row: (row.company_id, by_month and row.date)).values():
            places = ranks(rows)
            for row in rows:
                row.rank = places[row]

    @api.depends("partner_id")
    def _compute_monthly(self):
        """Twelve months that end with the last one of the period, a gap where there is none."""
        months = {company: self._months_of_bars(company) for company in self.company_id}
        amounts = defaultdict(float)
        for company, runs in months.items():
            domain = Domain("run_id", "in", [run.id for run in runs.values() if run])
            domain &= Domain("partner_id", "in", self.partner_id.ids)
            for partner, month, amount in self.env[STATEMENT]._read_group(
                domain, ["partner_id", "date:month"], ["cm3:sum"]
            ):
                amounts[company, partner, month] += amount
        for row in self:
            row.monthly = [
                {
                    "month": fields.Date.to_string(month),
                    "amount": amounts.get((row.company_id, row.partner_id, month)),
                }
                for month in months[row.company_id]
            ]

    def _months_of_bars(self, company):
        """{first day of a month: its run, if any}."""
        runs = self._runs_in_force().get(company.root_id) or {}
        if not runs:
            return {}
        last = self._days_of(company, runs, self._chosen_period())[1]
        last = min(last, max(run.date_to for run in runs.values())).replace(day=1)
        months = [last - relativedelta(months=place) for place in range(MONTHS)]
        return {month: runs.get(month) for month in reversed(months)}

    def _most_listed_customers(self):
        return LISTED_CUSTOMERS

    # ------------------------------------------------------------------ strip of figures

    @api.model
    @api.readonly
    def get_strip(self, domain=()):
        """What the customers of a domain bring together, in the companies that the reader
        works in; for who may read the runs also what the books hold beside all customers.

        Amounts of another currency than his company's cannot be added, and are left out.

        :return: ``company`` is ``False`` for who may not know it; ``apart`` says of several
            currencies how the list is ordered
        """
        company = self.env.company.root_id
        companies = self._companies_of_strip()
        rows = self.with_context(customer_cost_grain=False)
        domain = Domain(domain) & Domain("company_id", "in", companies.ids)
        [(count, revenue, cm3)] = rows._read_group(
            domain, [], ["__count", "net_revenue:sum", "cm3:sum"]
        )
        [(losing, lost)] = rows._read_group(
            domain & Domain("earning", "=", "loss"), [], ["__count", "cm3:sum"]
        )
        return {
            # sudo: the currency of a company is no secret to who reads its figures
            "currency_id": company.sudo().currency_id.id,
            "customers": count,
            "net_revenue": revenue or 0,
            "cm3": cm3 or 0,
            "losing": losing,
            "lost": lost or 0,
            "company": self._strip_of_companies(companies),
            "apart": self._ordered_by_company(),
        }

    def _companies_of_strip(self):
        """Those of the reader's companies whose amounts can be added to his own company's."""
        # sudo: the currency of a company is no secret to who reads its figures
        currency = self.env.company.root_id.sudo().currency_id
        return self.env.companies.root_id.filtered(
            lambda company: company.sudo().currency_id == currency
        )

    def _ordered_by_company(self):
        """Why customers stand company by company; ``False`` where they do not."""
        currencies_sudo = self._currencies_chosen()
        if len(currencies_sudo) < 2:
            return False
        return self.env._(
            "Company by company: amounts in %(currencies)s cannot be ranked together. The figures "
            "above are those in %(own)s.",
            currencies=word_list(self.env, currencies_sudo.mapped("name")),
            own=currencies_sudo[0].name,
        )

    def _strip_of_companies(self, companies):
        """What is not on customers, and the difference to the books."""
        if not self.env["customer.cost.reconciliation.line"].has_access("read"):
            return False
        # with the rights of the reader, which end what the strip tells
        runs = self.env["customer.cost.run"].union(
            *(self._runs_of_company(company).sudo(False) for company in companies)
        )
        if not runs:
            return False
        [(beside,)] = self.env["customer.cost.reconciliation.line"]._read_group(
            [("run_id", "in", runs.ids), ("line", "not in", NOT_BESIDE)], [], ["amount:sum"]
        )
        currency = companies[:1].currency_id
        return {
            "run_ids": runs.ids,
            "beside": currency.round(beside or 0),
            "difference": currency.round(runs._worst_difference()),
        }
