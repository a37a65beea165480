from odoo import api, models
from odoo.fields import Domain

from ..platform.records_window import records_window

#: Lines that are made of captured entries; the others are made of activities or of sums.
ENTRY_LINES = (
    "gross_revenue",
    "discount",
    "refund",
    "net_revenue",
    "booked_cost_of_sales",
    "direct_cost_of_sales",
    "tax_on_sales",
    "order_direct",
    "customer_direct",
    "relationship",
    "credit_loss",
    "exchange_difference",
)
#: Made of invoice lines, whose cost a run computed.
COMPUTED_LINE = "computed_cost_of_sales"


class CustomerProfitabilityFigures(models.AbstractModel):
    """From a line of a statement to the captured entries it is the sum of."""

    _inherit = "customer.profitability.figures"

    def _lines_that_open(self, rows):
        """Names of the lines that open the records they are the sum of, for this reader.

        :param rows: of the statement; a tax that activities alone give stands in their rows
        """
        tax = sum(row["amount"] for row in rows if row["key"] == "tax_on_sales")
        tax -= sum(
            row["amount"]
            for row in rows
            if row["kind"] == "activity" and row["key"].endswith("_tax_on_sales")
        )
        lines = [line for line in (*ENTRY_LINES, COMPUTED_LINE) if self._may_open(line)]
        return [line for line in lines if line != "tax_on_sales" or self.currency_id.round(tax)]

    def _may_open(self, line):
        """Whether the reader may see what a line is made of."""
        if line == COMPUTED_LINE:
            # a simulation changes the figure, not the lines
            actual = set(self._statement_runs().mapped("kind")) == {"actual"}
            return actual and self.env["customer.cost.invoiced.goods"].has_access("read")
        return line in ENTRY_LINES and self.env["customer.cost.capture"].has_access("read")

    @api.readonly
    def action_open_line(self, line):
        """The records that a line of the statement is the sum of."""
        self.ensure_one()
        label = self._fields[line].get_description(self.env, ["string"])["string"]
        if line == COMPUTED_LINE:
            return self._invoiced_goods_window(label)
        if line in ("gross_revenue", "discount", "refund", "net_revenue"):
            domain = [*self._captured_domain(), ("destination", "=", "revenue")]
        else:
            domain = [*self._captured_domain(), ("id", "in", self._captured_on_line(line))]
        return self._window("customer.cost.capture", label, domain)

    def _invoiced_goods_window(self, label):
        """The invoice lines whose cost nobody books, with what the run computed for them."""
        domain = self._statement_runs()._invoiced_goods(
            ("partner_id", "in", self.partner_id.ids), ("intercompany", "=", False)
        )
        action = self._window("customer.cost.invoiced.goods", label, domain)
        return action | {"views": [(False, "list"), (False, "kanban"), (False, "form")]}

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
        return records_window(model, name, domain, group_by)

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
        name = self.env._("Memo costs of %(customer)s", customer=self._customer_name())
        return records_window("customer.cost.memo", name, domain)
