from odoo import models
from odoo.exceptions import AccessError, UserError

from ..platform.approval_seal import sealed


class CustomerCostAction(models.Model):
    """Who moves an action from state to state."""

    _inherit = "customer.cost.action"

    def action_agree(self):
        """It is to be done: by whom, until when, for how much."""
        self._check_state("proposed")
        self._check_may_plan()
        self._check_can_agree()
        for action in self:
            action._move_to("agreed")
            # sudo: who agrees need not be allowed to plan the work of the owner
            action.sudo().activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=action.due,
                user_id=action.owner_id.id,
                summary=action.name,
            )
        return True

    def action_start(self):
        """From now on published months are compared with those before."""
        self._check_state("agreed")
        self._check_may_carry_out()
        for action, day in self._first_days().items():
            sealed(action.sudo()).write({"state": "doing", "date_from": day})
        # sudo: the owner reads no figures; what was before is frozen all the same
        self.sudo()._freeze_baseline()
        return True

    def action_done(self):
        """Carried out; the months that follow still tell what it brings."""
        self._check_state("doing")
        self._check_may_carry_out()
        for action in self:
            action._move_to("done")
            action._finish_activities()
        return True

    def action_ask_drop(self):
        """The dialog that asks for the reason."""
        self._check_state("proposed", "agreed", "doing")
        self._check_may_plan()
        wizard = self.env["customer.cost.action.drop"].create({"action_ids": self.ids})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Drop"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _drop(self, reason):
        self._check_state("proposed", "agreed", "doing")
        self._check_may_plan()
        if not (reason or "").strip():
            raise UserError(self.env._("Say why it is dropped: others learn from it."))
        for action in self:
            sealed(action.sudo()).write({"state": "dropped", "drop_reason": reason.strip()})
            action._finish_activities()
        self.sudo()._measure()

    def action_propose(self):
        """Once more, with the figures of today."""
        self._check_state("dropped")
        self._check_may_plan()
        for action in self:
            sealed(action.sudo()).write(
                {"state": "proposed", "drop_reason": False, "date_from": False}
            )
        self._plan()
        return True

    # ------------------------------------------------------------------ checks

    def _check_state(self, *states):
        """One reason for each action that is in none of the states."""
        self.check_access("read")
        reasons = [
            self.env._(
                "%(action)s is %(state)s.", action=action.display_name, state=action._state_label()
            )
            for action in self
            if action.state not in states
        ]
        if reasons:
            raise UserError("\n".join([*reasons, self.env._("Reload the page and choose again.")]))

    def _check_can_agree(self):
        """What is missing, of all of them at once."""
        reasons = [
            self.env._(
                "%(action)s: fill in %(fields)s first.",
                action=action.display_name,
                fields=", ".join(action._missing()),
            )
            for action in self
            if action._missing()
        ]
        if reasons:
            raise UserError("\n".join(reasons))

    def _missing(self):
        """Labels of what an agreed action needs."""
        needed = ["kind", "owner_id", "due", "expected_saving"]
        needed.append("measured_activity" if self.measure == "cost" else "partner_id")
        return [
            self._fields[name].get_description(self.env, ["string"])["string"]
            for name in needed
            if not self[name]
        ]

    def _check_may_carry_out(self):
        others = self.filtered(lambda action: action.owner_id != self.env.user)
        for action in others - others._plannable():
            raise AccessError(
                self.env._(
                    "%(action)s: %(owner)s, who owns it, or who may plan it says so.",
                    action=action.display_name,
                    owner=action.owner_id.sudo().name,
                )
            )

    def _move_to(self, state):
        # sudo: the owner may carry out what he may not write
        sealed(self.sudo()).state = state

    def _finish_activities(self):
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])
