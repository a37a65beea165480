from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .approval_seal import amount_in_minor_units

#: Documents that rules approve up to an amount without asking, and who asks for each.
AUTOMATIC = {
    "customer.cost.request": "user_id",
    "hr.expense": "employee_id.user_id",
    "customer.cost.bill": "user_id",
}


class CustomerCostApprovalMixin(models.AbstractModel):
    """What somebody spends in a month without asking is counted over all kinds of documents."""

    _inherit = "customer.cost.approval.mixin"

    def _approved_without_asking(self):
        """What was approved for who asks for this, this month, in all branches of the company,
        without asking anybody whom rules name; minor units.

        One that somebody returned and nobody agreed to counts as well.
        """
        user = self._approval_requester()
        self._take_turns()
        first = fields.Date.context_today(self).replace(day=1)
        company = self.company_id.root_id
        # sudo: documents of all branches are counted for the person, not shown
        return sum(
            amount_in_minor_units(max(document._cost_to_approve(), 0), company.currency_id)
            for model, asker in AUTOMATIC.items()
            for document in self.env[model].sudo()._without_asking(asker, user, company, first)
            if document != self
        )

    @api.model
    def _without_asking(self, asker, user, company, first):
        """Those of this model, as superuser: counted for the person, not shown."""
        approved = self.search(
            Domain(asker, "=", user.id)
            & Domain("company_id", "child_of", company.ids)
            & Domain(self._approved_since(first))
        )
        return approved.filtered(
            lambda document: (
                not document.approval_ids.filtered(
                    lambda row: row.state in ("upcoming", "waiting", "approved") and not row.void
                )
            )
        )

    @api.model
    def _approved_since(self, day):
        """A domain of those that were approved since a day."""
        raise NotImplementedError

    def _cost_to_approve(self):
        """Its cost, in company currency."""
        raise NotImplementedError

    def _take_turns(self):
        """Of two submissions of one person at once the second fails to serialise, is run again by
        Odoo, and counts the first: a row that both change sees to that, without changing it."""
        user = self._approval_requester()
        user.flush_model(["write_date"])
        self.env.cr.execute(
            SQL("UPDATE res_users SET write_date = write_date WHERE id = %s", user.id)
        )
