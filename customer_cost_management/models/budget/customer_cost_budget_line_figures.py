from dataclasses import dataclass

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine.budget.availability import KINDS, SIGNS, USES
from ...engine.budget.tree import branch_limits
from .budget_money import major, minor


@dataclass(frozen=True)
class LineFigures:
    """What a budget line has, company currency.

    :param planned: as it was approved; before that, as it is planned
    :param revised: after supplements, revisions, transfers, what was carried and released
    :param committed: promised by approved documents and not yet booked
    :param consumed: booked
    :param pending: asked for, not subtracted
    :param available: revised less committed and consumed, of all its months
    """

    planned: float = 0.0
    revised: float = 0.0
    committed: float = 0.0
    consumed: float = 0.0
    pending: float = 0.0
    available: float = 0.0


class CustomerCostBudgetLine(models.Model):
    """What is left of a line, from its movements alone."""

    _inherit = "customer.cost.budget.line"

    movement_ids = fields.One2many("customer.cost.commitment", "line_id", "Movements")
    revised = fields.Monetary(
        compute="_compute_figures",
        help="Planned, with supplements, revisions, transfers, what was carried and released.",
    )
    committed = fields.Monetary(
        compute="_compute_figures",
        help="Money promised by an approved request but not yet booked.",
    )
    consumed = fields.Monetary(compute="_compute_figures", help="Booked, without recoverable tax.")
    pending = fields.Monetary(
        compute="_compute_figures", help="Asked for and not yet approved; not subtracted."
    )
    available = fields.Monetary(
        compute="_compute_figures", help="Revised less committed and consumed, of all months."
    )
    available_now = fields.Monetary(
        "Left now",
        compute="_compute_available_now",
        help="What may still be used in this month, by the budget's control window.",
    )
    used_percent = fields.Float("Used %", compute="_compute_figures", aggregator=None)
    alert_level = fields.Integer(
        readonly=True, copy=False, aggregator=None, help="The percentage its owner was told of."
    )

    @api.depends("planned", "state", "movement_ids.amount")
    def _compute_figures(self):
        figures = self._availability()
        for line in self:
            of_line = figures[line]
            for name in ("revised", "committed", "consumed", "pending", "available"):
                line[name] = getattr(of_line, name)
            used = of_line.committed + of_line.consumed
            line.used_percent = 100 * used / of_line.revised if of_line.revised else 0.0

    @api.depends("planned", "state", "movement_ids.amount")
    def _compute_available_now(self):
        left = self._left_on({line: fields.Date.context_today(self) for line in self._origin})
        for line in self:
            line.available_now = left.get(line._origin, line.planned)

    @api.model
    def _alert_level_of(self, figures):
        """100 above what the line has, 80 from 80 % on, else 0."""
        used = figures.committed + figures.consumed
        if used > figures.revised:
            return 100
        return 80 if used and used >= 0.8 * figures.revised else 0

    def _availability(self):
        """What these lines have: ``{line: LineFigures}``, by one query however many there are.

        Reads no rights: callers hand in lines that the reader may read, or tell nobody.
        """
        sums = self._origin._sums_by_kind()
        figures = {}
        for line in self:
            found = sums.get(line._origin.id)
            if found is None:
                figures[line] = LineFigures(line.planned, line.planned, available=line.planned)
                continue
            budget = sum(SIGNS[kind] * found.get(kind, 0) for kind in KINDS if kind not in USES)
            used = found.get("committed", 0) + found.get("consumed", 0)
            amounts = {
                "planned": found.get("approved", 0),
                "revised": budget,
                "committed": found.get("committed", 0),
                "consumed": found.get("consumed", 0),
                "pending": found.get("pending", 0),
                "available": budget - used,
            }
            figures[line] = LineFigures(
                **{name: major(amount, line.currency_id) for name, amount in amounts.items()}
            )
        return figures

    def _sums_by_kind(self):
        """{line id: {kind: minor units}} of lines that have movements."""
        self.env["customer.cost.commitment"].flush_model(["line_id", "kind", "amount"])
        rows = self.env.execute_query(
            SQL(
                """SELECT line_id, kind, sum(amount) FROM customer_cost_commitment
                    WHERE line_id = ANY(%s) GROUP BY line_id, kind""",
                self.ids,
            )
        )
        currencies = {line.id: line.currency_id for line in self}
        sums = {}
        for line_id, kind, amount in rows:
            sums.setdefault(line_id, {})[kind] = minor(amount, currencies[line_id])
        return sums

    # ------------------------------------------------------------------ by month

    def _on_card(self, needed, day):
        """``{name, left, after, total}`` of each line, as the card of a document tells it.

        :param needed: {line: what the document still needs on it}
        :param day: of the document
        """
        left, figures = self._left_on(dict.fromkeys(self, day)), self._availability()
        return [
            {
                "name": line.display_name,
                "left": left.get(line, 0.0),
                "after": left.get(line, 0.0) - needed.get(line, 0.0),
                "total": figures[line].revised,
            }
            for line in self
        ]

    def _left_on(self, days):
        """What each line may still use on a day, by control window and the lines above it.

        :param days: {line: day}
        :return: {line: amount in company currency, signed}; lines without movements (of a
            budget that is not approved) are left out
        """
        left = {}
        # sudo: what a line may use depends on lines that its reader may not read
        for budget, lines in self.sudo().grouped("budget_id").items():
            if budget.state not in ("approved", "closed"):
                continue
            parents = budget._branches_of(lines)
            totals = budget._tally(line_ids=parents)
            row = {line_id: position for position, line_id in enumerate(totals.lines)}
            limits = branch_limits(totals, parents, budget.window)
            for line in lines:
                own = self.browse(line.id)
                period = budget._period(days[own])
                left[own] = major(int(limits[row[line.id], period]), budget.currency_id)
        return left
