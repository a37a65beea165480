from odoo import fields, models


class CustomerCostPolicyRule(models.Model):
    """A rule is turned on, off, or replaced by a new version; nothing in force is rewritten."""

    _inherit = "customer.cost.policy.rule"

    def action_turn_on(self):
        """In force from its first day, or today; what was in force then ends the day before, also
        a version that was turned off and still runs: no day has two."""
        today = fields.Date.context_today(self)
        for rule in self.filtered(lambda rule: rule.state == "draft"):
            rule.check_access("write")
            others = self.search([("number", "=", rule.number), ("state", "!=", "draft")])
            first = rule.date_from
            if others or rule.previous_id:
                first = max(first or today, today)
            for other in others:
                if other.state == "on" or not other.date_to or other.date_to >= first:
                    other._end(fields.Date.subtract(first, days=1))
            rule._write_state({"state": "on", "date_from": first})

    def action_turn_off(self):
        today = fields.Date.context_today(self)
        for rule in self.filtered(lambda rule: rule.state == "on"):
            rule.check_access("write")
            rule._end(today)

    def _end(self, last_day):
        for rule in self:
            values = {"state": "ended", "date_to": min(rule.date_to or last_day, last_day)}
            if rule.date_from and rule.date_from > last_day:
                # turned on and replaced on one day: it was in force on none
                values = {"state": "draft"}
            rule._write_state(values)

    def action_new_version(self):
        self.ensure_one()
        self.check_access("write")
        version = self.copy({"date_from": False, "date_to": False})
        newest = self.search([("number", "=", self.number)], order="version desc", limit=1)
        version._write_state(
            {"number": self.number, "previous_id": self.id, "version": newest.version + 1}
        )
        return version._get_records_action()
