from odoo import models
from odoo.exceptions import AccessError


class CustomerCostDraft(models.AbstractModel):
    """Part of the cost model that is previewed while it is typed."""

    _name = "customer.cost.draft"
    _description = "Part of a Cost Model as It Is Typed"

    def _typed(self, values):
        """The record with what was typed; only who may save it may try it."""
        self.check_access("read")
        if values:
            self.check_access("write" if self else "create")
        return self.new(values, origin=self) if values or not self else self

    def _draft(self, values, company_id=False):
        """The record as it stands in the form; only of a company that the reader may enter.

        :param values: what was typed, by field; nothing = the saved record itself
        :param company_id: the company of a record that has none yet, today's unless told
        :return: the record, saved or not, of a root company
        """
        draft = self._typed(values)
        if not draft.company_id:
            draft.company_id = self.env["res.company"].browse(company_id or self.env.company.id)
        company = draft.company_id.root_id
        # sudo: the root of a branch need not be a company that its people may enter
        if company not in self.env.user.sudo().company_ids.root_id:
            raise AccessError(self.env._("You may not read the books of this company."))
        if draft.company_id != company:
            draft.company_id = company
        return draft
