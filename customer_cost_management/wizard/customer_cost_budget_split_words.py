from odoo import models

from ..models.budget.budget_money import major, month_number, month_start
from .customer_cost_budget_split_facts import (
    CUSTOMER_DIMENSIONS,
    DIMENSION_FIELDS,
    OF_CUSTOMERS,
    STAGE_KEYS,
)


class CustomerCostBudgetSplit(models.TransientModel):
    """What the split assistant says: names of rows, and why something cannot be split."""

    _inherit = "customer.cost.budget.split"

    def _what_is_missing(self):
        levels = self._levels()
        dimensions = [dimension for dimension, _basis in levels]
        if len(set(dimensions)) < len(dimensions):
            return self.env._("Choose each dimension once.")
        labels = dict(self._fields["first"]._description_selection(self.env))
        for dimension, basis in levels:
            problem = self._what_does_not_fit(dimension, basis, labels[dimension])
            if problem:
                return problem
            if not self._member_ids(dimension):
                return self.env._(
                    "%(dimension)s: there is nothing to split over yet.",
                    dimension=labels[dimension],
                )
        return False

    def _what_does_not_fit(self, dimension, basis, label):
        if basis in OF_CUSTOMERS and dimension not in CUSTOMER_DIMENSIONS | {"stage"}:
            return self.env._(
                "%(dimension)s have no figures of customers. Split them equally, by last "
                "year or by own numbers.",
                dimension=label,
            )
        if basis == "tier" and dimension not in ("tier", "customer"):
            return self.env._("Only tiers and customers are split by tier. Choose another weight.")
        if basis == "last_year" and dimension == "programme":
            return self.env._(
                "A programme had no last year. Split programmes equally or by own numbers."
            )
        return False

    def _row_name(self, levels, path):
        names = []
        lines = self.env["customer.cost.budget.line"]
        for (dimension, _basis), member in zip(levels, path, strict=True):
            if dimension == "month":
                budget = self.budget_id._origin
                start = month_start(month_number(budget.date_from) + member)
                names.append(budget._month_label(start))
            elif dimension == "stage":
                labels = dict(lines._fields["stage"]._description_selection(self.env))
                names.append(labels[STAGE_KEYS[member]])
            else:
                field = lines._fields[DIMENSION_FIELDS[dimension]]
                names.append(self.env[field.comodel_name].browse(member).display_name)
        return " · ".join(names)

    def _problem_sentence(self, problem):
        money = self.currency_id
        if problem.code == "locked_rows_exceed_amount":
            return self.env._(
                "Locked rows keep %(locked)s, there is only %(amount)s. Unlock one.",
                locked=money.format(major(problem.values["locked"], money)),
                amount=money.format(major(problem.values["amount"], money)),
            )
        if problem.code == "nothing_takes_the_rest":
            return self.env._(
                "%(rest)s would go to nobody: every weight there is 0. Choose another weight.",
                rest=money.format(major(problem.values["rest"], money)),
            )
        return self.env._("This cannot be split. Check total, contingency and weights.")
