from odoo import api, fields, models


class CustomerProfitability(models.Model):
    """From a statement to the records its figures are made of."""

    _inherit = "customer.profitability"

    invoice_count = fields.Integer(
        compute="_compute_invoice_count",
        groups="account.group_account_readonly,account.group_account_invoice",
    )
    allocation_count = fields.Integer(compute="_compute_allocation_count")
    captured_count = fields.Integer(
        compute="_compute_captured_counts",
        groups="customer_cost_management.group_cost_accountant,"
        "customer_cost_management.group_auditor",
    )
    direct_cost_count = fields.Integer(
        compute="_compute_captured_counts",
        groups="customer_cost_management.group_cost_accountant,"
        "customer_cost_management.group_auditor",
    )

    @api.depends("partner_id", "run_id")
    def _compute_invoice_count(self):
        for statement in self:
            statement.invoice_count = self.env["account.move"].search_count(
                statement._invoice_domain()
            )

    @api.depends("partner_id", "run_id")
    def _compute_allocation_count(self):
        for statement in self:
            statement.allocation_count = len(statement._allocations())

    @api.depends("partner_id", "run_id")
    def _compute_captured_counts(self):
        counts = {
            (run.id, partner.id, destination): count
            for run, partner, destination, count in self.env["customer.cost.capture"]._read_group(
                [("run_id", "in", self.run_id.ids), ("partner_id", "in", self.partner_id.ids)],
                ["run_id", "partner_id", "destination"],
                ["__count"],
            )
        }
        for statement in self:
            key = (statement.run_id.id, statement.partner_id.id)
            statement.direct_cost_count = counts.get((*key, "direct"), 0)
            statement.captured_count = sum(
                count for (run, partner, _), count in counts.items() if (run, partner) == key
            )

    # ------------------------------------------------------------------ opening

    def action_open_invoices(self):
        self.ensure_one()
        return self._window("account.move", self.env._("Invoices"), self._invoice_domain())

    def action_open_allocations(self):
        self.ensure_one()
        return self._window(
            "customer.cost.allocation",
            self.env._("Activities of %(customer)s", customer=self._customer_name()),
            self._allocation_domain(),
        )

    def action_open_direct_costs(self):
        self.ensure_one()
        return self._window(
            "customer.cost.capture",
            self.env._("Direct costs of %(customer)s", customer=self._customer_name()),
            [*self._captured_domain(), ("destination", "=", "direct")],
        )

    def action_open_captured(self):
        self.ensure_one()
        return self._window(
            "customer.cost.capture",
            self.env._("Entries of %(customer)s", customer=self._customer_name()),
            self._captured_domain(),
            group_by=["destination"],
        )

    def _invoice_domain(self):
        """Posted sales documents of the customer in the months of the run."""
        # the period of a published run is no secret to who reads its statement
        run_sudo = self.run_id.sudo()
        return [
            ("company_id", "child_of", self.company_id.id),
            ("commercial_partner_id", "=", self.partner_id.id),
            ("move_type", "in", ("out_invoice", "out_refund", "out_receipt")),
            ("state", "=", "posted"),
            ("date", ">=", run_sudo.date_from),
            ("date", "<=", run_sudo.date_to),
        ]
