import logging

from odoo import models

from .customer_profitability_entries import COMPUTED_LINE
from .customer_profitability_reasons import reason_text

_logger = logging.getLogger(__name__)

#: What a reason of the goods opens.
LINE_OF_KIND = {
    "volume": "net_revenue",
    "price": "net_revenue",
    "unit_cost": "booked_cost_of_sales",
}


class CustomerProfitabilityFigures(models.AbstractModel):
    """Why the contribution changed: reasons in words, whose amounts add up to the change."""

    _inherit = "customer.profitability.figures"

    def _explain_change(self, before, label):
        """Reasons for the change from earlier statements of the customer to these.

        :param before: his statements of the earlier period, or none
        :param label: what the earlier period is called
        :return: ``before`` and ``after`` (contributions), ``amount`` (the change), ``reasons``
            (``text``, ``amount`` signed like profit, and what it opens), ``summary``;
            ``None`` where they cannot be told
        """
        from .engine_change import explain

        sides = [before._change_side(self.currency_id[:1]), self._change_side()]
        gross_known = all(side["gross_known"] for side in sides)
        figures = [side["rows"]._change_figures(side, gross_known) for side in sides]
        effects, problems = explain(self.partner_id.id, *figures)
        if problems:
            _logger.error("The change of %s is not explained: %s", self.display_name, problems)
            return None
        minor = 10 ** self.currency_id[:1].decimal_places
        amounts = [side["rows"]._summed("cm3") for side in sides]
        change = {
            "before": amounts[0],
            "after": amounts[1],
            "amount": sum(amount for _kind, _subject, amount in effects) / minor,
            "reasons": self._change_reasons(effects, sides, minor),
        }
        return change | {"summary": self._change_summary(change, label)}

    def _change_reasons(self, effects, sides, minor):
        return [
            {
                "key": f"{kind}_{subject}",
                "text": reason_text(self, kind, subject, sides),
                "amount": amount / minor,
                **self._reason_opens(kind, subject, sides[1]),
            }
            for kind, subject, amount in effects
        ]

    # ------------------------------------------------------------------ figures

    def _change_side(self, currency=None):
        """One of the two statements, as amounts."""
        uses = self._activity_uses()
        return {
            "rows": self,
            "currency": currency or self.currency_id[:1],
            "gross_known": all(self.mapped("gross_known")),
            "uses": {(use["activity"].id, use["line"]): use for use in uses},
        }

    def _change_figures(self, side, gross_known):
        """For the engine.  Gross revenue tells how much was sold where it is known: then less
        revenue for the same at list price is discounts and refunds."""
        from ...engine.profit.statement_lines import LINE_NAMES
        from .engine_change import CustomerFigures

        minor = 10 ** side["currency"].decimal_places
        return CustomerFigures(
            currency=side["currency"].name,
            revenue=round(self._summed("net_revenue") * minor),
            lines={name: round(self._summed(name) * minor) for name in LINE_NAMES},
            activities={
                key: (round(use["amount"] * minor), use["quantity"], use["rate"] * minor)
                for key, use in side["uses"].items()
            },
            quantity=max(self._summed("gross_revenue"), 0.0) if gross_known else None,
        )

    # ------------------------------------------------------------------ words

    def _reason_opens(self, kind, subject, side):
        """The evidence of a reason: an activity, or a line made of entries."""
        if kind in ("rate", "usage"):
            use = side["uses"].get(subject)
            return {"activity_id": use["activity"].id} if use else {}
        line = LINE_OF_KIND.get(kind, subject)
        if kind == "unit_cost" and not self._summed(line):
            line = COMPUTED_LINE
        return {"line": line} if self._summed(line) and self._may_open(line) else {}

    def _change_summary(self, change, label):
        """The change in one sentence, and its largest reason."""
        rose = change["amount"] > 0
        figures = {
            "amount": self._money_text(abs(change["amount"])),
            "after": self._money_text(change["after"]),
            "before": self._money_text(change["before"]),
            "period": label,
        }
        if not change["amount"]:
            return self.env._(
                "The contribution is %(after)s, as in %(period)s.",
                after=figures["after"],
                period=label,
            )
        if rose:
            return self.env._(
                "The contribution rose by %(amount)s to %(after)s, from %(before)s in %(period)s.",
                **figures,
            )
        return self.env._(
            "The contribution fell by %(amount)s to %(after)s, from %(before)s in %(period)s.",
            **figures,
        )
