from odoo import fields, models

from ..capture.customer_cost_capture import DESTINATIONS
from ..platform.records_window import records_window
from ..platform.unchecked_many2one import UncheckedMany2one


class CustomerCostChange(models.Model):
    """An entry that the books hold otherwise than a run captured it.

    Found by the nightly check and by a button, and replaced by the next check.  Of revenue
    and cost of sales, which a run keeps by customer and account, one row a customer and
    account: ``item_count`` of them were added, removed or changed.
    """

    _name = "customer.cost.change"
    _description = "Entry Changed Since a Run"
    _inherit = ["customer.cost.frozen"]
    _order = "run_id desc, size desc, id"
    _log_access = False

    run_id = fields.Many2one("customer.cost.run", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind = fields.Selection(
        [
            ("new", "New"),
            ("changed", "Changed"),
            ("removed", "Removed"),
            ("moved", "Goes elsewhere"),
        ],
        required=True,
        help="Goes elsewhere: the amount is the same, the customer or the pool is another.",
    )
    move_line_id = UncheckedMany2one("account.move.line", string="Journal item")
    item_count = fields.Integer("Items", default=1)
    account_id = UncheckedMany2one("account.account")
    destination = fields.Selection(DESTINATIONS, help="Where the entry would go today.")
    partner_id = fields.Many2one("res.partner", string="Customer", ondelete="set null")
    date = fields.Date()
    name = fields.Char("Entry")
    before = fields.Monetary(help="Effect on the result when the run was computed.")
    after = fields.Monetary(help="Effect on the result today.")
    effect = fields.Monetary(help="What the change adds to the result.")
    size = fields.Float(help="Size of the effect, the largest first.", readonly=True)
    changed_by_id = fields.Many2one("res.users", string="By", ondelete="set null")
    changed_on = fields.Datetime("When")

    def action_open_journal_item(self):
        """The item as it is today; of an item that is gone nothing."""
        self.ensure_one()
        domain = [("id", "=", self.move_line_id.id)]
        if not self.move_line_id and self.partner_id:
            domain = self.run_id._document_items(self.account_id, self.partner_id, self.destination)
        return records_window("account.move.line", self.env._("Journal items"), domain)
