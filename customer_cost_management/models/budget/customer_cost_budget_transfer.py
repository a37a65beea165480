from odoo import api, fields, models

from .budget_money import month_number, month_start

KINDS_OF_CHANGE = [
    ("transfer", "Transfer"),
    ("supplement", "Supplement"),
    ("revision", "Revision"),
    ("contingency_released", "Release of contingency"),
]

#: Changes that move money which was approved; a supplement or revision asks for new money.
OWNER_KINDS = ("transfer", "contingency_released")


class CustomerCostBudgetTransfer(models.Model):
    """A change of an approved budget: transfer, supplement, revision, release of contingency.

    =========  ==================================  ===========================================
    state      meaning                             who moves it on
    =========  ==================================  ===========================================
    draft      written                             whoever owns one of its lines or the budget,
                                                   or a controller, asks for it
    asked      waits for a decision                a controller who did not write it approves or
                                                   refuses; a release of contingency whoever
                                                   the budget names for it, if it names anybody
    approved   its movements are in the ledger     nobody
    refused    kept as it was asked                nobody
    =========  ==================================  ===========================================
    """

    _name = "customer.cost.budget.transfer"
    _description = "Budget Transfer"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"

    kind = fields.Selection(
        KINDS_OF_CHANGE,
        required=True,
        default="transfer",
        tracking=True,
        help="A transfer moves money between lines, a supplement adds money, a revision changes "
        "the estimate up or down, a release gives contingency to a line.",
    )
    budget_id = fields.Many2one(
        "customer.cost.budget", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="budget_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    window = fields.Selection(related="budget_id.window")
    from_line_id = fields.Many2one(
        "customer.cost.budget.line",
        "From line",
        domain="[('budget_id', '=', budget_id)]",
        ondelete="restrict",
        tracking=True,
        help="The line that gives.",
    )
    line_id = fields.Many2one(
        "customer.cost.budget.line",
        "To line",
        required=True,
        domain="[('budget_id', '=', budget_id)]",
        ondelete="restrict",
        tracking=True,
        help="The line that changes; of a transfer, the one that gets the money.",
    )
    month = fields.Date(
        required=True,
        compute="_compute_months",
        store=True,
        readonly=False,
        precompute=True,
        help="From this month on the line has the money.",
    )
    from_month = fields.Date(
        compute="_compute_months",
        store=True,
        readonly=False,
        precompute=True,
        help="The month whose money is given; the last one where the year answers as a whole.",
    )
    amount = fields.Monetary(
        required=True, tracking=True, help="Above 0; a revision may also take away."
    )
    reason = fields.Char(required=True, tracking=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("asked", "To approve"),
            ("approved", "Approved"),
            ("refused", "Refused"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
    )
    author_id = fields.Many2one("res.users", "Asked by", readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False, tracking=True)
    decided_on = fields.Datetime(readonly=True, copy=False)
    from_left = fields.Monetary("Free on the giving line", compute="_compute_left")
    from_left_after = fields.Monetary("Left after, giving line", compute="_compute_left")
    left = fields.Monetary("Left before", compute="_compute_left")
    left_after = fields.Monetary("Left after", compute="_compute_left")

    @api.depends("budget_id", "line_id", "from_line_id", "kind")
    def _compute_months(self):
        today = month_number(fields.Date.context_today(self))
        for change in self:
            budget, line = change.budget_id, change.line_id
            if not (budget and line):
                change.month = change.month or fields.Date.context_today(self).replace(day=1)
                change.from_month = change.from_month
                continue
            change.month = change.month if change._origin else _within(line, today)
            giving = change.from_line_id
            together = budget.window in ("year", "year_to_date")
            number = month_number(giving._span()[1]) if giving and together else today
            change.from_month = _within(giving, number) if giving else False

    @api.depends("line_id", "from_line_id", "amount", "month", "from_month", "state")
    def _compute_left(self):
        for change in self:
            left = change._left_of(change.line_id, change.month)
            giving = change._left_of(change.from_line_id, change.from_month)
            done = change.state in ("approved", "refused")
            change.left, change.from_left = left, giving
            change.left_after = left if done else left + change.amount
            change.from_left_after = giving if done else giving - change.amount

    def _left_of(self, line, month):
        """What a line may use of a month's money; of what the reader may read."""
        line = line._origin._filtered_access("read")
        if not line or not month:
            return 0.0
        return line._left_on({line: month}).get(line, 0.0)

    @api.depends("kind", "line_id", "from_line_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for change in self:
            # sudo: who reads a change reads the names of its lines
            lines = [change.from_line_id.sudo(), change.line_id.sudo()]
            names = " → ".join(line.display_name for line in lines if line)
            change.display_name = f"{kinds.get(change.kind)}: {names}"


def _within(line, number):
    """First day of a month of the line: that one, or the nearest."""
    start, end = line._span()
    return month_start(min(max(number, month_number(start)), month_number(end)))
