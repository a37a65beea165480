from odoo import api, models


class CustomerCostRun(models.Model):
    """Published figures are summed up to years as soon as they are published."""

    _inherit = "customer.cost.run"

    def action_publish(self):
        result = super().action_publish()
        self._sync_years(self.company_id)
        return result

    @api.model
    def _cron_check_changes(self):
        """Nightly: a company may have moved its fiscal year."""
        result = super()._cron_check_changes()
        published = self._read_group(
            [("state", "in", ("published", "closed")), ("kind", "=", "actual")], ["company_id"]
        )
        for (company,) in published:
            self._sync_years(company)
        return result

    def _sync_years(self, companies):
        for company in companies:
            self.env["customer.profitability.window"]._sync(company)
