from odoo import api, fields, models

from ..platform.frozen_json import FrozenJson
from .customer_value import ACTIONS, PROFIT_READERS

KINDS = [*ACTIONS, ("credit", "Credit terms")]
STRATEGIES = [("reduce", "Reduce"), ("avoid", "Avoid"), ("optimise", "Optimise")]
STATES = [
    ("proposed", "Proposed"),
    ("agreed", "Agreed"),
    ("doing", "Doing"),
    ("done", "Done"),
    ("dropped", "Dropped"),
]
#: What a kind of action does to cost, unless somebody says otherwise.
STRATEGY_OF_KIND = {
    "invest": "optimise",
    "reprice": "optimise",
    "minimum_order": "avoid",
    "service_menu": "reduce",
    "self_service": "optimise",
    "exit": "avoid",
    "credit": "reduce",
}
#: Months that an action has until it is due, unless somebody says otherwise.
MONTHS_TO_ACT = 3


class CustomerCostAction(models.Model):
    """What is to be changed with a customer or in an activity, and what that has brought.

    *Planning* means writing the measure, the expected saving, the owner and the due date, and
    reading the figures: cost accountants may do so for all, a customer manager for the
    customers of his team.  Everybody may suggest a saving; a suggestion has no figures until
    somebody plans it.

    ========  =====================================  ========================================
    state     meaning                                who moves it on
    ========  =====================================  ========================================
    proposed  a suggestion, or planned               who may plan it agrees, or drops it
    agreed    has owner, due date, expected saving   its owner or who may plan it starts it;
                                                     who may plan it drops it
    doing     counts from a month on                 the same: done; who may plan it drops it
    done      carried out; counts to its twelfth     nobody
              published month
    dropped   with a reason; counts no more          who may plan it proposes it again
    ========  =====================================  ========================================

    The baseline is frozen when it is started.  Saving is what the measure is in each month
    published since, less what it was before (``engine/value/realised_saving.py``).
    """

    _name = "customer.cost.action"
    _description = "Improvement Action"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "due, id desc"

    name = fields.Char(
        "What to do",
        required=True,
        compute="_compute_name",
        store=True,
        readonly=False,
        precompute=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        readonly=True,
        default=lambda self: self.env.company.root_id,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        index=True,
        ondelete="restrict",
        help="Empty: the action changes an activity for all customers.",
    )
    kind = fields.Selection(KINDS, "Type", tracking=True)
    strategy = fields.Selection(
        STRATEGIES,
        compute="_compute_strategy",
        store=True,
        readonly=False,
        precompute=True,
        help="Reduce: the same for less. Avoid: no longer do it. Optimise: get more out of it.",
    )
    description = fields.Text(
        help="How it is to be done. Write no profit here: its owner and who suggested it read it."
    )
    author_id = fields.Many2one(
        "res.users",
        "Suggested by",
        readonly=True,
        copy=False,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    owner_id = fields.Many2one(
        "res.users",
        tracking=True,
        compute="_compute_owner_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        domain="[('share', '=', False)]",
        help="Who sees to it that it is done.",
    )
    due = fields.Date(tracking=True, copy=False, default=lambda self: self._default_due())
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        copy=False,
        default="proposed",
        index=True,
        tracking=True,
        group_expand=True,
    )
    planned = fields.Boolean(
        readonly=True, copy=False, help="Somebody planned it, so that it has figures."
    )
    drop_reason = fields.Char("Dropped because", readonly=True, copy=False)
    may_plan = fields.Boolean(compute="_compute_may_plan", compute_sudo=False)

    # what is measured
    measure = fields.Selection(
        [("contribution", "Contribution of the customer"), ("cost", "Cost of an activity")],
        default="contribution",
        required=True,
        groups=PROFIT_READERS,
        help="Contribution should rise, cost should fall.",
    )
    measured_activity_id = fields.Many2one(
        "customer.cost.activity", ondelete="restrict", groups=PROFIT_READERS
    )
    expected_saving = fields.Monetary(
        "Expected per year",
        groups=PROFIT_READERS,
        help="By how much the contribution should rise, or the cost fall, in twelve months.",
    )
    date_from = fields.Date(
        "Counts from",
        copy=False,
        help="First month that counts. Empty: the first one that is not published when it starts.",
    )
    figures = FrozenJson(readonly=True, copy=False, groups=PROFIT_READERS)
    why = fields.Text(compute="_compute_why", groups=PROFIT_READERS, compute_sudo=False)
    baseline_by_month = FrozenJson(readonly=True, copy=False, groups=PROFIT_READERS)
    baseline = fields.Monetary(
        readonly=True,
        copy=False,
        groups=PROFIT_READERS,
        help="What the measure was in the published months before it began, twelve at most.",
    )
    baseline_months = fields.Integer(
        "Months of the baseline", readonly=True, copy=False, groups=PROFIT_READERS, aggregator=None
    )

    # what it has brought
    realised = fields.Monetary(
        readonly=True,
        copy=False,
        groups=PROFIT_READERS,
        help="What the months published since it began are better than those before, twelve at "
        "most.",
    )
    expected_so_far = fields.Monetary(
        "Expected by now", readonly=True, copy=False, groups=PROFIT_READERS
    )
    run_count = fields.Integer(
        "Months counted", readonly=True, copy=False, groups=PROFIT_READERS, aggregator=None
    )
    realised_by_run = FrozenJson(
        "Realised by month", readonly=True, copy=False, groups=PROFIT_READERS
    )
    realised_percent = fields.Float(
        "Realised %",
        compute="_compute_realised_percent",
        digits=(16, 1),
        groups=PROFIT_READERS,
        compute_sudo=False,
    )
    verdict = fields.Char(compute="_compute_verdict", groups=PROFIT_READERS, compute_sudo=False)

    _expected_not_negative = models.Constraint(
        "CHECK (expected_saving >= 0)", "An expected saving is 0 or more."
    )
    _counts_from_a_first = models.Constraint(
        "CHECK (date_part('day', date_from) = 1)", "An action counts from the first of a month."
    )

    def _default_due(self):
        if not self._is_planner():
            return False
        return fields.Date.add(fields.Date.context_today(self), months=MONTHS_TO_ACT)

    # ------------------------------------------------------------------ computes

    @api.depends("kind")
    def _compute_name(self):
        """The kind in words, until somebody writes something better."""
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for action in self:
            if not action.name or action.name in labels.values():
                action.name = labels.get(action.kind, action.name)

    @api.depends("kind")
    def _compute_strategy(self):
        for action in self:
            action.strategy = STRATEGY_OF_KIND.get(action.kind, action.strategy)

    @api.depends("partner_id")
    def _compute_owner_id(self):
        """The salesperson; of a suggestion nobody, before it is planned."""
        planner = self._is_planner()
        for action in self:
            if planner and not action.owner_id:
                action.owner_id = action.partner_id.user_id or self.env.user

    @api.depends("partner_id", "name")
    def _compute_display_name(self):
        for action in self:
            # sudo: who reads an action reads whom it is about
            names = (action.partner_id.sudo().name, action.name)
            action.display_name = " · ".join(name for name in names if name)
