from odoo import models
from odoo.tools import SQL

#: Columns that say when a row was written, not what is in it.
NOT_COMPARED = ("date", "current")
#: Where the rows stand until they are compared.
STAGING = "customer_value_evaluation"
#: Types of the columns there, by type of the field: all that binary COPY writes at one width.
STAGED_TYPES = {
    "boolean": "boolean",
    "char": "bpchar",
    "date": "date",
    "float": "double precision",
    "integer": "integer",
    "json": "jsonb",
    "many2one": "integer",
    "monetary": "numeric",
    "selection": "bpchar",
}


class CustomerValue(models.Model):
    """Stores an evaluation: a row for each customer whose row would differ, and no other.

    Binary COPY writes all rows into a table beside; PostgreSQL compares them with those in
    force, takes the mark from the ones that differ, and adds what is missing.
    """

    _inherit = "customer.value"

    def _store(self, sources, columns):
        """Keep the customers whose row would differ; how many they are."""
        names = [name for name, field in self._fields.items() if field.store and name in columns]
        self._stage({name: columns[name] for name in names}, sources.company.currency_id)
        compared = [name for name in names if name not in NOT_COMPARED]
        self.env.cr.execute(
            SQL(
                """UPDATE customer_value now SET current = FALSE FROM %s new
                    WHERE now.current AND now.company_id = %s AND now.partner_id = new.partner_id
                      AND (%s) IS DISTINCT FROM (%s)""",
                SQL.identifier(STAGING),
                sources.company.id,
                self._sql_list("now", compared),
                self._sql_staged(compared),
            )
        )
        self.env.cr.execute(
            SQL(
                """INSERT INTO customer_value (%s) SELECT %s FROM %s new
                    WHERE NOT EXISTS (SELECT FROM customer_value now
                                       WHERE now.current AND now.company_id = %s
                                         AND now.partner_id = new.partner_id)
                 ORDER BY new.partner_id""",
                SQL(", ").join(map(SQL.identifier, names)),
                self._sql_staged(names),
                SQL.identifier(STAGING),
                sources.company.id,
            )
        )
        written = self.env.cr.rowcount
        self.env.cr.execute(SQL("DROP TABLE %s", SQL.identifier(STAGING)))
        return written

    def _sql_list(self, alias, names):
        return SQL(", ").join(SQL.identifier(alias, name) for name in names)

    def _sql_staged(self, names):
        """Staged columns in the types of the table."""
        types = {name: self._fields[name].column_type[1] for name in names}
        return SQL(", ").join(
            # Odoo's own name of a type
            SQL("%s::%s", SQL.identifier("new", name), SQL(types[name]))  # pylint: disable=sql-injection
            for name in names
        )

    def _stage(self, columns, currency):
        """A temporary table with the rows as they would be."""
        from ..platform.binary_columns import encode
        from ..platform.binary_copy import copy_rows

        definitions = [
            SQL("%s %s", SQL.identifier(name), SQL(STAGED_TYPES[self._fields[name].type]))
            for name in columns
        ]
        self.env.cr.execute(
            SQL(
                "CREATE TEMPORARY TABLE %s (%s) ON COMMIT DROP",
                SQL.identifier(STAGING),
                SQL(", ").join(definitions),
            )
        )
        encoded = {
            name: encode(self._fields[name].type, values, currency.decimal_places)
            for name, values in columns.items()
        }
        copy_rows(self.env.cr, STAGING, encoded)
        self.env.cr.execute(SQL("ANALYZE %s", SQL.identifier(STAGING)))
