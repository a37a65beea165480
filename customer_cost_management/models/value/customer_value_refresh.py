from functools import partial

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

#: First key of the advisory locks: "customer value".
LOCK_SPACE = 0x6376


class CustomerValue(models.Model):
    """Evaluates all customers of a company in one pass, and stores what changed.

    SQL gathers, numpy computes through the engine, binary COPY writes into a table beside;
    PostgreSQL compares it with the rows in force and keeps the customers that differ.
    """

    _name = "customer.value"
    _inherit = ["customer.value", "customer.cost.clock"]

    def action_evaluate(self):
        """Evaluate the customers of the user's company, now."""
        self._check_may_evaluate()
        company = self.env.company.root_id
        if not self._evaluate_locked(company):
            raise UserError(
                self.env._(
                    "%(company)s is being evaluated by somebody else. Wait until that is finished.",
                    company=company.name,
                )
            )
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _check_may_evaluate(self):
        role = "customer_cost_management.group_cost_accountant"
        if not self.env.su and not self.env.user.has_group(role):
            raise AccessError(
                self.env._(
                    "You may not do this. Ask somebody with the role %(role)s.",
                    role=self.env.ref(role).sudo().name,
                )
            )

    @api.model
    def _cron_evaluate(self):
        """Nightly: the companies where something happened since they were evaluated."""
        due = [company for company in self._companies_with_runs() if self._is_due(company)]
        self._do_each([partial(self._evaluate_locked, company) for company in due])

    def _companies_with_runs(self):
        published = [("kind", "=", "actual"), ("state", "in", ("published", "closed"))]
        groups = self.env["customer.cost.run"]._read_group(published, ["company_id"])
        return [company for (company,) in groups]

    def _is_due(self, company):
        """A month was published, an override ran out, or another month has begun."""
        last = company.customer_cost_value_evaluated_on
        today = fields.Date.context_today(self)
        if not last or last.date() < today.replace(day=1):
            return True
        of_company = [("company_id", "=", company.id)]
        return bool(
            self.env["customer.cost.run"].search_count(
                [*of_company, ("published_on", ">=", last)], limit=1
            )
            or self.search_count(
                [*of_company, ("current", "=", True), ("override_until", "<", today)], limit=1
            )
        )

    @api.model
    def _evaluate_locked(self, company):
        """Evaluate a company unless somebody else is at it; whether it was done."""
        [[locked]] = self.env.execute_query(
            SQL("SELECT pg_try_advisory_xact_lock(%s, %s)", LOCK_SPACE, company.id)
        )
        if locked:
            self._evaluate(company)
        return locked

    @api.model
    def _evaluate(self, company, today=None):
        """Evaluate all customers of a root company.

        :return: how many customers have a new row; 0 when nothing changed
        """
        from .value_sources import ValueSources
        from .value_window import value_window

        today = today or fields.Date.context_today(self)
        self.env.flush_all()
        # sudo: settings, rules and books of the company are read on behalf of everybody
        company = company.sudo()
        window = value_window(self.env, company, today)
        written = 0
        if window:
            sources = ValueSources(self.env, company, window, today)
            if len(sources.customers):
                written = self._store(sources, self._compute_columns(sources))
        company.customer_cost_value_evaluated_on = fields.Datetime.now()
        self.env.invalidate_all()
        return written

    def _compute_columns(self, sources):
        """{column: values of all customers}."""
        from .engine_acquisition import CustomerAcquisition
        from .engine_behaviour import CustomerBehaviour
        from .engine_worth import CustomerWorth
        from .value_tiers import CustomerTiers

        tiers = CustomerTiers(sources)
        behaviour = CustomerBehaviour(sources)
        acquisition = CustomerAcquisition(behaviour)
        worth = CustomerWorth(behaviour, acquisition)
        return {
            **self._base_columns(sources),
            **tiers.evaluate(tiers.read_overrides()),
            **behaviour.columns(),
            **acquisition.columns(),
            **worth.columns(),
            "at_risk": behaviour.warnings.at_risk,
            "reasons": self._reasons(sources, behaviour.warnings, worth.risk),
        }

    @api.model
    def _repricing_tried(self, company):
        """Ids of the customers whose prices somebody tried to raise; actions fill it in."""
        return ()

    def _base_columns(self, sources):
        import numpy as np

        count, window, sums = len(sources.customers), sources.window, sources.sums
        return {
            "company_id": np.full(count, sources.company.id),
            "partner_id": sources.customers,
            "date": np.full(count, np.datetime64(sources.today)),
            "date_to": np.full(count, np.datetime64(window.date_to)),
            "current": np.ones(count, bool),
            "period_months": np.full(count, window.months),
            "history_months": sources.history_months,
            "coverage_percent": np.full(count, self._coverage(sources)),
            **{name: sums[name] for name in ("net_revenue", "cm1", "cm2", "relationship", "cm3")},
            "cost_to_serve": sums["cm1"] - sums["cm3"],
            "previous_revenue": sources.previous_revenue,
            "previous_cm3": sources.previous_cm3,
        }
