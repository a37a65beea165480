"""The day on which a story happens: documents note when they were asked for and decided."""

from contextlib import contextmanager
from datetime import datetime, time

from odoo import fields

#: Working hours of a story, UTC.
HOUR = time(2, 30)


@contextmanager
def on(day):
    """Odoo's today and now are ``day`` inside.

    The clock belongs to the whole process: only demo data, which is loaded while nobody works
    in the database, may turn it back.
    """
    now = datetime.combine(day, HOUR)
    date, moment = fields.Date, fields.Datetime
    kept = [(date, "today"), (date, "context_today"), (moment, "now")]
    kept = [(owner, name, owner.__dict__[name]) for owner, name in kept]
    date.today = staticmethod(lambda *args: day)
    date.context_today = staticmethod(lambda record=None, timestamp=None: day)
    moment.now = staticmethod(lambda *args: now)
    try:
        yield
    finally:
        for owner, name, method in kept:
            setattr(owner, name, method)
