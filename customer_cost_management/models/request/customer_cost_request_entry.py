from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

#: Customers offered by one tap.
RECENT = 5


class CustomerCostRequest(models.Model):
    """Asking by a few taps: the customers asked for last, and the last request once more."""

    _inherit = "customer.cost.request"

    @api.model
    @api.readonly
    def get_recent_customers(self):
        """The customers the user asked for last, the newest first: ``[{id, display_name}]``."""
        requests = self.search(
            Domain("user_id", "=", self.env.uid)
            & Domain("company_id", "=", self.env.company.id)
            & Domain("partner_id.active", "=", True),
            order="id desc",
            limit=10 * RECENT,
        )
        customers = requests.partner_id[:RECENT]
        return [{"id": partner.id, "display_name": partner.display_name} for partner in customers]

    def action_repeat_last(self):
        """The user's last request once more, for today, to be changed and submitted."""
        last = self.search(
            Domain("user_id", "=", self.env.uid) & Domain("company_id", "=", self.env.company.id),
            order="id desc",
            limit=1,
        )
        if not last:
            raise UserError(
                self.env._("You have not asked for anything yet. Begin with a new request.")
            )
        return last.action_repeat()

    def action_repeat(self):
        """A new draft like this one, for today."""
        self.ensure_one()
        self._check_is_mine()
        again = self.copy({"date": fields.Date.context_today(self)})
        return again._get_records_action(name=self.env._("Request Spending"))
