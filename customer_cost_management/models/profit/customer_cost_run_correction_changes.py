from odoo import models
from odoo.exceptions import UserError

from ..run.customer_cost_run_guard import ENGINE, ENGINE_KEY


class CustomerCostRun(models.Model):
    """Corrections that changed after a run was computed make it stale."""

    _inherit = "customer.cost.run"

    def _count_changed_corrections(self):
        """Corrections that the run used and are no longer in force, and the other way round."""
        frozen = {row["id"]: row for row in (self.snapshot or {}).get("corrections", [])}
        today = {memo.id: self._freeze_correction(memo) for memo in self._corrections_in_force()}
        return sum(
            not _same_move(frozen.get(key), today.get(key)) for key in frozen.keys() | today.keys()
        )

    def _query_changes(self):
        """A correction adds nothing to the result of the books; it counts all the same."""
        [[changed, result]] = super()._query_changes()
        return [[changed + self._count_changed_corrections(), result]]

    def _check_may_be_published(self):
        result = super()._check_may_be_published()
        # sudo: what the run used may concern customers the controller cannot open
        if self.sudo()._count_changed_corrections():
            raise UserError(
                self.env._(
                    "%(run)s: corrections were approved, changed or cancelled since it was "
                    "computed. Compute it again.",
                    run=self.display_name,
                )
            )
        return result

    def _discard_results(self):
        """What this run applied waits for the next one."""
        memos_sudo = self._applied_corrections()
        result = super()._discard_results()
        memos_sudo._wait_again()
        return result

    def unlink(self):
        memos_sudo = self._applied_corrections()
        result = super().unlink()
        memos_sudo._wait_again()
        return result

    def _applied_corrections(self):
        """Corrections that these runs hold, as superuser: states are moved by runs, too."""
        applied = [("run_id", "in", self.ids), ("memo_id", "!=", False)]
        return self.env["customer.cost.capture"].sudo().search(applied).memo_id


def _same_move(frozen, today):
    """Whether a correction is agreed to today as it was in the run.

    Whom it concerns is not compared: a merge re-keys customers and changes no figure.
    """
    if frozen is None or today is None:
        return False
    return all(frozen[name] == today[name] for name in ("amount", "date", "approved_on"))


class CustomerCostMemo(models.Model):
    _inherit = "customer.cost.memo"

    def _wait_again(self):
        """Applied corrections that no run holds any more are approved, no more."""
        held = self.env["customer.cost.capture"].search([("memo_id", "in", self.ids)]).memo_id
        waiting = (self - held).filtered(lambda memo: memo.state == "applied")
        waiting.with_context(**{ENGINE_KEY: ENGINE}).write({"state": "approved"})
