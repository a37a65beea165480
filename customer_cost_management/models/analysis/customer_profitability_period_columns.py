from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..profit.customer_profitability_figures import PARTS


class CustomerProfitabilityPeriod(models.Model):
    """A period's customers as arrays: what the whale curve and the quadrant are drawn from."""

    _inherit = "customer.profitability.period"

    def _period_columns(self, domain, names):
        """The company of the rows that the reader may see, and their figures.

        One row of bytes: a hundred thousand rows of numbers take Python far longer.

        :param names: amounts, and keys such as ``partner_id``; ``id`` always comes along
        :return: (company, {name: array}), amounts in :data:`PARTS` of a currency unit;
            both empty without rows
        """
        import numpy as np

        # a customer stands there once, not once a month
        rows = self.with_context(customer_cost_grain=False)
        query = rows._search(Domain(domain))
        packed = {name: self._sql_packed(name) for name in sorted({"id", *names})}
        company = SQL.identifier(self._table, "company_id")
        [(first, last, *data)] = self.env.execute_query(
            query.select(SQL("min(%s)", company), SQL("max(%s)", company), *packed.values())
        )
        if first != last:
            # amounts of two companies need not have one currency
            raise UserError(
                self.env._("This page shows one company. Choose one of them at the top.")
            )
        columns = (np.frombuffer(each or b"", ">i8").astype(np.int64) for each in data)
        # sudo: the company's currency and settings are no secret to who reads its figures
        company_sudo = self.env["res.company"].sudo().browse(first or ())
        return company_sudo, dict(zip(packed, columns, strict=True))

    def _sql_packed(self, name):
        """A number of every row, side by side, eight bytes each."""
        # 0 for no record
        column = SQL("COALESCE(%s, 0)", SQL.identifier(self._table, name))
        if self._fields[name].type == "monetary":
            column = SQL("%s * %s", column, PARTS)
        return SQL("string_agg(int8send((%s)::int8), ''::bytea)", column)

    def _customer_names(self, partner_ids, tier_ids):
        """Names of customers and tiers, one query for all: who sees a row may know whose it is."""
        partners, tiers = partner_ids.tolist(), tier_ids.tolist()
        self.env["res.partner"].flush_model(["complete_name"])
        names = dict(
            self.env.execute_query(
                SQL("SELECT id, complete_name FROM res_partner WHERE id = ANY(%s)", partners)
            )
        )
        # sudo: who sees the row of a customer may know his tier
        tier_names = dict(
            self.env["customer.cost.tier"]
            .sudo()
            .browse(set(tiers) - {0})
            .mapped(lambda t: (t.id, t.name))
        )
        return [names[each] or "" for each in partners], [tier_names.get(t, "") for t in tiers]


def in_units(parts):
    """Amounts in currency, as a list."""
    return (parts / PARTS).tolist()
