from odoo import api, fields, models
from odoo.fields import Domain


class CustomerProfitabilityFigures(models.AbstractModel):
    """Door: the requests for a customer in the period of his statement.

    Read with the reader's own rights; no figure of a request enters a statement.
    """

    _inherit = "customer.profitability.figures"

    request_count = fields.Integer(
        "Requests",
        compute="_compute_request_count",
        help="Requests to spend on the customer in this period, those that you may see.",
    )

    # no @api.depends: a page is read once
    def _compute_request_count(self):
        requests = self.env["customer.cost.request"]
        for statement in self:
            statement.request_count = requests.search_count(statement._request_domain())

    @api.readonly
    def action_open_requests(self):
        self.ensure_one()
        self.check_access("read")
        customer = self.partner_id
        name = self.env._("Requests for %(customer)s", customer=customer.display_name)
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "customer.cost.request",
            "domain": self._request_domain(),
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "mobile_view_mode": "kanban",
            "context": {"default_partner_id": customer.id},
        }

    def _request_domain(self):
        first, last = self._statement_period()
        customer = Domain("partner_id", "in", self.partner_id.ids)
        return list(
            (customer | Domain("split_ids", "any", customer))
            & Domain("company_id", "child_of", self.company_id.ids)
            & Domain("date", ">=", str(first))
            & Domain("date", "<=", str(last))
            & Domain("state", "!=", "cancelled")
        )
