from odoo import api, fields, models

from ...engine.budget.line import BudgetLine, Trees
from ...engine.budget.matching import find_ties, index_lines, match
from .budget_features import PartFeatures, asked_for
from .customer_cost_budget_line import SCOPE


class CustomerCostBudgetLine(models.Model):
    """Which line controls a part of a document: the most specific approved one, and only one."""

    _inherit = "customer.cost.budget.line"

    @api.model
    def _match(self, parts, states=("approved",)):
        """The controlling line of each part, as superuser; an empty one where there is none.

        :param parts: dicts with ``company_id``, ``date`` and ``category_id``, and as far as they
            are known ``customer_id``, ``programme_id``, ``product_id`` or
            ``product_category_id``, ``stage``; ``line_id`` where the line is settled already
        :param states: of the budgets that are looked at
        :return: list of lines, one a part, in their order
        """
        if not parts:
            return []
        lines = self._lines_in_force(parts, states)
        trees = lines._trees()
        roots = self._roots_of(parts)
        indexes = {
            root: index_lines([line._as_engine_line() for line in of_root], trees)
            for root, of_root in lines.grouped("company_id").items()
        }
        used = {dimension for line in lines for dimension in line._scope()}
        features = PartFeatures(self.env, parts, used)
        found = []
        for position, part in enumerate(parts):
            index = indexes.get(roots[part["company_id"]])
            settled = part.get("line_id")
            if settled and lines.browse(settled).state in states:
                found.append(lines.browse(settled))
            elif index is None:
                found.append(lines.browse())
            else:
                found.append(lines.browse(_line_of(features.of(position, part), index)))
        return found

    def _lines_in_force(self, parts, states=("approved",)):
        """Lines of such budgets that could control one of these parts, as superuser: of their
        companies and days, for nobody and nothing else.  A budget may have a line a customer."""
        days = [fields.Date.to_date(part["date"]) for part in parts]
        companies = set(self._roots_of(parts).values())
        # sudo: the server decides for the company which line controls a part
        lines_sudo = self.env["customer.cost.budget.line"].sudo()
        return lines_sudo.search(
            [
                ("company_id", "in", [company.id for company in companies]),
                ("state", "in", states),
                ("budget_id.date_from", "<=", max(days)),
                ("budget_id.date_to", ">=", min(days)),
                *((name, "in", [False, *ids]) for name, ids in asked_for(self.env, parts).items()),
            ],
            order="id",
        )

    @api.model
    def _roots_of(self, parts):
        """{company id: its root company}."""
        ids = {part["company_id"] for part in parts}
        # sudo: the root of a branch need not be a company of the user
        companies_sudo = self.env["res.company"].sudo().browse(ids)
        return {company.id: company.root_id for company in companies_sudo}

    # ------------------------------------------------------------------ as the engine sees them

    def _scope(self):
        """Dimension → the one value that the line is for."""
        scope = {}
        for name, dimension in SCOPE.items():
            value = self[name]
            if value and dimension not in scope:
                key = value if name == "stage" else value.id
                scope[dimension] = (name.removesuffix("_id"), key) if _is_region(name) else key
        return scope

    def _as_engine_line(self):
        start, end = self._span()
        return BudgetLine(
            key=self.id,
            scope=self._scope(),
            category=self.category_id.id or None,
            product_category=self.product_category_id.id or None,
            start=start,
            end=end,
        )

    def _trees(self):
        """Where regions and categories of these lines hang."""
        return Trees(
            regions={
                ("state", state.id): ("country", state.country_id.id) for state in self.state_id
            },
            categories=_parents(self.category_id),
            product_categories=_parents(self.product_category_id),
        )

    def _ties(self):
        """Pairs of these lines that one document could meet and that are equally specific."""
        lines = [line._as_engine_line() for line in self]
        for problem in find_ties(lines, self._trees(), self._tag_sets()):
            yield tuple(self.browse(key) for key in problem.subjects)

    def _tag_sets(self):
        """The tags of each customer who has more than one of those that lines name."""
        tags = self.tag_id
        if len(tags) < 2:
            return set()
        # sudo: lines tie over customers that the user may not see, too
        partners_sudo = self.env["res.partner"].sudo()
        return {
            frozenset((partner.category_id & tags).ids)
            for partner in partners_sudo.search([("category_id", "in", tags.ids)])
        }


def _is_region(name):
    return SCOPE[name] == "region"


def _line_of(part, index):
    """Id of the controlling line, or ``False``.  Of two that tie since they were approved
    (a customer got a second tag) the older one: what is posted must land somewhere."""
    found = match(part, index)
    if found.line is not None:
        return found.line
    for problem in found.problems:
        if problem.code == "line_ambiguous":
            return min(problem.subjects[1:])
    return False


def _parents(nodes):
    """child → parent, of all nodes and those above them."""
    parents = {}
    for node in nodes:
        path = [int(part) for part in node.parent_path.split("/") if part]
        parents |= dict(zip(path, [None, *path], strict=False))
    return parents
