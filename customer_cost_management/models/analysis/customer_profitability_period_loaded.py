from odoo import api, fields, models

#: Who may read shares of the company's cost.
READERS = "customer_cost_management.group_cost_accountant,customer_cost_management.group_auditor"


class CustomerProfitabilityPeriod(models.Model):
    """What is left of a contribution after shares of channel and facility cost.

    For who reads the whole company; not sorted or grouped by, as no decision rests on it.
    """

    _inherit = "customer.profitability.period"

    cm4 = fields.Monetary(
        "CM4 after channel",
        compute="_compute_loaded",
        groups=READERS,
        help="Contribution less a share of channel cost by net revenue. He did not cause it: no "
        "basis for decisions about him.",
    )
    net = fields.Monetary(
        "Net, fully loaded",
        compute="_compute_loaded",
        groups=READERS,
        help="CM4 less a share of facility cost by net revenue. He did not cause it: no basis "
        "for decisions about him.",
    )

    @api.depends("cm3")
    def _compute_loaded(self):
        by_month = self._chosen().by_month
        for rows in self.grouped(lambda row: (row.company_id, by_month and row.date)).values():
            shares = rows[:1]._shares_of_cost_above() or {}
            for row in rows:
                channel, facility = shares.get(row.partner_id.id, (0, 0))
                row.cm4 = row.currency_id.round(row.cm3 - channel)
                row.net = row.currency_id.round(row.cm3 - channel - facility)
