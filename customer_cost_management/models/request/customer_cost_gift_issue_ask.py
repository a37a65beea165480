from odoo import models

from ..platform.customer_cost_approval_way import ACTIVITY
from .customer_cost_gift_issue import CONTENT_FIELDS

#: Gifts that wait for somebody's word: who entered them has said why.
TO_ALLOW = [
    ("state", "=", "held"),
    ("severity", "=", "escalate"),
    ("allowed_by_id", "=", False),
    ("reason", "!=", False),
]


class CustomerCostGiftIssue(models.Model):
    """Gifts that rules escalate reach those whose word is needed."""

    _inherit = "customer.cost.gift.issue"

    def write(self, vals):
        result = super().write(vals)
        # a state follows from issuing, which asks once for all of its lines
        if vals.keys() & CONTENT_FIELDS | vals.keys() & {"allowed_by_id"}:
            self.purchase_id._ask_to_allow()
        return result

    def action_issue(self):
        result = super().action_issue()
        self.purchase_id._ask_to_allow()
        return result

    def unlink(self):
        purchases = self.purchase_id
        result = super().unlink()
        purchases._ask_to_allow()
        return result

    def _groups_asked(self):
        """Groups whose word these lines need; compliance where a rule names none."""
        default = self.env.ref("customer_cost_management.group_compliance").id
        found = [f for line in self for f in line.findings_found or []]
        asked = {f["ask"] or default for f in found if f["severity"] == "escalate"}
        return self.env["res.groups"].browse(sorted(asked))


class CustomerCostGiftPurchase(models.Model):
    _name = "customer.cost.gift.purchase"
    _inherit = ["customer.cost.gift.purchase", "mail.activity.mixin"]

    def _ask_to_allow(self):
        """Each of those asked has one activity as long as any of the gifts waits for his word."""
        # sudo: who enters gifts need not see who is asked
        for purchase in self.sudo():
            lines = purchase.issue_ids.filtered_domain(TO_ALLOW)
            users = purchase._people_asked(lines)
            activities = purchase.activity_ids.filtered(
                lambda one: one.activity_type_id == self.env.ref(ACTIVITY)
            )
            keep = activities.filtered_domain([("user_id", "in", users.ids)])
            (activities - keep).unlink()
            for user in users - keep.user_id:
                purchase.activity_schedule(
                    ACTIVITY,
                    user_id=user.id,
                    summary=self.env._("Allow gifts: %(gifts)s", gifts=purchase.name),
                )

    def _people_asked(self, lines):
        """Members of the groups asked who read the register and entered none of it themselves."""
        people = self.env["customer.cost.organisation"]
        asked = self.env["res.users"]
        for group in lines._groups_asked():
            asked |= asked.browse(people._in_company(group, self.company_id))
        return asked.filtered(
            lambda user: user not in lines.user_id and self.with_user(user).has_access("read")
        )
