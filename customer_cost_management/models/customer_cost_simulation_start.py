from odoo import api, fields, models
from odoo.exceptions import UserError

#: Months of a simulation that starts from no run in particular.
BASE_MONTHS = 12


class CustomerCostSimulation(models.Model):
    """Which runs a simulation starts from."""

    _inherit = "customer.cost.simulation"

    def _fingerprint(self):
        """Names the figures of the base: other figures, another fingerprint."""
        runs = self.sudo().base_run_ids.sorted("id")
        return " ".join(f"{run.id}:{run.computed_on or ''}" for run in runs)

    @api.model
    def _last_published_runs(self, company):
        """The published runs of the twelve months that end with the last published one."""
        runs = self.env["customer.cost.run"].sudo()
        domain = [
            ("company_id", "=", company.id),
            ("kind", "=", "actual"),
            ("state", "in", ("published", "closed")),
        ]
        last = runs.search(domain, limit=1, order="date_from desc")
        if not last:
            raise UserError(
                self.env._(
                    "%(company)s has no published month to simulate from. Your controller "
                    "publishes them.",
                    company=company.name,
                )
            )
        since = fields.Date.subtract(last.date_from, months=BASE_MONTHS - 1)
        return runs.search([*domain, ("date_from", ">=", since)])

    def _set_base(self, runs):
        """Start from these runs; whoever reads no estimates gets none."""
        self.ensure_one()
        states = ("published", "closed", *(["computed"] if self._reads_company() else []))
        for number, run in enumerate(runs):
            wrong = run.kind != "actual" or run.company_id != self.company_id
            twice = run.date_from in runs[:number].mapped("date_from")
            if wrong or twice or run.state not in states:
                raise UserError(
                    self.env._(
                        "%(run)s cannot be simulated from. Choose published runs of "
                        "%(company)s, one for each month.",
                        run=run.display_name,
                        company=self.company_id.name,
                    )
                )
        self.sudo().base_run_ids = runs

    @api.model
    def _reads_company(self):
        """Whether the user reads the figures of the whole company."""
        return self.env["customer.cost.reconciliation.line"].has_access("read")
