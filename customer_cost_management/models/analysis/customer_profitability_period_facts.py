from odoo import api, models


class CustomerProfitabilityPeriod(models.Model):
    """What the whale curve and the quadrant say beside their figures."""

    _inherit = "customer.profitability.period"

    @api.model
    @api.readonly
    def get_why_no_figures(self):
        """What an empty list of customers says: as :meth:`_why_no_figures`."""
        self.check_access("read")
        return self._why_no_figures()

    @api.model
    def _why_no_figures(self):
        """What a page without customers says.

        ``nothing_computed``, ``to_publish`` or ``nothing_published`` (by what the reader may
        know), ``nothing_in_period``, ``none_of_yours`` (others have figures) or ``no_match``
        (the filters leave nobody).
        """
        if self.search_count([], limit=1):
            reason = "no_match"
        # sudo: that others have figures is no secret, nor which months are published
        elif self.sudo().search_count([], limit=1):
            reason = "none_of_yours"
        elif self._runs_in_force():
            reason = "nothing_in_period"
        else:
            reason = self._why_nothing_is_published()
        may_set_up = self.env["customer.cost.run"].has_access("create")
        return {"customer_count": 0, "reason": reason, "may_set_up": may_set_up}

    @api.model
    def _why_nothing_is_published(self):
        runs = self.env["customer.cost.run"]
        if not runs.has_access("read"):
            return "nothing_published"
        computed = [("kind", "=", "actual"), ("state", "=", "computed")]
        return "to_publish" if runs.search_count(computed, limit=1) else "nothing_computed"

    @api.model
    def _reads_company(self):
        """Whether the reader sees the whole company, not his own customers alone."""
        return self.env["customer.cost.reconciliation.line"].has_access("read")

    @api.model
    def _page_facts(self, company_sudo, domain, count):
        """Whose customers these are, and what should be known about the figures.

        :param company_sudo: the company of the rows
        :param domain: filters of the reader
        :param count: how many customers they leave
        """
        reads_company = self._reads_company()
        rows = self.with_context(customer_cost_grain=False)
        own = [("company_id", "=", company_sudo.id)]
        filtered = bool(domain) and count < rows.search_count(own)
        runs_sudo = self._runs_of_company(company_sudo)
        return {
            "reads_company": reads_company,
            "filtered": filtered,
            "notes": self._page_notes(company_sudo),
            "books": self._books(runs_sudo) if reads_company and not filtered else None,
        }

    @api.model
    def _runs_of_company(self, company):
        """The runs of a company whose figures the period sums up."""
        runs = self._runs_in_force().get(company.sudo(), {})
        return self._runs_within(company, runs, self._chosen_period())

    @api.model
    @api.readonly
    def get_notes(self):
        """What should be known about the figures of the chosen period, as every page of it
        says: the worst first, see ``customer.cost.run._notes``."""
        self.check_access("read")
        company = self.env.company.root_id
        return self._page_notes(company) if self._runs_of_company(company) else []

    @api.model
    def _page_notes(self, company):
        notes = self._notes(company)
        if self._reads_company():
            rows = self.with_context(customer_cost_grain=False)
            served = [("company_id", "=", company.id), ("cost_to_serve", "!=", 0)]
            if not rows.search_count(served, limit=1):
                text = self.env._("No operating cost found; this is product margin only.")
                notes.append({"key": "margin_only", "text": text})
        return notes

    @api.model
    def _notes(self, company):
        """Sentences about the figures of a company in the period, the worst first."""
        runs_sudo = self._runs_of_company(company)
        in_force = self._runs_in_force().get(company.sudo(), {})
        period = self._chosen_period()
        missing = in_force and self._missing_words(
            in_force, period, *self._days_of(company, in_force, period)
        )
        return runs_sudo._notes(self._reads_company(), missing)

    @api.model
    def _books(self, runs_sudo):
        """What stands beside all customers in the books: who has none, and the difference."""
        lines = self.env["customer.cost.reconciliation.line"]._read_group(
            [
                ("run_id", "in", runs_sudo.ids),
                ("line", "in", ("revenue_without_customer", "cost_without_customer")),
            ],
            aggregates=["amount:sum"],
        )
        currency = runs_sudo.currency_id
        return {
            "run_ids": runs_sudo.ids,
            "without_customer": currency.round(lines[0][0] or 0.0),
            "difference": currency.round(runs_sudo._worst_difference()),
        }
