from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

#: Months of a simulation that starts from no run in particular.
BASE_MONTHS = 12
#: Single runs that the page offers to start from.
BASES_OFFERED = 24


class CustomerCostSimulation(models.Model):
    """Which runs a simulation starts from."""

    _inherit = "customer.cost.simulation"

    @api.model
    def open_workbench(self, simulation_id=None):
        """The page of a simulation, or of a new one; who may start none gets their list.

        :return: the page, or ``{"action"}`` to open in its place
        """
        simulation = self.browse(simulation_id or []).exists()
        if not simulation and not self.has_access("create"):
            name = "customer_cost_management.customer_cost_simulation_action"
            return {"action": self.env["ir.actions.actions"]._for_xml_id(name)}
        if not simulation:
            simulation = self.browse(self.action_new()["params"]["simulation_id"])
        return simulation.get_workbench()

    def _fingerprint(self):
        """Names the figures of the base: other figures, another fingerprint."""
        # sudo: stale is stale also for who may not open the runs
        runs = self.sudo().base_run_ids.sorted("id")
        return " ".join(f"{run.id}:{run.computed_on or ''}" for run in runs)

    @api.model
    def _last_published_runs(self, company):
        """The published runs of the twelve months that end with the last published one."""
        # sudo: managers may not open runs; that months are published is no secret
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
        for run in runs:
            if run.state not in states:
                self._refuse_base(run)
        # sudo: managers may not open the runs they may simulate
        self.sudo().base_run_ids = runs

    @api.constrains("company_id", "base_run_ids")
    def _check_base(self):
        for simulation in self:
            runs = simulation.base_run_ids
            for number, run in enumerate(runs):
                foreign = run.company_id != simulation.company_id
                twice = run.date_from in runs[:number].mapped("date_from")
                if run.kind != "actual" or not run.computed_on or foreign or twice:
                    simulation._refuse_base(run)

    def _refuse_base(self, run):
        raise ValidationError(
            self.env._(
                "%(run)s cannot be simulated from. Choose published runs of %(company)s, one "
                "for each month.",
                run=run.display_name,
                company=self.company_id.name,
            )
        )

    def choose_base(self, run_id=None):
        """Start from another run, or from the last year; the changes stay."""
        self.ensure_one()
        self.check_access("write")
        # sudo: _set_base refuses what this user may not start from
        run_sudo = self.env["customer.cost.run"].sudo().browse(run_id or []).exists()
        self._set_base(run_sudo or self._last_published_runs(self.company_id))
        self.change_ids.sudo()._check_is_in_base()
        self.action_compute()
        return self.get_workbench()

    def _page_bases(self):
        """What it may start from: the last year, and single months, the latest first."""
        states = ["published", "closed"] + (["computed"] if self._reads_company() else [])
        # sudo: months alone are told, those that this user may start from
        runs_sudo = self.env["customer.cost.run"].sudo()
        runs = runs_sudo.search(
            [
                ("company_id", "=", self.company_id.id),
                ("kind", "=", "actual"),
                ("state", "in", states),
            ],
            limit=BASES_OFFERED,
        )
        chosen = self.sudo().base_run_ids
        bases = [{"id": run.id, "label": run.display_name, "chosen": run == chosen} for run in runs]
        if len(chosen) == 1 and chosen not in runs:
            bases.append({"id": chosen.id, "label": chosen.display_name, "chosen": True})
        year = {"id": False, "label": self.env._("Last 12 published months")}
        return [year | {"chosen": len(chosen) > 1}, *bases]

    @api.model
    def _reads_company(self):
        """Whether the user reads the figures of the whole company."""
        return self.env["customer.cost.reconciliation.line"].has_access("read")
