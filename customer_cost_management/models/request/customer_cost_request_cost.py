from odoo import models

from ...engine.budget.cost import Payment, PurchaseTax, expected_cost
from ..platform.approval_seal import amount_in_minor_units, amount_of_minor_units


class CustomerCostRequest(models.Model):
    """From what will be paid to the cost a budget carries, and as the rules look at it."""

    _inherit = "customer.cost.request"

    def _expected_cost(self):
        """Cost in company currency at the rate of today, without tax that comes back."""
        company = self.company_id
        currency = self.currency_id or company.currency_id
        if not company or not self.amount:
            return 0.0
        rate = currency._get_conversion_rate(currency, company.currency_id, company)
        payment = Payment(
            amount_in_minor_units(self.amount, currency),
            self._purchase_taxes(),
            rate,
            currency.decimal_places,
            company.currency_id.decimal_places,
        )
        return amount_of_minor_units(expected_cost(payment).cost, company.currency_id)

    def _purchase_taxes(self):
        """Taxes of the category's expense product, with how much of each comes back."""
        # sudo: taxes of the company decide the cost, whoever asks
        products = self.category_id.sudo().product_ids
        taxes = products[:1].supplier_taxes_id.filtered_domain(
            self.env["account.tax"]._check_company_domain(self.company_id)
        )
        return tuple(
            PurchaseTax(f"{tax.amount:.6f}", _recoverable_percent(tax))
            for tax in taxes
            if tax.amount_type == "percent" and tax.amount >= 0
        )

    def _engine_spending(self, tier=True):
        """The request as spending rules see it."""
        if not self.date or not self.company_id:
            return None
        amount = self._minor(self.cost)
        return self._spending_of(
            self.attendee_ids,
            employee=f"u{self.user_id.id}",
            amount=amount,
            customer=self.partner_id.id or None,
            shares=self._engine_shares(self._customer_amounts(amount), tier),
            features=self._spending_features(
                self.partner_id,
                self.category_id,
                tier,
                nature=self.category_id._judged_nature(in_register=True),
                city_class=self.city_class,
                guest_rank=self.guest_rank,
                meal_type=self.meal_type,
                occasion=self.occasion,
            ),
            guests=max(self.guests, 0),
            hosts=max(self.hosts, 0),
            open_tender=self._is_in_tender(),
            has_receipt=True,  # a request has none yet; rules ask the expense for it
            asked_on=self._asked_on(),
        )


def _recoverable_percent(tax):
    """Share of a tax that is booked where it comes back, 0 to 100."""
    lines = tax.invoice_repartition_line_ids.filtered(lambda line: line.repartition_type == "tax")
    back = lines.filtered(
        lambda line: line.account_id and line.account_id.internal_group != "expense"
    )
    return min(max(round(sum(back.mapped("factor_percent")), 6), 0), 100)
