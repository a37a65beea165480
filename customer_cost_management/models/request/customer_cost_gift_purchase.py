from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..platform.approval_seal import holds_seal

#: Counted by issuing, and copied from the journal items; nobody writes them.
COUNTED_FIELDS = {"issued", "issued_cost", "account_id", "date"}
#: What the cost of issued gifts rests on: fixed from the first issue on.
CONTENT_FIELDS = {"company_id", "category_id", "move_line_ids"}


class CustomerCostGiftPurchase(models.Model):
    """Gifts bought in bulk: the posted items of a bill or an expense, and how many pieces.

    Who got them is in its lines (``customer.cost.gift.issue``).  *Issued* is a counter on this
    row: issuing writes it, so of two who issue at once the second cannot be stored.
    """

    _name = "customer.cost.gift.purchase"
    _description = "Gifts Bought in Bulk"
    _inherit = ["mail.thread", "customer.cost.root.company"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _check_company_domain = models.check_company_domain_parent_of

    name = fields.Char(
        "Gifts", required=True, tracking=True, help="What was bought, such as Moon cakes 2026."
    )
    category_id = fields.Many2one(
        "customer.cost.category",
        "Cost category",
        required=True,
        check_company=True,
        ondelete="restrict",
        domain=[("bulk_gifts", "=", True)],
        help="A category of gifts bought in bulk.",
    )
    move_line_ids = fields.Many2many(
        "account.move.line",
        "customer_cost_gift_purchase_item_rel",
        "purchase_id",
        "move_line_id",
        string="Journal items",
        copy=False,
        groups="account.group_account_readonly",
        help="The posted items that the gifts cost: of one account, tax that does not come back "
        "included.",
    )
    account_id = fields.Many2one("account.account", readonly=True, copy=False)
    date = fields.Date("Bought on", readonly=True, copy=False, index=True)
    bill_name = fields.Char("Bill", compute="_compute_cost", compute_sudo=True)
    cost = fields.Monetary(
        compute="_compute_cost", compute_sudo=True, help="What the journal items cost today."
    )
    quantity = fields.Integer("Bought", required=True, tracking=True, help="Pieces.")
    unit_cost = fields.Monetary(
        compute="_compute_cost", compute_sudo=True, help="Cost ÷ pieces bought."
    )
    issued = fields.Integer(
        readonly=True, copy=False, help="Pieces that somebody got and did not give back."
    )
    issued_cost = fields.Monetary(
        readonly=True, copy=False, help="Cost that went to the customers who got them."
    )
    left = fields.Integer(compute="_compute_left", help="Pieces on the shelf.")
    undistributed = fields.Monetary(
        compute="_compute_cost",
        compute_sudo=True,
        help="Cost of the pieces on the shelf: with no customer yet.",
    )
    request_id = fields.Many2one(
        "customer.cost.request",
        index="btree_not_null",
        ondelete="restrict",
        help="The request they were bought on.",
    )
    programme_id = fields.Many2one(
        "customer.cost.programme",
        check_company=True,
        ondelete="restrict",
        help="Campaign or season they were bought for; also the occasion that rules look at.",
    )
    issue_ids = fields.One2many("customer.cost.gift.issue", "purchase_id", "Who got them")
    is_posted = fields.Boolean(compute="_compute_cost", compute_sudo=True)

    _issued_within_bought = models.Constraint(
        "CHECK (issued >= 0 AND issued <= quantity)",
        "No more gifts can be issued than were bought.",
    )
    _quantity_positive = models.Constraint(
        "CHECK (quantity > 0)", "The number of gifts bought must be above 0."
    )

    # not on the items' amounts: every posting would look for purchases
    @api.depends("move_line_ids", "quantity", "issued_cost")
    def _compute_cost(self):
        for purchase in self:
            items = purchase.move_line_ids
            posted = items.filtered(lambda item: item.parent_state == "posted")
            currency = purchase.currency_id or self.env.company.currency_id
            purchase.cost = currency.round(sum(posted.mapped("balance")))
            purchase.is_posted = bool(items) and posted == items
            purchase.bill_name = ", ".join(items.move_id.mapped("display_name"))
            purchase.unit_cost = purchase.quantity and currency.round(
                purchase.cost / purchase.quantity
            )
            purchase.undistributed = currency.round(purchase.cost - purchase.issued_cost)

    @api.depends("quantity", "issued")
    def _compute_left(self):
        for purchase in self:
            purchase.left = purchase.quantity - purchase.issued

    @api.onchange("move_line_ids")
    def _onchange_move_line_ids(self):
        """Category and number of pieces as on the bill, where they are not typed yet."""
        self.category_id = self.category_id or self.move_line_ids.cost_category_id[:1]
        bought = self.move_line_ids.filtered(lambda item: item.display_type == "product")
        self.quantity = self.quantity or round(sum(bought.mapped("quantity")))

    # ------------------------------------------------------------------ what may be written

    @api.model_create_multi
    def create(self, vals_list):
        counted = dict.fromkeys(COUNTED_FIELDS, False)
        purchases = super().create([vals | counted for vals in vals_list])
        purchases._follow_items()
        return purchases

    def write(self, vals):
        if vals.keys() & COUNTED_FIELDS and not holds_seal(self):
            raise UserError(
                self.env._("What was issued, account and day follow from the lines and the bill.")
            )
        if vals.keys() & CONTENT_FIELDS:
            self._check_nothing_issued()
        result = super().write(vals)
        if "move_line_ids" in vals:
            self._follow_items()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_issued(self):
        self._check_nothing_issued()

    def _check_nothing_issued(self):
        # sudo: whether anything was issued
        for purchase in self.sudo():
            if purchase.issue_ids.filtered(lambda line: line.state == "issued"):
                raise UserError(
                    self.env._(
                        "%(gifts)s: some were issued, so the bill, category and company stay. "
                        "Take back what was issued by mistake.",
                        gifts=purchase.name,
                    )
                )

    def _follow_items(self):  # pylint: disable=missing-return
        """Account and day of the items, kept: the run of a later month asks for them."""
        for purchase in self.sudo():  # sudo: as the constraint below
            items = purchase.move_line_ids
            # pylint: disable-next=super-method-mismatch
            super(CustomerCostGiftPurchase, purchase).write(
                {"account_id": items.account_id[:1].id, "date": min(items.mapped("date"))}
                if items
                else {"account_id": False, "date": False}
            )

    # ------------------------------------------------------------------ rules

    @api.constrains("category_id")
    def _check_category(self):
        for purchase in self:
            if not purchase.category_id.bulk_gifts:
                raise ValidationError(
                    self.env._(
                        "%(gifts)s: %(category)s is no category of gifts bought in bulk. Choose "
                        "one, or tick Bulk gifts on it.",
                        gifts=purchase.name,
                        category=purchase.category_id.name,
                    )
                )
