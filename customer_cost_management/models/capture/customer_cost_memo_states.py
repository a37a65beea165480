from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..run.customer_cost_run_guard import ENGINE, ENGINE_KEY, FROZEN_STATES

#: Fields that only the buttons write.
STATE_FIELDS = {"state", "author_id", "approved_by_id", "approved_on"}
#: Fields that say what a correction moves: fixed from its approval on.
CONTENT_FIELDS = {
    "kind",
    "company_id",
    "date",
    "partner_id",
    "category_id",
    "amount",
    "reason",
    "account_id",
    "from_place",
    "from_partner_id",
    "from_pool_id",
    "to_place",
    "to_pool_id",
}


class CustomerCostMemo(models.Model):
    """Who agrees to a correction, and from when on it can no longer be changed.

    =========  ==============================================  ================================
    state      meaning                                         who moves it on
    =========  ==============================================  ================================
    draft      written, no run uses it                         a controller who is not its
                                                               author approves
    approved   the next computed version uses it               computing a run applies it; a
                                                               controller cancels it or takes
                                                               it back to draft
    applied    a computed version used it                      a controller cancels it or, as
                                                               long as nothing that used it was
                                                               published, takes it back to draft
    cancelled  the next computed version goes without it;      nobody
               published ones keep it
    =========  ==============================================  ================================

    Its author is whoever wrote its content last.  A memo cost has no states: cost accountants
    keep it, every change is noted.
    """

    _inherit = "customer.cost.memo"

    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("approved", "Approved"),
            ("applied", "Applied"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
    )
    author_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="Who wrote the correction last."
    )
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_on = fields.Datetime(readonly=True, copy=False)

    # ------------------------------------------------------------------ what may be written

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.keys() & STATE_FIELDS for vals in vals_list):
            raise UserError(
                self.env._("A correction begins as a draft; a controller approves it by a button.")
            )
        # said expressly, so that no default from outside says it
        beginning = {
            "state": "draft",
            "author_id": self.env.uid,
            "approved_by_id": False,
            "approved_on": False,
        }
        memos = super().create([vals | beginning for vals in vals_list])
        memos._check_periods_are_open()
        return memos

    def write(self, vals):
        if self.env.context.get(ENGINE_KEY) is ENGINE:
            return super().write(vals)
        if vals.keys() & STATE_FIELDS:
            raise UserError(
                self.env._("Use the buttons to approve a correction, cancel it or take it back.")
            )
        if not vals.keys() & CONTENT_FIELDS:
            return super().write(vals)
        self._check_is_draft()
        result = super().write(vals | {"author_id": self.env.uid})
        self._check_periods_are_open()
        return result

    def _check_is_draft(self):
        for memo in self:
            if memo.state != "draft":
                raise UserError(
                    self.env._(
                        "%(memo)s is no draft any more and cannot be changed. Take it back to "
                        "draft, or cancel it and write a new one.",
                        memo=memo.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_agreed(self):
        self._check_is_draft()

    # ------------------------------------------------------------------ buttons

    def action_approve(self):
        """Agree to these corrections: the next computed version uses them."""
        self._check_may_decide("draft")
        for memo in self:
            if memo.author_id == self.env.user:
                raise UserError(
                    self.env._(
                        "%(memo)s: you wrote it yourself. An other controller must approve it.",
                        memo=memo.display_name,
                    )
                )
        self._check_periods_are_open()
        self._check_customers_are_active()
        self._move_on(
            {
                "state": "approved",
                "approved_by_id": self.env.uid,
                "approved_on": fields.Datetime.now(),
            }
        )
        for run in self._runs_with_figures():
            run._check_corrections(run._corrections_in_force())
        return True

    def action_cancel(self):
        """The next computed version goes without these corrections."""
        self._check_may_decide("draft", "approved", "applied")
        self._check_periods_are_open()
        return self._move_on({"state": "cancelled"})

    def action_reset(self):
        """Back to draft, as long as nothing published rests on it."""
        self._check_may_decide("approved", "applied")
        self._check_periods_are_open()
        for memo in self._used_in(FROZEN_STATES):
            raise UserError(
                self.env._(
                    "%(memo)s is part of published figures. Cancel it and compute a new version.",
                    memo=memo.display_name,
                )
            )
        vals = {"state": "draft", "approved_by_id": False, "approved_on": False}
        return self._move_on(vals)

    def _check_may_decide(self, *states):
        self.env["customer.cost.run"]._check_group("group_controller")
        self.check_access("write")
        labels = dict(self._fields["state"]._description_selection(self.env))
        for memo in self:
            if memo.kind == "memo":
                raise UserError(
                    self.env._(
                        "%(memo)s is a memo cost. Nobody needs to agree to it.",
                        memo=memo.display_name,
                    )
                )
            if memo.state not in states:
                raise UserError(
                    self.env._(
                        "%(memo)s is %(state)s. This needs a correction that is: %(states)s.",
                        memo=memo.display_name,
                        state=labels[memo.state],
                        states=", ".join(labels[state] for state in states),
                    )
                )

    def _move_on(self, vals):
        """Change the state and say so on the published runs of the period."""
        self.with_context(**{ENGINE_KEY: ENGINE}).write(vals)
        for run in self._runs_with_figures("published"):
            run._check_changes()
        return True

    # ------------------------------------------------------------------ runs

    def _check_periods_are_open(self):
        """A correction of a closed period could never be applied."""
        corrections = self.filtered(lambda memo: memo.kind == "correction")
        run = corrections._runs_with_figures("closed")[:1]
        if run:
            raise UserError(
                self.env._(
                    "%(run)s is closed: its figures can no longer be corrected. Choose a day of "
                    "an open period.",
                    run=run.display_name,
                )
            )

    def _runs_with_figures(self, *states):
        """Actual runs of the periods of these corrections, of each period the latest version."""
        if not self:
            return self.env["customer.cost.run"]
        dates = self.mapped("date")
        runs = self.env["customer.cost.run"].search(
            [
                ("company_id", "in", self.company_id.ids),
                ("date_from", "<=", max(dates)),
                ("date_to", ">=", min(dates)),
                ("kind", "=", "actual"),
                ("state", "in", states or ("computed", "published")),
            ],
            order="version desc, id desc",
        )
        latest = {}
        for run in runs:
            if any(run._covers(memo) for memo in self):
                latest.setdefault((run.company_id, run.date_from), run.id)
        return runs.browse(latest.values())

    def _used_in(self, states):
        """Those of these corrections that a run in one of the states was computed with."""
        self.env["customer.cost.run"].flush_model(["snapshot", "state"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT (used ->> 'id')::int
                  FROM customer_cost_run run
            CROSS JOIN LATERAL jsonb_array_elements(run.snapshot -> 'corrections') used
                 WHERE run.state = ANY(%s) AND (used ->> 'id')::int = ANY(%s)
                """,
                list(states),
                self.ids,
            )
        )
        return self.browse(memo for (memo,) in rows)
