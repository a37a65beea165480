from odoo import api, fields, models

from ..value.customer_value import PROFIT_READERS


class ResPartner(models.Model):
    """Door: what a partner shows of his value.

    Nothing is stored here, and nothing can be searched here: filters go through
    ``customer_value_ids`` to evaluations, where the reader's record rules apply.
    """

    _inherit = "res.partner"

    customer_value_ids = fields.One2many(
        "customer.value",
        "partner_id",
        string="Value",
        domain=[("current", "=", True)],
        groups=PROFIT_READERS,
        copy=False,
    )
    customer_tier = fields.Char(
        "Tier",
        compute="_compute_customer_tier",
        groups="base.group_user",
        compute_sudo=False,
        help="By rule on the last twelve closed months, or by override.",
    )
    customer_contribution = fields.Monetary(
        "Contribution",
        compute="_compute_customer_contribution",
        currency_field="customer_value_currency_id",
        groups=PROFIT_READERS,
        compute_sudo=False,
        help="Customer contribution (CM3) of the last twelve closed months, of the company a "
        "contact belongs to.",
    )
    customer_value_currency_id = fields.Many2one(
        "res.currency",
        compute="_compute_customer_contribution",
        groups=PROFIT_READERS,
        compute_sudo=False,
    )
    has_customer_value = fields.Boolean(
        compute="_compute_customer_contribution", groups=PROFIT_READERS, compute_sudo=False
    )

    @api.depends_context("company", "uid")
    def _compute_customer_tier(self):
        contexts = self._customer_cost_context(self.env.company)
        for partner in self:
            partner.customer_tier = contexts[partner].tier

    @api.depends_context("company", "uid")
    def _compute_customer_contribution(self):
        contexts = self._customer_cost_context(self.env.company)
        # sudo: the root of a branch need not be a company of the user
        currency = self.env.company.root_id.sudo().currency_id
        for partner in self:
            known = contexts[partner]
            partner.customer_contribution = known.contribution or 0
            partner.has_customer_value = known.visible
            partner.customer_value_currency_id = currency

    @api.readonly
    def action_open_customer_statements(self):
        """The statement of the last twelve published months, or all there are."""
        self.ensure_one()
        customer = self.commercial_partner_id
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_profitability_year_action"
        )
        years = self.env["customer.profitability.year"].search(
            [
                ("partner_id", "=", customer.id),
                ("company_id", "=", self.env.company.root_id.id),
                ("window_kind", "=", "last_twelve"),
            ],
            limit=2,
        )
        action |= {
            "name": self.env._("Contribution of %(customer)s", customer=customer.display_name),
            "domain": [("partner_id", "=", customer.id)],
            "context": {},
            "path": False,
        }
        if len(years) == 1:
            action |= {"views": [(False, "form")], "view_mode": "form", "res_id": years.id}
        return action

    def action_override_customer_tier(self):
        return self._action_override_tier(self.env.company.root_id)

    def _action_override_tier(self, company):
        """The dialog that changes the tier of these customers."""
        self.env["customer.value"]._check_may_evaluate()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Override Tier"),
            "res_model": "customer.value.override",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_partner_ids": self.commercial_partner_id.ids,
                "default_company_id": company.id,
            },
        }
