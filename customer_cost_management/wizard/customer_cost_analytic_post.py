from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

#: How many customers without an account are named one by one.
NAMED = 40


class CustomerCostAnalyticPost(models.TransientModel):
    """Where the allocated cost of a run goes in the analytic ledger, before it goes there."""

    _name = "customer.cost.analytic.post"
    _description = "Post to Analytic"

    run_id = fields.Many2one("customer.cost.run", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="run_id.company_id")
    currency_id = fields.Many2one(related="run_id.currency_id")
    plan_id = fields.Many2one(
        "account.analytic.plan",
        required=True,
        compute="_compute_from_company",
        store=True,
        readonly=False,
        domain=lambda self: self.env["account.analytic.plan"]._domain_for_cost_of_customers(),
        help="Each customer's cost goes to the account of this plan that names him as its "
        "customer. The plan of projects cannot be chosen: whoever sees a project sees what "
        "stands on its analytic account.",
    )
    relieved_account_id = fields.Many2one(
        "account.analytic.account",
        required=True,
        compute="_compute_from_company",
        store=True,
        readonly=False,
        domain="[('plan_id', 'child_of', plan_id), ('partner_id', '=', False), "
        "('company_id', 'in', (False, company_id))]",
        help="Carries the counter entries, so that the total of the plan does not change.",
    )
    create_missing = fields.Boolean(
        string="Create the missing accounts",
        help="An analytic account in this plan for every customer listed below.",
    )
    charged = fields.Monetary(
        compute="_compute_customers", help="Allocated cost of the customers with an account."
    )
    left_out = fields.Monetary(
        compute="_compute_customers", help="Allocated cost of the customers without one."
    )
    missing_count = fields.Integer(compute="_compute_customers")
    missing_partner_ids = fields.Many2many(
        "res.partner", string="Without an account", compute="_compute_customers"
    )

    @api.depends("run_id")
    def _compute_from_company(self):
        for wizard in self:
            # sudo: where the company posts is no secret to its controller
            company_sudo = wizard.run_id.company_id.sudo()
            wizard.plan_id = company_sudo.customer_cost_analytic_plan_id
            wizard.relieved_account_id = company_sudo.customer_cost_relieved_account_id

    @api.depends("run_id", "plan_id", "relieved_account_id")
    def _compute_customers(self):
        for wizard in self:
            rows = wizard._allocated_by_customer() if wizard.run_id and wizard.plan_id else []
            missing = [customer for customer, _amount, found in rows if not found]
            wizard.charged = sum(amount for _customer, amount, found in rows if found)
            wizard.left_out = sum(amount for _customer, amount, found in rows if not found)
            wizard.missing_count = len(missing)
            wizard.missing_partner_ids = missing[:NAMED]

    def _allocated_by_customer(self):
        """Rows (customer id, allocated cost, whether he has an account in the plan)."""
        self.run_id.check_access("read")
        self.env.flush_all()
        run = self.run_id
        return self.env.execute_query(
            SQL(
                """
                SELECT cost.partner_id, sum(cost.amount)::float8, bool_or(account_id IS NOT NULL)
                  FROM (%s) cost
             LEFT JOIN (%s) account ON account.customer_id = cost.partner_id
              GROUP BY cost.partner_id ORDER BY sum(cost.amount) DESC, cost.partner_id
                """,
                run._sql_allocated(),
                run._sql_customer_accounts(self.plan_id, self.relieved_account_id),
            )
        )

    @api.constrains("plan_id", "relieved_account_id", "run_id")
    def _check_relieved_account(self):
        for wizard in self:
            account = wizard.relieved_account_id
            if account.root_plan_id != wizard.plan_id.root_id or account.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(account)s cannot carry the counter entries. Choose an account of the "
                        "plan %(plan)s that names no customer.",
                        account=account.display_name,
                        plan=wizard.plan_id.root_id.display_name,
                    )
                )
            if account.company_id and account.company_id != wizard.run_id.company_id:
                raise ValidationError(
                    self.env._(
                        "%(account)s belongs to %(other)s. Choose an account of %(company)s.",
                        account=account.display_name,
                        other=account.company_id.name,
                        company=wizard.run_id.company_id.name,
                    )
                )

    def action_post(self):
        """Write the entries and remember plan and account for the next run."""
        self.ensure_one()
        self.run_id._check_may_post_to_analytic()
        if self.missing_count and self.create_missing:
            self._create_accounts()
        # sudo: a controller decides this for his company; he need not edit companies
        self.run_id.company_id.sudo().write(
            {
                "customer_cost_analytic_plan_id": self.plan_id.id,
                "customer_cost_relieved_account_id": self.relieved_account_id.id,
            }
        )
        self.run_id._post_to_analytic(self.plan_id, self.relieved_account_id)
        return self.run_id.action_open_analytic()

    def _create_accounts(self):
        """One analytic account for each customer who has none."""
        missing = [
            customer for customer, _amount, found in self._allocated_by_customer() if not found
        ]
        # sudo: the controller asked for them; he need not edit analytic accounts
        customers_sudo = self.env["res.partner"].sudo().browse(missing)
        foreign = customers_sudo.filtered(
            lambda each: each.company_id and each.company_id != self.company_id
        )
        if foreign:
            raise UserError(
                self.env._(
                    "%(customer)s belongs to %(other)s: no analytic account of %(company)s can "
                    "name him. Take the company off the contact.",
                    customer=foreign[0].display_name,
                    other=foreign[0].company_id.name,
                    company=self.company_id.name,
                )
            )
        # sudo: the controller confirmed it and need not keep analytic accounts
        self.env["account.analytic.account"].sudo().create(
            [
                {
                    "name": customer.name,
                    "partner_id": customer.id,
                    "plan_id": self.plan_id.id,
                    "company_id": self.company_id.id,
                }
                for customer in customers_sudo
            ]
        )
