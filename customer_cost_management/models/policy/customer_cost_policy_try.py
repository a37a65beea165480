from collections import defaultdict
from dataclasses import replace

from odoo import fields, models

#: A trial that finds more shows the first of them.
MOST = 200


class CustomerCostPolicyRule(models.Model):
    """What a rule would have caught in the last twelve months, before it is turned on."""

    _inherit = "customer.cost.policy.rule"

    def action_try(self):
        """Requests and expenses of twelve months that the rule finds; nothing is changed."""
        self.ensure_one()
        self.check_access("write")
        found, amount = self._try()
        requests = [res_id for model, res_id in found if model == "customer.cost.request"]
        message = self.env._(
            "Last 12 months this would have caught %(count)s documents, %(amount)s.",
            count=len(found),
            amount=self.currency_id.format(amount),
        )
        notification = {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "info", "title": self.sentence, "message": message},
        }
        if requests:
            documents = self.env["customer.cost.request"].browse(requests[:MOST])
            notification["params"]["next"] = documents._get_records_action(name=self.sentence)
        return notification

    def _try(self):
        """([(model, id)], cost in company currency) of what the rule finds.

        Each document is judged with those of its customer, employee and recipients alone.
        """
        today = fields.Date.context_today(self)
        spendings = self.env["customer.cost.request"]._live_spendings(
            self.company_id, (fields.Date.subtract(today, months=12), today)
        )
        spendings = self._with_tiers(spendings)
        rule = self._engine_rule()
        near = defaultdict(list)
        for spending in spendings:
            for key in near_keys(spending):
                near[key].append(spending)
        found, minor = [], 0
        for spending in spendings:
            around = {other.key: other for key in near_keys(spending) for other in near[key]}
            around.pop(spending.key)
            others = list(around.values())
            if any(
                view.meets(rule.features) and any(rule.check.hits(view, others))
                for view in spending.views()
            ):
                model, res_id = spending.key.split(",")
                found.append((model, int(res_id)))
                minor += spending.amount
        return found, minor / 10**self.currency_id.decimal_places

    def _with_tiers(self, spendings):
        """The same spendings with the customers' tiers of today, read at once."""
        customers = {key for spending in spendings for key in spending.customers}
        partners = self.env["res.partner"].browse(customers)
        contexts = partners._customer_cost_context(self.company_id)
        tiers = {partner.id: known.tier for partner, known in contexts.items() if known.tier}
        return [
            replace(
                _with_tier(spending, tiers),
                shares=tuple(_with_tier(share, tiers) for share in spending.shares),
            )
            for spending in spendings
        ]


def _with_tier(one, tiers):
    """A spending or a share with its customer's tier, where he has one."""
    if one.customer not in tiers:
        return one
    return replace(one, features={**one.features, "tier": tiers[one.customer]})


def near_keys(spending):
    """What makes two documents matter for each other."""
    for customer in spending.customers or (None,):
        yield "customer", customer
    yield "employee", spending.employee
    for gift in spending.given:
        yield "recipient", gift.recipient
