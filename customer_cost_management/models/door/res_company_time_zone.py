import pytz

from odoo import api, fields, models

from odoo.addons.base.models.res_partner import _tz_get

#: The zone of countries that keep one time although the list of zones names several.
ONE_TIME = {"CN": "Asia/Shanghai", "DE": "Europe/Berlin"}


class ResCompany(models.Model):
    """Where the days of a company begin.

    Odoo asks nobody for it: its own contact has a zone only if somebody gave it one, and its
    working hours have that of whoever made them, which need not be where the company is.
    """

    _inherit = "res.company"

    customer_cost_time_zone = fields.Selection(
        _tz_get,
        string="Time zone",
        help="Days and months of records with a time of day, such as orders and deliveries, begin "
        "in it. Empty: the zone of the company's contact, else of its country, else of its working "
        "hours. Applies from the next run.",
    )
    customer_cost_time_zone_found = fields.Char(
        "Time zone found",
        compute="_compute_customer_cost_time_zone_found",
        help="The time zone where none is chosen.",
    )

    @api.depends("partner_id.tz", "resource_calendar_id.tz", "partner_id.country_id.code")
    def _compute_customer_cost_time_zone_found(self):
        for company in self:
            # sudo: where a company is, is no secret
            company.customer_cost_time_zone_found = company.sudo()._find_time_zone()

    def _find_time_zone(self):
        """The zone that Odoo knows of, or False."""
        country = self.partner_id.country_id.code or ""
        zones = pytz.country_timezones.get(country, [])
        if self.partner_id.tz or country in ONE_TIME:
            return self.partner_id.tz or ONE_TIME[country]
        return zones[0] if len(zones) == 1 else self._zone_of_hours(zones)

    def _zone_of_hours(self, zones):
        """The zone of the working hours where it is one of the country's, else False; of a
        company without a country any but UTC, which a program leaves behind."""
        hours = self.resource_calendar_id.tz
        known = hours in zones if zones else hours != "UTC"
        return hours if known else False

    def _customer_cost_time_zone(self):
        """Name of the zone in which the days of the company begin, False if nobody knows."""
        self.ensure_one()
        # sudo: where a company is, is no secret
        company = self.sudo()
        return company.customer_cost_time_zone or company.customer_cost_time_zone_found
