from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .reconciliation_help import line_help

CAPTURE = "customer.cost.capture"


class CustomerCostRun(models.Model):
    """Where the evidence was removed, every way to it says so: no empty list, no sum of 0."""

    _inherit = "customer.cost.run"

    def _purged_notice(self):
        return self.env._(
            "The captured entries of %(run)s were removed on %(date)s to save room. Its "
            "statements, activities and reconciliation stay.",
            run=self.display_name,
            date=format_date(self.env, self.evidence_purged_on),
        )

    def _check_evidence_is_kept(self, model=CAPTURE):
        if model == CAPTURE and self.evidence_purged_on:
            raise UserError(self._purged_notice())

    def _window(self, model, name, group_by=()):
        self._check_evidence_is_kept(model)
        return super()._window(model, name, group_by)

    def _reconciliation_page(self):
        """Only what was stored: parts of lines and accounts are sums of captured entries."""
        purged = self.filtered("evidence_purged_on")
        if not purged:
            return super()._reconciliation_page()
        if len(self) > 1:
            raise UserError(purged[0]._purged_notice())
        lines = [self._stored_row(line) for line in self.reconciliation_line_ids]
        ledger = self.env._("Result of the books (posted, P&L accounts)")
        return {
            "run": self._reconciliation_head(),
            "notice": self._purged_notice(),
            "ledger": {"key": "ledger", "label": ledger, "amount": self.ledger_result},
            "lines": lines,
            "accounted": sum(line["amount"] for line in lines),
            "difference": self.difference,
        }

    def _stored_row(self, line):
        labels = dict(line._fields["line"]._description_selection(self.env))
        return {
            "key": line.line,
            "label": labels[line.line],
            "amount": line.amount,
            "help": line_help(self.env, line.line),
        }


class CustomerCostRunNode(models.Model):
    _inherit = "customer.cost.run.node"

    def _window(self, model, name, domain, group_by=()):
        self.run_id._check_evidence_is_kept(model)
        return super()._window(model, name, domain, group_by)


class CustomerProfitability(models.Model):
    _inherit = "customer.profitability"

    evidence_purged_on = fields.Datetime(
        related="run_id.evidence_purged_on",
        groups="customer_cost_management.group_cost_accountant,"
        "customer_cost_management.group_auditor",
    )
