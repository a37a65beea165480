from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date


class CustomerCostRun(models.Model):
    """Allocated cost in the analytic ledger: posted on demand, taken back at any time.

    One entry a customer and activity on the customer's analytic account, and one counter entry
    an activity on the relieved account of the same plan: the total of the plan stays.  The
    entries carry the run; nothing reads them back.

    Odoo checks no lock date for analytic entries.  These are held to those of a journal entry
    without taxes: fiscal year and hard lock, with the user's exceptions.
    """

    _inherit = "customer.cost.run"

    analytic_state = fields.Selection(
        [("posted", "Posted"), ("countered", "Taken back")],
        readonly=True,
        copy=False,
        help="Posted: allocated cost stands in the analytic ledger. Taken back: the period was "
        "locked, so that counter entries in an open period make up for it.",
    )
    analytic_line_count = fields.Integer(compute="_compute_analytic_line_count")

    @api.depends("analytic_state")
    def _compute_analytic_line_count(self):
        counts = dict(
            self.env["account.analytic.line"]._read_group(
                [("cost_run_id", "in", self.ids)], ["cost_run_id"], ["__count"]
            )
        )
        for run in self:
            run.analytic_line_count = counts.get(run, 0)

    # ------------------------------------------------------------------ buttons

    def action_post_to_analytic(self):
        """Ask for plan and relieved account, show who has no analytic account."""
        self.ensure_one()
        self._check_may_post_to_analytic()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Post to Analytic"),
            "res_model": "customer.cost.analytic.post",
            "view_mode": "form",
            "target": "new",
            "context": {"default_run_id": self.id},
        }

    def action_remove_analytic(self):
        """Take the analytic entries back."""
        self._check_group("group_controller")
        self.check_access("write")
        for run in self:
            if run.analytic_state != "posted":
                raise UserError(
                    self.env._("%(run)s has no analytic entries.", run=run.display_name)
                )
            run._take_back_analytic()
        return True

    def action_open_analytic(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Analytic entries of %(run)s", run=self.display_name),
            "res_model": "account.analytic.line",
            "domain": [("cost_run_id", "=", self.id)],
            "views": [(self._analytic_view(kind), kind) for kind in ("list", "kanban")],
            "mobile_view_mode": "kanban",
            "context": {"create": False, "edit": False, "delete": False},
        }

    def _analytic_view(self, kind):
        return self.env.ref(f"customer_cost_management.account_analytic_line_view_{kind}_run").id

    def action_publish(self):
        """A version that is replaced leaves nothing in the analytic ledger."""
        replaced = self.search(
            [
                ("company_id", "in", self.company_id.ids),
                ("date_from", "in", self.mapped("date_from")),
                ("state", "=", "published"),
                ("analytic_state", "=", "posted"),
            ]
        )
        result = super().action_publish()
        for run in replaced.filtered(lambda run: run.state == "superseded"):
            run._take_back_analytic()
        return result

    # ------------------------------------------------------------------ posting

    def _check_may_post_to_analytic(self):
        self.ensure_one()
        self._check_group("group_controller")
        self.check_access("write")
        self._check_state("published", "closed")
        if self.analytic_state == "posted":
            raise UserError(
                self.env._(
                    "%(run)s is in the analytic ledger already. Remove its entries first.",
                    run=self.display_name,
                )
            )
        if self.analytic_state == "countered":
            raise UserError(
                self.env._(
                    "The analytic entries of %(run)s were taken back in a later period. Publish "
                    "a new version to post again.",
                    run=self.display_name,
                )
            )
        self._check_analytic_is_open()

    def _check_analytic_is_open(self):
        locks = self._analytic_locks(self.date_to)
        if locks:
            raise UserError(
                self.env._(
                    "%(run)s: %(date)s is locked by %(locks)s. Unlock it, or ask for an "
                    "exception, to post analytic entries.",
                    run=self.display_name,
                    date=format_date(self.env, self.date_to),
                    locks=self.env["res.company"]._format_lock_dates(locks),
                )
            )

    def _analytic_locks(self, date):
        """Lock dates that forbid an entry on a day, as Odoo asks for entries without taxes."""
        # sudo: lock dates and their exceptions bind whoever posts
        company_sudo = self.company_id.sudo()
        return company_sudo._get_lock_date_violations(date, sale=False, purchase=False, tax=False)

    def _post_to_analytic(self, plan, relieved_account):
        """Write the entries: one statement, whatever the number of customers and activities."""
        self._check_may_post_to_analytic()
        plan._refuse_cost_of_customers()
        self._as_engine().analytic_state = "posted"  # first: two clicks at once meet here
        self.env.flush_all()
        self.env.cr.execute(self._sql_post_analytic(plan, relieved_account))
        count = self.env.cr.rowcount
        if not count:
            raise UserError(
                self.env._(
                    "%(run)s: no customer with allocated cost has an analytic account in the plan "
                    "%(plan)s. Let the missing accounts be created.",
                    run=self.display_name,
                    plan=plan.display_name,
                )
            )
        self.env["account.analytic.line"].invalidate_model()
        self._message_log(body=self.env._("%(count)s analytic entries posted.", count=count))

    def _sql_allocated(self):
        """Rows (customer, activity, amount) of this run."""
        return SQL(
            """
            SELECT partner_id, activity_id, sum(amount) AS amount
              FROM (%s) allocation WHERE run_id = %s
          GROUP BY partner_id, activity_id HAVING sum(amount) != 0
            """,
            self.env["customer.cost.allocation"]._table_query,
            self.id,
        )

    def _sql_customer_accounts(self, plan, relieved_account):
        """Rows (customer, analytic account): active accounts of the plan and the company that
        name the customer; of several the customer's own before his contacts', the oldest."""
        # sudo: the plan was chosen in the wizard; its branches go with it
        plans = self.env["account.analytic.plan"].sudo().search([("id", "child_of", plan.id)])
        return SQL(
            """
            SELECT DISTINCT ON (partner.commercial_partner_id)
                   partner.commercial_partner_id AS customer_id, account.id AS account_id
              FROM account_analytic_account account
              JOIN res_partner partner ON partner.id = account.partner_id
             WHERE account.active AND account.plan_id = ANY(%s) AND account.id != %s
               AND (account.company_id IS NULL OR account.company_id = %s)
          ORDER BY partner.commercial_partner_id,
                   partner.id != partner.commercial_partner_id, account.id
            """,
            plans.ids,
            relieved_account.id or 0,
            self.company_id.id,
        )

    def _sql_post_analytic(self, plan, relieved_account):
        """INSERT … SELECT: the ORM's create takes minutes where this takes seconds, and has
        nothing to compute on an entry without a journal item.  A cost is negative here."""
        # sudo: names of activities are printed for every reader of the entries
        labels = {
            activity["id"]: f"{activity['name']} · {self.display_name}"
            for activity in self.sudo().snapshot["activities"]
        }
        return SQL(
            """
            WITH cost AS (%(allocated)s),
            customer_account AS (%(accounts)s),
            charged AS (
                SELECT cost.*, account_id FROM cost
                  JOIN customer_account ON customer_account.customer_id = cost.partner_id
            ),
            entry AS (
                SELECT account_id, partner_id, activity_id, -amount AS amount FROM charged
             UNION ALL
                SELECT %(relieved)s, NULL, activity_id, sum(amount) FROM charged
              GROUP BY activity_id
            ),
            label(activity_id, name) AS (
                SELECT * FROM unnest(%(activities)s::int[], %(labels)s::text[])
            )
            INSERT INTO account_analytic_line (
                        %(column)s, cost_run_id, name, date, amount, unit_amount, partner_id,
                        category, company_id, currency_id, user_id,
                        create_uid, create_date, write_uid, write_date)
            SELECT account_id, %(run)s, label.name, %(date)s, amount, 0, partner_id,
                   'other', %(company)s, %(currency)s, %(user)s,
                   %(user)s, now() AT TIME ZONE 'UTC', %(user)s, now() AT TIME ZONE 'UTC'
              FROM entry JOIN label ON label.activity_id = entry.activity_id
             WHERE amount != 0
          ORDER BY partner_id NULLS LAST, entry.activity_id
            """,
            allocated=self._sql_allocated(),
            accounts=self._sql_customer_accounts(plan, relieved_account),
            relieved=relieved_account.id,
            activities=list(labels),
            labels=list(labels.values()),
            column=SQL.identifier(plan._column_name()),
            run=self.id,
            date=self.date_to,
            company=self.company_id.id,
            currency=self.currency_id.id,
            user=self.env.uid,
        )
