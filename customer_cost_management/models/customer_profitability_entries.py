from odoo import api, models
from odoo.fields import Domain


class CustomerProfitabilityFigures(models.AbstractModel):
    """From a line of a statement to the captured entries it is the sum of."""

    _inherit = "customer.profitability.figures"

    @api.readonly
    def action_open_line(self, line):
        """The records that a line of the statement is the sum of."""
        self.ensure_one()
        if line in ("gross_revenue", "discount", "refund", "net_revenue"):
            domain = [*self._captured_domain(), ("destination", "=", "revenue")]
        else:
            domain = [*self._captured_domain(), ("id", "in", self._captured_on_line(line))]
        label = self._fields[line].get_description(self.env, ["string"])["string"]
        return self._window("customer.cost.capture", label, domain)

    def _captured_on_line(self, line):
        """Ids of the captured items that the runs put on a line of the statement."""
        items = self.env["customer.cost.capture"].search(
            [*self._captured_domain(), ("destination", "in", ("cost_of_sales", "direct"))]
        )
        return [
            item.id
            for item in items
            # which line a captured item is on is no secret to who may read the item
            if item.run_id.sudo()._statement_line(item.destination, item.role, item.category_id.id)
            == line
        ]

    def _captured_domain(self):
        return [
            ("run_id", "in", self._statement_runs().ids),
            ("partner_id", "in", self.partner_id.ids),
        ]

    def _customer_name(self):
        return self.partner_id.display_name

    def _window(self, model, name, domain, group_by=()):
        """Records behind a statement; refused where they were removed to save room."""
        for run_sudo in self._statement_runs():
            run_sudo._check_evidence_is_kept(model)
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "domain": domain,
            "views": [(False, "list"), (False, "form")],
            "context": {"create": False, "group_by": list(group_by)},
        }

    # ------------------------------------------------------------------ memo costs

    def _memo_window(self):
        periods = [
            [("date", ">=", str(run_sudo.date_from)), ("date", "<=", str(run_sudo.date_to))]
            for run_sudo in self._statement_runs()
        ]
        domain = Domain.AND(
            [
                [
                    ("kind", "=", "memo"),
                    ("company_id", "in", self.company_id.ids),
                    ("partner_id", "in", self.partner_id.ids),
                ],
                Domain.OR(periods),
            ]
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Memo costs of %(customer)s", customer=self._customer_name()),
            "res_model": "customer.cost.memo",
            "domain": list(domain),
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "context": {"create": False},
        }
