from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError


class CustomerCostSimulation(models.Model):
    """What if: changes of price, volume or service, beside what published months say.

    A simulation stands on frozen runs (one, or the published ones of the last twelve
    months), carries its changes as rows, and puts what it computes into a run of kind
    *simulation*: statements of the customers, activities with their rates and, where its
    author may read them, the lines of the company.  It reads no ledger and is never
    published.

    ==============  ==================================================================
    who             may
    ==============  ==================================================================
    author          change and compute it, with the rights he has at that moment
    manager         read what he and his team made; change prices, volumes and service
                    of his own customers, no rate, pool, share or capacity
    accountant      read all, change all in his own, delete any
    auditor         read all
    ==============  ==================================================================

    One that nobody kept is deleted after some days.
    """

    _name = "customer.cost.simulation"
    _description = "Customer Cost Simulation"
    _order = "kept desc, id desc"
    _check_company_auto = True

    name = fields.Char(
        required=True, default=lambda self: self.env._("New simulation"), help="What it is about."
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        readonly=True,
        default=lambda self: self.env.company.root_id,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    create_uid = fields.Many2one("res.users", "Author", readonly=True)
    partner_ids = fields.Many2many(
        "res.partner",
        "customer_cost_simulation_partner_rel",
        string="Customers",
        help="The customers that new changes are for. Empty: all customers.",
    )
    base_run_ids = fields.Many2many(
        "customer.cost.run",
        "customer_cost_simulation_base_rel",
        "simulation_id",
        "run_id",
        string="Base",
        readonly=True,
        copy=False,
        groups="customer_cost_management.group_cost_accountant,"
        "customer_cost_management.group_auditor",
        help="The runs whose frozen figures the simulation starts from.",
    )
    change_ids = fields.One2many("customer.cost.simulation.change", "simulation_id", "Changes")
    run_id = fields.Many2one(
        "customer.cost.run",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups="customer_cost_management.group_cost_accountant,"
        "customer_cost_management.group_auditor",
        help="The run that holds what was computed.",
    )
    kept = fields.Boolean(
        readonly=True, copy=False, help="Kept ones stay; others are deleted after some days."
    )
    state = fields.Selection(related="run_id.state", string="State", related_sudo=True, groups=None)
    base_label = fields.Char("Starts from", compute="_compute_base", compute_sudo=True)
    stale = fields.Boolean(
        compute="_compute_base",
        compute_sudo=True,
        help="What it starts from was computed again or replaced since.",
    )
    base_fingerprint = fields.Char(
        copy=False,
        readonly=True,
        groups="customer_cost_management.group_cost_accountant,"
        "customer_cost_management.group_auditor",
    )
    changes_label = fields.Char("Assumptions", compute="_compute_changes_label")
    contribution_change = fields.Monetary(
        "Δ Contribution",
        compute="_compute_contribution_change",
        help="Simulated less actual contribution of the customers you may see.",
    )

    @api.depends("base_run_ids.state", "base_run_ids.computed_on", "base_fingerprint")
    @api.depends_context("lang")
    def _compute_base(self):
        for simulation in self:
            runs = simulation.base_run_ids.sorted("date_from")
            label = runs.display_name if len(runs) == 1 else ""
            if len(runs) > 1:
                label = self.env._(
                    "%(first)s to %(last)s", first=runs[0].display_name, last=runs[-1].display_name
                )
            simulation.base_label = label or self.env._("Nothing: the base is gone")
            replaced = not runs or "superseded" in runs.mapped("state")
            fingerprint = simulation.base_fingerprint
            computed_again = fingerprint and fingerprint != simulation._fingerprint()
            simulation.stale = bool(replaced or computed_again)

    @api.depends("change_ids.display_name")
    @api.depends_context("lang")
    def _compute_changes_label(self):
        for simulation in self:
            simulation.changes_label = " · ".join(simulation.change_ids.mapped("display_name"))

    @api.depends("run_id.computed_on")
    @api.depends_context("uid")
    def _compute_contribution_change(self):
        changes = dict(
            self.env["customer.cost.simulation.customer"]._read_group(
                [("simulation_id", "in", self.ids)], ["simulation_id"], ["cm3_change:sum"]
            )
        )
        for simulation in self:
            simulation.contribution_change = changes.get(simulation, 0.0)

    # ------------------------------------------------------------------ create, write, unlink

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.pop("create_uid", None)
        simulations = super().create(vals_list)
        run_ids = self.env.context.get("simulation_run_ids")
        for simulation in simulations:
            # sudo: the runs that the context names are checked like any others
            runs = self.env["customer.cost.run"].sudo().browse(run_ids or []).exists()
            simulation._set_base(runs or self._last_published_runs(simulation.company_id))
        simulations._check_customers()
        return simulations

    def write(self, vals):
        result = super().write(vals)
        if "partner_ids" in vals:
            self._check_customers()
        return result

    def unlink(self):
        # sudo: its run goes with it; nobody else uses it
        runs_sudo = self.sudo().run_id
        result = super().unlink()
        runs_sudo.unlink()
        return result

    def _check_customers(self):
        """Nobody is named whom the company does not serve, or the author may not see."""
        for simulation in self:
            simulation._check_partners(simulation.partner_ids)

    def _check_partners(self, partners):
        """Raise unless all are customers of the company, and the user's own if he reads no more."""
        self.ensure_one()
        companies = self.company_id._with_branches()
        # sudo: a partner of a company that the user may not enter is exactly what is looked for
        foreign = partners.sudo().filtered(
            lambda partner: partner.company_id and partner.company_id.id not in companies
        )
        if foreign:
            raise UserError(
                self.env._(
                    "%(simulation)s: %(customers)s belongs to another company. Choose customers "
                    "of %(company)s.",
                    simulation=self.name,
                    customers=", ".join(foreign.mapped("name")),
                    company=self.company_id.name,
                )
            )
        if self.env.su or self._reads_company() or not partners:
            return
        team = self.env.user._customer_cost_team()
        if partners.filtered(lambda partner: partner.user_id not in team):
            raise AccessError(
                self.env._(
                    "%(simulation)s: you may simulate your own customers and your team's only.",
                    simulation=self.name,
                )
            )

    # ------------------------------------------------------------------ buttons

    @api.model
    def action_new(self, run_ids=None, partner_ids=()):
        """The workbench over a new simulation of some runs and customers."""
        company = self.env.company.root_id
        # sudo: create refuses what this user may not start from
        runs = self.env["customer.cost.run"].sudo().browse(run_ids or []).exists()
        simulation = self.with_context(simulation_run_ids=runs.ids).create(
            {
                "company_id": (runs[:1].company_id or company).id,
                "partner_ids": [Command.set(list(partner_ids))],
            }
        )
        return simulation.action_open_workbench()

    def action_open_workbench(self):
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_simulation_workbench_action"
        )
        return action | {"params": {"simulation_id": self.id}}

    def action_open_customers(self):
        """Every customer, actual beside simulated."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_simulation_customer_action"
        )
        return action | {"domain": [("simulation_id", "=", self.id)], "name": self.name}

    def action_keep(self, name=None):
        """Name it and keep it."""
        for simulation in self:
            if name and name.strip():
                simulation.name = name.strip()
            simulation.kept = True
        return True
