from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...engine.money import distribute
from ..masters.customer_cost_validity import check_not_negative
from ..platform.approval_seal import amount_in_minor_units, amount_of_minor_units


class CustomerCostRequest(models.Model):
    """All customers of a request, and how what is spent on it is theirs."""

    _inherit = "customer.cost.request"

    def _cost_customers(self):
        """Everybody it is for, the first named first."""
        return self.partner_id | self.split_ids.partner_id

    def _has_several_customers(self):
        return len(self._cost_customers()) > 1

    def _names_customer(self):
        """Whether what is spent on it is for one customer, and for him from the beginning: gifts
        bought in bulk are nobody's until the gift register gives them to somebody."""
        return not (self._has_several_customers() or self.category_id.bulk_gifts)

    def _values_of_cost(self):
        """Customer and category of an expense or a bill line on it."""
        return {
            "cost_customer_id": self._names_customer() and self.partner_id.id,
            "cost_category_id": self.category_id.id,
        }

    def _customer_amounts(self, amount):
        """{customer: his part} of an amount spent on it, minor units; nothing is lost.

        :param amount: in minor units, signed
        """
        weights = self._customer_weights()
        if not sum(weights.values()):
            return {self.partner_id: amount} if self.partner_id else {}
        parts = distribute(amount, [*weights.values()], [customer.id for customer in weights])
        return {customer: int(part) for customer, part in zip(weights, parts, strict=True)}

    def _customer_weights(self):
        """{customer: his weight} of several customers."""
        weights = Counter()
        for line in self.split_ids.filtered("partner_id"):
            weights[line.partner_id] += max(line.weight, 0)
        return weights

    def _customer_shares(self, amount, currency):
        """{customer: his part} of an amount in a currency; without those who bear nothing."""
        weights = self._customer_weights()
        parts = self._customer_amounts(amount_in_minor_units(amount, currency))
        return {
            customer: amount_of_minor_units(part, currency)
            for customer, part in parts.items()
            if weights[customer] or not weights
        }


class CustomerCostRequestCustomer(models.Model):
    """One of several customers of a request, and his part of its cost.

    Equal parts unless other weights are typed, such as the number of his guests; to the cent.
    """

    _name = "customer.cost.request.customer"
    _description = "Customer of a Request"
    _inherit = ["customer.cost.customer.entry"]
    _order = "id"

    request_id = fields.Many2one(
        "customer.cost.request", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="request_id.company_id", store=True, index=True)
    company_currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, index=True, ondelete="restrict"
    )
    weight = fields.Float("Share", default=1.0, help="1 for each: equal parts.")
    cost = fields.Monetary(
        compute="_compute_cost", store=True, currency_field="company_currency_id"
    )

    @api.depends("weight", "request_id.cost", "request_id.split_ids.weight")
    def _compute_cost(self):
        for request in self.request_id:
            lines = request.split_ids
            weights = [max(line.weight, 0) for line in lines]
            currency = request.company_currency_id
            total = amount_in_minor_units(request.cost, currency) if sum(weights) else 0
            keys = [line.partner_id.id or 0 for line in lines]
            parts = distribute(total, weights, keys if len(set(keys)) == len(keys) else None)
            for line, part in zip(lines, parts, strict=True):
                line.cost = amount_of_minor_units(int(part), currency)
        for line in self.filtered(lambda line: not line.request_id):
            line.cost = 0

    @api.constrains("weight", "partner_id", "request_id")
    def _check_weight(self):
        for line in self:
            check_not_negative(line, "weight")
        for request in self.request_id:
            if request.split_ids and not sum(request.split_ids.mapped("weight")):
                raise ValidationError(
                    self.env._(
                        "%(request)s: nobody bears the cost. Give one customer a share above 0.",
                        request=request.display_name,
                    )
                )
            count = Counter(line.partner_id for line in request.split_ids)
            twice = next((partner for partner, times in count.items() if times > 1), None)
            if twice:
                raise ValidationError(
                    self.env._(
                        "%(request)s: %(customer)s is there twice. Put his shares together.",
                        request=request.display_name,
                        customer=twice.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_cost_is_shared(vals)
        lines = super().create(vals_list)
        lines.request_id._check_is_open()
        lines.request_id._approval_started_again()
        return lines

    def write(self, vals):
        self._check_cost_is_shared(vals)
        self.request_id._check_is_open()
        result = super().write(vals)
        self.request_id._check_is_open()
        self.request_id._approval_started_again()
        return result

    def _check_cost_is_shared(self, vals):
        if "cost" in vals:
            raise UserError(
                self.env._("The cost of each customer follows from his share. Change the share.")
            )

    def unlink(self):
        self.request_id._check_is_open()
        self.request_id._approval_started_again()
        return super().unlink()
