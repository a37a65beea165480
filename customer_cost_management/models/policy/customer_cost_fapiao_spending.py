from odoo import fields, models

from ...engine.policy.fapiao import Fapiao
from ...engine.policy.spending import FapiaoUse
from ..platform.approval_seal import amount_in_minor_units
from .customer_cost_fapiao import FAPIAO_DOCUMENTS

#: Documents of the same seller so many days before and after matter.
AROUND = 366


class CustomerCostFapiaoDocument(models.AbstractModel):
    """The fapiao of a document as spending rules see it."""

    _inherit = "customer.cost.fapiao.document"

    def _fapiao_uses(self):
        """The fapiao and how much of it the document claims, for the engine."""
        if not self.fapiao_number:
            return ()
        money = self.currency_id
        total = amount_in_minor_units(self.fapiao_total, money) if self.fapiao_total else None
        fapiao = Fapiao(
            self.fapiao_number,
            self.fapiao_code or "",
            self.fapiao_type or "",
            day=self.fapiao_date or None,
            seller=self._fapiao_seller_key(),
            buyer=self.fapiao_buyer or "",
            total=total,
        )
        return (FapiaoUse(fapiao, max(amount_in_minor_units(self._fapiao_claim(), money), 0)),)

    def _fapiao_seller_key(self):
        return self.fapiao_seller_tax_number or self.fapiao_seller or ""

    def _fapiao_neighbours(self):
        """Spendings of other documents that hold a fapiao of the same number or seller."""
        day = self.fapiao_date or fields.Date.context_today(self)
        if not self.fapiao_number:
            return
        for model in FAPIAO_DOCUMENTS:
            # sudo: rules look at documents of others; only what they find about this one is told
            documents = self.env[model].sudo()
            found = documents.search(
                [
                    ("company_id", "child_of", self.company_id.root_id.ids),
                    ("fapiao_use_id", "!=", False),
                    ("fapiao_date", ">=", fields.Date.subtract(day, days=AROUND)),
                    ("fapiao_date", "<=", fields.Date.add(day, days=AROUND)),
                    *self._same_fapiao_or_seller(),
                ]
            )
            if model == self._name:
                found -= self._origin.sudo()
            for document in found:
                yield from document._fapiao_spendings()

    def _fapiao_spendings(self):
        """The document as the engine's spendings, without tiers."""
        raise NotImplementedError

    def _same_fapiao_or_seller(self):
        same = [("fapiao_number", "=", self.fapiao_number)]
        if self.fapiao_seller_tax_number:
            return ["|", *same, ("fapiao_seller_tax_number", "=", self.fapiao_seller_tax_number)]
        if self.fapiao_seller:
            return ["|", *same, ("fapiao_seller", "=", self.fapiao_seller)]
        return same
