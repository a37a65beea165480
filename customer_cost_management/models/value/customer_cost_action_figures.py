from odoo import api, fields, models

from ..platform.approval_seal import amount_in_minor_units, amount_of_minor_units, sealed
from ..profit.customer_profitability_window import PUBLISHED_STATES

#: Months that are compared, and months that are compared with.
MONTHS = 12
#: Figures of the last twelve published months that are frozen beside an action.
YEAR_FIGURES = ("net_revenue", "cm1", "cost_to_serve", "cm3", "avoidable")
#: States in which published months are compared with the baseline.
COUNTED_STATES = ("doing", "done")
NOTHING_REALISED = {
    "realised": 0.0,
    "expected_so_far": 0.0,
    "run_count": 0,
    "realised_by_run": False,
}


class CustomerCostAction(models.Model):
    """The figures of an action: why, what was before, what it has brought since."""

    _inherit = "customer.cost.action"

    def _plan(self):
        """Freeze why it is proposed, and what is before it; with the rights of the user."""
        figures = self._figures_of(self.partner_id, self.company_id)
        for action in self:
            known = figures.get((action.partner_id, action.company_id))
            sealed(action.sudo()).write({"planned": True, "figures": known or False})
        self._freeze_baseline()

    @api.model
    def _figures_of(self, partners, companies):
        """{(customer, company): figures of the last twelve published months}, of those the user
        may read: what is frozen beside an action."""
        if not partners or not self.env["customer.profitability.year"].has_access("read"):
            return {}
        mine = [("partner_id", "in", partners.ids), ("company_id", "in", companies.ids)]
        years = self.env["customer.profitability.year"].search(
            [*mine, ("window_kind", "=", "last_twelve")]
        )
        values = {
            (value.partner_id, value.company_id): value
            for value in self.env["customer.value"].search([*mine, ("current", "=", True)])
        }
        return {
            (year.partner_id, year.company_id): {
                **{name: year[name] for name in YEAR_FIGURES},
                "months": year.run_count,
                "date_to": fields.Date.to_string(year.window_id.sudo().date_to),
                "date": fields.Date.to_string(fields.Date.context_today(self)),
                **self._value_figures(values.get((year.partner_id, year.company_id))),
            }
            for year in years
        }

    def _value_figures(self, value):
        if not value:
            return {"tier": "", "recommended": ""}
        return {"tier": value.tier_id.sudo().name or "", "recommended": value.action or ""}

    # ------------------------------------------------------------------ before

    def _freeze_baseline(self):
        """The twelve months before it counts, as far as they are published."""
        first_days = self._first_days()
        spans = {
            action: (fields.Date.subtract(day, months=MONTHS), day)
            for action, day in first_days.items()
        }
        amounts = self._read_measure(spans)
        for action in self:
            known = amounts[action.id]
            by_month = {str(day.month): amount for day, amount in known}
            money = action.currency_id
            sealed(action.sudo()).write(
                {
                    "baseline_by_month": by_month or False,
                    "baseline": amount_of_minor_units(sum(by_month.values()), money),
                    "baseline_months": len(by_month),
                }
            )
        self._measure()

    def _first_days(self):
        """{action: the month it counts from; if nobody chose one, the first unpublished one}."""
        # sudo: which months are published is no secret to who plans
        last = dict(
            self.env["customer.cost.run"]
            .sudo()
            ._read_group(
                [
                    ("company_id", "in", self.company_id.ids),
                    ("kind", "=", "actual"),
                    ("state", "in", PUBLISHED_STATES),
                ],
                ["company_id"],
                ["date_to:max"],
            )
        )
        this_month = fields.Date.start_of(fields.Date.context_today(self), "month")
        return {
            action: fields.Date.start_of(
                action.date_from
                or (
                    fields.Date.add(last[action.company_id], days=1)
                    if last.get(action.company_id)
                    else this_month
                ),
                "month",
            )
            for action in self
        }

    # ------------------------------------------------------------------ since

    @api.model
    def _refresh(self, companies):
        """Compare what was published with the baselines of all actions under way."""
        self.search(
            [("company_id", "in", companies.ids), ("state", "in", COUNTED_STATES)]
        )._measure()

    def _measure(self):
        """What the months published since each action began are better than before."""
        counted = self.filtered(
            lambda action: (
                action.state in COUNTED_STATES and action.date_from and action.baseline_by_month
            )
        )
        spans = {
            action: (action.date_from, fields.Date.add(action.date_from, months=MONTHS))
            for action in counted
        }
        amounts = self._read_measure(spans)
        for action in self:
            known = amounts[action.id]
            quiet = sealed(action.sudo()).with_context(tracking_disable=True)
            quiet.write(action._saving_of(known) if known else NOTHING_REALISED)

    def _saving_of(self, months):
        """The engine's verdict on one action.

        :param months: (first day, minor units) of each month published since, in their order
        """
        from ...engine.value.realised_saving import (
            ActionResult,
            baselines_of_runs,
            realised_saving,
        )

        before = {int(month): amount for month, amount in self.baseline_by_month.items()}
        days, actuals = zip(*months, strict=True)
        money = self.currency_id
        saving, _problems = realised_saving(
            ActionResult(
                self.measure,
                amount_in_minor_units(self.expected_saving, money),
                baselines_of_runs(before, [day.month for day in days]),
                actuals,
            )
        )
        return {
            "realised": amount_of_minor_units(saving.realised, money),
            "expected_so_far": amount_of_minor_units(saving.expected_so_far, money),
            "run_count": saving.runs,
            "realised_by_run": [
                {
                    "month": fields.Date.to_string(day),
                    "amount": amount_of_minor_units(amount, money),
                }
                for day, amount in zip(days, saving.by_run, strict=True)
            ],
        }


class CustomerValue(models.Model):
    """Exit is recommended only where raising prices was tried."""

    _inherit = "customer.value"

    @api.model
    def _repricing_tried(self, company):
        # sudo: the server judges by it; what was tried with whom it does not tell
        actions_sudo = self.env["customer.cost.action"].sudo()
        done = actions_sudo._read_group(
            [
                ("company_id", "=", company.id),
                ("kind", "=", "reprice"),
                ("state", "=", "done"),
                ("partner_id", "!=", False),
            ],
            ["partner_id"],
        )
        return {*super()._repricing_tried(company), *(partner.id for (partner,) in done)}


class CustomerCostRun(models.Model):
    """Published months tell what actions have brought."""

    _inherit = "customer.cost.run"

    def action_publish(self):
        result = super().action_publish()
        # sudo: who publishes a month brings every action of the company up to date
        self.env["customer.cost.action"].sudo()._refresh(self.company_id)
        return result
