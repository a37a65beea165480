from odoo import Command, api, fields, models


class HrExpense(models.Model):
    """Door: an expense on a request of several customers is booked as one item for each.

    It names no customer itself; one that does is his alone.  What the employee or the bank gets
    stays the same to the cent.  Gifts bought in bulk are nobody's: the gift register says who
    got them, not the request.
    """

    _inherit = "hr.expense"

    cost_share_words = fields.Char(
        "Spread over",
        compute="_compute_cost_share_words",
        help="The customers of its request and what of the expense is theirs when it is booked. "
        "Name one of them as customer if the whole expense is for him.",
    )

    @api.depends("cost_request_id", "cost_customer_id", "cost_category_id", "untaxed_amount")
    def _compute_cost_share_words(self):
        for expense in self:
            money = expense.company_currency_id
            shares = expense._cost_shares(expense._cost_amount(), money)
            expense.cost_share_words = ", ".join(
                f"{customer.display_name} {money.format(amount)}"
                for customer, amount in shares.items()
            )

    def _is_for_several_customers(self):
        # sudo: for whom the request is, of an expense that names it
        several = self.sudo().cost_request_id._has_several_customers()
        return several and not (self.cost_customer_id or self._is_for_the_register())

    def _is_for_the_register(self):
        """Whether it buys gifts in bulk, which the gift register gives to customers."""
        # sudo: what a category is for is no secret
        return not self.cost_customer_id and self.sudo().cost_category_id.bulk_gifts

    def _cost_shares(self, amount, currency):
        """{customer: his part} of an amount in a currency; nothing unless they are several."""
        if not self._is_for_several_customers():
            return {}
        # sudo: as above
        return self.sudo().cost_request_id._customer_shares(amount, currency)

    # ------------------------------------------------------------------ its journal items

    def _prepare_receipts_vals(self):
        receipts = super()._prepare_receipts_vals()
        for receipt in receipts:
            receipt["line_ids"] = [
                Command.create(part)
                for _command, _id, values in receipt["line_ids"]
                for part in self._receipt_parts(values)
            ]
        return receipts

    def _receipt_parts(self, values):
        """An item of a receipt, tax included, as one for each customer."""
        # sudo: who books an expense need not see it
        expense = self.browse(values.get("expense_id")).sudo()
        shares = expense._cost_shares(expense.total_amount, expense.company_currency_id)
        return [
            {**values, "quantity": 1, "price_unit": amount, "cost_customer_id": customer.id}
            for customer, amount in shares.items()
        ] or [values]

    def _prepare_payments_vals(self):
        move_vals, payment_vals = super()._prepare_payments_vals()
        move_vals["line_ids"] = [
            Command.create(part)
            for _command, _id, values in move_vals["line_ids"]
            for part in self._payment_parts(values)
        ]
        return move_vals, payment_vals

    def _payment_parts(self, values):
        """A cost of an entry that the company paid, as one for each customer."""
        account = self.env["account.account"].browse(values.get("account_id"))
        if account.internal_group != "expense":
            return [values]
        balances = self._cost_shares(values["balance"], self.company_currency_id)
        paid = self._cost_shares(values["amount_currency"], self.currency_id)
        return [
            {
                **values,
                "balance": balances[customer],
                "amount_currency": paid[customer],
                "cost_customer_id": customer.id,
            }
            for customer in balances
        ] or [values]
