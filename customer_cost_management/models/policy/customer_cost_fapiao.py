from odoo import api, fields, models
from odoo.tools import SQL

#: Models whose documents carry a fapiao.
FAPIAO_DOCUMENTS = ("hr.expense", "account.move")


class CustomerCostFapiao(models.Model):
    """A fapiao in use: one row per code and number, whatever company uses it.

    It belongs to one holder: an employee, who may spread it over several expenses, or a bill.
    The unique index is what holds when two people claim it at the same moment; documents point
    to their row (``fapiao_use_id``), and the last one that leaves removes it.
    """

    _name = "customer.cost.fapiao"
    _description = "Fapiao in Use"
    _rec_name = "number"
    _order = "id desc"

    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    code = fields.Char(required=True, readonly=True)
    number = fields.Char(required=True, readonly=True)
    holder = fields.Char(
        required=True, readonly=True, help="Model and id of the employee or the bill it belongs to."
    )
    uses = fields.Integer(readonly=True, help="Counts up with each claim, so that two collide.")

    _fapiao_unique = models.UniqueIndex(
        "(code, number)",
        "This fapiao is used already.",
    )

    @api.model
    def _claim(self, key, holder, company):
        """The row of a fapiao, made if there was none; it may belong to somebody else.

        Of two transactions at once the second fails to serialise, Odoo runs its request again,
        and then it finds the row of the first.

        :param key: (code, number)
        :param company: root company of who claims it
        """
        self.flush_model()
        query = SQL(
            """
            INSERT INTO customer_cost_fapiao AS fapiao
                        (company_id, code, number, holder, uses, create_uid, create_date)
                 VALUES (%s, %s, %s, %s, 1, %s, %s)
            ON CONFLICT (code, number) DO UPDATE SET uses = fapiao.uses + 1
              RETURNING id
            """,
            company.id,
            *key,
            holder,
            self.env.uid,
            self.env.cr.now(),
        )
        [[row_id]] = self.env.execute_query(query)
        row = self.browse(row_id)
        row.invalidate_recordset(flush=False)
        return row

    @api.model
    def _find(self, keys):
        """{key: row} of those fapiao that are in use."""
        # sudo: whether a fapiao is used is told to who types it; by whom is not
        rows = self.sudo().search([("number", "in", [number for _code, number in keys])])
        found = {(row.code or "", row.number): row for row in rows}
        return {key: found[key] for key in keys if key in found}

    def _documents(self):
        """The documents that use these fapiao, as (model, records) of superuser."""
        for model in FAPIAO_DOCUMENTS:
            # sudo: the server alone looks; a name is told to who may read the document
            documents = self.env[model].sudo().with_context(active_test=False)
            yield model, documents.search([("fapiao_use_id", "in", self.ids)])

    def _release(self):
        """Remove rows that no document uses any more."""
        rows = self.exists()
        if not rows:
            return
        used = self.browse()
        for _model, documents in rows._documents():
            used |= documents.fapiao_use_id
        (rows - used).unlink()
