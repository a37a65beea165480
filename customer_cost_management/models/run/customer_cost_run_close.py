from odoo import fields, models
from odoo.exceptions import UserError


class CustomerCostRun(models.Model):
    """A published run becomes final: its month is locked, or a controller says why not.

    The reason has a field of its own: one that was given for publishing in spite of a
    warning says nothing about a month in which somebody can still post.
    """

    _inherit = "customer.cost.run"

    close_reason = fields.Char(
        "Reason for closing",
        copy=False,
        readonly=True,
        help="Why the period was closed although the month was not locked in the books. "
        "It prints with the figures.",
    )

    def action_ask_close(self):
        """The dialog that tells what closing does, and asks for a reason where it needs one."""
        self.ensure_one()
        self._check_group("group_controller")
        self._check_state("published")
        wizard = self.env["customer.cost.close"].create({"run_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Close the Period"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_close(self, reason=""):
        """:param reason: why, for the runs among these whose month is not locked"""
        self._check_group("group_controller")
        self._check_state("published")
        reason = (reason or "").strip()
        unlocked = self.filtered(lambda run: not run._is_month_locked())
        if unlocked and not reason:
            raise UserError(
                self.env._(
                    "%(runs)s: the month is not locked. Lock it, or give a reason for closing it.",
                    runs=", ".join(unlocked.mapped("display_name")),
                )
            )
        if unlocked:
            unlocked._as_engine().close_reason = reason
        return self._as_engine().write({"state": "closed"})
