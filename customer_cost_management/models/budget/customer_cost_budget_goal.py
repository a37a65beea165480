from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .budget_guard import is_ledger

MEASURES = [
    ("typed", "Typed"),
    ("kept", "Customers kept in a tier, %"),
    ("count", "Customers in a tier"),
    ("won", "Customers won"),
]
OF_TIERS = ("kept", "count")
#: Fields that may be written once the budget is no draft any more.
FREE_FIELDS = {"typed", "note", "sequence"}


class CustomerCostBudgetGoal(models.Model):
    """What a budget should achieve, as a number: the target, and how far it is today.

    Measures look at tiers alone, which every employee knows; of a budget that is over they
    tell its last day.
    """

    _name = "customer.cost.budget.goal"
    _description = "Goal of a Budget"
    _order = "budget_id desc, sequence, id"
    _check_company_auto = True
    _check_company_domain = models.check_company_domain_parent_of

    budget_id = fields.Many2one(
        "customer.cost.budget", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="budget_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("Goal", required=True)
    measure = fields.Selection(
        MEASURES,
        required=True,
        default="typed",
        help="Customers kept: of those in the tier on the budget's first day, how many are in it "
        "or a better one. Customers won: those who have a tier (or this tier) and had none on the "
        "first day. Typed: somebody enters the actual value.",
    )
    tier_id = fields.Many2one("customer.cost.tier", ondelete="restrict", check_company=True)
    target = fields.Float(required=True)
    typed = fields.Float(
        "Typed value", copy=False, help="The actual value of a goal that is not measured."
    )
    note = fields.Char(copy=False)
    actual = fields.Float(compute="_compute_actual", help="Today, or on the budget's last day.")
    is_known = fields.Boolean(
        compute="_compute_actual", help="Whether there is anything yet to measure it by."
    )
    is_reached = fields.Boolean("Reached", compute="_compute_actual")

    @api.depends("measure", "tier_id", "target", "typed", "budget_id.date_from")
    def _compute_actual(self):
        for budget, goals in self.grouped("budget_id").items():
            tiers = goals._tiers_then_and_now() if budget.date_from else []
            for goal in goals:
                found = goal.typed if goal.measure == "typed" else goal._measured(tiers)
                goal.is_known = found is not None
                goal.actual = found or 0.0
                goal.is_reached = goal.is_known and goal.actual >= goal.target

    def _tiers_then_and_now(self):
        """(letter on the first day, letter today) of each customer who has a tier today."""
        budget = self.budget_id
        if set(self.mapped("measure")) <= {"typed"}:
            return []
        # sudo: which tier a customer has is known to every employee; figures are not told
        customers = self.env["res.partner"].sudo()._customers_with_tier(budget.company_id)
        last = min(fields.Date.context_today(self), budget.date_to)
        then = customers._customer_cost_context(budget.company_id, budget.date_from)
        now = customers._customer_cost_context(budget.company_id, last)
        return [(then[customer].tier, now[customer].tier) for customer in customers]

    def _measured(self, tiers):
        """The value of a measure; ``None`` if nothing can be said yet."""
        # sudo: the letter of a tier
        letter = self.tier_id.sudo().name
        if not tiers or (self.measure in OF_TIERS and not letter):
            return None
        if self.measure == "count":
            return float(sum(now == letter for _then, now in tiers))
        if self.measure == "won":
            won = [now for then, now in tiers if now and not then]
            return float(sum(letter in (False, now) for now in won))
        kept = [now in self._letters_down_to(letter) for then, now in tiers if then == letter]
        return 100.0 * sum(kept) / len(kept) if kept else None

    def _letters_down_to(self, letter):
        """Letters of the best tier down to this one."""
        # sudo: as above; tiers are in their order, old ones beside those of today
        tiers = self.env["customer.cost.tier"].sudo().with_context(active_test=False)
        company = self.budget_id.company_id
        letters = list(
            dict.fromkeys(tiers.search([("company_id", "=", company.id)]).mapped("name"))
        )
        return letters[: letters.index(letter) + 1]

    # ------------------------------------------------------------------ what may be written

    @api.constrains("measure", "tier_id")
    def _check_tier(self):
        for goal in self:
            if goal.measure in OF_TIERS and not goal.tier_id:
                raise ValidationError(
                    self.env._(
                        "%(goal)s is measured by a tier. Choose the tier.", goal=goal.display_name
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        goals = super().create(vals_list)
        if not is_ledger(self.env):
            goals.budget_id._check_is_draft()
        return goals

    def write(self, vals):
        if not (is_ledger(self.env) or vals.keys() <= FREE_FIELDS):
            self.budget_id._check_is_draft()
        result = super().write(vals)
        if "budget_id" in vals and not is_ledger(self.env):
            self.budget_id._check_is_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        self.budget_id._check_is_draft()


class CustomerCostBudget(models.Model):
    """The goals of a budget."""

    _inherit = "customer.cost.budget"

    goal_ids = fields.One2many(
        "customer.cost.budget.goal", "budget_id", string="Goals in numbers", copy=True
    )
