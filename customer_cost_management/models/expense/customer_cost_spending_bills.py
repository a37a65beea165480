from odoo import api, models
from odoo.fields import Domain

from ..policy.customer_cost_spending import ids_of
from .customer_cost_bill import BILL_TYPES


class CustomerCostSpending(models.AbstractModel):
    """Posted bills without a request among the spendings that rules look at."""

    _inherit = "customer.cost.spending"

    @api.model
    def _live_spendings(self, company, span, near=None):
        spendings = super()._live_spendings(company, span, near)
        # their ids, and no condition on the category: the few lines of these categories are
        # found by their index, among many that name a customer
        categories_sudo = self.env["customer.cost.category"].sudo().with_context(active_test=False)
        controlled = categories_sudo.search(
            [("company_id", "=", company.root_id.id), ("budget_controlled", "=", True)]
        ).ids
        if not controlled:
            return spendings
        domain = Domain("company_id", "child_of", company.root_id.ids)
        domain &= Domain("parent_state", "=", "posted") & Domain("expense_id", "=", False)
        domain &= Domain("move_id.move_type", "in", BILL_TYPES)
        domain &= Domain("date", ">=", span[0]) & Domain("date", "<=", span[1])
        domain &= Domain("cost_customer_id", "!=", False) & Domain("cost_request_id", "=", False)
        domain &= Domain("cost_category_id", "in", controlled)
        if near:
            customers, users, _contacts = near
            domain &= Domain("cost_customer_id", "in", ids_of(customers)) | Domain(
                "move_id.create_uid", "in", ids_of(users)
            )
        # sudo: see _judge
        bills = self.env["account.move.line"].sudo().search(domain).move_id
        return spendings + [
            spending
            for bill in bills
            for part, spending in bill._bill_spendings(tier=False).items()
            if part[1] and not part[0]
        ]
