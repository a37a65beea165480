from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ...engine.budget.deductibility import DeductionRates
from .customer_cost_validity import check_percent

PERCENTAGES = ("entertainment_percent", "sales_percent", "promotion_percent", "tax_percent")


class CustomerCostDeductionRate(models.Model):
    """How much of entertainment and promotion the tax office accepts, for a time.

    The law changes, the code does not.  A company without rates has no tracker; one in China
    begins with those of the Enterprise Income Tax Law.
    """

    _name = "customer.cost.deduction.rate"
    _description = "Deduction Rates"
    _inherit = ["mail.thread", "customer.cost.validity", "customer.cost.root.company"]
    _order = "company_id, date_from desc, id"

    company_id = fields.Many2one(ondelete="cascade")
    entertainment_percent = fields.Float(
        "Entertainment accepted (%)",
        default=60.0,
        tracking=True,
        help="Share of the year's business entertainment that is accepted.",
    )
    sales_percent = fields.Float(
        "At most, of sales (%)",
        default=0.5,
        tracking=True,
        help="Entertainment is accepted up to this share of the year's sales.",
    )
    promotion_percent = fields.Float(
        "Promotion, of sales (%)",
        default=15.0,
        tracking=True,
        help="Promotion is accepted up to this share of the year's sales; the rest counts in later "
        "years.",
    )
    tax_percent = fields.Float("Income tax (%)", default=25.0, tracking=True)
    source = fields.Char(help="Where the rates are written.")

    @api.depends("date_from", "entertainment_percent", "sales_percent")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for rate in self:
            rate.display_name = self.env._(
                "%(share)s %% of entertainment, at most %(sales)s %% of sales",
                share=f"{rate.entertainment_percent:g}",
                sales=f"{rate.sales_percent:g}",
            )

    @api.constrains(*PERCENTAGES)
    def _check_percentages(self):
        for rate in self:
            for name in PERCENTAGES:
                check_percent(rate, name)

    @api.constrains("company_id", "date_from", "date_to")
    def _check_overlap(self):
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT rate.id FROM customer_cost_deduction_rate rate
                  JOIN customer_cost_deduction_rate other
                    ON other.company_id = rate.company_id AND other.id != rate.id
                   AND COALESCE(other.date_from, '-infinity') <= COALESCE(rate.date_to, 'infinity')
                   AND COALESCE(rate.date_from, '-infinity') <= COALESCE(other.date_to, 'infinity')
                 WHERE rate.id = ANY(%s) LIMIT 1
                """,
                self.ids,
            )
        )
        for [rate_id] in rows:
            rate = self.browse(rate_id)
            raise ValidationError(
                self.env._(
                    "%(company)s already has rates at that time. End them the day before "
                    "“%(rates)s” begin.",
                    company=rate.company_id.name,
                    rates=rate.display_name,
                )
            )

    def _engine_rates(self):
        values = {name: f"{self[name]:.6f}" for name in PERCENTAGES}
        if self.date_from:
            values["start"] = self.date_from
        if self.date_to:
            values["end"] = self.date_to
        return DeductionRates(**values, source=self.source or "")


class CustomerCostDefaults(models.AbstractModel):
    """A company in China starts with the rates of its law."""

    _inherit = "customer.cost.defaults"

    @api.model
    def _create_defaults(self, company):
        result = super()._create_defaults(company)
        company = company.root_id
        # sudo: as spending rules, by whoever sets up the cost model
        rates = self.env["customer.cost.deduction.rate"].sudo()
        in_china = company.account_fiscal_country_id.code == "CN"
        if in_china and not rates.search_count([("company_id", "=", company.id)], limit=1):
            rates.create(
                {
                    "company_id": company.id,
                    "date_from": "2008-01-01",
                    "source": "企业所得税法实施条例 43, 44",
                }
            )
        return result
