from odoo import fields, models


class CustomerProfitability(models.Model):
    """The statement of one customer in one run, frozen, with the dimensions as they were.

    Grain: one row per run and customer; after a merge of two customers there may be
    two, so readers group.  Revenue and cost are positive, contribution is signed.
    """

    _name = "customer.profitability"
    _description = "Customer Profitability"
    _inherit = ["customer.cost.frozen"]
    _order = "run_id desc, rank, id"
    _log_access = False

    run_id = fields.Many2one("customer.cost.run", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(string="Month", required=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one(
        "res.users", string="Salesperson", help="As he was at the end of the period."
    )
    country_id = fields.Many2one("res.country")
    industry_id = fields.Many2one("res.partner.industry")
    rank = fields.Integer(help="1 = highest contribution of the run.")
    gross_known = fields.Boolean()
    gross_revenue = fields.Monetary("Gross revenue")
    discount = fields.Monetary("Discounts")
    refund = fields.Monetary("Refunds")
    net_revenue = fields.Monetary("Net revenue")
    booked_cost_of_sales = fields.Monetary("Cost of sales, booked")
    computed_cost_of_sales = fields.Monetary("Cost of sales, computed")
    direct_cost_of_sales = fields.Monetary("Direct cost of sales")
    delivery_labour = fields.Monetary("Delivery labour")
    tax_on_sales = fields.Monetary("Tax on sales")
    cm1 = fields.Monetary("CM1 product margin")
    order_direct = fields.Monetary("Order level, direct")
    order_allocated = fields.Monetary("Order level, allocated")
    cm2 = fields.Monetary("CM2 after order cost")
    customer_direct = fields.Monetary("Customer level, direct")
    customer_allocated = fields.Monetary("Customer level, allocated")
    relationship = fields.Monetary("Relationship cost")
    credit_loss = fields.Monetary("Credit losses")
    exchange_difference = fields.Monetary("Exchange differences")
    cm3 = fields.Monetary("Customer contribution (CM3)")
    cost_to_serve = fields.Monetary("Cost to serve")
    avoidable = fields.Monetary("Avoidable cost")

    def init(self):
        """The activities' amounts (minor units) and volumes, packed in one row a customer.

        Not fields: nothing but the allocation view reads them, and a table of customer ×
        activity would be ten times the size.
        """
        self.env.cr.execute(
            """
            ALTER TABLE customer_profitability
              ADD COLUMN IF NOT EXISTS activity_amounts int8[],
              ADD COLUMN IF NOT EXISTS activity_volumes float8[]
            """
        )
