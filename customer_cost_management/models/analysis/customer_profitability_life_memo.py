from odoo import api, models
from odoo.tools import SQL

from ..platform.records_window import records_window


class CustomerProfitabilityFigures(models.AbstractModel):
    """Memo costs of a whole life: beside the totals that tie to the books, in none of them.

    What winning a customer cost before the first month that was computed is in no run: it is
    typed as a memo cost of its day, and told here.
    """

    _inherit = "customer.profitability.figures"

    def _memo_figures(self, months):
        """All memo costs of the customer, and those before his first statement; ``None``
        without any.  Who may read his statements may read them."""
        self.env["customer.cost.memo"].flush_model()
        first = min(run_sudo.date_from for run_sudo in months.run_id.sudo())
        [(total, before)] = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(sum(memo.amount), 0),
                       COALESCE(sum(memo.amount) FILTER (WHERE memo.date < %s), 0)
                  FROM customer_cost_memo memo
                  JOIN res_partner partner ON partner.id = memo.partner_id
                 WHERE memo.kind = 'memo' AND memo.company_id = %s
                   AND partner.commercial_partner_id = %s
                """,
                first,
                self.company_id.id,
                self.partner_id.id,
            )
        )
        if not total:
            return None
        return {"total": float(total), "before": float(before)}

    @api.readonly
    def action_open_life_memos(self):
        """The memo costs of his whole life, read with the reader's own rights."""
        self.ensure_one()
        self.check_access("read")
        return records_window(
            "customer.cost.memo",
            self.env._("Memo costs of %(customer)s", customer=self._customer_name()),
            [
                ("kind", "=", "memo"),
                ("company_id", "=", self.company_id.id),
                ("partner_id.commercial_partner_id", "=", self.partner_id.id),
            ],
        )
