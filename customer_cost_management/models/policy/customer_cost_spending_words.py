from odoo import api, models

from .policy_sentences import finding_words


class CustomerCostSpending(models.AbstractModel):
    """What rules found, in the reader's words."""

    _inherit = "customer.cost.spending"

    def _findings_in_words(self, found):
        """``{code, severity, message, rule, rule_id}`` for each finding, in the reader's language;
        the id of a rule in force, which all staff may read."""
        numbers = {finding["rule"] for finding in found}
        names, in_force = self._rule_names(numbers), self._rules_on(numbers)
        # sudo: the currency of its company
        currency = self.sudo().company_id.currency_id
        return [
            {
                "code": finding["code"],
                "severity": finding["severity"],
                "message": finding_words(self.env, finding, currency),
                "rule": f"{names.get(finding['rule'], '')} v{finding['version']}".strip(),
                "rule_id": in_force.get((finding["rule"], finding["version"]), False),
            }
            for finding in found
        ]

    @api.model
    def _rules_on(self, numbers):
        """{(number, version): id} of rules that are on."""
        # sudo: rules in force are known to all staff
        rules_sudo = self.env["customer.cost.policy.rule"].sudo()
        rules = rules_sudo.search([("number", "in", list(numbers)), ("state", "=", "on")])
        return {(rule.number, rule.version): rule.id for rule in rules}

    @api.model
    def _rule_names(self, numbers):
        # sudo: the name of a policy is known to all staff
        rules = (
            self.env["customer.cost.policy.rule"].sudo().search([("number", "in", list(numbers))])
        )
        return {rule.number: rule.policy_id.name for rule in rules}
