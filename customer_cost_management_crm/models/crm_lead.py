from odoo import api, fields, models


class CrmLead(models.Model):
    """Door: whether somebody is pursued who was no customer yet, so that a driver can count it."""

    _inherit = "crm.lead"

    cost_is_pursuit = fields.Boolean(
        "Pursues a new customer",
        compute="_compute_cost_is_pursuit",
        store=True,
        help="Nothing had been invoiced to him before the opportunity came up.",
    )

    @api.depends("partner_id")
    def _compute_cost_is_pursuit(self):
        """As of the day of the opportunity: who bought since was won by it."""
        first_invoices = self._first_invoices()
        for lead in self:
            day = (lead.create_date or fields.Datetime.now()).date()
            customer = lead.partner_id.commercial_partner_id
            lead.cost_is_pursuit = bool(customer) and not any(
                first < day
                for company, first in first_invoices.get(customer, ())
                if lead.company_id in (company, company.browse())
            )

    def _first_invoices(self):
        """{customer: [(company, day of its first invoice)]} of the customers of the leads."""
        # sudo: that somebody was a customer once is no secret to who sells to him
        invoices_sudo = self.env["account.move"].sudo()
        found = {}
        for customer, company, first in invoices_sudo._read_group(
            [
                ("move_type", "=", "out_invoice"),
                ("state", "=", "posted"),
                ("invoice_date", "!=", False),
                ("commercial_partner_id", "in", self.partner_id.commercial_partner_id.ids),
            ],
            ["commercial_partner_id", "company_id"],
            ["invoice_date:min"],
        ):
            found.setdefault(customer, []).append((company, first))
        return found
