from odoo import api, fields, models
from odoo.exceptions import UserError

from ..platform.records_window import records_window

#: More customers than this are no decision any more.
MOST_AT_ONCE = 50


class CustomerCostAction(models.Model):
    """How the pages of profit hand a customer over to be acted on."""

    _inherit = "customer.cost.action"

    @api.model
    def _propose_for(self, proposals, company):
        """One customer: the form, filled in.  Several: an action each, and their list.

        :param proposals: {customer: values}; what they leave out is recommended
        """
        if not proposals:
            raise UserError(self.env._("Choose a customer first."))
        if len(proposals) > MOST_AT_ONCE:
            raise UserError(
                self.env._(
                    "That would be %(count)s actions. Choose at most %(most)s customers, those "
                    "where most can be gained.",
                    count=len(proposals),
                    most=MOST_AT_ONCE,
                )
            )
        filled = self._recommended(proposals, company)
        if len(filled) > 1:
            return self._action_of_created(self.create(filled))
        [values] = filled
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Action"),
            "res_model": self._name,
            "views": [(False, "form")],
            "context": {f"default_{name}": value for name, value in values.items()},
        }

    def _action_of_created(self, actions):
        name = self.env._("Created Actions")
        return records_window(self._name, name, [("id", "in", actions.ids)])

    def _recommended(self, proposals, company):
        """The values of each action: the type that is recommended, and of a customer who loses
        money the saving that ends it."""
        partners = self.env["res.partner"].union(*proposals)
        figures = self._figures_of(partners, company)
        values = []
        for partner, chosen in proposals.items():
            known = figures.get((partner, company)) or {}
            values.append(
                {
                    "partner_id": partner.id,
                    "company_id": company.id,
                    "kind": known.get("recommended") or "reprice",
                    "expected_saving": max(0.0, -known.get("cm3", 0.0)),
                    **{name: value for name, value in chosen.items() if value},
                }
            )
        return values


class CustomerProfitabilityFigures(models.AbstractModel):
    """From a customer's figures to what is done about them."""

    _inherit = "customer.profitability.figures"

    action_ids = fields.One2many(
        "customer.cost.action",
        compute="_compute_action_ids",
        string="Actions",
        help="What is being done about the customer, or was.",
    )

    def _compute_action_ids(self):
        actions = self.env["customer.cost.action"].search(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
            ]
        )
        by_customer = actions.grouped(lambda action: (action.partner_id, action.company_id))
        for row in self:
            row.action_ids = by_customer.get((row.partner_id, row.company_id))

    def action_create_actions(self):
        """An action for each of these customers; the page may have recommended its type."""
        self.check_access("read")
        kind = self.env.context.get("customer_cost_action_kind")
        proposals = {partner: {"kind": kind} for partner in self.partner_id}
        return self.env["customer.cost.action"]._propose_for(proposals, self.company_id[:1])
