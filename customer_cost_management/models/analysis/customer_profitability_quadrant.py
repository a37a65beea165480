import math

from odoo import api, models
from odoo.exceptions import UserError

from ..profit.customer_profitability_figures import PARTS
from ..profit.customer_profitability_peers import FEWEST
from ..value.customer_value import ACTIONS, QUADRANTS
from .customer_profitability_period_columns import in_units

#: What the places of all customers are made of; each of them is read a hundred thousand times.
FIGURES = ("partner_id", "net_revenue", "cm1", "cm3")
#: What is told besides of the few who are drawn.
DETAILS = ("partner_id", "tier_id", "cm2", "avoidable")


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
        places = self._place_company(company_sudo, everybody, typed_split(self.env, split))
        return {
            "currency_id": company_sudo.currency_id.id,
            "chinese_units": company_sudo.customer_cost_chinese_units,
            "split": self._quadrant_split(company_sudo, places, split),
            "may_simulate": self.env["customer.cost.simulation"].has_access("create"),
            **self._page_facts(company_sudo, domain, len(own)),
            "actions": self._action_words(),
            **self._quadrant_of(company_sudo, everybody, places, own),
        }

    def _columns_to_place(self, domain):
        """(company, ids of the rows that the reader asks for, figures of everybody)."""
        if not domain and self._reads_company():
            company_sudo, everybody = self._period_columns(domain, FIGURES)
            return company_sudo, everybody["id"], everybody
        company_sudo, own = self._period_columns(domain, ())
        if not company_sudo:
            return company_sudo, own["id"], own
        # sudo: the lines go through everybody; what is told of whom, the caller restricts
        _company, everybody = self.sudo()._period_columns(
            [("company_id", "=", company_sudo.id)], FIGURES
        )
        return company_sudo, own["id"], everybody

    def _place_company(self, company_sudo, columns, split):
        """Places of all customers of a company, in the order of their figures."""
        from ...engine.value.quadrant import place
        from ..value.engine_behaviour import split_lines

        return place(
            columns["net_revenue"],
            columns["cm1"],
            columns["cm1"] - columns["cm3"],
            split or split_lines(company_sudo),
        )

    def _with_actions(self, company_sudo, columns, places, positions):
        """Figures of some customers with their tier, place and recommended action.

        :param positions: of customers that the reader may see, among those of ``columns``
        :return: columns by name, in the order of ``positions``
        """
        import numpy as np

        from ...engine.value.quadrant import ServiceFigures, middle_revenue, recommend

        told = {name: column[positions] for name, column in columns.items()}
        told |= self._details_of(company_sudo, told["partner_id"])
        # sudo: what was tried with whom is not told
        tried = self.env["customer.value"].sudo()._repricing_tried(company_sudo)
        figures = ServiceFigures(
            told["id"],
            told["net_revenue"],
            told["cm1"],
            told["cm1"] - told["cm2"],
            told["cm2"] - told["cm3"],
            told["net_revenue"] - told["avoidable"],
            np.isin(told["partner_id"], list(tried)),
        )
        quadrants = places.quadrants[positions]
        actions = recommend(figures, quadrants, middle_revenue(columns["net_revenue"]))
        return told | {
            "quadrant": quadrants,
            "action": actions,
            "margin_percent": places.product_margin_percents[positions],
            "service_percent": places.cost_to_serve_percents[positions],
        }

    def _details_of(self, company_sudo, partner_ids):
        """:data:`DETAILS` of customers of a company, in their order, with the reader's rights."""
        import numpy as np

        domain = [("company_id", "=", company_sudo.id), ("partner_id", "in", partner_ids.tolist())]
        _company, found = self._period_columns(domain, DETAILS)
        order = np.argsort(found["partner_id"])
        order = order[np.searchsorted(found["partner_id"], partner_ids, sorter=order)]
        return {name: found[name][order] for name in DETAILS}

    def _quadrant_split(self, company_sudo, places, typed):
        """Where the lines are.  The medians of few customers would tell a manager the
        percentages of a colleague's: he is told that there are few."""
        from ...engine.value.quadrant import NOT_PLACED

        kind, lines = company_sudo.customer_cost_quadrant_split, places.split
        if typed:
            kind = "typed"
        placed = int((places.quadrants != NOT_PLACED).sum())
        if kind == "median" and placed < FEWEST and not self._reads_company():
            kind, lines = "few", None
        return {
            "kind": kind,
            "margin": lines and lines.product_margin_percent,
            "service": lines and lines.cost_to_serve_percent,
        }

    def _quadrant_of(self, company_sudo, columns, places, ids):
        """What is told of some customers.

        :param ids: rows that the reader may see and that his filters leave
        """
        import numpy as np

        from ...engine.value.quadrant import NOT_PLACED
        from ...engine.value.quadrant_points import bubbles, members
        from ...engine.value.whale import EARNS, LOSES, bands_of

        chosen = np.flatnonzero(np.isin(columns["id"], ids))
        codes, profits = places.quadrants[chosen], columns["cm3"][chosen]
        revenues = columns["net_revenue"][chosen]
        drawn = chosen[bubbles(codes, revenues, profits)]
        found = members(codes, profits)
        labels = dict(
            self.env["customer.value"]._fields["quadrant"]._description_selection(self.env)
        )
        placed = codes != NOT_PLACED
        bands = bands_of(profits, revenues, company_sudo.customer_cost_near_zero_percent)
        return {
            "customer_count": len(codes),
            "placed": int(placed.sum()),
            "earning": _members(profits[placed & (bands == EARNS)]),
            "losing": _members(profits[placed & (bands == LOSES)]),
            "without_revenue": _sum(found[NOT_PLACED]),
            "quadrants": [
                {"key": key, "label": labels[key], **_sum(found[key])} for key, _label in QUADRANTS
            ],
            "points": self._quadrant_points(
                self._with_actions(company_sudo, columns, places, drawn)
            ),
        }

    def _quadrant_points(self, told):
        """The bubbles: few customers, by name."""
        names, tiers = self._customer_names(told["partner_id"], told["tier_id"])
        # sudo: who sees the row of a customer may know his tier
        tiers_sudo = self.env["customer.cost.tier"].sudo().browse(told["tier_id"].tolist())
        values = {
            "row_id": told["id"].tolist(),
            "customer": names,
            "tier": tiers,
            "tier_color": [tier.color if tier.id else 0 for tier in tiers_sudo],
            **{
                name: told[name].tolist()
                for name in ("quadrant", "action", "margin_percent", "service_percent")
            },
            "net_revenue": in_units(told["net_revenue"]),
            "margin": in_units(told["cm1"]),
            "service": in_units(told["cm1"] - told["cm3"]),
            "contribution": in_units(told["cm3"]),
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
    from ...engine.value.quadrant import SplitLines

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
