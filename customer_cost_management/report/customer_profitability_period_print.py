from urllib.parse import urlencode

from odoo import models

#: Where the statements of a period are printed.
ROUTE = "/customer_cost_management/statements/period"


class CustomerProfitabilityPeriod(models.Model):
    """The statement of a quarter, or of a period that the reader chose, on paper."""

    _inherit = "customer.profitability.period"

    def action_print(self):
        """As the statements that are kept; else one PDF, or a ZIP of several.

        Odoo prints by ids alone, which mean other customers in another period: the address
        says which one it is.
        """
        statements = self._kept_apart()
        if statements is not None:
            return statements.action_print()
        self._check_few_to_print()
        context = self._period_context()
        chosen = {
            "period": context.get("customer_cost_period", ""),
            "estimate": "1" if context.get("customer_cost_estimate") else "",
            "companies": ",".join(map(str, self.env.companies.ids)),
        }
        ids = ",".join(map(str, self.ids))
        return {
            "type": "ir.actions.act_url",
            "url": f"{ROUTE}/{ids}?{urlencode(chosen)}",
            "target": "self",
        }

    def _statement_report(self):
        return "customer_cost_management.customer_profitability_period_action_print"
