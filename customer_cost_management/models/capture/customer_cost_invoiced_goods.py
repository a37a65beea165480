from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .customer_cost_invoice_cost import COST_SOURCES


class CustomerCostInvoicedGoods(models.Model):
    """What the goods on a posted sales line cost, as a run computed and froze it.

    Grain: one row per sales line of goods whose invoice books no cost of sales itself.  A view
    on the frozen unit costs with the conditions that a run asks, so that the rows of a run's
    period and accounts add up to the computed cost of sales on its statements.
    """

    _name = "customer.cost.invoiced.goods"
    _description = "Computed Cost of Sales"
    _auto = False
    _order = "date desc, id desc"
    _depends = {
        "customer.cost.invoice.cost": ["move_line_id", "company_id", "unit_cost", "source"],
        "account.move.line": [
            "account_id",
            "cost_customer_id",
            "date",
            "display_type",
            "parent_state",
            "product_id",
            "product_uom_id",
            "quantity",
        ],
        "account.move": ["commercial_partner_id", "move_type"],
    }

    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    date = fields.Date(readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    move_id = fields.Many2one("account.move", string="Invoice", readonly=True)
    move_line_id = fields.Many2one("account.move.line", string="Journal item", readonly=True)
    account_id = fields.Many2one("account.account", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    quantity = fields.Float(
        digits=(16, 3),
        readonly=True,
        help="In the product's own unit; what a credit note takes back carries a minus.",
    )
    unit_cost = fields.Float(
        digits=(16, 6),
        readonly=True,
        aggregator=None,
        help="Cost of one unit of the product, frozen when its month was first computed.",
    )
    cost = fields.Monetary(readonly=True, help="Quantity times unit cost, to the cent.")
    source = fields.Selection(
        COST_SOURCES,
        readonly=True,
        help="Where the unit cost comes from.",
    )
    intercompany = fields.Boolean(
        readonly=True, help="Sold to a company of this database: the cost of no customer."
    )

    @property
    def _table_query(self):
        runs = self.env["customer.cost.run"]
        return SQL(
            """
            SELECT cost.id, cost.company_id, company.currency_id, line.id AS move_line_id,
                   line.move_id, line.account_id, line.date, line.product_id,
                   COALESCE(typed.commercial_partner_id, move.commercial_partner_id) AS partner_id,
                   COALESCE(move.commercial_partner_id IN (SELECT partner_id FROM res_company),
                            FALSE) AS intercompany,
                   %(quantity)s AS quantity, cost.unit_cost, cost.source,
                   round((%(quantity)s * cost.unit_cost)::numeric,
                         greatest(0, round(-log(currency.rounding)))::int) AS cost
              FROM %(lines)s
              JOIN customer_cost_invoice_cost cost ON cost.move_line_id = line.id
              JOIN res_company company ON company.id = cost.company_id
              JOIN res_currency currency ON currency.id = company.currency_id
         LEFT JOIN res_partner typed ON typed.id = line.cost_customer_id
             WHERE line.parent_state = 'posted' AND %(sold)s
            """,
            quantity=runs._sql_goods_quantity(),
            lines=runs._sql_goods_lines(),
            sold=runs._sql_is_sale_of_goods(SQL("booked.date = line.date")),
        )

    @api.depends("move_id", "product_id")
    def _compute_display_name(self):
        for goods in self:
            goods.display_name = f"{goods.move_id.name or ''} · {goods.product_id.display_name}"

    def action_open_journal_item(self):
        """The sales line, read with the reader's own rights."""
        self.ensure_one()
        return self.move_line_id._get_records_action(name=self.display_name)


class CustomerCostRun(models.Model):
    """Which invoiced goods are in the figures of runs."""

    _inherit = "customer.cost.run"

    def _invoiced_goods(self, *conditions):
        """Domain on the invoiced goods whose cost these runs computed.

        :param conditions: further ones, as tuples
        """
        # periods and roles of runs are no secret to who reads their figures
        periods = [
            Domain("company_id", "=", run_sudo.company_id.id)
            & Domain("date", ">=", run_sudo.date_from.isoformat())
            & Domain("date", "<=", run_sudo.date_to.isoformat())
            & Domain("account_id", "in", run_sudo._accounts_with_role("revenue", "deduction"))
            for run_sudo in self.sudo()
        ]
        return list(Domain.OR(periods) & Domain.AND([Domain(*each) for each in conditions]))

    def _records_of_invoiced_goods(self, *conditions):
        """The same as records that a part of the reconciliation opens."""
        domain = self._invoiced_goods(("intercompany", "=", False), *conditions)
        return {
            "model": "customer.cost.invoiced.goods",
            "domain": domain,
            "group_by": ["partner_id"],
        }
