from odoo import models


class AccountMove(models.Model):
    """Door: from a posted entry to the customers that its cost reached."""

    _inherit = "account.move"

    def action_where_cost_went(self):
        return self.env["customer.cost.trace"]._open(self)


class AccountMoveLine(models.Model):
    """Door: the same for a single journal item."""

    _inherit = "account.move.line"

    def action_where_cost_went(self):
        return self.env["customer.cost.trace"]._open(self)


class HrExpense(models.Model):
    """Door: the same for an expense."""

    _inherit = "hr.expense"

    def action_where_cost_went(self):
        return self.env["customer.cost.trace"]._open(self)


class CustomerCostTrace(models.AbstractModel):
    """Opens the page of a trace."""

    _inherit = "customer.cost.trace"

    def _open(self, record):
        record.ensure_one()
        self.env["customer.cost.run.node"].check_access("read")
        return {
            "type": "ir.actions.client",
            "tag": "customer_cost_trace",
            "name": self.env._("Where %(entry)s went", entry=record.display_name),
            "params": {"res_model": record._name, "res_id": record.id},
        }
