from dataclasses import replace

from odoo import api, models

from ...engine.approval.customer_state import customer_state
from ...engine.approval.rule import CustomerFacts
from ...engine.policy.spending import Share
from ..request.customer_cost_request_approval import engine_figures


class CustomerCostSpending(models.AbstractModel):
    """A spending on several customers: each of them counts, and the strictest decides."""

    _inherit = "customer.cost.spending"

    def _engine_shares(self, amounts, tier=True):
        """What is for each of several customers, with his own features; none for one.

        :param amounts: {customer: minor units}
        :param tier: as in :meth:`_engine_spending`
        """
        if len(amounts) < 2:
            return ()
        customers = self.env["res.partner"].union(*amounts)
        features = self._features_of_customers(customers, tier)
        return tuple(
            Share(customer.id, amount, features[customer]) for customer, amount in amounts.items()
        )

    def _features_of_customers(self, customers, tier):
        """{customer: his tier and kind of organisation, as far as they are known}."""
        contexts = {}
        if tier and customers:
            contexts = customers._customer_cost_context(self.company_id, self.date)
        features = {
            customer: {
                "tier": contexts[customer].tier if contexts else None,
                "organisation_kind": customer.commercial_partner_id.organisation_kind,
            }
            for customer in customers
        }
        return {
            customer: {name: value for name, value in known.items() if value}
            for customer, known in features.items()
        }

    @api.model
    def _is_person_of(self, payees, customers):
        """Whether money goes to a person of one of these customers."""
        return any(
            not payee.is_company and payee.commercial_partner_id in customers for payee in payees
        )

    @api.model
    def _judge_by(self, rules, spending, history):
        return super()._judge_by(rules, self._with_ranks(rules, spending), history)

    @api.model
    def _with_ranks(self, rules, spending):
        """The same with the seniority of our people, where a rule asks who claims for whom."""
        ours = [attendee for attendee in spending.attendees if attendee.is_ours]
        if len(ours) < 2 or "claimant" not in rules.mapped("kind"):
            return spending
        levels = self.env["customer.cost.organisation"]._seniority(rules.company_id[:1])
        attendees = tuple(
            replace(attendee, rank=levels.get(attendee.person, 0)) if attendee.is_ours else attendee
            for attendee in spending.attendees
        )
        return replace(spending, attendees=attendees)

    def _case_of_customers(self, customers):
        """Values of the engine's case that follow from its customers; asked as superuser."""
        contexts = customers._customer_cost_context(self.company_id)
        facts = [
            CustomerFacts(
                contexts[customer].tier or None,
                customer_state(engine_figures(contexts[customer])).state,
                customer.user_id.id or None,
            )
            for customer in customers
        ]
        first, *others = facts or [CustomerFacts()]
        return {
            "tier": first.tier,
            "customer_state": first.state,
            "salesperson": first.salesperson,
            "others": tuple(others),
        }
