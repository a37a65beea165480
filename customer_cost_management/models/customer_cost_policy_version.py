from odoo import fields, models


class CustomerCostPolicyRule(models.Model):
    """A rule is turned on, off, or replaced by a new version; nothing in force is rewritten."""

    _inherit = "customer.cost.policy.rule"

    def action_turn_on(self):
        """In force from its first day, or today; the version before ends the day before."""
        today = fields.Date.context_today(self)
        for rule in self.filtered(lambda rule: rule.state == "draft"):
            rule.check_access("write")
            first = max(rule.date_from or today, today) if rule.previous_id else rule.date_from
            before = self.search([("number", "=", rule.number), ("state", "=", "on")])
            before._end(fields.Date.subtract(first or today, days=1))
            rule._write_state({"state": "on", "date_from": first or (before and today)})

    def action_turn_off(self):
        today = fields.Date.context_today(self)
        for rule in self.filtered(lambda rule: rule.state == "on"):
            rule.check_access("write")
            rule._end(today)

    def _end(self, last_day):
        for rule in self:
            values = {"state": "ended", "date_to": last_day}
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
