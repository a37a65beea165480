from odoo import api, fields, models


class ResUsers(models.Model):
    """Door: whose customers a user answers for."""

    _inherit = "res.users"

    customer_cost_team_user_ids = fields.Many2many(
        "res.users",
        string="Customer team",
        compute="_compute_customer_cost_team_user_ids",
        groups="customer_cost_management.group_customer_manager",
        help="The user himself and everybody whose employee reports to him, at any depth.",
    )
    is_in_my_customer_team = fields.Boolean(
        compute="_compute_is_in_my_customer_team",
        search="_search_is_in_my_customer_team",
        groups="customer_cost_management.group_customer_manager",
        help="Whether you or somebody who reports to you is this user.",
    )

    def _compute_customer_cost_team_user_ids(self):
        for user in self:
            user.customer_cost_team_user_ids = user._customer_cost_team()

    @api.depends_context("uid")
    def _compute_is_in_my_customer_team(self):
        team = self.env.user._customer_cost_team()
        for user in self:
            user.is_in_my_customer_team = user in team

    def _search_is_in_my_customer_team(self, operator, value):
        """A search, because the domains of record rules are cached and teams change."""
        if operator != "in":
            return NotImplemented
        return [("id", "in", self.env.user._customer_cost_team().ids)]

    def _customer_cost_team(self):
        """The user and everybody whose employee reports to him, archived chiefs included."""
        self.ensure_one()
        # an ordinary user may not read employees; the tree under him is all that is asked
        employees_sudo = self.env["hr.employee"].sudo().with_context(active_test=False)
        own = employees_sudo.search([("user_id", "=", self.id)])
        team = employees_sudo.search([("id", "child_of", own.ids)]) if own else own
        return self.sudo() | team.user_id
