from itertools import accumulate

from odoo import api, fields, models
from odoo.tools import SQL

from ..platform.records_window import records_window
from ..platform.unchecked_many2one import UncheckedMany2one
from .customer_profitability_window import YEAR_KINDS


class CustomerProfitabilityYear(models.Model):
    """The published figures of one customer in one year, summed up.

    Grain: one row per year (``window_id``) and customer.  Publishing patches the rows of
    the customers whose sums change; a customer without a published statement has none.
    Dimensions are those of his last statement in the year.
    """

    _name = "customer.profitability.year"
    _description = "Customer Profitability of a Year"
    _inherit = ["customer.cost.frozen", "customer.profitability.figures"]
    _order = "cm3 desc, id"
    _log_access = False

    # no keys in the database: checking them takes longer than writing the rows.  Statements
    # keep a customer from being deleted, and a year takes its rows with it
    window_id = UncheckedMany2one(
        "customer.profitability.window", string="Year", required=True, index=True
    )
    partner_id = UncheckedMany2one("res.partner", string="Customer", required=True, index=True)
    window_kind = fields.Selection(
        YEAR_KINDS,
        string="Kind of year",
        compute="_compute_window_kind",
        search="_search_window_kind",
    )
    last_month = fields.Date(
        "Last statement", help="Beginning of the last published period with figures of him."
    )
    run_count = fields.Integer(
        "Periods", aggregator=None, help="Published periods in which he has figures."
    )
    gross_unknown_count = fields.Integer(
        "Periods without gross revenue",
        aggregator=None,
        help="Periods in which revenue was booked without an invoice.",
    )
    gross_known = fields.Boolean("Gross revenue is known", compute="_compute_gross_known")
    rank = fields.Integer(
        compute="_compute_rank",
        aggregator=None,
        help="1 = highest contribution of all customers in the year.",
    )

    def init(self):
        """Leave half of every page free: most months most rows are updated, and a row that
        stays in its page needs no new entry in the indexes.  For the same reason there is no
        index on a figure: publishing would take twice the time."""
        self.env.cr.execute("ALTER TABLE customer_profitability_year SET (fillfactor = 50)")

    @api.depends("partner_id", "window_id")
    def _compute_display_name(self):
        for row in self:
            customer = row.partner_id.sudo().display_name or ""
            row.display_name = f"{customer} · {row.window_id.display_name or ''}"

    @api.depends("window_id.kind")
    def _compute_window_kind(self):
        for row in self:
            row.window_kind = row.window_id.kind

    def _search_window_kind(self, operator, value):
        """The few years by their ids: PostgreSQL then knows how many rows to expect."""
        if operator != "in":
            return NotImplemented
        windows = self.env["customer.profitability.window"].search([("kind", "in", value)])
        return [("window_id", "in", windows.ids)]

    @api.depends("gross_unknown_count")
    def _compute_gross_known(self):
        for row in self:
            row.gross_known = not row.gross_unknown_count

    @api.depends("window_id", "cm3")
    def _compute_rank(self):
        """Not stored: every publication would then write every customer."""
        for rows in self.grouped("window_id").values():
            places = ranks(rows)
            for row in rows:
                row.rank = places[row]

    # ------------------------------------------------------------------ the page

    def _statement_runs(self):
        return self.window_id.sudo().run_ids

    def _months_domain(self):
        return [
            ("run_id", "in", self._statement_runs().ids),
            ("partner_id", "=", self.partner_id.id),
        ]

    def action_open_months(self):
        """The statements that the row is the sum of."""
        self.ensure_one()
        return self._months_window("customer.profitability", self.env._("Months"))

    def action_open_allocations(self):
        self.ensure_one()
        return self._months_window("customer.cost.allocation", self.env._("Activities"))

    def _months_window(self, model, name):
        return records_window(model, f"{name} · {self.display_name}", self._months_domain())


def ranks(rows):
    """{row: its place by contribution among all of the same company and period}, 1 the best.

    All customers are counted once between the few that are asked for, which needs no sorting.
    """
    rows.env.flush_all()
    # −CM3 climbs with the rank
    steps = sorted({-row.cm3 for row in rows})
    query = SQL(
        "SELECT width_bucket(-cm3, %s::numeric[]), count(*) FROM %s WHERE %s GROUP BY 1",
        steps,
        rows[:1]._sql_source(),
        rows[:1]._sql_same_period(),
    )
    counts = dict(rows.env.execute_query(query))
    ahead = dict(zip(steps, accumulate(counts.get(n, 0) for n in range(len(steps))), strict=True))
    return {row: 1 + ahead[-row.cm3] for row in rows}
