from odoo import api, fields, models

from ..platform.unchecked_many2one import UncheckedMany2one


class CustomerProfitability(models.Model):
    """The statement of one customer in one run, frozen, with the dimensions as they were.

    Grain: one row per run and customer; after a merge of two customers there may be
    two, so readers group.  Revenue and cost are positive, contribution is signed.
    """

    _name = "customer.profitability"
    _description = "Customer Profitability"
    _inherit = ["customer.cost.frozen", "customer.profitability.figures"]
    _order = "date desc, rank, id"
    _log_access = False

    run_id = UncheckedMany2one("customer.cost.run", required=True, ondelete="cascade")
    date = fields.Date(string="Month", required=True)
    run_state = fields.Selection(related="run_id.state", string="Run state")
    run_kind = fields.Selection(related="run_id.kind", string="Run kind")
    run_version = fields.Integer(related="run_id.version", string="Version", aggregator=None)
    rank = fields.Integer(help="1 = highest contribution of the run.")

    # lists show the best customers of a run, or of the last month, without sorting all of them;
    # with the company, which every reader is asked for, they are counted in the index alone
    _run_order = models.Index("(run_id, date DESC, rank, id) INCLUDE (company_id)")
    _month_order = models.Index("(date DESC, rank, id)")

    def init(self):
        """The activities' amounts (minor units) and volumes, packed in one row a customer.

        Not fields: nothing but the allocation view reads them, and a table of customer ×
        activity would be ten times the size.

        PostgreSQL looks after the table after each run: of a run that it has not counted yet it
        expects one row, and looks for a customer among all of them; and rows that it has not seen
        to be final are not counted in an index alone.  By itself it comes once a tenth or a fifth
        of the table has changed, which a month among a year's never is.
        """
        self.env.cr.execute(
            """
            ALTER TABLE customer_profitability
              ADD COLUMN IF NOT EXISTS activity_amounts int8[],
              ADD COLUMN IF NOT EXISTS activity_volumes float8[];
            ALTER TABLE customer_profitability
              SET (autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 1000,
                   autovacuum_vacuum_insert_scale_factor = 0,
                   autovacuum_vacuum_insert_threshold = 1000)
            """
        )

    @api.depends("partner_id", "run_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        # sudo: who reads a statement may know which period it is of
        periods = self.run_id.sudo()._short_names()
        for statement in self:
            customer = statement.partner_id.sudo().display_name or ""
            statement.display_name = f"{customer} · {periods.get(statement.run_id.id, '')}"
