from functools import partial

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_amount, formatLang, plaintext2html


class CustomerCostRun(models.Model):
    """Last month computes itself, where the company's settings say so.

    A night's job begins it once a month and company, in the queue of all runs.  It publishes
    itself only where the settings say so and where a controller would be asked nothing; else
    it stays computed, and every controller of the company finds an activity that says why.
    """

    _inherit = "customer.cost.run"

    automatic = fields.Boolean(
        readonly=True, copy=False, help="Begun by the automatic monthly run of the settings."
    )

    # ------------------------------------------------------------------ beginning

    @api.model
    def _cron_run_month(self):
        """Queue last month of each company whose day has come, once."""
        today = fields.Date.context_today(self)
        month = today.replace(day=1) - relativedelta(months=1)
        companies = self.env["res.company"].search(
            Domain("parent_id", "=", False)
            & Domain("customer_cost_auto_run", "=", True)
            & Domain("customer_cost_auto_day", "<=", today.day)
            & (
                Domain("customer_cost_auto_month", "=", False)
                | Domain("customer_cost_auto_month", "<", month)
            )
        )
        self._do_each([partial(self._begin_company, company, month) for company in companies])

    def _begin_company(self, company, month):
        company.customer_cost_auto_month = month
        self.with_company(company)._begin_month(company, month)

    def _begin_month(self, company, month):
        """Queue a run of the month unless somebody has computed it already."""
        last_day = month + relativedelta(months=1, days=-1)
        runs = self.search(
            [
                ("company_id", "=", company.id),
                ("kind", "=", "actual"),
                ("date_from", "<=", last_day),
                ("date_to", ">=", month),
            ],
            order="version DESC",
        )
        taken = runs.filtered(
            lambda run: (
                run.state not in ("draft", "failed")
                or (run.date_from, run.date_to) != (month, last_day)
            )
        )
        if taken:
            return
        run = runs[:1] or self.create(
            {"company_id": company.id, "date_from": month, "date_to": last_day}
        )
        run._as_engine().automatic = True
        try:
            run._check_model_before_computing()
        except UserError as error:
            run._tell_controllers(lambda _run, error=error: str(error))
            return
        run._queue()

    def action_compute(self):
        """What somebody computes himself is his own to publish."""
        self._check_group("group_cost_accountant")
        self.filtered("automatic")._as_engine().automatic = False
        return super().action_compute()

    # ------------------------------------------------------------------ ending

    def _tell_the_end(self):
        if not self.automatic:
            return super()._tell_the_end()
        if self.state in ("computed", "failed"):
            self._end_automatically()
        return None

    def _end_automatically(self):
        """Publish, or tell the controllers what keeps the run from it."""
        publishes = self.company_id.customer_cost_auto_publish == "publish"
        if publishes and not self._reasons_to_wait():
            try:
                with self.env.cr.savepoint():
                    self.action_publish()
                return
            except UserError as error:
                self.env.invalidate_all(flush=False)
                self._tell_controllers(lambda _run, error=error: str(error))
                return
        self._tell_controllers(lambda run: "\n".join(run._reasons_to_wait()))

    def _reasons_to_wait(self):
        """Why a controller must look before this run is published; in his language."""
        if self.state == "failed":
            return [self.failure_text]
        reasons = []
        wanted = self.company_id.customer_cost_auto_coverage
        if not self.currency_id.is_zero(self.difference):
            reasons.append(
                self.env._(
                    "It differs from the books by %(difference)s.",
                    difference=format_amount(self.env, self.difference, self.currency_id),
                )
            )
        if self.coverage < wanted:
            reasons.append(
                self.env._(
                    "%(coverage)s %% of the expenses found their place; the settings ask for "
                    "%(wanted)s %%.",
                    coverage=formatLang(self.env, self.coverage, digits=1),
                    wanted=formatLang(self.env, wanted, digits=1),
                )
            )
        return [*reasons, *self._publication_warnings()]

    def _tell_controllers(self, reasons):
        """An activity for each controller of the company.

        :param reasons: function of the run in the reader's language, gives the note
        """
        group = self.env.ref("customer_cost_management.group_controller")
        controllers = self.env["customer.cost.organisation"]._members(group)
        for user in controllers.filtered(lambda one: self.company_id in one.company_ids):
            run = self.with_context(lang=user.lang)
            run.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=user.id,
                summary=run._summary_of_end(),
                note=plaintext2html(
                    reasons(run) or run.env._("Nothing speaks against publishing it.")
                ),
            )

    def _summary_of_end(self):
        if self.state == "computed":
            return self.env._("%(run)s is computed and waits for you.", run=self.display_name)
        return self.env._("%(run)s could not be computed by itself.", run=self.display_name)
