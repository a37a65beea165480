from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import float_round, format_date, formatLang

from .value_words import warning_sentence


class CustomerValue(models.Model):
    """An evaluation in words, in the reader's language.  Nothing here is stored."""

    _inherit = "customer.value"

    cm3_percent = fields.Float(
        "CM3 %", compute="_compute_cm3_percent", digits=(16, 1), aggregator=None
    )
    is_overridden = fields.Boolean(
        "Tier overridden", compute="_compute_is_overridden", search="_search_is_overridden"
    )
    reliability = fields.Char(compute="_compute_reliability", help="Empty: figures are reliable.")
    tier_words = fields.Char("Tier, in words", compute="_compute_tier_words")
    warnings = fields.Text(compute="_compute_warnings", help="One reason a line.")
    break_even_words = fields.Char("Break-even, in words", compute="_compute_break_even_words")
    minimum_order_words = fields.Char(
        "Minimum order, in words", compute="_compute_break_even_words"
    )
    clv_words = fields.Char("CLV, in words", compute="_compute_clv_words")
    retention_words = fields.Char("Retention, in words", compute="_compute_retention_words")
    payback_words = fields.Char("Payback, in words", compute="_compute_payback_words")
    dso_words = fields.Char("DSO, in words", compute="_compute_dso_words")
    rfm = fields.Char(
        "RFM", compute="_compute_rfm", help="Recency, frequency, net revenue: 5 is best."
    )

    @api.depends("partner_id", "date")
    def _compute_display_name(self):
        for value in self:
            customer = value.partner_id.sudo().display_name or ""
            value.display_name = f"{customer} · {value.date or ''}"

    @api.depends("cm3", "net_revenue")
    def _compute_cm3_percent(self):
        for value in self:
            sold = value.net_revenue > 0
            value.cm3_percent = 100 * value.cm3 / value.net_revenue if sold else 0

    @api.depends("override_tier_id")
    def _compute_is_overridden(self):
        for value in self:
            value.is_overridden = bool(value.override_tier_id)

    def _search_is_overridden(self, operator, value):
        if operator != "in":
            return NotImplemented
        if len(set(value)) > 1:
            return Domain.TRUE
        return [("override_tier_id", "!=" if True in value else "=", False)]

    # ------------------------------------------------------------------ in words

    def _money(self, amount, up=False):
        """An amount in whole units, as estimates and targets carry no cents; ``up`` because a
        unit less would not do."""
        method = "UP" if up else "HALF-UP"
        whole = float_round(amount, precision_digits=0, rounding_method=method)
        return formatLang(self.env, whole, digits=0)

    def _number(self, number, digits=1):
        return formatLang(self.env, number, digits=digits)

    @api.depends("history_months", "coverage_percent")
    @api.depends_context("lang")
    def _compute_reliability(self):
        from ...engine.approval.customer_state import Reliability

        least = Reliability()
        for value in self:
            value.reliability = False
            if value.history_months < least.months:
                value.reliability = self.env._(
                    "No reliable figures yet: %(months)s closed months, %(least)s are needed.",
                    months=value.history_months,
                    least=least.months,
                )
            elif value.coverage_percent < least.coverage_percent:
                value.reliability = self.env._(
                    "No reliable figures: only %(percent)s %% of cost found a customer or a pool.",
                    percent=self._number(value.coverage_percent),
                )

    @api.depends("tier_id", "rule_tier_id", "override_tier_id", "candidate_tier_id")
    @api.depends_context("lang")
    def _compute_tier_words(self):
        for value in self:
            value.tier_words = value._describe_tier()

    def _describe_tier(self):
        if self.override_tier_id:
            return self.env._(
                "Set by %(user)s until %(until)s: %(reason)s Tier by rule: %(tier)s.",
                user=self.override_user_id.sudo().name or "",
                until=format_date(self.env, self.override_until),
                reason=(self.override_reason or "").rstrip(".") + ".",
                tier=self.rule_tier_id.sudo().name or "–",
            )
        if self.candidate_tier_id:
            return self.env._(
                "%(tier)s since %(since)s by rule; it changes when two months agree and the "
                "quarter is over (%(until)s).",
                tier=self.candidate_tier_id.sudo().name,
                since=format_date(self.env, self.candidate_since),
                until=format_date(self.env, self.tier_valid_until),
            )
        return False

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_warnings(self):
        for value in self:
            sentences = [warning_sentence(value, reason) for reason in value.reasons or []]
            value.warnings = "\n".join(sentences) or False

    @api.depends("break_even_state", "break_even_revenue", "minimum_order")
    @api.depends_context("lang")
    def _compute_break_even_words(self):
        for value in self:
            value.break_even_words = value._describe_break_even()
            value.minimum_order_words = value.minimum_order > 0 and (
                self.env._(
                    "An order pays for its own handling from %(amount)s.",
                    amount=value._money(value.minimum_order, up=True),
                )
            )

    def _describe_break_even(self):
        if self.break_even_state == "no_volume":
            return self.env._(
                "No volume breaks even. Raise prices by %(percent)s %% or cut cost to serve by "
                "%(amount)s.",
                percent=self._number(self.break_even_price_percent),
                amount=self._money(-self.cm3, up=True),
            )
        if self.break_even_state != "found":
            return self.env._("No net revenue, so there is no break-even.")
        revenue = self._money(self.break_even_revenue, up=True)
        more = self.break_even_revenue - self.net_revenue
        if more <= 0:
            return self.env._(
                "Breaks even at %(revenue)s net revenue; he is %(less)s above it.",
                revenue=revenue,
                less=self._money(-more),
            )
        return self.env._(
            "Breaks even at %(revenue)s net revenue (%(more)s more), or %(percent)s %% higher "
            "prices.",
            revenue=revenue,
            more=self._money(more, up=True),
            percent=self._number(self.break_even_price_percent),
        )

    @api.depends("clv_method", "clv_multiple", "clv_horizon_years")
    @api.depends_context("lang")
    def _compute_clv_words(self):
        methods = dict(self._fields["clv_method"]._description_selection(self.env))
        for value in self:
            value.clv_words = value.clv_method and self.env._(
                "%(method)s, %(times)s × yearly contribution, %(years)s years at %(rate)s %%.",
                method=methods[value.clv_method],
                times=self._number(value.clv_multiple, 2) if value.clv_multiple else "–",
                years=value.clv_horizon_years,
                rate=self._number(value.clv_discount_percent),
            )

    @api.depends("clv_retention_measured", "clv_method")
    @api.depends_context("lang")
    def _compute_retention_words(self):
        for value in self:
            if not value.clv_method:
                value.retention_words = False
            elif value.clv_retention_measured:
                value.retention_words = self.env._("Of the customers of a year ago, who still buy.")
            else:
                value.retention_words = self.env._("As in the settings: too few years to measure.")

    @api.depends("payback_state", "payback_months", "payback_cost", "acquisition_cost")
    @api.depends_context("lang")
    def _compute_payback_words(self):
        for value in self:
            words = value._describe_payback()
            if words and value.payback_cost > value.acquisition_cost:
                words += " " + self.env._(
                    "To be earned back: %(cost)s, with what was spent on the relationship while "
                    "he was new.",
                    cost=value._money(value.payback_cost),
                )
            value.payback_words = words

    def _describe_payback(self):
        months = self.payback_months
        return {
            "none": self.env._("Nothing was spent to win him."),
            "paid": self.env._("Earned back after %(months)s months.", months=months),
            "expected": self.env._(
                "Expected after %(months)s months, at the average so far.", months=months
            ),
            "never": self.env._("Not in sight: he has earned nothing so far."),
        }.get(self.payback_state, False)

    @api.depends("dso_state", "dso_days", "terms_days")
    @api.depends_context("lang")
    def _compute_dso_words(self):
        for value in self:
            days, terms = round(value.dso_days), value.terms_days
            value.dso_words = {
                "measured": self.env._("%(days)s days, terms %(terms)s.", days=days, terms=terms),
                "at_least": self.env._(
                    "At least %(days)s days, terms %(terms)s: older than a year's sales.",
                    days=days,
                    terms=terms,
                ),
                "unknown": self.env._("Not measurable: a balance without sales in a year."),
            }.get(value.dso_state, False)

    @api.depends("recency_score", "frequency_score", "monetary_score")
    def _compute_rfm(self):
        for value in self:
            scores = value.recency_score, value.frequency_score, value.monetary_score
            value.rfm = " ".join(map(str, scores)) if all(scores) else "–"
