from odoo import fields


class UncheckedMany2one(fields.Many2one):
    """A Many2one without a foreign key: evidence outlives what it is evidence of.

    Millions of rows point to journal items; checking each key costs more than writing
    the row, and an item that is reset and deleted must not take the evidence with it.
    """

    def update_db_foreign_key(self, model, column):
        """No key in the database."""

    def _insert_cache(self, records, values):
        """A record that is gone reads as empty, not as an error; one query a batch."""
        values = list(values)
        ids = {value for value in values if value}
        known = set(records.env[self.comodel_name].browse(ids).exists()._ids)
        values = [value if value in known else None for value in values]
        return super()._insert_cache(records, values)
