from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...engine.budget.phasing import PHASINGS
from ..masters.customer_cost_validity import check_not_negative, check_percent
from .budget_money import month_end, month_number

WINDOWS = [
    ("month", "Month"),
    ("quarter", "Quarter"),
    ("year_to_date", "Year to date"),
    ("year", "Year"),
]
REACTIONS = [
    ("inform", "Inform"),
    ("justify", "Justify"),
    ("escalate", "Escalate"),
    ("block", "Block"),
]
PHASING_LABELS = [("even", "The same every month"), ("start", "All of it from the first day")]
assert [key for key, _label in PHASING_LABELS] == list(PHASINGS)


class CustomerCostBudget(models.Model):
    """A plan for what may be spent on customer relationships: total, contingency and lines.

    =========  =============================================  ================================
    state      meaning                                        who moves it on
    =========  =============================================  ================================
    draft      written by controllers                         a controller submits it
    review     fixed; its reviewers say whether they agree    a controller who did not submit
                                                              it approves once all agreed;
                                                              reviewers and controllers return
                                                              it to draft
    approved   its lines control documents; it changes by     a controller closes it once
               supplements, revisions, transfers and          nothing is committed any more
               releases of contingency alone
    closed     nothing is committed or changed any more       nobody
    =========  =============================================  ================================

    All amounts are cost in company currency, without recoverable tax.
    """

    _name = "customer.cost.budget"
    _description = "Relationship Budget"
    _inherit = ["mail.thread", "mail.activity.mixin", "customer.cost.root.company"]
    _order = "date_from desc, name, id"
    _check_company_auto = True
    _check_company_domain = models.check_company_domain_parent_of

    name = fields.Char(required=True, tracking=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("review", "In review"),
            ("approved", "Approved"),
            ("closed", "Closed"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
        index=True,
    )
    date_from = fields.Date(
        "From", required=True, default=lambda self: self._default_date_from(), tracking=True
    )
    date_to = fields.Date(
        "To",
        required=True,
        compute="_compute_date_to",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
    )
    objective = fields.Char(tracking=True, help="What this money should achieve.")
    goals = fields.Text(help="How it will be told that the objective was reached.")
    owner_id = fields.Many2one(
        "res.users",
        required=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        tracking=True,
        help="Who answers for this budget.",
    )
    reviewer_ids = fields.Many2many(
        "res.users",
        "customer_cost_budget_reviewer_rel",
        domain=[("share", "=", False)],
        string="Reviewers",
        help="Who must agree before a controller approves. They read this budget.",
    )
    agreed_ids = fields.Many2many(
        "res.users",
        "customer_cost_budget_agreed_rel",
        string="Reviewers who agreed",
        readonly=True,
        copy=False,
        help="Reviewers who agreed to the budget as it stands.",
    )
    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False, tracking=True)
    approved_on = fields.Datetime(readonly=True, copy=False)

    total = fields.Monetary(
        required=True,
        tracking=True,
        help="Lines and contingency together: cost without recoverable tax.",
    )
    contingency = fields.Monetary(
        tracking=True, help="Held back from the total; released to lines by authority alone."
    )
    contingency_user_id = fields.Many2one(
        "res.users",
        "Contingency released by",
        domain=[("share", "=", False)],
        tracking=True,
        help="Who alone decides on releases of contingency. Empty: controllers.",
    )
    owner_limit = fields.Monetary(
        "Owner decides up to",
        tracking=True,
        help="The most that the budget's owner moves by one transfer or release of contingency "
        "that others ask for; controllers decide whatever the amount. 0: controllers alone.",
    )
    window = fields.Selection(
        WINDOWS,
        "Control window",
        required=True,
        default="year_to_date",
        tracking=True,
        help="Which months answer for each other: what is not used in a month may be used later "
        "in its quarter, its year to date, or any time in the year.",
    )
    phasing = fields.Selection(
        PHASING_LABELS,
        required=True,
        default="even",
        tracking=True,
        help="How the amount of a line is spread over its months.",
    )
    reaction = fields.Selection(
        REACTIONS,
        "At limit",
        required=True,
        default="justify",
        tracking=True,
        help="What happens when more is asked for than is left, unless a line says otherwise.",
    )
    reserve_submitted = fields.Boolean(
        "Reserve at submission",
        tracking=True,
        help="Requests use the budget from the moment they are submitted, not from approval on.",
    )
    tolerance_percent = fields.Float(
        "Tolerance %",
        tracking=True,
        help="More than approved may be spent up to the smaller of the two without asking again. "
        "Both 0: the tolerance of the company, in Settings.",
    )
    tolerance_amount = fields.Monetary(
        "Tolerance up to", tracking=True, help="See the percentage beside it."
    )
    line_ids = fields.One2many("customer.cost.budget.line", "budget_id", string="Lines", copy=True)

    @api.model
    def _default_date_from(self):
        return fields.Date.context_today(self).replace(month=1, day=1)

    @api.depends("date_from")
    def _compute_date_to(self):
        for budget in self:
            if budget.date_from:
                budget.date_to = budget.date_from + relativedelta(years=1, days=-1)

    @api.constrains("date_from", "date_to")
    def _check_whole_months(self):
        for budget in self:
            whole = budget.date_from.day == 1 and budget.date_to == month_end(budget.date_to)
            if not whole or budget.date_to < budget.date_from:
                raise ValidationError(
                    self.env._(
                        "%(budget)s: %(date_from)s to %(date_to)s are no whole months. Begin on "
                        "the first day of a month and end on the last day of one.",
                        budget=budget.display_name,
                        date_from=budget.date_from,
                        date_to=budget.date_to,
                    )
                )

    @api.constrains("total", "contingency", "tolerance_percent", "tolerance_amount", "owner_limit")
    def _check_amounts(self):
        for budget in self:
            check_not_negative(budget, "total")
            check_not_negative(budget, "contingency")
            check_not_negative(budget, "tolerance_amount")
            check_not_negative(budget, "owner_limit")
            check_percent(budget, "tolerance_percent")

    def _months(self):
        """Number of months of the budget."""
        self.ensure_one()
        return month_number(self.date_to) - month_number(self.date_from) + 1

    def _period(self, day):
        """The month of a date, counted from 0; of a date outside, the nearest month."""
        number = month_number(day) - month_number(self.date_from)
        return min(max(number, 0), self._months() - 1)
