from odoo import api, fields, models


class CustomerCostRun(models.Model):
    """How far work in the background has come, and how it is told to the end.

    Runs that are queued by one click belong together: they share the moment they were queued.
    """

    _name = "customer.cost.run"
    _inherit = ["customer.cost.run", "mail.activity.mixin"]

    queued_on = fields.Datetime(readonly=True, copy=False, index="btree_not_null")
    queued_by_id = fields.Many2one("res.users", string="Queued by", readonly=True, copy=False)
    progress = fields.Float(
        compute="_compute_progress",
        help="Finished months in percent of those that were queued together.",
    )
    progress_text = fields.Char("Progress of the months", compute="_compute_progress")

    @api.depends("state", "queued_on")
    @api.depends_context("lang")
    def _compute_progress(self):
        counts = self._batch_counts()
        for run in self:
            total, waiting = counts.get((run.company_id, run.queued_on), (0, 0))
            run.progress = 100 * (total - waiting) / total if total else 0
            run.progress_text = self.env._(
                "%(done)s of %(total)s months computed", done=total - waiting, total=total
            )

    def _batch_counts(self):
        """{(company, moment): (runs, those still to be computed)}; one query."""
        batches = self.env["customer.cost.run"].search_fetch(
            [
                ("company_id", "in", self.company_id.ids),
                ("queued_on", "in", [moment for moment in self.mapped("queued_on") if moment]),
            ],
            ["company_id", "queued_on", "state"],
        )
        counts = {}
        for run in batches:
            total, waiting = counts.get((run.company_id, run.queued_on), (0, 0))
            waiting += run.state in ("queued", "running")
            counts[run.company_id, run.queued_on] = (total + 1, waiting)
        return counts

    def _batch(self):
        """The runs queued together with this one."""
        return self.search(
            [("company_id", "=", self.company_id.id), ("queued_on", "=", self.queued_on)]
        )

    def _queue(self):
        """To the background, as one batch."""
        self._as_engine().write(
            {"state": "queued", "queued_on": fields.Datetime.now(), "queued_by_id": self.env.uid}
        )
        # sudo: whoever may compute may wake the queue
        self.env.ref("customer_cost_management.customer_cost_run_cron").sudo()._trigger()

    def action_stop_after_month(self):
        """The month being computed is finished; those that wait go back to draft."""
        self._check_group("group_cost_accountant")
        for run in self:
            waiting = run._batch().filtered(lambda each: each.state == "queued")
            waiting._as_engine().write({"state": "draft", "queued_on": False})
        return True

    def _tell_the_end(self):
        """A note and an activity for who queued the runs, once nothing of them is left to do."""
        self.ensure_one()
        if not self.queued_on:
            return
        batch = self._batch()
        if batch.filtered(lambda run: run.state in ("queued", "running")):
            return
        user = self.queued_by_id
        failed = batch.filtered(lambda run: run.state == "failed")
        told = (failed or batch)[:1]
        localised = self.with_context(lang=user.lang).env
        message = localised._(
            "%(done)s of %(total)s months are computed.",
            done=len(batch - failed),
            total=len(batch),
        )
        user._bus_send(
            "simple_notification",
            {
                "title": localised._("Customer Cost Runs"),
                "message": message,
                "type": "danger" if failed else "success",
                "sticky": True,
            },
        )
        told.activity_schedule(
            "mail.mail_activity_data_todo",
            user_id=user.id,
            summary=message,
            note=localised._("Open what failed.") if failed else localised._("Publish them."),
        )
