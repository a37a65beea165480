from odoo import Command, models

#: What follows from price or balance, and is not taken over into a part.
AMOUNTS = ("move_id", "balance", "amount_currency", "debit", "credit", "date_maturity")


class AccountMove(models.Model):
    """Door: a bill line on a request of several customers becomes a line for each of them.

    At the latest when it is posted, and before anybody is asked to agree to it.  A line that
    names one of the customers is his alone.
    """

    _inherit = "account.move"

    def _post(self, soft=True):
        self._spread_over_customers()
        return super()._post(soft)

    def action_ask_cost_approval(self):
        self.check_access("write")
        self._spread_over_customers()
        return super().action_ask_cost_approval()

    def _spread_over_customers(self):
        lines = self.env["account.move.line"].search(
            [
                ("move_id", "in", self.ids),
                ("parent_state", "=", "draft"),
                ("display_type", "=", "product"),
                ("cost_request_id", "!=", False),
                ("cost_customer_id", "=", False),
            ]
        )
        for move, some in lines.grouped("move_id").items():
            parts = "invoice_line_ids" if move.is_invoice(include_receipts=True) else "line_ids"
            commands = [command for line in some for command in line._spread_commands()]
            if commands:
                move.write({parts: commands})


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _is_spread(self):
        """Whether it is for several customers by the shares of its request; gifts in bulk are
        not, as the gift register says who got them."""
        # sudo: for whom the request is, of an item that names it
        item = self.sudo()
        several = item.cost_request_id._has_several_customers()
        return several and not item.cost_customer_id and not item.cost_category_id.bulk_gifts

    def _spread_commands(self):
        """What makes of a draft item one for each customer of its request."""
        # sudo: for whom the request is, of an item that names it
        request = self.sudo().cost_request_id
        if not self._is_spread() or self.account_id.internal_group != "expense":
            return []
        invoice = self.move_id.is_invoice(include_receipts=True)
        parts = self._price_parts(request) if invoice else self._balance_parts(request)
        [(customer, own), *others] = parts.items()
        [copied] = self.copy_data()
        copied = {name: value for name, value in copied.items() if name not in AMOUNTS}
        copied |= {"cost_request_id": request.id}
        return [
            Command.update(self.id, self._part_values(customer) | own),
            *(
                Command.create(copied | self._part_values(customer) | amounts)
                for customer, amounts in others
            ),
        ]

    def _part_values(self, customer):
        label = ", ".join(filter(None, [self.name, customer.name]))
        return {"name": label, "cost_customer_id": customer.id}

    def _price_parts(self, request):
        """{customer: quantity and price} whose amounts add up to that of a bill line."""
        currency = self.currency_id
        gross = self.quantity * self.price_unit * (1 - self.discount / 100)
        shares = request._customer_shares(currency.round(gross), currency)
        quantities = self._quantity_parts(request, shares)
        return {
            customer: {
                "quantity": quantities[customer],
                "price_unit": amount / quantities[customer],
                "discount": 0,
            }
            for customer, amount in shares.items()
        }

    def _quantity_parts(self, request, shares):
        """{customer: how many of the pieces}, in whole pieces for all of them, else 1 each."""
        weights = request._customer_weights()
        pieces = {c: self.quantity * weights[c] / sum(weights.values()) for c in shares}
        whole = all(number > 0 and number.is_integer() for number in pieces.values())
        return pieces if whole else dict.fromkeys(shares, 1)

    def _balance_parts(self, request):
        """{customer: amounts} that add up to those of an item of an entry."""
        balances = request._customer_shares(self.balance, self.company_currency_id)
        paid = request._customer_shares(self.amount_currency, self.currency_id)
        return {
            customer: {"balance": balances[customer], "amount_currency": paid[customer]}
            for customer in balances
        }
