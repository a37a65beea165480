from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

#: What a private part of a bill takes over from the line it is a part of.
REQUEST_FIELD = "cost_request_id"


class AccountMoveLine(models.Model):
    """Door: the request that a bill line or a booked expense was spent on.

    Choosing one fills in customer and category.  A credit note takes it over, a duplicate does
    not; a posted item keeps it.
    """

    _inherit = "account.move.line"

    cost_request_id = fields.Many2one(
        "customer.cost.request",
        "Request",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        check_company=True,
        help="The approved request this cost was spent on. Choosing one fills in customer and "
        "category. Of a request of several customers the line is spread over them when it is "
        "posted, by their shares, unless you name one of them.",
    )

    @api.onchange("cost_request_id")
    def _onchange_cost_request_id(self):
        # sudo: as in _values_of_request
        names_customer = self.sudo().cost_request_id._names_customer()
        for name, value in self._values_of_request(self.cost_request_id).items():
            if value or not names_customer:
                self[name] = value

    @api.model
    def _values_of_request(self, request):
        # sudo: who may name a request for a bill need not be able to read all of it
        return request.sudo()._values_of_cost()

    @api.model
    def _with_values_of_requests(self, vals_list):
        """The same values, with customer and category of the request where none are given."""
        requests = self.env["customer.cost.request"]
        return [
            {**self._values_of_request(requests.browse(vals[REQUEST_FIELD])), **vals}
            if vals.get(REQUEST_FIELD) and not vals.get("expense_id")
            else vals
            for vals in vals_list
        ]

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(self._with_values_of_requests(vals_list))

    def write(self, vals):
        if REQUEST_FIELD not in vals:
            return super().write(vals)
        self._check_request_may_change(vals[REQUEST_FIELD])
        [vals] = self._with_values_of_requests([vals])
        return super().write(vals)

    def _check_request_may_change(self, request_id):
        for item in self:
            if item.parent_state == "posted" and item.cost_request_id.id != (request_id or False):
                raise UserError(
                    self.env._(
                        "%(entry)s is posted and counts for its request. Reset it to draft to "
                        "choose another one.",
                        entry=item.move_id.display_name,
                    )
                )

    @api.constrains("cost_request_id", "cost_customer_id")
    def _check_cost_request(self):
        for item in self:
            # sudo: for whom the request is, of an item that names it
            request = item.cost_request_id.sudo()
            # who corrects what is posted moves the budget, and is not refused
            if not request or item.parent_state == "posted":
                continue
            customers = request._cost_customers()
            if item.cost_customer_id and item.cost_customer_id not in customers:
                raise ValidationError(
                    self.env._(
                        "%(entry)s: %(customer)s is no customer of %(request)s. Choose another "
                        "request, or its customer.",
                        entry=item.move_id.display_name,
                        customer=item.cost_customer_id.display_name,
                        request=request.name,
                    )
                )

    def _copy_data_extend_business_fields(self, values):
        result = super()._copy_data_extend_business_fields(values)
        values[REQUEST_FIELD] = self.cost_request_id.id
        return result
