from odoo import fields, models


class CrmStage(models.Model):
    """Door: in which stages of the pipeline a tender is open."""

    _inherit = "crm.stage"

    cost_is_tender = fields.Boolean(
        "Open tender",
        help="While an opportunity stands in this stage, spending on its customer follows the "
        "rules for open tenders, as a rule no gifts.",
    )
