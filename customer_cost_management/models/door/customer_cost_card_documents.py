from odoo import models


class HrExpense(models.Model):
    """The card of an expense: people, per head, and the budget it uses."""

    _inherit = "hr.expense"

    def _approval_card(self):
        card = super()._approval_card()
        if card:
            card |= self._heads_on_card()
            card["budget"] = self._budget_card() or self._budget_on_card()
        return card

    def _card_attendees(self):
        return self.cost_attendee_ids or self.cost_request_id.attendee_ids

    def _heads_on_card(self):
        with self._names_apart():
            # sudo: how many took part is told to who decides
            spending = self.sudo()._engine_spending(tier=False)
        return {"guests": spending.guests, "hosts": spending.hosts}

    def _cost_per_head(self):
        heads = sum(self._heads_on_card().values())
        return heads and self.company_currency_id.round(self._cost_amount() / heads)

    def _cost_by_customer(self):
        shares = self._cost_shares(self._cost_amount(), self.company_currency_id)
        return shares or {self._cost_customers()[:1]: self._cost_amount()}

    def _budget_on_card(self):
        # sudo: which line controls it, and what is left, is told to who decides
        expense = self.sudo()
        parts = [
            {
                "company_id": expense.company_id.id,
                "date": expense.date,
                "category_id": expense.cost_category_id.id,
                "programme_id": expense._cost_programme().id,
                "customer_id": customer.id,
                "amount": amount,
                "request_id": expense.cost_request_id.id,
            }
            for customer, amount in expense._cost_by_customer().items()
        ]
        return self.env["customer.cost.request"]._budget_of_parts(parts, expense.date)


class CustomerCostBill(models.Model):
    """The card of a vendor bill: those of its requests, and the budget it uses."""

    _inherit = "customer.cost.bill"

    def _approval_card(self):
        card = super()._approval_card()
        if card:
            # sudo: who decides has no right on accounting; what is left is told to him
            parts = self.sudo().move_id._bill_budget_parts()
            requests = self.env["customer.cost.request"]
            card |= {
                "budget": requests._budget_of_parts(parts, self.date),
                "guests": sum(self.sudo()._bill_requests().mapped("guests")),
                "hosts": sum(self.sudo()._bill_requests().mapped("hosts")),
            }
        return card

    def _bill_requests(self):
        return self.move_id._controlled_lines().cost_request_id

    def _card_attendees(self):
        return self._bill_requests().attendee_ids

    def _cost_per_head(self):
        # sudo: as on the card
        requests = self.sudo()._bill_requests()
        heads = sum(requests.mapped("guests")) + sum(requests.mapped("hosts"))
        return heads and self.currency_id.round(self.amount / heads)

    def _cost_by_customer(self):
        money = self.currency_id
        amounts = dict.fromkeys(self.partner_id | self.move_id._bill_customers(), 0.0)
        for part in self.move_id._bill_budget_parts():
            customer = self.env["res.partner"].browse(part["customer_id"] or [])
            if customer:
                amounts[customer] = money.round(amounts.get(customer, 0.0) + part["amount"])
        return amounts
