from markupsafe import Markup, escape

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..engine.budget.availability import CARRIED_IN, CARRIED_OUT, COMMITTED, CONSUMED, Movement
from ..engine.budget.closing import CHOICES, carry_unused, close_document
from ..engine.budget.commitment import APPROVED, ControlledDocument, Part
from ..models.budget.budget_guard import check_controller
from ..models.budget.budget_money import minor, month_number
from ..models.budget.customer_cost_commitment_post import AGREED, PART_FIELDS

CHOICE_LABELS = [
    ("release", "Release"),
    ("carry_with_budget", "Carry forward with its budget"),
    ("carry_against_budget", "Carry forward against the new budget"),
    ("accrue", "Keep and list for accrual"),
]
assert [key for key, _label in CHOICE_LABELS] == list(CHOICES)
NOBODY = (None,) * len(PART_FIELDS)


class CustomerCostBudgetCarry(models.TransientModel):
    """Year end: what becomes of each open commitment, and of money that nobody used.

    Unused money lapses unless a percentage of it is carried; the budget is closed then.
    """

    _name = "customer.cost.budget.carry"
    _description = "Carry a Budget Forward"

    budget_id = fields.Many2one("customer.cost.budget", required=True, ondelete="cascade")
    currency_id = fields.Many2one(related="budget_id.currency_id")
    company_id = fields.Many2one(related="budget_id.company_id")
    new_budget_id = fields.Many2one(
        "customer.cost.budget",
        "New budget",
        compute="_compute_new_budget_id",
        store=True,
        readonly=False,
        domain="[('state', '=', 'approved'), ('id', '!=', budget_id), "
        "('company_id', '=', company_id)]",
        help="The approved budget that takes what is carried.",
    )
    percent = fields.Float(
        "Carry unused %",
        help="Of what each line has left; the rest lapses. Lines without a "
        "partner in the new budget carry nothing.",
    )
    close = fields.Boolean("Close the budget", default=True)
    row_ids = fields.One2many(
        "customer.cost.budget.carry.row",
        "carry_id",
        compute="_compute_row_ids",
        store=True,
        readonly=False,
        string="Open commitments",
    )
    unused = fields.Monetary(compute="_compute_unused", help="What the lines have left together.")
    lapses = fields.Monetary(compute="_compute_unused", help="Unused money that is not carried.")

    @api.depends("budget_id")
    def _compute_new_budget_id(self):
        for carry in self:
            old = carry.budget_id
            carry.new_budget_id = self.env["customer.cost.budget"].search(
                [
                    ("state", "=", "approved"),
                    ("company_id", "=", old.company_id.id),
                    ("date_from", ">", old.date_to),
                ],
                order="date_from",
                limit=1,
            )

    @api.depends("budget_id", "new_budget_id")
    def _compute_row_ids(self):
        for carry in self:
            partners = carry._partners()
            carry.row_ids = [
                Command.clear(),
                *(
                    Command.create(
                        {
                            "res_model": model,
                            "res_id": res_id,
                            "name": name,
                            "line_id": line_id,
                            "amount": amount,
                            "new_line_id": partners.get(line_id),
                        }
                    )
                    for model, res_id, name, line_id, amount in carry._open_commitments()
                ),
            ]

    @api.depends("budget_id", "new_budget_id", "percent", "row_ids.choice")
    def _compute_unused(self):
        for carry in self:
            left = {
                line: max(of_line.available, 0)
                for line, of_line in carry.budget_id.line_ids._availability().items()
            }
            partners = carry._partners()
            carried = sum(
                amount * carry.percent / 100
                for line, amount in left.items()
                if partners.get(line._origin.id)
            )
            carry.unused = sum(left.values())
            carry.lapses = carry.unused - carried

    def _open_commitments(self):
        """Rows (model, id, name, line id, amount) that are still committed."""
        groups = self.env["customer.cost.commitment"]._read_group(
            [("budget_id", "=", self.budget_id.id), ("kind", "=", COMMITTED)],
            ["res_model", "res_id", "line_id"],
            ["amount:sum", "name:max"],
            having=[("amount:sum", "!=", 0)],
        )
        return [
            (model, res_id, name, line.id, amount) for model, res_id, line, amount, name in groups
        ]

    def _partners(self):
        """{id of a line: id of the line of the new budget that is for the same}."""
        new = {line._likeness(): line.id for line in self.new_budget_id.line_ids}
        return {
            line.id: new[line._likeness()]
            for line in self.budget_id.line_ids
            if line._likeness() in new
        }

    # ------------------------------------------------------------------ do it

    def action_carry(self):
        self.ensure_one()
        check_controller(self.env)
        budget = self.budget_id
        if budget.state != "approved":
            raise UserError(self.env._("%(budget)s is not approved.", budget=budget.display_name))
        rows = self._rows_as_they_are()
        self.env["customer.cost.commitment"]._count_up((budget | self.new_budget_id).line_ids.ids)
        accrued = [row for row in rows if row.choice == "accrue"]
        for row in rows - self.env[rows._name].union(*accrued):
            self._carry_document(row)
        self._carry_unused()
        if accrued:
            budget.message_post(body=self._accrual_list(accrued))
        if self.close:
            budget._move_on({"state": "closed"})
        return {"type": "ir.actions.act_window_close"}

    def _rows_as_they_are(self):
        """The rows, if the commitments are still what the dialog showed."""
        shown = {(row.res_model, row.res_id, row.line_id.id): row.amount for row in self.row_ids}
        now = {
            (model, res_id, line_id): amount
            for model, res_id, _name, line_id, amount in self._open_commitments()
        }
        if shown != now:
            raise UserError(
                self.env._("Commitments changed since this was opened. Open it once more.")
            )
        for row in self.row_ids:
            if row.choice.startswith("carry") and not row.new_line_id:
                raise UserError(
                    self.env._(
                        "%(document)s: choose the line of the new budget that takes it.",
                        document=row.name,
                    )
                )
        return self.row_ids

    def _carry_document(self, row):
        """Apply the choice to one document's commitment on one line."""
        ledger = self.env["customer.cost.commitment"]
        document = (row.res_model, row.res_id)
        line = row.line_id
        agreed = ledger._recorded([document], [AGREED])
        booked = ledger._recorded([document], [CONSUMED], of_origin=True)
        controlled = ControlledDocument(
            document,
            APPROVED,
            tuple(Part(m.line, m.period, m.amount) for m in agreed if m.line == line.id),
            tuple(Part(m.line, m.period, m.amount) for m in booked if m.line == line.id),
        )
        new_line = row.new_line_id
        month = month_number(new_line._span()[0]) if new_line else 0
        closing = close_document(controlled, row.choice, {line.id: new_line.id}, month)
        others = [m for m in agreed if m.line != line.id]
        parts = [
            Movement((*document, *NOBODY), part.line, part.period, AGREED, part.amount)
            for part in closing.document.parts
        ]
        ledger._record([document], [AGREED], [*others, *parts])
        ledger._settle([document])
        self._add(closing.movements)

    def _carry_unused(self):
        """A percentage of what each line has left moves to its partner in the new budget."""
        money = self.currency_id
        partners = self._partners()
        for line, figures in self.budget_id.line_ids._availability().items():
            if not (self.percent and line.id in partners):
                continue
            new_line = line.browse(partners[line.id])
            unused = Part(line.id, month_number(line._span()[1]), minor(figures.available, money))
            found = carry_unused(None, unused, new_line.id, self.percent)
            if found.problems:
                raise UserError(self.env._("Carry a percentage from 0 to 100."))
            start = month_number(new_line._span()[0])
            self._add(
                [
                    Movement(m.source, m.line, start, m.kind, m.amount)
                    if m.kind == CARRIED_IN
                    else m
                    for m in found.movements
                ]
            )

    def _add(self, movements):
        """Movements of the budgets themselves; what was carried before stays."""
        ledger = self.env["customer.cost.commitment"]
        source = (self.budget_id._name, self.budget_id.id)
        kinds = [CARRIED_IN, CARRIED_OUT]
        before = ledger._recorded([source], kinds)
        own = [Movement((*source, *NOBODY), m.line, m.period, m.kind, m.amount) for m in movements]
        ledger._record([source], kinds, [*before, *own])

    def _accrual_list(self, rows):
        """The commitments that wait for their bill, for the accountant."""
        items = Markup().join(
            Markup("<li>%s: %s</li>")
            % (escape(row.name or ""), self.currency_id.format(row.amount))
            for row in rows
        )
        title = self.env._("To be accrued:")
        return Markup("<p>%s</p><ul>%s</ul>") % (title, items)


class CustomerCostBudgetCarryRow(models.TransientModel):
    """What becomes of one document's open commitment on one line."""

    _name = "customer.cost.budget.carry.row"
    _description = "Open Commitment at Year End"

    carry_id = fields.Many2one("customer.cost.budget.carry", required=True, ondelete="cascade")
    new_budget_id = fields.Many2one(related="carry_id.new_budget_id")
    currency_id = fields.Many2one(related="carry_id.currency_id")
    res_model = fields.Char(required=True)
    res_id = fields.Integer(required=True)
    name = fields.Char("Document")
    line_id = fields.Many2one("customer.cost.budget.line", "Budget line", required=True)
    amount = fields.Monetary("Still committed")
    choice = fields.Selection(CHOICE_LABELS, required=True, default="release")
    new_line_id = fields.Many2one(
        "customer.cost.budget.line",
        "New line",
        domain="[('budget_id', '=', new_budget_id)]",
        help="The line that takes it, where it is carried forward.",
    )
