from odoo import api, fields, models
from odoo.exceptions import AccessError


class AccountMove(models.Model):
    """Door: which entries are closing entries, for customer costing."""

    _inherit = "account.move"

    cost_closing_entry = fields.Selection(
        [
            ("automatic", "Automatic"),
            ("closing", "Closing entry"),
            ("not_closing", "Not a closing entry"),
        ],
        string="Closing entry",
        default="automatic",
        copy=False,
        tracking=True,
        help="A closing entry moves profit and loss to equity (结转损益) and is left out of "
        "customer costing. Automatic: it is one if an item is on an account of the current "
        "year's earnings or of their appropriation (本年利润, 利润分配) and all others are "
        "profit and loss.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        moves = super().create(vals_list)
        marked = moves.filtered(lambda move: move.cost_closing_entry not in ("automatic", False))
        marked._check_may_mark_closing_entry()
        return moves

    def write(self, vals):
        if "cost_closing_entry" not in vals:
            return super().write(vals)
        self.check_access("read")
        self._check_may_mark_closing_entry()
        value = vals["cost_closing_entry"]
        changed = self.filtered(lambda move: move.cost_closing_entry != value)
        changed.line_ids._check_not_in_closed_run()
        # sudo: this field alone is a cost accountant's, who has no right to write entries
        super(AccountMove, changed.sudo().with_context(skip_is_manually_modified=True)).write(
            {"cost_closing_entry": value}
        )
        others = {name: vals[name] for name in vals if name != "cost_closing_entry"}
        return super().write(others)

    def _reverse_moves(self, default_values_list=None, cancel=False):
        reverse_moves = super()._reverse_moves(default_values_list, cancel=cancel)
        for reverse in reverse_moves:
            mark = reverse.reversed_entry_id.cost_closing_entry
            if mark in ("closing", "not_closing"):
                # sudo: the mark was a cost accountant's and goes on, whoever reverses
                reverse.sudo().cost_closing_entry = mark
        return reverse_moves

    def _check_may_mark_closing_entry(self):
        if self and not self.env["account.move.line"]._is_cost_accountant():
            raise AccessError(
                self.env._(
                    "%(entry)s: only a cost accountant says whether it is a closing entry. "
                    "Ask one.",
                    entry=self[:1].display_name,
                )
            )

    def action_mark_closing_entry(self):
        self.cost_closing_entry = "closing"

    def action_mark_not_closing_entry(self):
        self.cost_closing_entry = "not_closing"

    def action_mark_automatic_closing_entry(self):
        self.cost_closing_entry = "automatic"
