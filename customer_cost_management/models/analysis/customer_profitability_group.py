from odoo import fields, models
from odoo.tools import SQL


class CustomerProfitabilityPeriod(models.Model):
    """Customers of one group of companies side by side."""

    _inherit = "customer.profitability.period"
    _depends = {"res.partner": ["parent_id", "is_company"]}

    group_id = fields.Many2one(
        "res.partner",
        "Group company",
        readonly=True,
        help="The topmost company above the customer, as of today; empty for a company alone.",
    )

    @property
    def _table_query(self):
        return SQL(
            "SELECT shown.*, %s AS group_id FROM (%s) shown", _sql_group(), super()._table_query
        )


def _sql_group():
    """The company at the top, of a customer below or above another company.

    Looked up for the rows that are shown, or once for each when they are grouped; most
    customers are alone, and cost one look.
    """
    return SQL(
        """(SELECT CASE
               WHEN customer.parent_id IS NOT NULL THEN (
                    WITH RECURSIVE above AS (
                         SELECT customer.id, customer.parent_id, 0 AS height
                      UNION ALL
                         SELECT parent.id, parent.parent_id, above.height + 1
                           FROM above
                           JOIN res_partner parent ON parent.id = above.parent_id
                    )
                    SELECT id FROM above ORDER BY height DESC LIMIT 1)
               WHEN EXISTS (SELECT FROM res_partner below
                             WHERE below.parent_id = customer.id AND below.is_company)
               THEN customer.id END
             FROM res_partner customer WHERE customer.id = shown.partner_id)"""
    )
