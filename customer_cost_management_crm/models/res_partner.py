from odoo import fields, models


class ResPartner(models.Model):
    """A tender is open on the days kept on the customer, and while an opportunity stands in a
    stage for tenders."""

    _inherit = "res.partner"

    def _is_tender(self, day):
        return super()._is_tender(day) or bool(day and self._tenders_in_pipeline(day))

    def _tenders_in_pipeline(self, day):
        """Opportunities with this customer that were in such a stage on a day and still are."""
        # sudo: that a tender is open is known to who spends on the customer; by which
        # opportunity is not told
        return (
            self.env["crm.lead"]
            .sudo()
            .search(
                [
                    ("partner_id", "child_of", self.commercial_partner_id.ids),
                    ("stage_id.cost_is_tender", "=", True),
                    ("won_status", "=", "pending"),
                    ("date_last_stage_update", "<", fields.Date.add(day, days=1)),
                ],
                limit=1,
            )
        )
