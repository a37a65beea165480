from odoo import api, fields, models
from odoo.tools import format_amount, formatLang

from ..platform.month_name import month_name


class CustomerCostAction(models.Model):
    """An action in words: why, and what it has brought."""

    _inherit = "customer.cost.action"

    @api.depends("figures", "partner_id", "company_id", "planned")
    @api.depends_context("lang", "uid")
    def _compute_why(self):
        """The frozen figures; while it is being written, those of today."""
        written = self.filtered(lambda action: not action._origin)
        today = self._figures_of(written.partner_id, written.company_id)
        for action in self:
            figures = action.figures or (
                action in written and today.get((action.partner_id, action.company_id))
            )
            action.why = action._why(figures) if figures else action._why_not()

    def _why_not(self):
        if not self.partner_id:
            return False
        if self._origin and not self.planned:
            return False
        return self.env._(
            "%(customer)s has no published figures yet.", customer=self.partner_id.sudo().name
        )

    def _why(self, figures):
        """12 months to October 2026, 12 of them published: … contribution −12,500.00."""
        lines = [self._why_figures(figures)]
        if figures["avoidable"]:
            lines.append(
                self.env._(
                    "Counting avoidable cost alone, the customer brings %(amount)s.",
                    amount=self._money(figures["net_revenue"] - figures["avoidable"]),
                )
            )
        if figures["tier"]:
            lines.append(self.env._("Tier %(tier)s.", tier=figures["tier"]))
        if figures["recommended"]:
            labels = dict(self._fields["kind"]._description_selection(self.env))
            lines.append(
                self.env._("Recommended: %(action)s.", action=labels[figures["recommended"]])
            )
        return "\n".join(lines)

    def _why_figures(self, figures):
        revenue, cost = figures["net_revenue"], figures["cost_to_serve"]
        values = {
            "months": figures["months"],
            "month": month_name(self.env, fields.Date.to_date(figures["date_to"])),
            "revenue": self._money(revenue),
            "cm1": self._money(figures["cm1"]),
            "cost": self._money(cost),
            "cm3": self._money(figures["cm3"]),
        }
        if revenue <= 0:
            return self.env._(
                "12 months to %(month)s, %(months)s of them published: net revenue %(revenue)s, "
                "CM1 %(cm1)s, cost to serve %(cost)s, contribution %(cm3)s.",
                **values,
            )
        return self.env._(
            "12 months to %(month)s, %(months)s of them published: net revenue %(revenue)s, CM1 "
            "%(cm1)s (%(cm1_percent)s %%), cost to serve %(cost)s (%(cost_percent)s %%), "
            "contribution %(cm3)s.",
            cm1_percent=formatLang(self.env, 100 * figures["cm1"] / revenue, digits=1),
            cost_percent=formatLang(self.env, 100 * cost / revenue, digits=1),
            **values,
        )

    @api.depends("realised", "expected_saving")
    def _compute_realised_percent(self):
        for action in self:
            expected = action.expected_saving
            action.realised_percent = 100 * action.realised / expected if expected else 0.0

    @api.depends(
        "state",
        "drop_reason",
        "date_from",
        "baseline_months",
        "run_count",
        "realised",
        "expected_saving",
        "expected_so_far",
    )
    @api.depends_context("lang")
    def _compute_verdict(self):
        for action in self:
            action.verdict = action._verdict()

    def _verdict(self):
        if self.state == "dropped":
            return self.env._("Dropped: %(reason)s", reason=self.drop_reason or "")
        if self.state not in ("doing", "done"):
            return self.env._("Counts from the month in which it is started.")
        if not self.baseline_months:
            return self.env._(
                "No month was published before it began: there is nothing to compare with."
            )
        if not self.run_count:
            return self.env._(
                "Counts from %(month)s. The first month that is published tells.",
                month=month_name(self.env, self.date_from),
            )
        return f"{self._verdict_realised()} {self._verdict_expected()}"

    def _verdict_realised(self):
        """Realised 8,200.00 of 12,000.00 after 2 runs."""
        values = {
            "realised": self._money(self.realised),
            "worse": self._money(-self.realised),
            "expected": self._money(self.expected_saving),
            "count": self.run_count,
        }
        if self.realised < 0:
            if self.run_count == 1:
                return self.env._("Worse by %(worse)s after 1 run.", **values)
            return self.env._("Worse by %(worse)s after %(count)s runs.", **values)
        if self.run_count == 1:
            return self.env._("Realised %(realised)s of %(expected)s after 1 run.", **values)
        return self.env._("Realised %(realised)s of %(expected)s after %(count)s runs.", **values)

    def _verdict_expected(self):
        amount = self._money(self.expected_so_far)
        if self.currency_id.compare_amounts(self.realised, self.expected_so_far) >= 0:
            return self.env._("That is at least the %(amount)s expected by now.", amount=amount)
        return self.env._("Expected by now: %(amount)s.", amount=amount)

    def _money(self, amount):
        return format_amount(self.env, amount, self.currency_id)
