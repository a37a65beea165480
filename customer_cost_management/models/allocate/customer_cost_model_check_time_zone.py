from odoo import models
from odoo.tools import format_list

from ..masters.field_path import field_at

#: Names that a finding lists.
NAMED = 5


class CustomerCostModelCheck(models.AbstractModel):
    """Records with a time of day belong to the day on which they were made where the company is.

    Where nobody knows where that is they are counted by the day in UTC: in Shanghai, what is done
    on the first of a month before eight would count in the month before.
    """

    _inherit = "customer.cost.model.check"

    def _check_time_zone(self, company):
        if company._customer_cost_time_zone():
            return
        drivers = self.env["customer.cost.driver"].search(
            [("company_id", "=", company.id), ("kind", "in", ("count", "sum"))]
        )
        drivers = drivers.filtered(self._counts_moments)
        if drivers:
            message = self.env._(
                "%(drivers)s: records count by date and time, but the time zone of %(company)s "
                "is not known, so that their days begin at midnight UTC. Choose the time zone "
                "under Settings ▸ Invoicing ▸ Customer Costs.",
                drivers=format_list(self.env, drivers[:NAMED].mapped("display_name")),
                company=company.name,
            )
            yield self._problem("no_time_zone", "warning", company, message)

    def _counts_moments(self, driver):
        model = driver._get_model()
        field = None if model is None else field_at(model, driver.date_field)
        return field is not None and field.type == "datetime"
