from math import isfinite

from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: Where a correction takes an amount from and where it brings it.
PLACES = [
    ("customer", "Customer"),
    ("unassigned", "Unassigned"),
    ("pool", "Cost pool"),
    ("gifts", "Undistributed gifts"),
]


class CustomerCostMemo(models.Model):
    """What the books do not say: a memo cost, or a correction of where a cost went.

    A *memo cost* (a lost sale, a damaged reputation) is shown apart and is in no total that
    ties to the books.  A *correction* moves an amount that is in the books from one place of a
    run to an other; it adds up to zero.
    """

    _name = "customer.cost.memo"
    _description = "Memo Cost or Correction"
    _inherit = ["mail.thread", "customer.cost.customer.entry", "customer.cost.root.company"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _check_company_domain = models.check_company_domain_parent_of
    _customer_fields = ("partner_id", "from_partner_id")

    kind = fields.Selection(
        [("memo", "Memo cost"), ("correction", "Correction")],
        required=True,
        default="memo",
        index=True,
        help="A memo cost is not in the books and in no total that ties to them. A correction "
        "moves an amount of the books between two places of a run.",
    )
    date = fields.Date(
        required=True,
        index=True,
        default=fields.Date.context_today,
        tracking=True,
        help="Any day of the period that it belongs to.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        tracking=True,
        help="The customer who causes the memo cost, or who gets the amount of a correction.",
    )
    category_id = fields.Many2one(
        "customer.cost.category",
        string="Cost category",
        check_company=True,
        ondelete="restrict",
        tracking=True,
        help="What the cost is for. Between two customers: the category of the entries it is "
        "taken from.",
    )
    amount = fields.Monetary(required=True, tracking=True, help="Above 0, in company currency.")
    reason = fields.Char(
        required=True,
        tracking=True,
        help="What the memo cost is, or why the cost belongs somewhere else.",
    )
    # corrections
    account_id = fields.Many2one(
        "account.account",
        check_company=True,
        ondelete="restrict",
        tracking=True,
        help="The account of the entries whose cost is moved. The books keep it there.",
    )
    from_place = fields.Selection(PLACES, string="From", default="unassigned", tracking=True)
    from_partner_id = fields.Many2one(
        "res.partner",
        string="From customer",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        tracking=True,
    )
    from_pool_id = fields.Many2one(
        "customer.cost.pool",
        string="From pool",
        check_company=True,
        ondelete="restrict",
        tracking=True,
    )
    to_place = fields.Selection(PLACES, string="To", default="customer", tracking=True)
    to_pool_id = fields.Many2one(
        "customer.cost.pool",
        string="To pool",
        check_company=True,
        ondelete="restrict",
        tracking=True,
    )

    @api.depends("partner_id", "reason")
    def _compute_display_name(self):
        for memo in self:
            # sudo: who may read the memo may read whose it is
            parts = (memo.partner_id.sudo().name, memo.reason)
            memo.display_name = " · ".join(filter(None, parts))

    def _mail_get_partner_fields(self, introspect_fields=False):
        """Nobody writes to the customer about what he costs."""
        return []

    # ------------------------------------------------------------------ both kinds

    @api.constrains("amount")
    def _check_amount(self):
        for memo in self:
            if not (isfinite(memo.amount) and memo.amount > 0):
                raise ValidationError(
                    self.env._(
                        "%(memo)s: the amount is %(amount)s. Enter an amount above 0; the other "
                        "direction is a correction of its own.",
                        memo=memo.display_name,
                        amount=memo.amount,
                    )
                )

    @api.constrains("kind", "partner_id")
    def _check_memo_has_a_customer(self):
        for memo in self:
            if memo.kind == "memo" and not memo.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(memo)s: a memo cost needs a customer. Choose one.",
                        memo=memo.display_name,
                    )
                )

    @api.constrains("partner_id", "from_partner_id")
    def _check_customers_are_outside(self):
        partners = self.partner_id | self.from_partner_id
        # sudo: a company that the user may not see is a company of this database all the same
        companies_sudo = self.env["res.company"].sudo()
        company = companies_sudo.search([("partner_id", "in", partners.ids)], limit=1)
        if company:
            raise ValidationError(
                self.env._(
                    "%(customer)s is a company of this database and never its own customer. "
                    "Choose the customer outside, or leave it empty.",
                    customer=company.partner_id.display_name,
                )
            )

    # ------------------------------------------------------------------ corrections

    @api.constrains(
        "kind",
        "account_id",
        "from_place",
        "from_partner_id",
        "from_pool_id",
        "to_place",
        "partner_id",
        "to_pool_id",
    )
    def _check_places(self):
        for memo in self.filtered(lambda memo: memo.kind == "correction"):
            for name in ("account_id", *memo._needed_fields()):
                if not memo[name]:
                    raise ValidationError(
                        self.env._(
                            "%(memo)s: fill in %(field)s.",
                            memo=memo.display_name,
                            field=memo._fields[name]._description_string(self.env),
                        )
                    )
            if memo._source() == memo._target():
                raise ValidationError(
                    self.env._(
                        "%(memo)s moves nothing: both places are the same. Choose an other one.",
                        memo=memo.display_name,
                    )
                )

    def _needed_fields(self):
        """Names of the fields that say what the two places are."""
        needed = ["from_place", "to_place"]
        of_source = {"customer": "from_partner_id", "pool": "from_pool_id"}
        of_target = {"customer": "partner_id", "pool": "to_pool_id"}
        needed += filter(None, [of_source.get(self.from_place), of_target.get(self.to_place)])
        return needed

    def _source(self):
        return self._place(self.from_place, self.from_partner_id, self.from_pool_id)

    def _target(self):
        return self._place(self.to_place, self.partner_id, self.to_pool_id)

    def _place(self, place, partner, pool):
        """(place, customer or pool or 0, account, category): what a capture adds up to.

        The category counts where a customer is; elsewhere it says nothing.
        """
        # sudo: who corrects one company may not see every parent of its customers
        customer_id = partner.sudo().commercial_partner_id.id
        thing = {"customer": customer_id, "pool": pool.id}.get(place, 0)
        category = self.category_id.id if place == "customer" else 0
        return (place, thing, self.account_id.id, category or 0)
