import math

from odoo import api, models
from odoo.exceptions import UserError

from .customer_profitability_figures import PARTS
from .customer_profitability_peers import FEWEST
from .customer_profitability_period_columns import in_units
from .customer_value import ACTIONS, QUADRANTS

#: What the places of customers are made of.
FIGURES = ("partner_id", "tier_id", "net_revenue", "cm1", "cm2", "cm3", "avoidable")


class CustomerProfitabilityPeriod(models.Model):
    """The quadrant of the customers of a period: margin against cost to serve."""

    _inherit = "customer.profitability.period"

    @api.model
    @api.readonly
    def get_customer_quadrant(self, domain, split=None):
        """Who to keep, reprice, serve differently or leave.

        The lines are drawn through all customers of the company in the period, whoever asks
        and whatever is filtered: a customer has one place.  It is the place of his
        evaluation, as long as both speak of the same months.

        :param domain: rows of one company; of them, the customers that the reader may see
        :param split: ``{"margin": %, "service": %}`` typed by the reader; else the
            company's setting
        :return: without customers :meth:`_why_no_figures`; else the lines, the four
            quadrants, who cannot be placed, and the bubbles; amounts in currency
        """
        company_sudo, own, everybody = self._columns_to_place(domain)
        if not company_sudo:
            return self._why_no_figures()
        quadrants = self._place_company(company_sudo, everybody, typed_split(self.env, split))
        return {
            "currency_id": company_sudo.currency_id.id,
            "chinese_units": company_sudo.customer_cost_chinese_units,
            "split": self._quadrant_split(company_sudo, quadrants, split),
            "may_simulate": self.env["customer.cost.simulation"].has_access("create"),
            **self._page_facts(company_sudo, domain, len(own["id"])),
            "actions": self._action_words(),
            **self._quadrant_of(everybody, quadrants, own["id"]),
        }

    def _columns_to_place(self, domain):
        """(company, figures of the customers that the reader asks for, those of everybody)."""
        company_sudo, own = self._period_columns(domain, FIGURES)
        if not company_sudo or not domain and self._reads_company():
            return company_sudo, own, own
        # sudo: the lines go through everybody; what is told of whom, the caller restricts
        _company, everybody = self.sudo()._period_columns(
            [("company_id", "=", company_sudo.id)], FIGURES
        )
        return company_sudo, own, everybody

    def _place_company(self, company_sudo, columns, split):
        """Places of all customers of a company, in the order of their figures."""
        import numpy as np

        from ..engine.value.quadrant import ServiceFigures, place_in_quadrants
        from .engine_behaviour import result, split_lines

        # sudo: what was tried with whom is not told
        tried = self.env["customer.value"].sudo()._repricing_tried(company_sudo)
        figures = ServiceFigures(
            columns["id"],
            columns["net_revenue"],
            columns["cm1"],
            columns["cm1"] - columns["cm2"],
            columns["cm2"] - columns["cm3"],
            columns["net_revenue"] - columns["avoidable"],
            np.isin(columns["partner_id"], list(tried)),
        )
        lines = split or split_lines(company_sudo)
        return result(place_in_quadrants(figures, lines))

    def _quadrant_split(self, company_sudo, quadrants, typed):
        """Where the lines are.  The medians of few customers would tell a manager the
        percentages of a colleague's: he is told that there are few."""
        from ..engine.value.quadrant import NOT_PLACED

        kind, lines = company_sudo.customer_cost_quadrant_split, quadrants.split
        if typed:
            kind = "typed"
        placed = int((quadrants.quadrants != NOT_PLACED).sum())
        if kind == "median" and placed < FEWEST and not self._reads_company():
            kind, lines = "few", None
        return {
            "kind": kind,
            "margin": lines and lines.product_margin_percent,
            "service": lines and lines.cost_to_serve_percent,
        }

    def _quadrant_of(self, columns, quadrants, ids):
        """What is told of some customers.

        :param ids: rows that the reader may see and that his filters leave
        """
        import numpy as np

        from ..engine.value.quadrant import NOT_PLACED
        from ..engine.value.quadrant_points import bubbles, members

        chosen = np.isin(columns["id"], ids)
        codes, profits = quadrants.quadrants[chosen], columns["cm3"][chosen]
        places = np.flatnonzero(chosen)
        drawn = places[bubbles(codes, columns["net_revenue"][chosen], profits)]
        found = members(codes, profits)
        labels = dict(
            self.env["customer.value"]._fields["quadrant"]._description_selection(self.env)
        )
        placed = codes != NOT_PLACED
        return {
            "customer_count": len(codes),
            "placed": int(placed.sum()),
            "earning": _members(profits[placed & (profits > 0)]),
            "losing": _members(profits[placed & (profits < 0)]),
            "without_revenue": _sum(found[NOT_PLACED]),
            "quadrants": [
                {"key": key, "label": labels[key], **_sum(found[key])} for key, _label in QUADRANTS
            ],
            "points": self._quadrant_points(columns, quadrants, drawn),
        }

    def _quadrant_points(self, columns, quadrants, drawn):
        """The bubbles: few customers, by name."""
        names, tiers = self._customer_names(columns["partner_id"][drawn], columns["tier_id"][drawn])
        # sudo: who sees the row of a customer may know his tier
        tiers_sudo = (
            self.env["customer.cost.tier"].sudo().browse(columns["tier_id"][drawn].tolist())
        )
        costs = columns["cm1"][drawn] - columns["cm3"][drawn]
        values = {
            "row_id": columns["id"][drawn].tolist(),
            "customer": names,
            "tier": tiers,
            "tier_color": [tier.color if tier.id else 0 for tier in tiers_sudo],
            "quadrant": quadrants.quadrants[drawn].tolist(),
            "action": quadrants.actions[drawn].tolist(),
            "margin_percent": quadrants.product_margin_percents[drawn].tolist(),
            "service_percent": quadrants.cost_to_serve_percents[drawn].tolist(),
            "net_revenue": in_units(columns["net_revenue"][drawn]),
            "margin": in_units(columns["cm1"][drawn]),
            "service": in_units(costs),
            "contribution": in_units(columns["cm3"][drawn]),
        }
        return [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]

    def _action_words(self):
        """{code: {"label", "words"}} of the recommended actions."""
        words = {
            "invest": self.env._(
                "Keep this customer first: visit, offer more, win the next order."
            ),
            "reprice": self.env._(
                "Raise prices or cut discounts, or sell products with more margin."
            ),
            "minimum_order": self.env._(
                "Agree on a minimum order, or charge small orders for handling."
            ),
            "service_menu": self.env._(
                "Offer a menu of services with prices; what is free stays basic."
            ),
            "self_service": self.env._(
                "Move orders and questions to self-service or inside sales."
            ),
            "exit": self.env._("Prices were tried and the customer still costs: prepare to part."),
        }
        field = self.env["customer.value"]._fields["action"]
        labels = dict(field._description_selection(self.env))
        return {code: {"label": labels[code], "words": words[code]} for code, _label in ACTIONS}


def typed_split(env, split):
    """The lines that a reader typed, or ``None``."""
    from ..engine.value.quadrant import SplitLines

    if not split:
        return None
    try:
        lines = SplitLines(float(split["margin"]), float(split["service"]))
    except (KeyError, TypeError, ValueError):
        lines = None
    if not lines or not math.isfinite(lines.product_margin_percent + lines.cost_to_serve_percent):
        raise UserError(
            env._(
                "The quadrants meet at a percentage of margin and one of cost to serve. Type "
                "two numbers, or leave both empty."
            )
        )
    return lines


def _sum(members):
    return {"customers": members.customers, "amount": members.contribution / PARTS}


def _members(profits):
    return {"customers": len(profits), "amount": int(profits.sum()) / PARTS}
