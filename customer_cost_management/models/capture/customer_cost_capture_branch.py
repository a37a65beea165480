from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

#: Fields of the evidence, and the column of the journal item that says it.
OF_THE_ITEM = {"branch_id": "company_id", "journal_id": "journal_id"}


class CustomerCostCapture(models.Model):
    """Branch and journal of the entry behind a row, to filter and to group by.

    Looked up on the journal item: a column would make every run write it for every item.  What
    is looked up is a name; so whoever reads the evidence may read it without a right to entries.
    """

    _inherit = "customer.cost.capture"

    branch_id = fields.Many2one(
        "res.company",
        compute="_compute_of_the_item",
        search="_search_branch_id",
        help="The branch, or the company itself, that booked the entry. A row that stands for all "
        "documents of a customer has none: Journal items opens them.",
    )
    journal_id = fields.Many2one(
        "account.journal",
        compute="_compute_of_the_item",
        search="_search_journal_id",
        help="The journal of the entry. A row that stands for all documents of a customer has "
        "none: Journal items opens them.",
    )

    @api.depends("move_line_id")
    def _compute_of_the_item(self):
        self.env["account.move.line"].flush_model(list(OF_THE_ITEM.values()))
        self.flush_recordset(["move_line_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT captured.id, item.company_id, item.journal_id
                  FROM customer_cost_capture captured
                  JOIN account_move_line item ON item.id = captured.move_line_id
                 WHERE captured.id = ANY(%s)
                """,
                list(self.ids),
            )
        )
        found = {row_id: values for row_id, *values in rows}
        for row in self:
            row.branch_id, row.journal_id = found.get(row.id, (False, False))

    def _search_branch_id(self, operator, value):
        return self._search_of_the_item("branch_id", operator, value)

    def _search_journal_id(self, operator, value):
        return self._search_of_the_item("journal_id", operator, value)

    def _search_of_the_item(self, name, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        nothing = Domain.FALSE
        if operator == "in" and False in value:
            value = [each for each in value if each]
            nothing = Domain("move_line_id", "=", False)
        item = Domain(OF_THE_ITEM[name], operator, value)
        return nothing | Domain("move_line_id", "any!", item)

    # ------------------------------------------------------------------ groups

    def _read_group_groupby(self, alias, groupby_spec, query):
        if groupby_spec in OF_THE_ITEM:
            return self._sql_of_the_item(alias, groupby_spec, query)
        return super()._read_group_groupby(alias, groupby_spec, query)

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        if field_name in OF_THE_ITEM:
            column = self._sql_of_the_item(alias, field_name, query)
            return SQL("%s %s %s", column, direction, nulls)
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)

    def _sql_of_the_item(self, alias, name, query):
        item = query.make_alias(alias, "of_the_item")
        same = SQL("%s = %s", SQL.identifier(item, "id"), SQL.identifier(alias, "move_line_id"))
        query.add_join("LEFT JOIN", item, "account_move_line", same)
        return SQL.identifier(item, OF_THE_ITEM[name])
