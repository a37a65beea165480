from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..platform.records_window import records_window

#: So many customers of a figure are opened at most, the largest first.
CUSTOMERS_OPENED = 1000
#: Who sees the figures of all customers of the company.
READERS = ("group_cost_accountant", "group_auditor")


class CustomerCostTier(models.Model):
    """Whom a tier would take, told before the next evaluation."""

    _name = "customer.cost.tier"
    _inherit = ["customer.cost.tier", "customer.cost.draft"]

    @api.readonly
    def preview(self, values, company_id=False):
        """How many customers would have the tier as it stands in the form, and who moves."""
        try:
            tier, moves = self._draft_moves(values, company_id)
        except AccessError:
            raise
        except UserError as error:
            return {"error": str(error)}
        words = self.env._(
            "By the figures of the last evaluation; who moves comes into this tier or leaves it. "
            "A tier changes when two evaluations agree and its quarter is over."
        )
        labels = tier._move_labels()
        lines = [
            {
                "key": key,
                "label": labels[key],
                "text": str(len(moves[key])),
                "opens": bool(len(moves[key])),
                "strong": key == "all",
            }
            for key in labels
        ]
        return {"sentences": [words], "lines": lines}

    @api.readonly
    def open_preview(self, values, key, company_id=False):
        """The customers behind a figure of the preview."""
        tier, moves = self._draft_moves(values, company_id)
        name = tier._move_labels()[key]
        ids = moves[key][:CUSTOMERS_OPENED].tolist()
        if len(ids) < len(moves[key]):
            name = self.env._("%(name)s, the %(count)s largest", name=name, count=len(ids))
        return records_window("customer.value", name, [("id", "in", ids)])

    def _move_labels(self):
        return {
            "all": self.env._("Customers by this rule"),
            "up": self.env._("Would move up"),
            "down": self.env._("Would move down"),
        }

    def _draft_moves(self, values, company_id):
        """(the tier as it stands in the form, who would have it and who would move)."""
        from .tier_moves import tier_moves

        self._check_sees_all()
        tier = self._draft(values, company_id)
        tier._check_percent()
        today = fields.Date.context_today(self)
        day = max(today, tier.date_from or today)
        if not tier.active or (tier.date_to and tier.date_to < day):
            raise UserError(
                self.env._(
                    "Tier %(tier)s is no longer in force, so no customer gets it.",
                    tier=tier.name or "",
                )
            )
        others = self._in_force(tier.company_id, day) - tier._origin
        order = {each: (each.sequence, each.id) for each in others}
        order[tier] = (tier.sequence, tier._origin.id or float("inf"))
        return tier, tier_moves(sorted(order, key=order.get), tier, today)

    def _check_sees_all(self):
        """A share of some customers only would say something else than the evaluation."""
        names = [f"customer_cost_management.{group}" for group in READERS]
        if not any(self.env.user.has_group(name) for name in names):
            raise AccessError(
                self.env._(
                    "You may not do this. Ask somebody with the role %(role)s.",
                    role=self.env.ref(names[0]).sudo().name,
                )
            )
