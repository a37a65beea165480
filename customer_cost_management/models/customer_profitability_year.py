from odoo import api, fields, models
from odoo.tools import SQL


class CustomerProfitabilityYear(models.Model):
    """The published figures of one customer in one year, summed up.

    Grain: one row per year (``window_id``) and customer.  Publishing patches the rows of
    the customers whose sums change; a customer without a published statement has none.
    Dimensions are those of his last statement in the year.
    """

    _name = "customer.profitability.year"
    _description = "Customer Profitability of a Year"
    _inherit = ["customer.cost.frozen", "customer.profitability.figures"]
    _order = "window_id, cm3 desc, id"
    _log_access = False

    window_id = fields.Many2one(
        "customer.profitability.window",
        string="Year",
        required=True,
        index=True,
        ondelete="cascade",
    )
    window_kind = fields.Selection(related="window_id.kind", string="Kind of year")
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
        """Leave room in every page: most months most rows are updated, and a row that stays
        in its page needs no new entry in the indexes."""
        self.env.cr.execute("ALTER TABLE customer_profitability_year SET (fillfactor = 60)")

    @api.depends("partner_id", "window_id")
    def _compute_display_name(self):
        for row in self:
            customer = row.partner_id.sudo().display_name or ""
            row.display_name = f"{customer} · {row.window_id.display_name or ''}"

    @api.depends("gross_unknown_count")
    def _compute_gross_known(self):
        for row in self:
            row.gross_known = not row.gross_unknown_count

    @api.depends("window_id", "cm3")
    def _compute_rank(self):
        """Not stored: every publication would then write every customer."""
        self.env.flush_all()
        ranks = dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT id, rank
                      FROM (SELECT id, rank() OVER (PARTITION BY window_id ORDER BY cm3 DESC)
                              FROM customer_profitability_year
                             WHERE window_id = ANY(%s)) ranked
                     WHERE id = ANY(%s)
                    """,
                    self.window_id.ids,
                    self.ids,
                )
            )
        )
        for row in self:
            row.rank = ranks.get(row.id, 0)

    # ------------------------------------------------------------------ the page

    def _statement_activities(self):
        """{line of the statement: rows of its activities}, summed over the year."""
        # which months were published is no secret to who reads their sums
        run_sudo = self.window_id.sudo().run_ids.sorted("date_from")[-1:]
        rows = {}
        for activity, line, quantity, amount in self.env["customer.cost.allocation"]._read_group(
            self._months_domain(),
            ["activity_id", "statement_line"],
            ["quantity:sum", "amount:sum"],
            order="amount:sum desc, activity_id",
        ):
            row = self._activity_row(
                activity,
                quantity,
                amount,
                key=f"activity_{activity.id}_{line}",
                rate=amount / quantity if quantity else 0,
            )
            rows.setdefault(run_sudo._line_of_activity(activity, line), []).append(row)
        return rows

    def _allocations(self):
        return self.env["customer.cost.allocation"].search(self._months_domain())

    def _months_domain(self):
        return [
            ("run_id", "in", self.window_id.sudo().run_ids.ids),
            ("partner_id", "=", self.partner_id.id),
        ]

    def action_open_months(self):
        """The statements that the row is the sum of."""
        self.ensure_one()
        return self._window("customer.profitability", self.env._("Months"))

    def action_open_allocations(self):
        self.ensure_one()
        return self._window("customer.cost.allocation", self.env._("Activities"))

    def _window(self, model, name):
        return {
            "type": "ir.actions.act_window",
            "name": f"{name} · {self.display_name}",
            "res_model": model,
            "domain": self._months_domain(),
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "context": {"create": False},
        }
