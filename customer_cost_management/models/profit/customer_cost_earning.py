from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class CustomerCostEarning(models.AbstractModel):
    """Who earns, who loses, and who stands within the company's band around zero.

    For models with a contribution ``cm3``, a ``net_revenue`` and a ``company_id``.
    """

    _name = "customer.cost.earning"
    _description = "Who Earns and Who Loses"

    earning = fields.Selection(
        [("loss", "Loss-making"), ("near_zero", "Near zero"), ("profit", "Profitable")],
        compute="_compute_earning",
        search="_search_earning",
        help="Near zero: the contribution lies within the company's near-zero band.",
    )

    @api.depends("cm3", "net_revenue", "company_id.customer_cost_near_zero_percent")
    def _compute_earning(self):
        for row in self:
            # sudo: the band of a company is no secret to who may read its figures
            percent = row.company_id.sudo().customer_cost_near_zero_percent
            if abs(row.cm3) <= abs(row.net_revenue) * percent / 100:
                row.earning = "near_zero"
            else:
                row.earning = "profit" if row.cm3 > 0 else "loss"

    def _search_earning(self, operator, value):
        if operator != "in":
            return NotImplemented
        kinds = [kind for kind in value if kind]
        if not kinds:  # everybody earns, loses or stands near zero
            return Domain.FALSE
        bands = self._near_zero_bands()
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s = ANY(%s)", _sql_earning(alias, bands), kinds
            )
        )

    def _read_group_groupby(self, alias, groupby_spec, query):
        """Columns of cards count who earns and who loses."""
        if groupby_spec != "earning":
            return super()._read_group_groupby(alias, groupby_spec, query)
        return _sql_earning(alias, self._near_zero_bands())

    def _near_zero_bands(self):
        """{near-zero percentage above 0: ids of the companies that have it}."""
        # sudo: the band of a company is no secret to who may read its figures
        companies_sudo = (
            self.env["res.company"]
            .sudo()
            .with_context(active_test=False)
            .search([("customer_cost_near_zero_percent", "!=", 0)])
        )
        return {
            percent: each.ids
            for percent, each in companies_sudo.grouped("customer_cost_near_zero_percent").items()
        }


def _sql_earning(alias, companies):
    """The kind of each row.

    :param companies: as :meth:`_near_zero_bands`.  Written out: to look up the company of each
        of a hundred thousand rows takes seconds.
    """
    band = SQL(" ").join(
        SQL("WHEN %s = ANY(%s) THEN %s", SQL.identifier(alias, "company_id"), ids, percent)
        for percent, ids in companies.items()
    )
    return SQL(
        """(CASE WHEN abs(%(cm3)s) * 100 <= abs(%(revenue)s)
                           * (CASE WHEN FALSE THEN 0 %(band)s ELSE 0 END)
                 THEN 'near_zero'
                 WHEN %(cm3)s > 0 THEN 'profit' ELSE 'loss' END)""",
        cm3=SQL.identifier(alias, "cm3"),
        revenue=SQL.identifier(alias, "net_revenue"),
        band=band,
    )
