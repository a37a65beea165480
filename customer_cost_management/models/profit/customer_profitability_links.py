from odoo import api, fields, models
from odoo.fields import Domain

#: Who reads captured entries at all; record rules say of whom.
EVIDENCE_READERS = (
    "customer_cost_management.group_customer_manager,"
    "customer_cost_management.group_cost_accountant,"
    "customer_cost_management.group_auditor"
)
ACCOUNTANTS = (
    "customer_cost_management.group_cost_accountant,customer_cost_management.group_auditor"
)


class CustomerProfitabilityFigures(models.AbstractModel):
    """From a statement, of a month or of a year, to the records its figures are made of."""

    _inherit = "customer.profitability.figures"

    invoice_count = fields.Integer(
        compute="_compute_invoice_count",
        groups="account.group_account_readonly,account.group_account_invoice",
    )
    direct_cost_count = fields.Integer(compute="_compute_captured_counts", groups=EVIDENCE_READERS)
    captured_count = fields.Integer(compute="_compute_captured_counts", groups=ACCOUNTANTS)

    # no @api.depends on the counts: a page is read once
    def _compute_invoice_count(self):
        for statement in self:
            statement.invoice_count = self.env["account.move"].search_count(
                statement._invoice_domain()
            )

    def _compute_captured_counts(self):
        for statement in self:
            counts = dict(
                self.env["customer.cost.capture"]._read_group(
                    statement._captured_domain(), ["destination"], ["__count"]
                )
            )
            statement.direct_cost_count = counts.get("direct", 0)
            statement.captured_count = sum(counts.values())

    # ------------------------------------------------------------------ opening

    @api.readonly
    def action_open_invoices(self):
        self.ensure_one()
        return self._window("account.move", self.env._("Invoices"), self._invoice_domain())

    @api.readonly
    def action_open_direct_costs(self):
        self.ensure_one()
        return self._window(
            "customer.cost.capture",
            self.env._("Direct costs of %(customer)s", customer=self._customer_name()),
            [*self._captured_domain(), ("destination", "=", "direct")],
        )

    @api.readonly
    def action_open_captured(self):
        self.ensure_one()
        return self._window(
            "customer.cost.capture",
            self.env._("Entries of %(customer)s", customer=self._customer_name()),
            self._captured_domain(),
            group_by=["destination"],
        )

    @api.readonly
    def action_open_allocations(self):
        self.ensure_one()
        return self._window(
            "customer.cost.allocation",
            self.env._("Activities of %(customer)s", customer=self._customer_name()),
            self._allocation_domain(),
        )

    def _invoice_domain(self):
        """Posted sales documents of the customer in the periods of the runs."""
        # the period of a published run is no secret to who reads its statement
        periods = [
            Domain("date", ">=", str(run_sudo.date_from))
            & Domain("date", "<=", str(run_sudo.date_to))
            for run_sudo in self._statement_runs()
        ]
        return list(
            Domain("company_id", "child_of", self.company_id.ids)
            & Domain("commercial_partner_id", "in", self.partner_id.ids)
            & Domain("move_type", "in", ("out_invoice", "out_refund", "out_receipt"))
            & Domain("state", "=", "posted")
            & Domain.OR(periods)
        )


class CustomerProfitability(models.Model):
    _inherit = "customer.profitability"

    allocation_count = fields.Integer(compute="_compute_allocation_count")

    @api.depends("partner_id", "run_id")
    def _compute_allocation_count(self):
        for statement in self:
            statement.allocation_count = len(statement._allocations())
