"""Door: what frozen figures are grouped by stays, so that they can be grouped by it."""

from odoo import api, models
from odoo.exceptions import UserError


def check_not_in_figures(records, dimension):
    """Statements have no key to their dimensions in the database; a record that is gone would
    stop every list, pivot and reconciliation that groups by it.

    :param records: what somebody is about to delete
    :param dimension: the field of statements that names them
    """
    # sudo: a statement of another company holds the record as well
    statements = records.env["customer.profitability"].sudo()
    statement = statements.search([(dimension, "in", records.ids)], order="id", limit=1)
    if statement:
        raise UserError(
            records.env._(
                "%(name)s stands in statements such as %(statement)s and cannot be deleted. "
                "Archive it, or keep it.",
                name=statement[dimension].display_name,
                statement=statement.display_name,
            )
        )


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_figures(self):
        check_not_in_figures(self, "user_id")


class ResPartnerIndustry(models.Model):
    _inherit = "res.partner.industry"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_figures(self):
        check_not_in_figures(self, "industry_id")


class ResCountry(models.Model):
    _inherit = "res.country"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_figures(self):
        check_not_in_figures(self, "country_id")


class ResCountryState(models.Model):
    _inherit = "res.country.state"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_figures(self):
        check_not_in_figures(self, "state_id")
