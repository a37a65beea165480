from odoo import api, fields, models

from ...engine.approval.customer_state import CustomerFigures
from ...engine.approval.rule import Case
from ...engine.policy.gift import involves_official
from ..platform.customer_cost_approval import PROFIT_KEY

#: Requests of the same customer and category that the card shows.
SIMILAR = 5


class CustomerCostRequest(models.Model):
    """A request as approval rules see it, and what its card tells who decides."""

    _inherit = "customer.cost.request"

    # ------------------------------------------------------------------ who has to agree

    def _approval_requester(self):
        return self.user_id

    def _approval_case(self):
        """The engine's case; asked as superuser, shown to nobody."""
        self.ensure_one()
        spending = self._engine_spending()
        escalated = [f for f in self.findings_found or [] if f["severity"] == "escalate"]
        return Case(
            "request",
            self._amount_to_approve(),
            self.user_id.id,
            categories=self._category_chain(),
            over_budget=self.over_budget,
            severity=self.severity or None,
            sensitive=involves_official(spending) or spending.open_tender,
            participants=frozenset(self.attendee_ids.user_id.ids),
            exception_by=frozenset(self.agreed_by_id.ids)
            if self.is_after_the_fact
            else frozenset(),
            budget_owners=tuple(self._budget_owners().ids),
            budget_asks=self._budget_asks(),
            one_higher=self.is_after_the_fact,
            asks=tuple(dict.fromkeys(f["ask"] for f in escalated if f["ask"])),
            automatic_so_far=self._approved_without_asking(),
            **self._case_of_customers(self._cost_customers()),
        )

    def _amount_to_approve(self):
        """Spending that was cut in pieces is one amount; minor units."""
        joined = self._joined_amounts(self.findings_found or [])
        return max([self._minor(self.cost), *joined])

    def _category_chain(self):
        ids = [int(part) for part in (self.category_id.parent_path or "").split("/") if part]
        return tuple(reversed(ids))

    @api.model
    def _approved_since(self, day):
        return [("approved_on", ">=", day), ("state", "in", ("approved", "spent", "closed"))]

    def _cost_to_approve(self):
        return self.cost

    def _approval_needs_reason(self):
        return self.severity in ("justify", "escalate") or self.over_budget

    def _approval_row_values(self):
        return super()._approval_row_values() | {
            "name": self.name,
            "requester_id": self.user_id.id,
            "partner_id": self.partner_id.id,
            "date": self.date,
            "amount": self.cost,
            "severity": self.severity,
            "over_budget": self.over_budget,
        }

    # ------------------------------------------------------------------ the card

    def _approval_card(self):
        """What who decides should know, by the rights of the environment; JSON."""
        self.ensure_one()
        if not (self.partner_id and self.date):
            return {}
        return self._card_of(self, self.partner_id, self.cost) | {
            "guests": self.guests,
            "hosts": self.hosts,
            "per_head": self.per_head,
            "after_the_fact": self.is_after_the_fact,
            "budget": self._budget_card(),
        }

    @api.model
    def _card_of(self, document, partner, cost):
        """The card of a request or an expense.

        ``profit`` is there for those alone who may read the customer's profit.
        """
        company = document.company_id
        context = partner._customer_cost_context(company)[partner]
        card = {
            "customer": partner.display_name,
            "partner_id": partner.id,
            "tier": context.tier,
            "cost": cost,
            "currency_id": company.currency_id.id,
            "findings": document.findings,
            "before": document._approval_decisions(),
            "similar": self._similar(document, partner),
            "spent_this_year": self._spent_this_year(document, partner),
            "day": fields.Date.to_string(fields.Date.context_today(self)),
        }
        if context.visible:
            card[PROFIT_KEY] = self._profit_on_card(company, partner, context)
        return card

    @api.model
    def _profit_on_card(self, company, partner, context):
        value = self.env["customer.value"].search(
            [
                ("partner_id", "=", partner.commercial_partner_id.id),
                ("company_id", "=", company.root_id.id),
                ("current", "=", True),
            ],
            limit=1,
        )
        return {
            "contribution": context.contribution,
            "trend": context.trend_direction,
            "months": context.months,
            "to": context.date_to and fields.Date.to_string(context.date_to),
            "at_risk": context.at_risk,
            "monthly": value.monthly or [],
        }

    @api.model
    def _live_of(self, document, partner):
        """Approved requests of a customer, but for the document itself."""
        own = document._origin.id if document._name == self._name else document.cost_request_id.id
        return [
            "|",
            ("partner_id", "=", partner.id),
            ("split_ids.partner_id", "=", partner.id),
            ("company_id", "=", document.company_id.id),
            ("state", "in", ("approved", "spent", "closed")),
            ("id", "!=", own or 0),
        ]

    @api.model
    def _similar(self, document, partner):
        """The last requests for this customer: category, day, cost, outcome."""
        # sudo: who decides on one should know the others; day, cost and outcome alone
        requests_sudo = self.sudo().search(self._live_of(document, partner), limit=SIMILAR)
        words = dict(self._fields["outcome_result"]._description_selection(self.env))
        return [
            {
                "name": request.category_id.name,
                "date": fields.Date.to_string(request.date),
                "cost": request._cost_on(partner),
                "result": request.outcome_result,
                "outcome": words.get(request.outcome_result, ""),
            }
            for request in requests_sudo
        ]

    @api.model
    def _spent_this_year(self, document, partner):
        """Cost of live requests on a customer in the calendar year of the document."""
        year = document.date.replace(month=1, day=1)
        # sudo: what a customer was given so far is no profit; a sum alone
        requests_sudo = self.sudo().search(
            [
                *self._live_of(document, partner),
                ("date", ">=", year),
                ("date", "<=", fields.Date.end_of(year, "year")),
            ]
        )
        return document.company_id.currency_id.round(
            sum(request._cost_on(partner) for request in requests_sudo)
        )

    def _cost_on(self, partner):
        """What of its cost is for one of its customers."""
        own = self.split_ids.filtered(lambda line: line.partner_id == partner)
        return own.cost if self.split_ids else self.cost

    # ------------------------------------------------------------------ findings

    def _is_judged_live(self):
        return self.state == "draft"

    @api.depends(
        "state",
        "date",
        "amount",
        "currency_id",
        "category_id",
        "partner_id",
        "split_ids.partner_id",
        "split_ids.weight",
        "guests",
        "hosts",
        "attendee_ids",
        "attendee_ids.side",
        "attendee_ids.gift_value",
        "attendee_ids.gift_pieces",
        "attendee_ids.gift_is_cash",
        "meal_type",
        "city_class",
        "guest_rank",
        "occasion",
        "open_tender",
    )
    @api.depends_context("lang")
    def _compute_findings(self):
        return super()._compute_findings()

    def _asked_on(self):
        """The day it was asked for; of a draft, today."""
        return self.submitted_on or fields.Date.context_today(self)


def engine_figures(context):
    """The engine's figures of a customer; none if nothing was read."""
    if not context.visible or context.contribution is None:
        return None
    return CustomerFigures(
        contribution=round(context.contribution * 100),
        months=context.months or 0,
        is_at_risk=bool(context.at_risk),
        age_days=context.age_days or 0,
        coverage_percent=context.coverage_percent or 0,
    )
