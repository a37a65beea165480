import logging

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..platform.customer_cost_clock import CONFLICTS

_logger = logging.getLogger(__name__)

#: Up to so many journal items are assigned in the click; above, in the background.
ITEMS_IN_REQUEST = 1000
#: So many entries are assigned in one transaction.
ENTRIES_AT_ONCE = 100


class CustomerCostAssignment(models.Model):
    """Many journal items on their way to a customer or a category, in the background.

    Each transaction takes some entries, never a part of one (tax follows its base only as a
    whole), and notes how far it came: a worker that dies loses its last step alone, and the
    next one goes on from there.  An entry that is refused is kept with its reason; the others
    are assigned all the same.
    """

    _name = "customer.cost.assignment"
    _description = "Assignment in the Background"
    _order = "id desc"

    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    user_id = fields.Many2one("res.users", string="Asked by", required=True, readonly=True)
    cost_customer_id = fields.Many2one(
        "res.partner", string="Customer", readonly=True, ondelete="restrict"
    )
    cost_category_id = fields.Many2one(
        "customer.cost.category", string="Cost category", readonly=True, ondelete="restrict"
    )
    vals = fields.Json(readonly=True, help="What is written on the items.")
    entries = fields.Json(readonly=True, prefetch=False, help="Ids of the items, entry by entry.")
    entries_done = fields.Integer(string="Entries done", readonly=True)
    item_count = fields.Integer(string="Journal items", readonly=True)
    items_done = fields.Integer(string="Items done", readonly=True)
    percent_done = fields.Float(string="Progress", compute="_compute_percent_done")
    refused = fields.Json(readonly=True, help="Entries that were refused, with the reason.")
    refused_text = fields.Text(string="Refused", compute="_compute_refused_text")
    refused_count = fields.Integer(string="Entries refused", compute="_compute_refused_text")
    state = fields.Selection(
        [("queued", "Queued"), ("running", "Running"), ("done", "Done")],
        required=True,
        default="queued",
        readonly=True,
        index=True,
    )

    @api.depends("create_date", "item_count")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for job in self:
            job.display_name = self.env._("Assignment of %(count)s items", count=job.item_count)

    @api.depends("items_done", "item_count")
    def _compute_percent_done(self):
        for job in self:
            job.percent_done = 100 * job.items_done / job.item_count if job.item_count else 100

    @api.depends("refused")
    def _compute_refused_text(self):
        for job in self:
            refused = job.refused or []
            job.refused_count = len(refused)
            job.refused_text = "\n".join(f"{one['entry']}: {one['reason']}" for one in refused)

    # ------------------------------------------------------------------ asking for it

    @api.model
    def _enqueue(self, items, vals):
        """Leave these items to the background; whoever asks has been checked."""
        entries = [lines.ids for _move, lines in items.grouped("move_id").items()]
        # sudo: jobs are made by the server alone, so that nobody can send one
        job_sudo = self.sudo().create(
            {
                "company_id": items.company_id[:1].root_id.id,
                "user_id": self.env.uid,
                "cost_customer_id": vals.get("cost_customer_id"),
                "cost_category_id": vals.get("cost_category_id"),
                "vals": vals,
                "entries": entries,
                "item_count": len(items),
            }
        )
        # sudo: whoever may assign items may wake the job that does it
        self.env.ref("customer_cost_management.customer_cost_assignment_cron").sudo()._trigger()
        return job_sudo.sudo(False)

    def _open(self):
        return self._get_records_action(name=self.env._("Assigned in the Background"))

    # ------------------------------------------------------------------ background

    @api.model
    def _cron_assign(self):
        """Go on with what is queued or was left running, oldest first."""
        jobs = self.search([("state", "!=", "done")], order="id")
        remaining = sum(jobs.mapped(lambda job: job.item_count - job.items_done))
        for job in jobs:
            while job.state != "done":
                if not job.try_lock_for_update():
                    break
                done = job._assign_some()
                remaining -= done
                if not self.env["ir.cron"]._commit_progress(done, remaining=remaining):
                    self.env.ref(
                        "customer_cost_management.customer_cost_assignment_cron"
                    )._trigger()
                    return

    def _assign_some(self):
        """Assign the next entries; the number of items that this settled."""
        self.ensure_one()
        entries = self.entries[self.entries_done : self.entries_done + ENTRIES_AT_ONCE]
        refused = self._assign_or_refuse(entries)
        items = sum(map(len, entries))
        done = self.entries_done + len(entries)
        finished = done >= len(self.entries)
        self.write(
            {
                "entries_done": done,
                "items_done": self.items_done + items,
                "refused": [*(self.refused or []), *refused],
                "state": "done" if finished else "running",
            }
        )
        if finished:
            self._tell()
        return items

    def _assign_or_refuse(self, entries):
        """Assign these entries with the rights of whoever asked; what is refused is halved until
        the entry is found.

        :return: [{"entry": name, "reason": text}]
        """
        if not entries:
            return []
        try:
            with self.env.cr.savepoint():
                self._items(entries).write(self.vals)
                self.env.flush_all()
            return []
        except CONFLICTS:
            raise  # Odoo's cron tries again; any other error would only come again
        except (UserError, psycopg2.Error) as error:
            self.env.invalidate_all(flush=False)
            if len(entries) == 1:
                # sudo: the job names the entry to whom it was given, who chose it himself
                entry = self._items(entries)[:1].sudo().move_id.display_name
                return [{"entry": entry or "", "reason": self._reason_of(error)}]
        half = len(entries) // 2
        return self._assign_or_refuse(entries[:half]) + self._assign_or_refuse(entries[half:])

    def _reason_of(self, error):
        """What the asker is told; what only a program understands is in the log."""
        if isinstance(error, UserError):
            return str(error)
        _logger.error("%s: an entry could not be assigned", self.display_name, exc_info=error)
        return self.env._("An error of the program; the server's log has it.")

    def _items(self, entries):
        lines = self.env["account.move.line"].with_user(self.user_id)
        lines = lines.with_context(
            allowed_company_ids=self.user_id.company_ids.ids, lang=self.user_id.lang
        )
        return lines.browse(item for entry in entries for item in entry).exists()

    def _tell(self):
        env = self.with_context(lang=self.user_id.lang).env
        message = env._(
            "%(done)s items are assigned; %(refused)s entries were refused.",
            done=self.items_done,
            refused=len(self.refused or []),
        )
        self.user_id._bus_send(
            "simple_notification",
            {
                "type": "warning" if self.refused else "success",
                "title": self.with_env(env).display_name,
                "message": message,
                "sticky": bool(self.refused),
            },
        )


class AccountMoveLine(models.Model):
    """Door: a few items are assigned at once, many in the background."""

    _inherit = "account.move.line"

    def _assign_cost(self, vals):
        """Write customer or category; the job, where it is left to one."""
        if len(self) <= ITEMS_IN_REQUEST:
            self.write(vals)
            return self.env["customer.cost.assignment"]
        self.check_access("read")
        posted = self.filtered(lambda line: line.parent_state == "posted")
        posted._check_cost_may_change()
        if self - posted:
            (self - posted).check_access("write")
        return self.env["customer.cost.assignment"]._enqueue(self, vals)
