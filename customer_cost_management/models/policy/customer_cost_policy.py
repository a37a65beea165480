from odoo import api, fields, models


class CustomerCostPolicy(models.Model):
    """Spending rules that belong together, such as hospitality or gifts."""

    _name = "customer.cost.policy"
    _description = "Spending Policy"
    _inherit = ["customer.cost.master"]

    name = fields.Char(required=True, translate=True, tracking=True)
    note = fields.Text("For the staff", translate=True, help="What it is for, in plain words.")
    rule_ids = fields.One2many("customer.cost.policy.rule", "policy_id")
    rules_on = fields.Integer(compute="_compute_rules_on")

    @api.depends("rule_ids.state")
    def _compute_rules_on(self):
        for policy in self:
            policy.rules_on = len(policy.rule_ids.filtered(lambda rule: rule.state == "on"))

    def action_open_rules(self):
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_policy_rule_action"
        )
        return action | {
            "name": self.name,
            "domain": [("policy_id", "=", self.id)],
            "context": {"default_policy_id": self.id},
            "path": False,
        }
