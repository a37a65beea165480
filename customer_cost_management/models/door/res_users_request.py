from odoo import api, fields, models


class ResUsers(models.Model):
    """Door: who decides for a user while he is away."""

    _inherit = "res.users"

    customer_cost_substitute_words = fields.Char(
        "Substitute", compute="_compute_customer_cost_substitute_words"
    )

    @api.depends_context("uid", "lang")
    def _compute_customer_cost_substitute_words(self):
        """Of the user himself; others are nobody's business here."""
        own = self._own_delegations()
        words = " · ".join(own.mapped("sentence"))
        for user in self:
            user.customer_cost_substitute_words = user == self.env.user and words

    @api.model
    def _own_delegations(self):
        """Substitutes of the user, now and to come."""
        today = fields.Date.context_today(self)
        return self.env["customer.cost.delegation"].search(
            [("user_id", "=", self.env.uid), ("date_to", ">=", today)], order="date_from"
        )

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "customer_cost_substitute_words"]

    def action_customer_cost_substitutes(self):
        """The user's own substitutes: the one in force or to come, or a new one."""
        own = self._own_delegations()[:1]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Substitute while I am away"),
            "res_model": "customer.cost.delegation",
            "view_mode": "form",
            "views": [
                (
                    self.env.ref(
                        "customer_cost_management.customer_cost_delegation_view_form_own"
                    ).id,
                    "form",
                )
            ],
            "res_id": own.id,
            "target": "new",
            "context": {"default_user_id": self.env.uid},
        }
