from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    customer_cost_first_month = fields.Date(
        related="company_id.customer_cost_first_month", readonly=False
    )
    customer_cost_near_zero_percent = fields.Float(
        related="company_id.customer_cost_near_zero_percent", readonly=False
    )
    customer_cost_clv_horizon_years = fields.Integer(
        related="company_id.customer_cost_clv_horizon_years", readonly=False
    )
    customer_cost_discount_percent = fields.Float(
        related="company_id.customer_cost_discount_percent", readonly=False
    )
    customer_cost_retention_percent = fields.Float(
        related="company_id.customer_cost_retention_percent", readonly=False
    )
    customer_cost_quadrant_split = fields.Selection(
        related="company_id.customer_cost_quadrant_split", readonly=False
    )
    customer_cost_quadrant_margin_percent = fields.Float(
        related="company_id.customer_cost_quadrant_margin_percent", readonly=False
    )
    customer_cost_quadrant_service_percent = fields.Float(
        related="company_id.customer_cost_quadrant_service_percent", readonly=False
    )
    customer_cost_peer_group = fields.Selection(
        related="company_id.customer_cost_peer_group", readonly=False
    )
    customer_cost_chinese_units = fields.Boolean(
        related="company_id.customer_cost_chinese_units", readonly=False
    )
    customer_cost_evidence_days = fields.Integer(
        related="company_id.customer_cost_evidence_days", readonly=False
    )

    customer_cost_time_zone = fields.Selection(
        related="company_id.customer_cost_time_zone", readonly=False
    )
    customer_cost_time_zone_found = fields.Char(related="company_id.customer_cost_time_zone_found")

    customer_cost_auto_run = fields.Boolean(
        related="company_id.customer_cost_auto_run", readonly=False
    )
    customer_cost_auto_day = fields.Integer(
        related="company_id.customer_cost_auto_day", readonly=False
    )
    customer_cost_auto_publish = fields.Selection(
        related="company_id.customer_cost_auto_publish", readonly=False
    )
    customer_cost_support_method = fields.Selection(
        related="company_id.customer_cost_support_method", readonly=False
    )
    customer_cost_auto_coverage = fields.Float(
        related="company_id.customer_cost_auto_coverage", readonly=False
    )

    @api.onchange("customer_cost_first_month")
    def _onchange_customer_cost_first_month(self):
        """Whatever day is picked in the calendar, the month is meant."""
        if self.customer_cost_first_month:
            self.customer_cost_first_month = self.customer_cost_first_month.replace(day=1)

    def set_values(self):
        """Saving the settings starts the cost model of a company that came after the addon."""
        company = self.company_id.root_id
        if company.chart_template and self.env["customer.cost.category"].has_access("create"):
            company._create_customer_cost_defaults()
        return super().set_values()
