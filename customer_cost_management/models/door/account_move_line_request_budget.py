from odoo import api, models

from ..budget.customer_cost_commitment_post import AGREED, PART_FIELDS


class AccountMoveLine(models.Model):
    """Booked cost uses what was committed for its request, on the line that promised it."""

    _inherit = "account.move.line"

    @api.model
    def _budget_hints(self):
        hints = super()._budget_hints()
        request_of = {
            item: item.cost_request_id or item.expense_id.cost_request_id for item in self
        }
        agreed = self.env["customer.cost.commitment"]._lines_agreed_for(request_of.values())
        for item, request in request_of.items():
            if request:
                hints[item.id] = {
                    "origin_model": request._name,
                    "origin_id": request.id,
                    "programme_id": request.programme_id.id,
                    "line_id": item._line_agreed(agreed, request),
                }
        return hints

    def _line_agreed(self, agreed, request):
        """Id of the line that was promised for it, where the day is still that budget's: what is
        booked knows more of it, such as its product, and might find an other one."""
        line = agreed.get((request.id, self.cost_customer_id.id, self.cost_category_id.id))
        day = self.expense_id.date or self.move_id.invoice_date or self.date
        return bool(line) and _controls(line, day) and line.id


class CustomerCostCommitment(models.Model):
    _inherit = "customer.cost.commitment"

    @api.model
    def _lines_agreed_for(self, requests):
        """{(request id, customer id, category id): the line that was promised}, as superuser."""
        keys = sorted({(request._name, request.id) for request in requests if request})
        customer = 2 + PART_FIELDS.index("partner_id")
        category = 2 + PART_FIELDS.index("category_id")
        lines_sudo = self.env["customer.cost.budget.line"].sudo()
        return {
            (
                movement.source[1],
                movement.source[customer] or False,
                movement.source[category] or False,
            ): lines_sudo.browse(movement.line)
            for movement in self._recorded(keys, [AGREED])
        }


def _controls(line, day):
    first, last = line._span()
    return first <= day <= last
