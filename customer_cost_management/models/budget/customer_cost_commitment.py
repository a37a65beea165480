from odoo import api, fields, models
from odoo.exceptions import UserError

from .budget_guard import is_ledger

#: Kinds of movement; all but the last enter what is available, or are pending.
MOVEMENT_KINDS = [
    ("approved", "Approved"),
    ("supplement", "Supplement"),
    ("revision", "Revision"),
    ("transfer_in", "Transfer in"),
    ("transfer_out", "Transfer out"),
    ("carried_in", "Carried in"),
    ("carried_out", "Carried out"),
    ("contingency_released", "Contingency released"),
    ("committed", "Committed"),
    ("consumed", "Consumed"),
    ("pending", "Pending"),
    ("agreed", "Agreed amount"),
]


class CustomerCostCommitment(models.Model):
    """The ledger of budgets: one movement on a line.

    A source document holds, per kind, line and month, what its movements add up to.  Code says
    what a document should hold, and the difference to what it holds is written as a movement
    more: so nothing is ever rewritten, and saying the same twice writes nothing.  *Agreed* is
    what was approved for a document, as its *committed* falls by what is posted for it.
    """

    _name = "customer.cost.commitment"
    _description = "Budget Movement"
    _order = "id desc"
    _rec_name = "name"

    line_id = fields.Many2one(
        "customer.cost.budget.line",
        "Budget line",
        required=True,
        index=True,
        readonly=True,
        ondelete="restrict",
    )
    budget_id = fields.Many2one(related="line_id.budget_id", store=True, index=True)
    company_id = fields.Many2one(related="line_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    month = fields.Date(readonly=True, required=True, help="First day of the month it counts in.")
    kind = fields.Selection(MOVEMENT_KINDS, required=True, readonly=True)
    amount = fields.Monetary(
        readonly=True,
        required=True,
        help="Cost in company currency, positive in the sense of its kind; negative takes back.",
    )
    res_model = fields.Char("Document model", readonly=True, required=True)
    res_id = fields.Many2oneReference(
        "Document", model_field="res_model", readonly=True, required=True
    )
    name = fields.Char("Document name", readonly=True)
    origin_model = fields.Char("Asked for by, model", readonly=True)
    origin_id = fields.Many2oneReference(
        "Asked for by",
        model_field="origin_model",
        readonly=True,
        help="The document whose commitment a booked cost uses.",
    )
    partner_id = fields.Many2one(
        "res.partner", "Customer", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    category_id = fields.Many2one(
        "customer.cost.category", "Cost category", readonly=True, ondelete="restrict"
    )
    unplanned = fields.Boolean(readonly=True, help="Booked without having been asked for.")
    prior_year = fields.Boolean(
        readonly=True, help="Spent in a year whose budget was closed when it was booked."
    )

    _source_idx = models.Index("(res_model, res_id)")
    _origin_idx = models.Index("(origin_model, origin_id) WHERE origin_id IS NOT NULL")

    @api.model_create_multi
    def create(self, vals_list):
        self._check_ledger("create")
        return super().create(vals_list)

    def write(self, vals):
        self._check_ledger("write")
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_ledger(self):
        self._check_ledger("unlink")

    def _check_ledger(self, operation):
        if not is_ledger(self.env):
            self.check_access(operation)
            raise UserError(
                self.env._(
                    "Movements of a budget follow its documents and cannot be changed by hand. "
                    "Change the document, or ask for a transfer."
                )
            )

    def action_open_document(self):
        """The document behind a movement, where its reader may read it."""
        self.ensure_one()
        document = self.env[self.res_model].browse(self.res_id).exists()
        if not document:
            raise UserError(self.env._("%(name)s is not there any more.", name=self.name))
        return document.get_formview_action()
