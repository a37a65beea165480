from odoo import fields, models


class CustomerProfitabilityFigures(models.AbstractModel):
    """What is in each figure of a customer, and what is not, for the reader."""

    _inherit = "customer.profitability.figures"

    gross_revenue = fields.Monetary(
        help="Invoices at list price, before line discounts and before credit notes, without tax. "
        "Unknown where revenue was booked without an invoice."
    )
    discount = fields.Monetary(
        help="Discounts on invoice lines. Early-payment discounts and rebates that are booked "
        "later are in net revenue, not here."
    )
    refund = fields.Monetary(help="Credit notes of the period, without tax.")
    net_revenue = fields.Monetary(
        help="Posted revenue less discounts, refunds and revenue deductions, without tax, in the "
        "period it is booked. Exchange differences are not in it."
    )
    booked_cost_of_sales = fields.Monetary(
        help="Cost of sales in the ledger that belongs to this customer. Not in it: goods whose "
        "cost nobody posts; see the computed cost."
    )
    computed_cost_of_sales = fields.Monetary(
        help="Invoiced quantity times unit cost, for goods whose cost the ledger does not book "
        "per invoice."
    )
    direct_cost_of_sales = fields.Monetary(
        help="Direct cost whose category belongs to the unit, such as commission per piece."
    )
    delivery_labour = fields.Monetary(
        help="Work that is the product itself, charged by activities on cost of sales."
    )
    tax_on_sales = fields.Monetary(
        help="Taxes on sales that are a cost. VAT that is passed on is not in it."
    )
    cm1 = fields.Monetary(help="Net revenue less cost of sales. No order or customer cost yet.")
    order_direct = fields.Monetary(
        help="Direct cost of single orders, such as freight of a delivery to this customer."
    )
    order_allocated = fields.Monetary(
        help="Cost of activities that each order causes: quantity times rate. No direct cost."
    )
    cm2 = fields.Monetary(help="CM1 less order cost. Customer-level cost is not deducted yet.")
    customer_direct = fields.Monetary(
        help="Direct cost of having this customer. Relationship cost, credit losses and exchange "
        "differences have lines of their own."
    )
    customer_allocated = fields.Monetary(
        help="Cost of activities for the customer as such: quantity times rate. No direct cost."
    )
    relationship = fields.Monetary(
        help="Discretionary spending that a budget controls: gifts, meals, events. Included in "
        "cost to serve."
    )
    credit_loss = fields.Monetary(
        help="Bad debt of this customer. Allowances without a customer are not in it."
    )
    exchange_difference = fields.Monetary(
        help="Exchange losses on his receivables; gains make it negative."
    )
    cm3 = fields.Monetary(
        help="What the customer contributes after all cost he causes. Channel, facility and "
        "unused capacity are not deducted."
    )
    cost_to_serve = fields.Monetary(
        help="Everything between CM1 and CM3: order and customer level. No cost of sales."
    )
    avoidable = fields.Monetary(
        help="Part of his cost that would be gone within twelve months without him."
    )
