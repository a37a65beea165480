from odoo import api, fields, models

NATURES = [
    ("meal", "Meal"),
    ("gift", "Gift"),
    ("event", "Event"),
    ("travel", "Travel"),
    ("visit", "Visit"),
    ("other", "Other"),
]
#: What the categories that a company starts with are.
NATURE_OF_CODE = {
    "MNT-MEAL": "meal",
    "MNT-GIFT": "gift",
    "MNT-LOGO": "gift",
    "MNT-EVENT": "event",
    "MNT-TRAVEL": "travel",
    "MNT-VISIT": "visit",
}


class CustomerCostCategory(models.Model):
    """What kind of spending a category is, for the rules that look at meals or gifts."""

    _inherit = "customer.cost.category"

    nature = fields.Selection(
        NATURES,
        compute="_compute_nature",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="Rules for meals and gifts look at this.",
    )

    def _judged_nature(self, in_register):
        """The nature that rules look at.  Gifts in bulk are no gift of anybody yet: the register
        judges each of them when somebody gets it.

        :param in_register: whether the register says who gets what is bought
        """
        return None if self.bulk_gifts and in_register else self.nature

    @api.depends("code")
    def _compute_nature(self):
        for category in self:
            proposed = NATURE_OF_CODE.get(category.code)
            category.nature = proposed or category.nature or "other"
