from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..platform.month_name import month_name

#: States of a run whose month is done.
DONE = ("computed", "published", "closed")
#: First key of the advisory lock, beside that of the runs.
SETUP_SPACE = 0x6364
#: States that the background works on.
WORKING = ("queued", "running")


class CustomerCostSetup(models.AbstractModel):
    """*Compute 12 months*: the ticked model, a draft run a month, all of them to the background."""

    _inherit = "customer.cost.setup"

    @api.model
    def compute_months(self, month, choice):
        """Create what is ticked and queue the months; leaving the page is safe.

        :param month: last month, YYYY-MM
        :param choice: see :meth:`_create_model`
        :return: how far each month has come
        """
        company = self._company_to_read()
        self._check_groups(("group_cost_accountant",))
        self._lock_setup(company)
        months = self._period(company, month)
        self.env["customer.cost.account.role"]._propose(company)
        self.env["customer.cost.defaults"]._create_defaults(company)
        proposal = self._propose(company, months, choice)
        self._name_things(proposal)
        self._check_changes(proposal, choice)
        self._create_model(proposal, choice)
        runs = self._runs_to_compute(company, months)
        runs[:1]._check_model_before_computing()
        if runs:
            runs._queue()
        return self._progress(company, months)

    def _lock_setup(self, company):
        """Two people at once would create everything twice."""
        query = SQL("SELECT pg_try_advisory_xact_lock(%s, %s)", SETUP_SPACE, company.id)
        if not self.env.execute_query(query)[0][0]:
            raise UserError(
                self.env._(
                    "Somebody else is setting up %(company)s right now. Wait a minute and open "
                    "the assistant again.",
                    company=company.name,
                )
            )

    def _runs_to_compute(self, company, months):
        """One run a month: the one that is not published, a new version beside one that is."""
        latest = self._latest_runs(company, months)
        runs, missing = self.env["customer.cost.run"], []
        for month in months:
            run = latest.get(month)
            if not run or run.state in ("published", "superseded"):
                missing.append(month)
            elif run.state in ("draft", "failed", "computed"):
                runs |= run
        created = runs.create(
            [
                {
                    "company_id": company.id,
                    "date_from": month,
                    "date_to": month + relativedelta(months=1, days=-1),
                }
                for month in missing
            ]
        )
        return (runs | created).sorted("date_from")

    def _latest_runs(self, company, months):
        """{month: its latest version}; that which closed the month, whatever was begun after it."""
        runs = self.env["customer.cost.run"].search(
            [
                ("company_id", "=", company.id),
                ("kind", "=", "actual"),
                ("date_from", "in", months),
            ],
            order="version",
        )
        return {run.date_from: run for run in runs.sorted(lambda run: run.state == "closed")}

    def _progress(self, company, months):
        """One box a month, and whether all are done."""
        latest = self._latest_runs(company, months)
        runs = self.env["customer.cost.run"]
        boxes = [self._box(month, latest.get(month, runs)) for month in months]
        return {
            "boxes": boxes,
            "done": sum(box["state"] in DONE for box in boxes),
            "working": any(box["state"] in WORKING for box in boxes),
            "failed": sum(box["state"] == "failed" for box in boxes),
            "has_whale": bool(
                self.env.ref("customer_cost_management.customer_whale_curve_action", False)
            ),
        }

    def _box(self, month, run):
        states = dict(run._fields["state"]._description_selection(self.env))
        return {
            "month": month.strftime("%Y-%m"),
            "label": month_name(self.env, month, short=True),
            "run_id": run.id,
            "state": run.state or "",
            "state_label": states.get(run.state, ""),
            "reason": (run.failure or {}).get("reason", ""),
        }
