from odoo import api, fields, models
from odoo.tools import SQL

from ..masters.profit_and_loss import PROFIT_AND_LOSS
from ..platform.records_window import records_window

#: Tax classes in the order of the page.
CLASSES = [("entertainment", "Entertainment"), ("promotion", "Promotion"), ("other", "Other")]
#: Fiscal years shown: this one and those before it.
YEARS = 4


class CustomerCostDeductibility(models.Model):
    """What the tax office accepts of relationship spending: company × fiscal year × tax class.

    A view: *actual* is what is posted on cost categories of the class, *committed* what
    approved documents still hold of budgets.  *Other* counts budget-controlled categories
    alone.  What is accepted follows from rates with dates; the tax effect is a memo and in no
    margin.
    """

    _name = "customer.cost.deductibility"
    _description = "Deductibility Tracker"
    _auto = False
    _order = "date_from desc, company_id, sequence"
    _depends = {
        "account.move.line": ["balance", "cost_category_id", "parent_state", "date"],
        "account.move": ["cost_closing_entry"],
        "customer.cost.category": ["tax_class", "budget_controlled"],
        "customer.cost.commitment": ["amount", "kind", "month", "category_id", "company_id"],
    }

    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date_from = fields.Date("Fiscal year from", readonly=True)
    date_to = fields.Date("To", readonly=True)
    sequence = fields.Integer(readonly=True)
    tax_class = fields.Selection(CLASSES, "Class", readonly=True)
    actual = fields.Monetary(readonly=True, help="Posted in the fiscal year.")
    committed = fields.Monetary(
        readonly=True, help="Money promised by an approved request but not yet booked."
    )
    sales = fields.Monetary(
        compute="_compute_accepted", help="Net revenue posted in the fiscal year."
    )
    deductible = fields.Monetary(
        compute="_compute_accepted", help="Accepted of actual and committed, at the sales so far."
    )
    not_deductible = fields.Monetary(
        compute="_compute_accepted",
        help="Not accepted this year. Entertainment is lost, promotion counts in later years.",
    )
    tax_effect = fields.Monetary(
        compute="_compute_accepted",
        help="Income tax on entertainment that is not accepted. In no margin of a customer.",
    )
    forecast = fields.Monetary(
        compute="_compute_accepted", help="Cost at the end of the year, at the pace so far."
    )
    forecast_not_deductible = fields.Monetary(
        "Forecast not deductible",
        compute="_compute_accepted",
        help="Of the forecast, at the sales of the year at the pace so far.",
    )

    # ------------------------------------------------------------------ rows

    @property
    def _table_query(self):
        years = self._years()
        return SQL(
            """
            WITH year(root_id, date_from, date_to) AS (
                SELECT * FROM unnest(%(roots)s::int[], %(starts)s::date[], %(ends)s::date[])
            ),
            class(tax_class, sequence) AS (
                VALUES ('entertainment', 1), ('promotion', 2), ('other', 3)
            ),
            member AS (
                SELECT root.id AS root_id, company.id FROM res_company root
                  JOIN res_company company ON company.parent_path LIKE root.parent_path || '%%'
                 WHERE root.id = ANY(%(roots)s)
            ),
            category AS (
                SELECT id, COALESCE(tax_class, 'other') AS tax_class FROM customer_cost_category
                 WHERE tax_class IN ('entertainment', 'promotion') OR budget_controlled
            ),
            booked AS (%(booked)s),
            promised AS (
                SELECT year.root_id, year.date_from, category.tax_class, sum(amount) AS committed
                  FROM year JOIN member USING (root_id)
                  JOIN customer_cost_commitment movement ON movement.company_id = member.id
                   AND movement.month BETWEEN year.date_from AND year.date_to
                   AND movement.kind = 'committed'
                  JOIN category ON category.id = movement.category_id
              GROUP BY 1, 2, 3
            )
            SELECT root_id::bigint * 1000000 + extract(year FROM date_to)::int * 10 + sequence
                       AS id, root_id AS company_id, date_from, date_to, sequence, tax_class,
                   COALESCE(booked.actual, 0) AS actual,
                   COALESCE(promised.committed, 0) AS committed
              FROM year CROSS JOIN class
         LEFT JOIN booked USING (root_id, date_from, tax_class)
         LEFT JOIN promised USING (root_id, date_from, tax_class)
             WHERE (root_id, date_from) IN (
                       SELECT root_id, date_from FROM booked
                    UNION SELECT root_id, date_from FROM promised)
                OR %(today)s BETWEEN date_from AND date_to
            """,
            roots=[company.id for company, _start, _end in years],
            starts=[start for _company, start, _end in years],
            ends=[end for _company, _start, end in years],
            booked=self._sql_booked(years),
            today=fields.Date.context_today(self),
        )

    @api.model
    def _sql_booked(self, years):
        """Posted cost of the classes, without entries that close the books."""
        return SQL(
            """
            SELECT year.root_id, year.date_from, category.tax_class, sum(line.balance) AS actual
              FROM year JOIN member USING (root_id)
              JOIN account_move_line line ON line.company_id = member.id
               AND line.date BETWEEN year.date_from AND year.date_to
               AND line.parent_state = 'posted' AND line.cost_category_id IS NOT NULL
              JOIN category ON category.id = line.cost_category_id
              JOIN account_account account ON account.id = line.account_id AND %(cost)s
              JOIN account_move move ON move.id = line.move_id
             WHERE NOT %(is_closing)s
          GROUP BY 1, 2, 3
            """,
            cost=PROFIT_AND_LOSS,
            is_closing=self._sql_is_closing(years),
        )

    @api.model
    def _years(self):
        """(root company, first, last day) of the fiscal years of companies that have rates."""
        # sudo: which companies have rates; the rule of the model says whose rows are read
        rates = self.env["customer.cost.deduction.rate"].sudo()
        companies = [company for (company,) in rates._read_group([], ["company_id"])]
        found = []
        for company in companies:
            day = fields.Date.context_today(self)
            for _year in range(YEARS):
                year = company.compute_fiscalyear_dates(day)
                found.append((company, year["date_from"], year["date_to"]))
                day = fields.Date.subtract(year["date_from"], days=1)
        return found

    @api.model
    def _sql_is_closing(self, years):
        """As runs decide it: marked by hand, or an entry that moves profit and loss to equity."""
        runs = self.env["customer.cost.run"].sudo()  # sudo: their queries, nothing is stored
        closing = []
        for company, first, last in years:
            run = runs.new({"company_id": company.id, "date_from": first, "date_to": last})
            closing += run._closing_moves()
        return runs._sql_is_closing(closing)

    @api.depends("tax_class", "date_from")
    @api.depends_context("lang")
    def _compute_display_name(self):
        words = dict(self._fields["tax_class"]._description_selection(self.env))
        for row in self:
            row.display_name = f"{words.get(row.tax_class, '')} {row.date_to and row.date_to.year}"

    def action_open_items(self):
        """The posted items behind *actual*, by the rights of the reader."""
        self.ensure_one()
        of_class = [("cost_category_id.tax_class", "=", self.tax_class)]
        if self.tax_class == "other":
            of_class.append(("cost_category_id.budget_controlled", "=", True))
        domain = [
            ("company_id", "child_of", self.company_id.id),
            ("parent_state", "=", "posted"),
            ("date", ">=", self.date_from),
            ("date", "<=", self.date_to),
            ("account_id.internal_group", "in", ("income", "expense")),
            *of_class,
        ]
        return records_window("account.move.line", self.display_name, domain)
