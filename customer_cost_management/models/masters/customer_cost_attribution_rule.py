from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class CustomerCostAttributionRule(models.Model):
    """How an item finds its customer when nobody typed it."""

    _name = "customer.cost.attribution.rule"
    _description = "Attribution Rule"
    _inherit = ["customer.cost.master", "customer.cost.item.rule"]

    name = fields.Char(translate=True)
    method = fields.Selection(
        [
            ("counterpart", "The only customer among the receivables of the entry"),
            ("analytic", "The customer of the analytic account"),
            ("line", "The partner of the item, if he is a customer"),
            ("fixed", "A given customer"),
        ],
        string="Customer",
        required=True,
        default="analytic",
        tracking=True,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Given customer",
        domain=[("parent_id", "=", False)],
        ondelete="restrict",
        help="The customer that items caught by this rule belong to.",
    )
    category_id = fields.Many2one(
        "customer.cost.category",
        check_company=True,
        ondelete="restrict",
        help="Cost category of the items, where they have none.",
        string="Cost category",
    )

    @api.depends("name", "sentence")
    def _compute_display_name(self):
        for rule in self:
            rule.display_name = rule.name or rule.sentence

    @api.depends(
        "method",
        "partner_id.name",
        "account_ids.code",
        "journal_ids.name",
        "product_ids.display_name",
    )
    @api.depends_context("lang")
    def _compute_sentence(self):
        return super()._compute_sentence()

    @api.constrains("method", "partner_id")
    def _check_partner(self):
        for rule in self:
            if rule.method == "fixed" and not rule.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(rule)s names no customer. Choose the customer that the items belong to.",
                        rule=rule.display_name,
                    )
                )

    def _has_conditions(self):
        """The method alone is a condition, but for a given customer."""
        return super()._has_conditions() or self.method != "fixed"

    def _get_item_domain(self):
        """Items that meet the conditions and have what the method looks at.

        The preview cannot see whether the receivables of an entry have one customer
        or several: it counts both.
        """
        domain = super()._get_item_domain()
        if self.method == "counterpart":
            receivable = Domain("line_ids.account_id.account_type", "=", "asset_receivable")
            domain &= Domain("move_id", "any", receivable) & Domain("move_type", "=", "entry")
        elif self.method == "analytic":
            domain &= Domain("analytic_distribution", "in", self._search_customer_accounts())
        elif self.method == "line":
            domain &= Domain("partner_id.customer_rank", ">", 0)
        return domain

    def _search_customer_accounts(self):
        return self.env["account.analytic.account"].search([("partner_id", "!=", False)]).ids

    def _describe(self):
        conditions = self._describe_conditions() or self.env._("any account")
        partner = self.partner_id.name or "…"
        return self._sentences(conditions, partner).get(self.method, "")

    def _sentences(self, conditions, partner):
        """{method: what a rule with it does}; an app that adds a method adds its sentence.

        :param conditions: the other conditions of the rule, in words
        :param partner: name of the given customer
        """
        return {
            "counterpart": self.env._(
                "Items on %(conditions)s in an entry with one customer's receivables → "
                "that customer.",
                conditions=conditions,
            ),
            "analytic": self.env._(
                "Items on %(conditions)s whose analytic account has a customer → that customer.",
                conditions=conditions,
            ),
            "line": self.env._(
                "Items on %(conditions)s whose partner is a customer → that customer.",
                conditions=conditions,
            ),
            "fixed": self.env._(
                "Items on %(conditions)s → %(partner)s.", conditions=conditions, partner=partner
            ),
        }
