from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    """What a company decides once about its customer costs."""

    _inherit = "res.company"

    customer_cost_first_month = fields.Date(
        string="First month to compute",
        help="First day of the first month whose customer profit is computed. "
        "Empty: the last twelve months.",
    )
    customer_cost_near_zero_percent = fields.Float(
        string="Near-zero band",
        default=1.0,
        digits=(5, 2),
        help="A customer whose contribution lies within this percentage of his net revenue, "
        "above or below zero, is shown as near zero: neither earning nor losing.",
    )
    customer_cost_clv_horizon_years = fields.Integer(
        string="Lifetime value horizon",
        default=5,
        help="How many years ahead the contribution of a customer is counted.",
    )
    customer_cost_discount_percent = fields.Float(
        string="Discount rate",
        default=10.0,
        digits=(5, 2),
        help="Yearly rate at which later contribution is worth less than today's.",
    )
    customer_cost_retention_percent = fields.Float(
        string="Retention assumed",
        default=80.0,
        digits=(5, 2),
        help="Customers who stay another year, for the lifetime value, as long as the books are "
        "too short to measure it.",
    )
    customer_cost_quadrant_split = fields.Selection(
        [("median", "Median of the customers"), ("fixed", "Fixed")],
        string="Quadrant split",
        default="median",
        required=True,
        help="Where a product margin counts as high, and a cost to serve as high.",
    )
    customer_cost_quadrant_margin_percent = fields.Float(
        string="High margin from",
        default=30.0,
        digits=(5, 2),
        help="CM1 in percent of net revenue.",
    )
    customer_cost_quadrant_service_percent = fields.Float(
        string="Low cost to serve up to",
        default=20.0,
        digits=(5, 2),
        help="Cost to serve in percent of net revenue.",
    )
    customer_cost_peer_group = fields.Selection(
        [("tier", "Tier"), ("industry", "Industry")],
        string="Peer group",
        default="tier",
        required=True,
        help="Whom a customer is compared with. Fewer than five peers are not shown.",
    )
    customer_cost_value_evaluated_on = fields.Datetime(
        string="Customers evaluated on", readonly=True, copy=False
    )
    customer_cost_chinese_units = fields.Boolean(
        string="Chinese units (万, 亿) in charts",
        default=True,
        help="In Chinese, charts and cards show 41.2万 instead of 412k. "
        "Tables, exports and PDF always carry full figures.",
    )

    customer_cost_evidence_days = fields.Integer(
        string="Keep old evidence",
        default=180,
        help="Days for which the captured entries of superseded runs and of simulations are "
        "kept. Their statements and activities stay for good. 0: never removed.",
    )

    _customer_cost_evidence_days_positive = models.Constraint(
        "CHECK (customer_cost_evidence_days >= 0)",
        "Old evidence is kept for 0 days (for good) or more.",
    )
    _customer_cost_near_zero_percent_range = models.Constraint(
        "CHECK (customer_cost_near_zero_percent BETWEEN 0 AND 100)",
        "The near-zero band must be between 0 % and 100 %.",
    )
    _customer_cost_clv_horizon_years_range = models.Constraint(
        "CHECK (customer_cost_clv_horizon_years BETWEEN 1 AND 30)",
        "The lifetime value horizon must be between 1 and 30 years.",
    )
    _customer_cost_discount_percent_range = models.Constraint(
        "CHECK (customer_cost_discount_percent BETWEEN 0 AND 100)",
        "The discount rate must be between 0 % and 100 %.",
    )
    _customer_cost_retention_percent_range = models.Constraint(
        "CHECK (customer_cost_retention_percent BETWEEN 0 AND 100)",
        "The assumed retention must be between 0 % and 100 %.",
    )

    @api.constrains("customer_cost_first_month")
    def _check_customer_cost_first_month(self):
        today = fields.Date.context_today(self)
        for company in self:
            month = company.customer_cost_first_month
            if not month:
                continue
            if month.day != 1:
                raise ValidationError(
                    self.env._(
                        "First month to compute of %(company)s: %(date)s is not the first day "
                        "of a month. Choose %(first_day)s.",
                        company=company.name,
                        date=month,
                        first_day=month.replace(day=1),
                    )
                )
            if month > today:
                raise ValidationError(
                    self.env._(
                        "First month to compute of %(company)s: %(date)s is in the future. "
                        "Choose a month that has begun.",
                        company=company.name,
                        date=month,
                    )
                )

    def _check_customer_cost_model(self):
        """Problems of the company's cost model, see ``customer.cost.model.check``."""
        self.ensure_one()
        return self.env["customer.cost.model.check"]._check(self)

    def _create_customer_cost_defaults(self):
        """Start the cost models of these companies; harmless where they have been started."""
        for company in self:
            self.env["customer.cost.defaults"]._create_defaults(company)

    def _with_branches(self):
        """Ids of these companies and their branches, those closed down included."""
        # sudo: the books of a branch belong to its company, whoever may enter the branch
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        return companies.search([("id", "child_of", self.ids)])._ids
