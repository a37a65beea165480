from odoo import fields, models

from ..masters.customer_cost_account_role import ROLES
from ..platform.unchecked_many2one import UncheckedMany2one

DESTINATIONS = [
    ("closing", "Closing entries"),
    ("excluded", "Excluded"),
    ("intercompany", "Intercompany"),
    ("revenue", "Revenue"),
    ("cost_of_sales", "Cost of sales"),
    ("direct", "Direct cost"),
    ("no_customer", "Revenue without customer"),
    ("cost_no_customer", "Cost of sales without customer"),
    ("to_trace", "Cost of sales to be traced"),
    ("production", "Production not transferred"),
    ("pool", "Cost pool"),
    ("gifts", "Undistributed gifts"),
    ("unassigned", "Unassigned"),
]


class CustomerCostCapture(models.Model):
    """Where each entry went: one row per run, journal item (or part of it) and destination.

    Revenue and cost of sales that a document itself gives to its customer are kept as one
    row per customer and account (``item_count`` items, no ``move_line_id``).  The copies of
    name, date, account and amount are the evidence; they stay when the item changes.
    """

    _name = "customer.cost.capture"
    _description = "Where an Entry Went"
    _inherit = ["customer.cost.frozen"]
    _order = "id"
    _log_access = False

    # no keys in the database: checking them takes longer than writing the rows.  A run takes
    # its rows with it, Odoo's merge of contacts is told of them, and what the frozen model of a
    # run holds cannot be deleted
    run_id = UncheckedMany2one("customer.cost.run", required=True, ondelete="cascade")
    company_id = UncheckedMany2one("res.company", required=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    destination = fields.Selection(DESTINATIONS, required=True)
    move_line_id = UncheckedMany2one(
        "account.move.line", string="Journal item", index="btree_not_null"
    )
    item_count = fields.Integer(default=1, string="Items")
    account_id = UncheckedMany2one("account.account")
    role = fields.Selection(ROLES)
    partner_id = UncheckedMany2one(
        "res.partner", string="Customer", index="btree_not_null", ondelete="restrict"
    )
    category_id = UncheckedMany2one("customer.cost.category", ondelete="restrict")
    pool_id = UncheckedMany2one("customer.cost.pool", ondelete="restrict")
    rule = fields.Char(help="The rule that decided.")
    date = fields.Date()
    name = fields.Char()
    balance = fields.Monetary(help="Debit less credit of this part, in company currency.")
    gross_balance = fields.Monetary(
        help="Revenue of invoices before their line discounts.", string="Gross balance"
    )
    refund_balance = fields.Monetary(
        help="The part of the balance that credit notes make.", string="Refund balance"
    )
    invoiced = fields.Boolean(help="Every item of the row stands on an invoice or credit note.")

    # entries are listed run by run; in the order of the list, else PostgreSQL may look for the
    # first rows of a run among those of all runs before it
    _run_order = models.Index("(run_id, id)")
    _pool_order = models.Index("(pool_id, run_id, id) WHERE pool_id IS NOT NULL")
