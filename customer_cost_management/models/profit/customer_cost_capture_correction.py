from odoo import models

from ..platform.unchecked_many2one import UncheckedMany2one


class CustomerCostCapture(models.Model):
    """The two rows that a correction leaves in a run."""

    _inherit = "customer.cost.capture"

    memo_id = UncheckedMany2one(
        "customer.cost.memo",
        string="Correction",
        index="btree_not_null",
        ondelete="set null",
        help="The correction that moved this amount; together its two rows are zero.",
    )

    def action_open_journal_item(self):
        """A correction has no journal item: it opens itself."""
        self.ensure_one()
        if self.memo_id:
            return self.memo_id._get_records_action(name=self.memo_id.display_name)
        return super().action_open_journal_item()


class CustomerCostRun(models.Model):
    """The reconciliation line *Undistributed gifts*."""

    _inherit = "customer.cost.run"

    def _reconciliation_amounts(self, figures, allocation):
        amounts = super()._reconciliation_amounts(figures, allocation)
        return amounts | {"undistributed_gifts": -figures.without_customer["gifts"]}
