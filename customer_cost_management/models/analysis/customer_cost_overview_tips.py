from odoo import models

from ..platform.records_window import records_window

#: How many tips the page gives, and how many of the worst customers it opens.
TIPS, WORST = 3, 10


class CustomerCostOverview(models.AbstractModel):
    """What would make the figures better, by the amount at stake, and the worst customers."""

    _inherit = "customer.cost.overview"

    def _tips(self, runs):
        """At most three sentences, the largest amount first, each with where to do it."""
        sure = self._sureness(runs)
        tips = [
            self._tip_of_unassigned(runs, sure["unassigned"] - sure["gifts"]),
            self._tip_of_gifts(runs, sure["gifts"]),
            *self._tips_of_drivers(runs, sure),
            *self._tips_of_residuals(runs),
        ]
        tips = sorted((tip for tip in tips if tip["amount"] > 0), key=lambda tip: -tip["amount"])
        return tips[:TIPS]

    def _tip(self, key, amount, text, action):
        return {"key": key, "amount": amount, "text": text, "action": action}

    def _tip_of_unassigned(self, runs, amount):
        text = self.env._(
            "%(amount)s is unassigned: name its customer, or put it in a pool.",
            amount=self._money(runs, amount),
        )
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_unassigned_action"
        )
        return self._tip("unassigned", amount, text, action)

    def _tip_of_gifts(self, runs, amount):
        text = self.env._(
            "%(amount)s of gifts is given to nobody yet: say in the register who got them.",
            amount=self._money(runs, amount),
        )
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_gift_purchase_action"
        )
        return self._tip("gifts", amount, text, action)

    def _tips_of_drivers(self, runs, sure):
        """Cost that follows what customers can bear, or estimates, instead of its cause."""
        texts = {
            "ability": self.env._(
                "%(amount)s follows what customers can bear, not what they cause: find a driver "
                "that counts the work.",
                amount=self._money(runs, sure["ability"]),
            ),
            "usage": self.env._(
                "%(amount)s follows estimated usage: count or measure the work instead.",
                amount=self._money(runs, sure["usage"]),
            ),
        }
        for quality, text in texts.items():
            domain = [
                ("driver_id.quality", "=", quality),
                ("company_id", "in", runs.company_id.ids),
            ]
            action = records_window("customer.cost.activity", self.env._("Activities"), domain)
            yield self._tip(quality, sure[quality], text, action)

    def _tips_of_residuals(self, runs):
        """Lines beside the customers that a better model would make smaller."""
        groups = self.env["customer.cost.reconciliation.line"]._read_group(
            [
                ("run_id", "in", runs.ids),
                ("line", "in", ("revenue_without_customer", "unallocated_pools")),
            ],
            ["line"],
            ["amount:sum"],
        )
        amounts = {line: abs(amount) for line, amount in groups}
        revenue = amounts.get("revenue_without_customer", 0.0)
        pools = amounts.get("unallocated_pools", 0.0)
        action = self._sentence_of_sureness(runs)["action"]
        yield self._tip(
            "revenue_without_customer",
            revenue,
            self.env._(
                "%(amount)s of revenue has no customer: name him on the entries.",
                amount=self._money(runs, revenue),
            ),
            action,
        )
        yield self._tip(
            "unallocated_pools",
            pools,
            self.env._(
                "%(amount)s stayed in pools whose drivers counted nothing: choose drivers that "
                "have records.",
                amount=self._money(runs, pools),
            ),
            action,
        )

    def _window_of_worst(self, runs):
        """The customers with the largest losses, or ``False`` where nobody loses."""
        rows = self._worst(runs, WORST)
        if not rows:
            return False
        return self._profit_window(runs, [("partner_id", "in", [row[0] for row in rows])])
