from odoo import fields


class FrozenJson(fields.Json):
    """A document that is read often and replaced as a whole, never changed in place.

    Odoo copies a document each time it is read, in case the reader changes it.  That of a
    cost model is read a hundred times while a month is computed, and a copy takes
    milliseconds.  Who needs to change something copies it first.
    """

    def convert_to_record(self, value, record):
        """The document itself, not a copy."""
        return False if value is None else value
