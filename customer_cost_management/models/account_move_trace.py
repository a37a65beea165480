from odoo import models
from odoo.fields import Domain


class AccountMove(models.Model):
    """Door: from a posted entry to the places its cost and revenue went."""

    _inherit = "account.move"

    def action_where_cost_went(self):
        """Captured parts of the entry in the versions in force.

        Revenue and cost of sales are captured as one row per customer and account; of
        these the row is shown that the item is a part of.
        """
        self.ensure_one()
        capture = self.env["customer.cost.capture"]
        capture.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Where %(entry)s went", entry=self.display_name),
            "res_model": "customer.cost.capture",
            "domain": [("id", "in", capture.search(self._captured_domain()).ids)],
            "views": [(False, "list"), (False, "form")],
            "context": {"create": False},
        }

    def _captured_domain(self):
        runs = [
            ("run_id.state", "in", ("computed", "published", "closed")),
            ("run_id.kind", "=", "actual"),
            ("run_id.date_from", "<=", self.date),
            ("run_id.date_to", ">=", self.date),
            ("company_id", "parent_of", self.company_id.id),
        ]
        rows_of_customers = Domain.OR(
            Domain(
                [
                    ("move_line_id", "=", False),
                    ("account_id", "=", account),
                    ("partner_id", "=", customer),
                ]
            )
            for account, customer in self._accounts_and_customers()
        )
        return (
            Domain(runs) & Domain("move_line_id", "in", self.line_ids.ids)
            | Domain(runs) & rows_of_customers
        )

    def _accounts_and_customers(self):
        """Pairs that a row of revenue or cost of sales may carry for the items of the entry."""
        return {
            (line.account_id.id, customer.id)
            for line in self.line_ids
            for customer in (
                line.cost_customer_id.commercial_partner_id
                or self.commercial_partner_id
                or line.partner_id.commercial_partner_id
            )
            if line.account_id.internal_group in ("income", "expense")
        }
