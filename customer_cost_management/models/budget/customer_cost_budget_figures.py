from odoo import api, fields, models

from ..platform.month_name import month_name
from .budget_money import minor


class CustomerCostBudget(models.Model):
    """What a budget has in sum, and where it is going."""

    _inherit = "customer.cost.budget"

    lines_total = fields.Monetary(
        "In lines", compute="_compute_in_lines", help="What the lines plan together."
    )
    unsplit = fields.Monetary(
        "Not yet in lines",
        compute="_compute_in_lines",
        help="Total less contingency and lines; nothing when the budget is submitted.",
    )
    revised = fields.Monetary(
        compute="_compute_figures",
        help="Lines with supplements, revisions, transfers, what was carried and released.",
    )
    committed = fields.Monetary(
        compute="_compute_figures",
        help="Money promised by an approved request but not yet booked.",
    )
    consumed = fields.Monetary(compute="_compute_figures", help="Booked, without recoverable tax.")
    available = fields.Monetary(
        compute="_compute_figures", help="Revised less committed and consumed."
    )
    used_percent = fields.Float("Used %", compute="_compute_figures", aggregator=None)
    contingency_left = fields.Monetary(
        compute="_compute_figures", help="Contingency that was not yet released to lines."
    )
    forecast_percent = fields.Float(
        "Forecast %",
        compute="_compute_forecast",
        aggregator=None,
        help="Used by the end of the year if every line goes on at the pace of its months so far.",
    )
    warning = fields.Char(compute="_compute_forecast")
    advice = fields.Char(compute="_compute_advice")
    transfer_count = fields.Integer(compute="_compute_counts")
    document_count = fields.Integer(
        compute="_compute_counts", help="Entries, bills and expenses that were booked on its lines."
    )

    @api.depends("total", "contingency", "line_ids.planned")
    def _compute_in_lines(self):
        for budget in self:
            budget.lines_total = sum(budget.line_ids.mapped("planned"))
            budget.unsplit = budget.total - budget.contingency - budget.lines_total

    @api.depends("contingency", "state", "line_ids.planned", "line_ids.movement_ids.amount")
    def _compute_figures(self):
        figures = self.line_ids._availability()
        released = self._released()
        for budget in self:
            of_lines = [figures[line] for line in budget.line_ids]
            for name in ("revised", "committed", "consumed", "available"):
                budget[name] = sum(getattr(of_line, name) for of_line in of_lines)
            used = budget.committed + budget.consumed
            budget.used_percent = 100 * used / budget.revised if budget.revised else 0.0
            budget.contingency_left = budget.contingency - released.get(budget._origin.id, 0.0)

    def _released(self):
        """{budget id: contingency that went to its lines}."""
        groups = self.env["customer.cost.commitment"]._read_group(
            [("budget_id", "in", self._origin.ids), ("kind", "=", "contingency_released")],
            ["budget_id"],
            ["amount:sum"],
        )
        return {budget.id: amount for budget, amount in groups}

    @api.depends("state", "line_ids.planned", "line_ids.movement_ids.amount")
    @api.depends_context("lang")
    def _compute_forecast(self):
        figures = self.line_ids._availability()
        for budget in self:
            ends = {
                line: line._forecast(figures[line])
                for line in budget.line_ids
                if budget.state == "approved"
            }
            money = budget.currency_id
            expected = sum(end.amount for end in ends.values())
            revised = sum(minor(figures[line].revised, money) for line in ends)
            budget.forecast_percent = 100 * expected / revised if revised else 0.0
            short = [line for line, end in ends.items() if end.runs_out is not None]
            short.sort(key=lambda line: (ends[line].runs_out, line.id))
            budget.warning = budget._warning(short, ends) if short else False

    def _warning(self, lines, ends):
        """When the first lines will run out, in one sentence."""
        line = lines[0]
        start, _end = line._span()
        month = fields.Date.add(start, months=ends[line].runs_out)
        sentence = self.env._(
            '"%(line)s" will run out in %(month)s at this pace.',
            line=line.display_name,
            month=self._month_label(month),
        )
        if len(lines) == 1:
            return sentence
        more = self.env._("%(count)s more lines will run out, too.", count=len(lines) - 1)
        return f"{sentence} {more}"

    @api.model
    def _month_label(self, day):
        return month_name(self.env, day)

    @api.depends("state", "line_ids.movement_ids.amount", "line_ids.partner_id")
    @api.depends_context("lang", "uid")
    def _compute_advice(self):
        """The most profitable customer who got little of his budget; by the reader's rights."""
        today = fields.Date.context_today(self)
        figures = self.line_ids._availability()
        for budget in self:
            customers = budget.line_ids.partner_id if budget.state == "approved" else None
            known = customers._customer_cost_context(budget.company_id) if customers else {}
            served = [
                line
                for line in budget.line_ids
                if line.partner_id
                and line.partner_id in known
                and known[line.partner_id].visible
                and (known[line.partner_id].contribution or 0) > 0
                and line._is_under_served(figures[line], today)
            ]
            served.sort(key=lambda line: (-known[line.partner_id].contribution, line.id))
            budget.advice = budget._advice(served[0], figures, known) if served else False

    def _advice(self, line, figures, known):
        used = figures[line].committed + figures[line].consumed
        return self.env._(
            "%(customer)s (tier %(tier)s, +%(contribution)s) got only %(percent)s %% of its care "
            "budget.",
            customer=line.partner_id.display_name,
            tier=known[line.partner_id].tier or "–",
            contribution=line.currency_id.format(known[line.partner_id].contribution),
            percent=round(100 * used / figures[line].revised),
        )

    def _compute_counts(self):
        ids = self._origin.ids
        transfers = self.env["customer.cost.budget.transfer"]._read_group(
            [("budget_id", "in", ids)], ["budget_id"], ["__count"]
        )
        documents = self.env["customer.cost.commitment"]._read_group(
            [("budget_id", "in", ids), ("kind", "=", "consumed")],
            ["budget_id"],
            ["res_id:count_distinct"],
        )
        transfers = {budget.id: count for budget, count in transfers}
        documents = {budget.id: count for budget, count in documents}
        for budget in self:
            budget.transfer_count = transfers.get(budget._origin.id, 0)
            budget.document_count = documents.get(budget._origin.id, 0)
