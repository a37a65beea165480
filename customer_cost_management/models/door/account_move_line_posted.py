from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from .account_move_line import COST_FIELDS


class AccountMoveLine(models.Model):
    """Door: customer and category of posted items, changed set by set."""

    _inherit = "account.move.line"

    def _check_cost_may_change(self):
        """Refuse to change customer or category of these posted items."""
        if not self:
            return
        if not self._is_cost_accountant():
            raise AccessError(
                self.env._(
                    "%(entry)s is posted. Only a cost accountant changes what it is for in "
                    "customer costing. Ask one, or reset the entry to draft.",
                    entry=self[:1].move_id.display_name,
                )
            )
        self._check_not_in_closed_run()

    @api.model
    def _is_cost_accountant(self):
        user = self.env.user
        return self.env.su or user.has_group("customer_cost_management.group_cost_accountant")

    def _check_not_in_closed_run(self):
        closed = self._first_in_closed_run()
        if closed:
            move_id, date_from, date_to = closed
            raise UserError(
                self.env._(
                    "%(entry)s is part of the closed run of %(date_from)s to %(date_to)s. Closed "
                    "figures stay; book a correction in an open month.",
                    entry=self.env["account.move"].browse(move_id).display_name,
                    date_from=fields.Date.to_string(date_from),
                    date_to=fields.Date.to_string(date_to),
                )
            )

    def _first_in_closed_run(self):
        """Entry and period of one of these items that a closed run contains, or None."""
        self.flush_recordset(["move_id", "date", "company_id", "parent_state"])
        self.env["customer.cost.run"].flush_model(
            ["company_id", "date_from", "date_to", "kind", "state"]
        )
        query = SQL(
            """
            SELECT line.move_id, run.date_from, run.date_to
              FROM account_move_line line
              JOIN res_company company ON company.id = line.company_id
              JOIN customer_cost_run run
                ON run.company_id = split_part(company.parent_path, '/', 1)::int
               AND line.date BETWEEN run.date_from AND run.date_to
             WHERE line.id = ANY(%s)
               AND line.parent_state = 'posted'
               AND run.state = 'closed'
               AND run.kind = 'actual'
             LIMIT 1
            """,
            list(self.ids),
        )
        rows = self.env.execute_query(query)
        return rows[0] if rows else None

    def _change_cost(self, vals):
        """Change customer or category of posted items, however many, in a few statements.

        Odoo's own ``write`` is not needed: it guards amounts, taxes, reconciliation, hash
        and lock dates, and none of them knows these two fields.
        """
        self.check_access("read")
        vals = self._with_commercial_customers([vals])[0]
        vals = {name: self._fields[name].convert_to_cache(vals[name], self) for name in vals}
        taxes = self._tax_lines_that_follow(vals)
        lines = self | taxes.pop(tuple(name for name in COST_FIELDS if name in vals), self.browse())
        lines._store_changed_cost(vals)
        for names, others in taxes.items():
            others._store_changed_cost({name: vals[name] for name in names})

    def _store_changed_cost(self, vals):
        """Store and note what differs."""
        lines = self._whose_cost_differs(self, vals)
        if not lines:
            return
        lines._check_cost_may_change()
        before = lines._costs_by_entry()
        lines._store_cost(vals)
        lines._check_company(list(vals))
        lines._validate_fields(list(vals))
        lines._log_cost_changes(before, vals)
        lines._private_parts_of_entries().move_id._sync_private_part_costs()

    @api.model
    def _whose_cost_differs(self, lines, vals):
        lines.flush_recordset([*COST_FIELDS, "parent_state", "move_id"])
        differs = SQL(" OR ").join(
            SQL("%s IS DISTINCT FROM %s::int", SQL.identifier(name), value)
            for name, value in vals.items()
        )
        query = SQL(
            "SELECT id FROM account_move_line WHERE id = ANY(%s) AND (%s) ORDER BY id",
            list(lines.ids),
            differs,
        )
        return self.browse(line_id for (line_id,) in self.env.execute_query(query))

    def _costs_by_entry(self):
        """Rows (entry, customer, category, number of items) as they are stored."""
        return self.env.execute_query(
            SQL(
                """
                SELECT move_id, cost_customer_id, cost_category_id, count(*)
                  FROM account_move_line
                 WHERE id = ANY(%s)
              GROUP BY move_id, cost_customer_id, cost_category_id
              ORDER BY move_id, cost_customer_id, cost_category_id
                """,
                list(self.ids),
            )
        )

    def _store_cost(self, vals):
        assignments = SQL(", ").join(
            SQL("%s = %s", SQL.identifier(name), value) for name, value in vals.items()
        )
        self.env.execute_query(
            SQL(
                "UPDATE account_move_line SET %s, write_uid = %s, write_date = %s "
                "WHERE id = ANY(%s) RETURNING id",
                assignments,
                self.env.uid,
                self.env.cr.now(),
                list(self.ids),
            )
        )
        self.invalidate_recordset([*vals, "write_uid", "write_date"], flush=False)
        self.modified(vals)

    @api.model
    def _log_cost_changes(self, before, vals):
        """One message per entry: what was what, and on how many items."""
        bodies = {}
        for move_id, customer_id, category_id, items in before:
            old = dict(zip(COST_FIELDS, (customer_id, category_id), strict=True))
            for name in vals:
                if old[name] != vals[name]:
                    bodies.setdefault(move_id, []).append(
                        self._cost_change_text(name, old[name], vals[name], items)
                    )
        # sudo: a cost accountant has no right to write entries; the message is his all the same
        self.env["account.move"].sudo().browse(bodies)._message_log_batch(
            bodies={move_id: Markup("<br/>").join(texts) for move_id, texts in bodies.items()}
        )

    @api.model
    def _cost_change_text(self, name, old_id, new_id, items):
        # sudo: the old customer may belong to somebody else's records
        comodel = self.env[self._fields[name].comodel_name].sudo()
        nothing = self.env._("none")
        return self.env._(
            "%(field)s: %(old)s → %(new)s (items: %(items)s)",
            field=self._fields[name]._description_string(self.env),
            old=comodel.browse(old_id).display_name if old_id else nothing,
            new=comodel.browse(new_id).display_name if new_id else nothing,
            items=items,
        )
