from math import isfinite

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CustomerCostValidity(models.AbstractModel):
    """Something that holds from one day to another, both included; empty is open."""

    _name = "customer.cost.validity"
    _description = "Validity of a Part of the Customer Cost Model"

    date_from = fields.Date(string="From", help="First day it holds. Empty: always.")
    date_to = fields.Date(string="To", help="Last day it holds. Empty: until further notice.")

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for record in self:
            if record.date_from and record.date_to and record.date_from > record.date_to:
                raise ValidationError(
                    self.env._(
                        "%(name)s ends on %(date_to)s, before it begins on %(date_from)s. "
                        "Change one of the dates.",
                        name=record.display_name,
                        date_from=record.date_from,
                        date_to=record.date_to,
                    )
                )


def check_percent(record, field_name):
    """A field of a record is a percentage from 0 to 100, else a ValidationError."""
    if not 0 <= record[field_name] <= 100:
        raise ValidationError(
            record.env._(
                "%(name)s: %(field)s is %(value)s. Enter a percentage from 0 to 100.",
                name=record.display_name,
                field=record._fields[field_name]._description_string(record.env),
                value=record[field_name],
            )
        )


def check_not_negative(record, field_name):
    """A field of a record is an ordinary number, zero or above, else a ValidationError."""
    if not (isfinite(record[field_name]) and record[field_name] >= 0):
        raise ValidationError(
            record.env._(
                "%(name)s: %(field)s is %(value)s. Enter 0 or more.",
                name=record.display_name,
                field=record._fields[field_name]._description_string(record.env),
                value=record[field_name],
            )
        )
