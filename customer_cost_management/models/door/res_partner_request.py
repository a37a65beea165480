from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..policy.spending_choices import ORGANISATION_KINDS


class ResPartner(models.Model):
    """Door: what was asked for on a customer, and who is a public official."""

    _inherit = "res.partner"

    organisation_kind = fields.Selection(
        ORGANISATION_KINDS,
        "Kind of organisation",
        help="Spending rules look at it: gifts to public bodies are usually not allowed.",
    )
    is_public_official = fields.Boolean(
        "Public official", help="A public official or politically exposed person."
    )
    customer_request_ids = fields.One2many(
        "customer.cost.request", "partner_id", "Requests", groups="base.group_user", copy=False
    )
    customer_request_count = fields.Integer(
        "Requests", compute="_compute_customer_requests", groups="base.group_user"
    )
    customer_request_cost = fields.Monetary(
        "Asked for this year",
        compute="_compute_customer_requests",
        currency_field="customer_request_currency_id",
        groups="base.group_user",
        help="Expected cost of approved requests of this calendar year that you may see.",
    )
    customer_request_currency_id = fields.Many2one(
        "res.currency", compute="_compute_customer_requests", groups="base.group_user"
    )

    @api.depends_context("uid", "company")
    def _compute_customer_requests(self):
        """Counted with the reader's rights: staff sees what they asked for themselves."""
        live = [("company_id", "=", self.env.company.id), ("state", "!=", "cancelled")]
        counts = self._sum_of_requests(live, "__count")
        year = fields.Date.start_of(fields.Date.context_today(self), "year")
        agreed = [("state", "in", ("approved", "spent", "closed")), ("date", ">=", year)]
        costs = self._sum_of_requests([*live, *agreed], "cost:sum")
        for partner in self:
            customer = partner.commercial_partner_id
            partner.customer_request_count = counts.get(customer, 0)
            partner.customer_request_cost = costs.get(customer, 0.0)
            partner.customer_request_currency_id = self.env.company.currency_id

    def _sum_of_requests(self, domain, aggregate):
        """{customer: aggregate of the requests for him}; of several customers' his share.

        :param domain: of requests
        """
        of_these = [("partner_id", "in", self.commercial_partner_id.ids)]
        requests = self.env["customer.cost.request"]
        alone = [*of_these, ("split_ids", "=", False), *domain]
        shares = [*of_these, ("request_id", "any", domain)]
        totals = Counter(dict(requests._read_group(alone, ["partner_id"], [aggregate])))
        lines = self.env["customer.cost.request.customer"]
        totals.update(dict(lines._read_group(shares, ["partner_id"], [aggregate])))
        return totals

    def action_open_customer_requests(self):
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_request_action"
        )
        customer = self.commercial_partner_id
        return action | {
            "name": self.env._("Requests for %(customer)s", customer=customer.display_name),
            "domain": [
                "|",
                ("partner_id", "=", customer.id),
                ("split_ids.partner_id", "=", customer.id),
            ],
            "context": {"default_partner_id": customer.id, "figure_strip": True},
            "path": False,
        }

    def action_request_spending(self):
        """A new request for this customer."""
        customer = self[:1].commercial_partner_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Request Spending"),
            "res_model": "customer.cost.request",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {"default_partner_id": customer.id},
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_except_customer_of_requests(self):
        # sudo: a request of another company holds the customer as well
        requests = self.env["customer.cost.request"].sudo()
        lines = self.env["customer.cost.request.customer"].sudo()
        named = [("partner_id", "in", self.ids)]
        found = requests.search(named, limit=1) or lines.search(named, limit=1).request_id
        if found:
            raise UserError(
                self.env._(
                    "%(customer)s has requests such as %(request)s and cannot be deleted. Archive "
                    "it, or merge it with the right customer.",
                    customer=((found.partner_id | found.split_ids.partner_id) & self)[:1].name,
                    request=found.name,
                )
            )
