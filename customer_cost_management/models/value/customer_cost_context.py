from dataclasses import dataclass

from odoo import api, fields, models
from odoo.tools import SQL


@dataclass(frozen=True)
class CustomerCostContext:
    """What the rest of the house may know of a customer.

    Without profit rights there is a tier and nothing else: ``visible`` says which.

    :param tier: letter of his tier, or ``""``
    :param tier_id: id of his tier, or ``False``
    :param visible: whether the figures below were read; else they are ``None``
    :param contribution: CM3 of the last twelve closed months, company currency, signed
    :param trend: change of the monthly contribution a month, company currency, signed
    :param trend_direction: ``up``, ``flat`` or ``down``
    :param months: months of history, at most twelve
    :param date_to: last day of the last closed month
    :param age_days: days from then to the day asked about
    :param coverage_percent: share of cost that found a customer or a pool
    :param at_risk: whether anything warns of decline
    :param stage: life-cycle stage
    :param revenue: net revenue of the last twelve closed months, company currency
    :param lifetime_value: expected contribution from now on, company currency
    """

    tier: str = ""
    tier_id: int | bool = False
    visible: bool = False
    contribution: float | None = None
    trend: float | None = None
    trend_direction: str | None = None
    months: int | None = None
    date_to: object = None
    age_days: int | None = None
    coverage_percent: float | None = None
    at_risk: bool | None = None
    stage: str | None = None
    revenue: float | None = None
    lifetime_value: float | None = None


class ResPartner(models.Model):
    """The one question that the control wing asks the profit wing."""

    _inherit = "res.partner"

    def _customer_cost_context(self, company, date=None):
        """What is known of these partners' customers on a day.

        Figures follow the rights of the environment: those of a user are his, and a user
        without profit rights gets the tier alone.  Code of the server that decides on
        behalf of the company, such as routing, asks with ``sudo()`` and shows nobody what
        it read.  Not callable over RPC.

        :param company: any company; the root company's evaluations count
        :param date: the day, today unless told; tiers are as they were then
        :return: {partner: :class:`CustomerCostContext`}
        """
        date = date or fields.Date.context_today(self)
        latest = self._latest_customer_values(company.root_id, date)
        readable = self.env["customer.value"].browse()
        if readable.has_access("read"):
            readable = readable.browse(latest.values())._filtered_access("read")
        # sudo: the letter of the tier, and no figure, is known to every employee
        values_sudo = {value.id: value for value in readable.sudo().browse(latest.values())}
        contexts = {}
        for partner in self:
            value = values_sudo.get(latest.get(partner.commercial_partner_id.id))
            visible = bool(value) and value.id in readable._ids
            contexts[partner] = _context(value, visible, date)
        return contexts

    @api.model
    def _customers_with_tier(self, company):
        """The customers who have a tier today, of those whose value the reader may read."""
        values = self.env["customer.value"].search(
            [
                ("company_id", "=", company.root_id.id),
                ("current", "=", True),
                ("tier_id", "!=", False),
            ]
        )
        return values.partner_id

    def _latest_customer_values(self, company, date):
        """{customer: id of his evaluation on a day}."""
        self.env["customer.value"].flush_model()
        return dict(
            self.env.execute_query(
                SQL(
                    """SELECT DISTINCT ON (partner_id) partner_id, id FROM customer_value
                        WHERE company_id = %s AND partner_id = ANY(%s) AND date <= %s
                     ORDER BY partner_id, date DESC, id DESC""",
                    company.id,
                    self.commercial_partner_id.ids,
                    date,
                )
            )
        )


def _context(value, visible, date):
    """The context of one customer.

    :param value: his evaluation as superuser, or ``None``
    :param visible: whether its figures may be told
    """
    if not value:
        return CustomerCostContext(visible=False)
    tier = {"tier": value.tier_id.name or "", "tier_id": value.tier_id.id}
    if not visible:
        return CustomerCostContext(**tier)
    return CustomerCostContext(
        **tier,
        visible=True,
        contribution=value.cm3,
        trend=value.trend,
        trend_direction=value.trend_direction or "flat",
        months=value.history_months,
        date_to=value.date_to,
        age_days=(date - value.date_to).days if value.date_to else None,
        coverage_percent=value.coverage_percent,
        at_risk=value.at_risk,
        stage=value.stage or None,
        revenue=value.net_revenue,
        lifetime_value=value.clv,
    )
