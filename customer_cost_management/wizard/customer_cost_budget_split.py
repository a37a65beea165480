from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..engine.budget.split import SplitOrder, last_year_total, split_budget
from ..engine.budget.weights import Dimension
from ..models.budget.budget_guard import check_controller
from ..models.budget.budget_money import major, minor, month_number, month_start
from .customer_cost_budget_split_facts import DIMENSION_FIELDS, OF_CUSTOMERS, STAGE_KEYS

DIMENSIONS = [
    ("tier", "Tiers"),
    ("customer", "Customers"),
    ("group", "Groups of customers"),
    ("tag", "Tags"),
    ("team", "Salespersons' teams"),
    ("country", "Countries"),
    ("region", "Regions"),
    ("stage", "Life-cycle stages"),
    ("category", "Cost categories"),
    ("product_category", "Product categories"),
    ("programme", "Programmes"),
    ("month", "Months"),
]
WEIGHTS = [
    ("equal", "The same for each"),
    ("tier", "Tier"),
    ("revenue", "Net revenue"),
    ("contribution", "Contribution"),
    ("lifetime_value", "Lifetime value"),
    ("last_year", "Last year"),
    ("own", "Own numbers"),
]
#: More rows than this nobody reads in a dialog.
MOST_ROWS = 500


class CustomerCostBudgetSplit(models.TransientModel):
    """The split assistant: a total over tiers, customers, tags, categories, … by weights.

    Rows follow what is chosen at once; a locked row keeps its amount, the others share the
    rest, and together they are always the total, to the cent.
    """

    _name = "customer.cost.budget.split"
    _description = "Split a Budget"

    budget_id = fields.Many2one("customer.cost.budget", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="budget_id.company_id")
    currency_id = fields.Many2one(related="budget_id.currency_id")
    total = fields.Monetary(required=True, help="Lines and contingency together.")
    last_year = fields.Monetary("Spent last year", compute="_compute_last_year")
    change_percent = fields.Float("± %", help="Added to what was spent last year.")
    contingency_percent = fields.Float(
        "Contingency %", help="Held back from the total before it is split."
    )
    contingency = fields.Monetary(compute="_compute_sums")
    first = fields.Selection(DIMENSIONS, "Split over", required=True, default="tier")
    first_by = fields.Selection(WEIGHTS, "By", required=True, default="equal")
    second = fields.Selection(DIMENSIONS, "Then over")
    second_by = fields.Selection(WEIGHTS, "Second by", default="equal")
    third = fields.Selection(DIMENSIONS, "Last over")
    third_by = fields.Selection(WEIGHTS, "Third by", default="equal")
    partner_ids = fields.Many2many(
        "res.partner",
        string="Customers",
        domain="[('parent_id', '=', False)]",
        help="Whom to split over. Empty: the customers with a tier.",
    )
    category_ids = fields.Many2many(
        "customer.cost.category",
        string="Categories",
        domain="[('budget_controlled', '=', True), ('company_id', '=', company_id)]",
        help="What to split over. Empty: every budget-controlled category without parts.",
    )
    product_category_ids = fields.Many2many(
        "product.category",
        string="Categories of products",
        help="What to split over. Empty: every product category without parts.",
    )
    programme_ids = fields.Many2many(
        "customer.cost.programme",
        string="Programmes",
        domain="[('company_id', '=', company_id)]",
        help="What to split over. Empty: the programmes of the budget's period.",
    )
    row_ids = fields.One2many("customer.cost.budget.split.row", "split_id", string="Rows")
    sum_label = fields.Char(compute="_compute_sums")
    problem = fields.Char(readonly=True)

    # ------------------------------------------------------------------ what is shown

    @api.depends("budget_id")
    def _compute_last_year(self):
        for split in self:
            facts = split._facts().facts("last_year") if split.budget_id else []
            split.last_year = sum(fact.amount for fact in facts)

    @api.depends("row_ids.amount", "total", "contingency_percent")
    @api.depends_context("lang")
    def _compute_sums(self):
        for split in self:
            money = split.currency_id
            amounts = [minor(row.amount, money) for row in split.row_ids]
            rest = minor(split.total, money) - sum(amounts)
            split.contingency = major(rest, money) if amounts else 0.0
            split.sum_label = self.env._("%(sum)s ✔ nothing lost", sum=money.format(split.total))

    @api.onchange("change_percent")
    def _onchange_change_percent(self):
        money = self.currency_id
        spent = last_year_total(minor(self.last_year, money), self.change_percent)
        self.total = major(max(spent, 0), money)

    @api.onchange(
        "total",
        "change_percent",
        "contingency_percent",
        "first",
        "first_by",
        "second",
        "second_by",
        "third",
        "third_by",
        "partner_ids",
        "category_ids",
        "product_category_ids",
        "programme_ids",
        "row_ids",
    )
    def _onchange_order(self):
        """Split again; what was locked or typed in the rows stays."""
        self.row_ids, self.problem = self._split()

    # ------------------------------------------------------------------ the split

    def _levels(self):
        """(dimension, basis) of the levels that are chosen, outermost first."""
        chosen = [
            (self.first, self.first_by),
            (self.second, self.second_by),
            (self.third, self.third_by),
        ]
        return [(dimension, basis or "equal") for dimension, basis in chosen if dimension]

    def _split(self):
        """(commands of the rows, what is wrong)."""
        problem = self._what_is_missing()
        if problem:
            return [Command.clear()], problem
        levels = self._levels()
        order = self._order_for_engine(levels)
        found = split_budget(order)
        for problem in found.problems:
            return [Command.clear()], self._problem_sentence(problem)
        if len(found.rows) > MOST_ROWS:
            return [Command.clear()], self.env._(
                "%(count)s rows are more than anybody reads. Choose fewer customers or categories.",
                count=len(found.rows),
            )
        total = sum(row.amount for row in found.rows) or 1
        kept = {row.path: row for row in self.row_ids}
        commands = [
            Command.create(self._row_values(levels, row, total, kept)) for row in found.rows
        ]
        return [Command.clear(), *commands], False

    def _order_for_engine(self, levels):
        facts = self._facts()
        names = [dimension for dimension, _basis in levels]
        impossible = self._impossible(names, facts)
        dimensions = []
        parents = [()]
        for depth, (name, basis) in enumerate(levels):
            members = self._member_ids(name)
            sums = {}
            if basis in OF_CUSTOMERS or basis == "last_year":
                sums = facts.sums(basis, names[: depth + 1])
            figures = {}
            for path in parents:
                weights = self._figures(name, basis, members, path, sums)
                figures[path] = tuple(
                    None if impossible((*path, member)) else weight
                    for member, weight in zip(members, weights, strict=True)
                )
            basis = "own" if basis == "tier" else basis
            dimensions.append(Dimension(name, members, basis, figures_under=figures))
            parents = [(*path, member) for path in parents for member in members]
        locked = self._locked(len(levels), set(parents))
        total = minor(self.total, self.currency_id)
        return SplitOrder(total, tuple(dimensions), self.contingency_percent, locked)

    def _locked(self, depth, paths):
        """{path: minor units} of the rows that keep their amount."""
        kept = self.row_ids.filtered(lambda row: row.locked and row.path.count("/") == depth - 1)
        locked = {
            tuple(int(part) for part in row.path.split("/")): minor(row.amount, self.currency_id)
            for row in kept
        }
        return {path: amount for path, amount in locked.items() if path in paths}

    def _row_values(self, levels, row, total, kept):
        path = "/".join(map(str, row.path))
        values = {"path": path, "locked": row.locked, "name": self._row_name(levels, row.path)}
        values["amount"] = major(row.amount, self.currency_id)
        values["share"] = 100 * row.amount / total
        typed = kept.get(path)
        values["weight"] = typed.weight if typed and levels[-1][1] == "own" else 1.0
        return values

    # ------------------------------------------------------------------ buttons

    def action_create_lines(self):
        """The rows become the lines of the budget, in place of those it had."""
        self.ensure_one()
        check_controller(self.env)
        commands, problem = self._split()
        if problem:
            raise UserError(problem)
        rows = [values for command, _id, values in commands if command == Command.CREATE]
        levels = self._levels()
        lines = [self._line_values(levels, values) for values in rows if values["amount"]]
        money = self.currency_id
        kept = sum(minor(line["planned"], money) for line in lines)
        self.budget_id.write(
            {
                "total": self.total,
                "contingency": major(minor(self.total, money) - kept, money),
                "line_ids": [Command.clear(), *(Command.create(line) for line in lines)],
            }
        )
        return {"type": "ir.actions.act_window_close"}

    def _line_values(self, levels, row):
        weights = dict(self._fields["first_by"]._description_selection(self.env))
        values = {"planned": row["amount"], "basis": weights[levels[-1][1]]}
        members = [int(part) for part in row["path"].split("/")]
        for (dimension, _basis), member in zip(levels, members, strict=True):
            if dimension == "month":
                start = month_start(month_number(self.budget_id.date_from) + member)
                values |= {"date_from": start, "date_to": fields.Date.end_of(start, "month")}
            elif dimension == "stage":
                values["stage"] = STAGE_KEYS[member]
            else:
                values[DIMENSION_FIELDS[dimension]] = member
        return values
