from datetime import datetime, time, timedelta

import pytz

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from ..masters.field_path import field_at


class CustomerCostRun(models.Model):
    """Which records of a driver count: period, companies; and the way from them to a contact."""

    _inherit = "customer.cost.run"

    def _record_scope(self, driver, model):
        """The period and the companies, as a domain on the driver's records."""
        start, stop = self.date_from, self.date_to + timedelta(days=1)
        if field_at(model, driver["date_field"]).type == "datetime":
            start, stop = (self._in_utc(day) for day in (start, stop))
        name = driver["date_field"]
        scope = Domain(name, ">=", start) & Domain(name, "<", stop)
        company_path = driver["company_path"] or self._own_company_path(model)
        if not company_path:
            return scope
        companies = Domain(company_path, "in", self._companies())
        if driver["without_company"] == "include":
            companies |= Domain(company_path, "=", False)
        return scope & companies

    def _own_company_path(self, model):
        """A model that has a company is never counted across companies by oversight."""
        field = model._fields.get("company_id")
        return "company_id" if field is not None and field.store else ""

    def _in_utc(self, day):
        """The first moment of a day in the time zone of the run, as Odoo stores it."""
        frozen = (self.snapshot or {}).get("time_zone")
        zone = pytz.timezone(frozen or self._time_zone())
        return (
            zone.localize(datetime.combine(day, time())).astimezone(pytz.utc).replace(tzinfo=None)
        )

    def _time_zone(self):
        """Where nobody knows the company's, days begin as they are stored; the check of the
        model says so."""
        return self.company_id._customer_cost_time_zone() or "UTC"

    def _join_path(self, query, model, path):
        """Join one table a hop along stored relations; the alias of the last one.

        :param path: names of the relations
        """
        alias = model._table
        for name in path:
            field = model._fields[name]
            comodel = self.env[field.comodel_name]
            target = query.make_alias(alias, name)
            if field.type == "many2many":
                link = query.make_alias(alias, f"{name}_link")
                query.add_join(
                    "JOIN",
                    link,
                    field.relation,
                    SQL(
                        "%s = %s", SQL.identifier(link, field.column1), SQL.identifier(alias, "id")
                    ),
                )
                source = SQL.identifier(link, field.column2)
            else:
                source = SQL.identifier(alias, name)
            if target not in query._joins:  # the filter of a driver may go the same way
                condition = SQL("%s = %s", SQL.identifier(target, "id"), source)
                query.add_join("JOIN", target, comodel._table, condition)
            alias, model = target, comodel
        return alias
