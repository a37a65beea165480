from odoo import api, models

from ...engine.approval.customer_state import NEW, Reliability, customer_state
from ..platform.customer_cost_approval import NAME_READERS, PROFIT_KEY
from .customer_cost_request_approval import engine_figures


class CustomerCostRequest(models.Model):
    """What the card of a spending tells of customers, people and figures that rules do not use."""

    _inherit = "customer.cost.request"

    @api.model
    def _card_of(self, document, partner, cost):
        card = super()._card_of(document, partner, cost)
        # sudo: whether figures are reliable is told to who decides, and no figure
        context = partner.sudo()._customer_cost_context(document.company_id)[partner]
        card |= {
            "not_used": self._words_of_unused(context),
            "others": self._other_customers(document, partner),
            "attendees": self._attendees_on_card(document),
            "per_head": document._cost_per_head(),
        }
        if PROFIT_KEY not in card and document.company_id.sudo().customer_cost_card_band:
            card["band"] = self._band_of(partner, context, document.company_id)
        return card

    def _words_of_unused(self, context):
        """Why rules do not look at the customer's profit; nothing where they do."""
        found = customer_state(engine_figures(context))
        least = Reliability()
        if found.state == NEW:
            return self.env._(
                "Only %(months)s closed months of this customer: rules treat him as new.",
                months=context.months,
            )
        for problem in found.problems:
            if problem.code == "customer_figures_old":
                return self.env._(
                    "The last closed month is %(days)s days old, more than %(limit)s: rules do "
                    "not look at the customer's profit.",
                    days=problem.values["days"],
                    limit=least.age_days,
                )
            if problem.code == "customer_figures_thin":
                return self.env._(
                    "Too little of the cost has found a customer or a pool, less than %(limit)s "
                    "%%: rules do not look at the customer's profit.",
                    limit=least.coverage_percent,
                )
            return self.env._(
                "No reliable figures of this customer: rules do not look at his profit."
            )
        return False

    @api.model
    def _band_of(self, partner, context, company):
        """Whether the customer earns, for who may not read how much; nothing without figures."""
        if not engine_figures(context) or self._words_of_unused(context):
            return False
        # sudo: the company lets who decides know the band, and nothing else
        value = self.env["customer.value"].sudo()
        return value.search(
            [
                ("partner_id", "=", partner.commercial_partner_id.id),
                ("company_id", "=", company.root_id.id),
                ("current", "=", True),
            ],
            limit=1,
        ).earning

    @api.model
    def _other_customers(self, document, partner):
        """Beside the first customer: name, tier and what of the cost is his."""
        # sudo: for whom it is, of a document that its reader decides on
        amounts = document.sudo()._cost_by_customer()
        others = self.env["res.partner"].union(*amounts) - partner
        contexts = others._customer_cost_context(document.company_id)
        return [
            {
                "customer": customer.display_name,
                "tier": contexts[customer].tier,
                "cost": amounts[customer],
            }
            for customer in others
        ]

    @api.model
    def _attendees_on_card(self, document):
        """Names, for those who may read them; others read how many took part."""
        # sudo: rows of the document that its reader is asked about
        asked = document.sudo().approval_ids.filtered(lambda s: s.is_mine and s.state != "copied")
        if not (asked or self.env.user.has_groups(NAME_READERS)):
            return []
        # sudo: who takes part, of a document that its reader decides on
        return [
            {"name": attendee.name, "side": attendee.side, "role": attendee.role or ""}
            for attendee in document.sudo()._card_attendees()
        ]

    def _card_attendees(self):
        return self.attendee_ids

    def _cost_by_customer(self):
        return {customer: self._cost_on(customer) for customer in self._cost_customers()}

    def _cost_per_head(self):
        return self.per_head

    @api.model
    def _budget_of_parts(self, parts, day):
        """``{name, left, after, total}`` of the lines that these parts use.

        What an approved request promised is taken off already.

        :param parts: as in :meth:`customer.cost.budget.line._match`, with ``request_id``
        """
        # sudo: which line controls a document is decided for the company, and told to who decides
        all_lines = self.env["customer.cost.budget.line"].sudo()
        needed = {}
        for part, line in zip(parts, all_lines._match(parts), strict=True):
            if line:
                is_promised = self.sudo().browse(part["request_id"] or []).approved_on
                needed[line] = needed.get(line, 0.0) + (0.0 if is_promised else part["amount"])
        return all_lines.union(*needed)._on_card(needed, day)
