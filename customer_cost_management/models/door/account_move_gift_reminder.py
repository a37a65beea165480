from odoo import models


class AccountMove(models.Model):
    """What who books gifts in China is reminded of: nothing is computed or asked."""

    _inherit = "account.move"

    def _banner_findings(self):
        return super()._banner_findings() + self._banner_gift_taxes()

    def _banner_gift_taxes(self):
        """Gifts count as sold for VAT, and who gets them may owe income tax that the giver
        withholds (deemed sales; individual income tax on incidental income)."""
        country = self.company_id.account_fiscal_country_id.code
        natures = self._controlled_lines().cost_category_id.mapped("nature")
        if country != "CN" or "gift" not in natures:
            return []
        return [
            {
                "code": "gift_taxes",
                "severity": "inform",
                "message": self.env._(
                    "Gifts: check whether VAT is due as on a sale, and income tax for the persons "
                    "who get them."
                ),
                "rule": self.env._("Tax law"),
            }
        ]
