from odoo import api, fields, models
from odoo.tools import format_amount, format_datetime

REPORT = "customer_cost_management.customer_cost_overview_action_print"
#: Customers in the table of losses.
WORST = 10


class CustomerCostOverview(models.AbstractModel):
    """The overview on paper: what its reader sees, and nothing besides."""

    _inherit = "customer.cost.overview"

    @api.model
    def action_share(self):
        """The overview of the company that the reader works in, as a PDF."""
        company = self.env["customer.cost.setup"]._company_to_read()
        return self.env.ref(REPORT).report_action(company, config=False)

    def _print_page(self, company):
        """Everything that the page needs; refused to whom the overview is refused.

        :param company: company whose overview is printed, of those that the reader may enter
        """
        overview = self.with_company(company)
        page = overview.get_overview()
        if not page["computed"]:
            return page
        runs = overview._runs(company)
        return page | {
            "losses": [overview._print_loss(company, *row) for row in overview._worst(runs, WORST)],
            "foot": self.env._(
                "Printed by %(user)s, %(time)s",
                user=self.env.user.display_name,
                time=format_datetime(self.env, fields.Datetime.now(), dt_format="short"),
            ),
        }

    def _print_loss(self, company, partner_id, revenue, contribution):
        """One customer who loses, in words and amounts."""
        # sudo: who reads the profit of every customer may read whose it is
        partner_sudo = self.env["res.partner"].sudo().browse(partner_id)
        return {
            "customer": partner_sudo.display_name,
            "revenue": format_amount(self.env, revenue, company.currency_id),
            "contribution": format_amount(self.env, contribution, company.currency_id),
        }
