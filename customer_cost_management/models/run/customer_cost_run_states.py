from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..platform.month_name import period_name


class CustomerCostRun(models.Model):
    """Who moves a run from state to state, and what can no longer be changed."""

    _inherit = "customer.cost.run"

    provisional = fields.Boolean(
        compute="_compute_provisional",
        help="Published before the month was locked: entries may still change.",
    )

    _published_unique = models.UniqueIndex(
        "(company_id, date_from) WHERE state IN ('published', 'closed') AND kind = 'actual'",
        "This period is already published. Make a new version instead.",
    )
    _period_order = models.Constraint(
        "CHECK (date_from <= date_to)", "The period must begin before it ends."
    )

    @api.depends("company_id", "date_from", "date_to", "version")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for run in self:
            period = ""
            if run.date_from and run.date_to:
                period = period_name(self.env, run.date_from, run.date_to)
            run.display_name = f"{period} · v{run.version}"

    def _short_names(self):
        """{id: its period in few words}: Mar 2026; Jan 2026 – Mar 2026; days of half a month."""
        # nothing else of a run is read: its snapshot is large
        self.fetch(["date_from", "date_to"])
        return {
            run.id: period_name(self.env, run.date_from, run.date_to, short=True) for run in self
        }

    @api.depends("state", "date_to", "company_id")
    def _compute_provisional(self):
        for run in self:
            run.provisional = run.state == "published" and not run._is_month_locked()

    @api.constrains("company_id", "date_from", "date_to", "kind")
    def _check_period(self):
        for run in self:
            # a simulation stands beside the months it is about
            overlap = run.kind == "actual" and run._find_overlap()
            if overlap:
                raise ValidationError(
                    self.env._(
                        "%(run)s overlaps %(other)s, which covers another period. Choose the "
                        "same period or one beside it.",
                        run=run.display_name,
                        other=overlap.display_name,
                    )
                )

    def _find_overlap(self):
        """An actual run of a different period that shares days with this one."""
        return self.search(
            [
                ("id", "!=", self.id),
                ("company_id", "=", self.company_id.id),
                ("kind", "=", "actual"),
                ("date_from", "<=", self.date_to),
                ("date_to", ">=", self.date_from),
                "|",
                ("date_from", "!=", self.date_from),
                ("date_to", "!=", self.date_to),
            ],
            limit=1,
        )

    # ------------------------------------------------------------------ moving on

    def _check_group(self, group):
        if not self.env.su and not self.env.user.has_group(f"customer_cost_management.{group}"):
            raise AccessError(
                self.env._(
                    "You may not do this. Ask somebody with the role %(role)s.",
                    role=self.env.ref(f"customer_cost_management.{group}").sudo().name,
                )
            )

    def _check_state(self, *states):
        """One reason for each run that is in none of the states."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        reasons = [
            self.env._("%(run)s is %(state)s.", run=run.display_name, state=labels[run.state])
            for run in self
            if run.state not in states
        ]
        if reasons:
            raise UserError(
                self.env._(
                    "%(reasons)s This needs a run that is: %(states)s.",
                    reasons=" ".join(reasons),
                    states=", ".join(labels[state] for state in states),
                )
            )

    def action_publish(self):
        self._check_group("group_controller")
        self._check_state("computed")
        for run in self:
            run._check_may_be_published()
            previous = run._version_in_force()
            previous._as_engine().write(
                {"state": "superseded", "superseded_on": fields.Datetime.now()}
            )
            previous.flush_recordset()
            run._as_engine().write(
                {
                    "state": "published",
                    "published_on": fields.Datetime.now(),
                    "published_by_id": self.env.uid,
                }
            )
        return True

    def _version_in_force(self):
        """The published run of the same period, if there is one."""
        return self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("date_from", "=", self.date_from),
                ("kind", "=", "actual"),
                ("state", "=", "published"),
            ]
        )

    def _check_may_be_published(self):
        self._check_can_be_published()
        warnings = self._publication_warnings()
        if warnings and not (self.reason or "").strip():
            raise UserError(
                self.env._(
                    "%(run)s: %(warnings)s Give a reason on the run to publish it all the same; "
                    "the reason is printed on every page.",
                    run=self.display_name,
                    warnings=" ".join(warnings),
                )
            )

    def _check_can_be_published(self):
        """What no reason can heal."""
        self.ensure_one()
        if self.kind != "actual":
            raise UserError(
                self.env._("%(run)s is a simulation and is never published.", run=self.display_name)
            )
        closed = self.search_count(
            [
                ("company_id", "=", self.company_id.id),
                ("date_from", "=", self.date_from),
                ("state", "=", "closed"),
            ]
        )
        if closed:
            raise UserError(
                self.env._("The period of %(run)s is closed for good.", run=self.display_name)
            )
        if not self.currency_id.is_zero(self.difference):
            raise UserError(
                self.env._(
                    "%(run)s differs from the books by %(difference)s. Find the difference first.",
                    run=self.display_name,
                    difference=self.currency_id.format(self.difference),
                )
            )

    def _publication_warnings(self):
        """What a reader of the published figures would have to know."""
        return []

    def _is_month_locked(self):
        """Whether nobody can post into the period any more, exceptions apart."""
        # sudo: lock dates are no secret to who closes
        company = self.company_id.sudo()
        dates = (company.fiscalyear_lock_date, company.hard_lock_date)
        return any(date and self.date_to and date >= self.date_to for date in dates)

    def action_new_version(self):
        """A draft of the same period, to be computed beside the version in force."""
        self.ensure_one()
        self._check_group("group_cost_accountant")
        self._check_period_is_open()
        run = self.create(
            {
                "company_id": self.company_id.id,
                "date_from": self.date_from,
                "date_to": self.date_to,
                "kind": self.kind,
            }
        )
        return run._get_records_action(name=run.display_name)

    def _check_period_is_open(self):
        """A closed period is never computed again."""
        for run in self:
            if run.kind == "actual" and run.search_count(
                [
                    ("company_id", "=", run.company_id.id),
                    ("date_from", "<=", run.date_to),
                    ("date_to", ">=", run.date_from),
                    ("state", "=", "closed"),
                ]
            ):
                raise UserError(
                    self.env._(
                        "%(run)s: the period is closed and can never be computed again.",
                        run=run.display_name,
                    )
                )

    def action_reset(self):
        """Back to draft, whatever was computed is forgotten."""
        self._check_group("group_cost_accountant")
        self._check_state("computed", "failed", "queued")
        # sudo: results belong to the engine; who may reset was checked
        self.sudo()._discard_results()
        return self._as_engine().write({"state": "draft", "computed_on": False})
