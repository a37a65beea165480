from odoo import api, models

from ...engine.budget.availability import CONSUMED, Movement
from .budget_money import minor, month_number
from .customer_cost_commitment_post import PART_FIELDS


class CustomerCostCommitment(models.Model):
    """What entries consume, however many are posted at once."""

    _inherit = "customer.cost.commitment"

    @api.model
    def _sync_booked(self, documents, parts):
        """Let these documents consume these parts and no others.

        What a closed budget has consumed stays, whatever becomes of its entry.  A part whose own
        day no open budget covers (a receipt of last year) consumes on the day it was booked, and
        says so.

        :param documents: [(model, id)], also those without parts
        :param parts: {document: parts as in :meth:`customer.cost.budget.line._match`, with
            ``amount`` and, if that differs from ``date``, ``booked_on``}
        :return: movements that were written without anybody having asked for them
        """
        if not documents:
            return []
        before = self._recorded(documents, [CONSUMED])
        kept = self._on_closed_budgets(before)
        flat = [(document, part) for document, some in parts.items() for part in some]
        movements = self._consumption(self._without_kept(flat, kept))
        written = self._record(documents, [CONSUMED], [*kept, *movements])
        at = 2 + PART_FIELDS.index("origin_model")
        origins = {movement.source[at : at + 2] for movement in [*before, *movements]}
        self._settle([origin for origin in origins if origin[0]])
        unplanned = 2 + PART_FIELDS.index("unplanned")
        return [movement for movement in written if movement.source[unplanned]]

    @api.model
    def _on_closed_budgets(self, movements):
        """Those of these movements that a closed budget holds: its figures stay."""
        # sudo: whether a budget is closed does not depend on who posts
        lines_sudo = self.env["customer.cost.budget.line"].sudo()
        lines = lines_sudo.browse({movement.line for movement in movements})
        closed = set(lines.filtered(lambda line: line.state == "closed").ids)
        return [movement for movement in movements if movement.line in closed]

    @api.model
    def _without_kept(self, flat, kept):
        """Pairs (document, part) less those that a closed budget has consumed: each part is
        judged by its own budget, so that an entry on two of them still moves the open one."""
        if not kept:
            return flat
        held = {(movement.source[:2], movement.line) for movement in kept}
        lines = self.env["customer.cost.budget.line"]._match(
            [part for _document, part in flat], ("approved", "closed")
        )
        return [
            (document, part)
            for (document, part), line in zip(flat, lines, strict=True)
            if (document, line.id) not in held
        ]

    @api.model
    def _consumption(self, flat):
        """Movements of pairs (document, part); parts that no line controls have none."""
        all_lines = self.env["customer.cost.budget.line"]
        parts = [part for _document, part in flat]
        lines = all_lines._match(parts)
        late = [
            position
            for position, (part, line) in enumerate(zip(parts, lines, strict=True))
            if not line and part.get("booked_on", part["date"]) != part["date"]
        ]
        booked = [parts[position] | {"date": parts[position]["booked_on"]} for position in late]
        for position, line in zip(late, all_lines._match(booked), strict=True):
            lines[position] = line
        return [
            self._consumed(document, part, line, position in late)
            for position, ((document, part), line) in enumerate(zip(flat, lines, strict=True))
            if line
        ]

    @api.model
    def _consumed(self, document, part, line, late):
        facts = {
            "origin_model": part.get("origin_model"),
            "origin_id": part.get("origin_id"),
            "partner_id": part.get("customer_id"),
            "category_id": part.get("category_id"),
            "unplanned": not part.get("origin_id"),
            "prior_year": late,
        }
        return Movement(
            (*document, *(facts[name] or None for name in PART_FIELDS)),
            line.id,
            month_number(part["booked_on"] if late else part["date"]),
            CONSUMED,
            minor(part["amount"], line.currency_id),
        )

    @api.model
    def _expected(self, documents):
        """Cost that was approved on these documents and is not booked yet; later rooms fill it in.

        :return: {document: {customer id: minor units}}
        """
        return {}
