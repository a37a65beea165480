from odoo import api, fields, models
from odoo.fields import Domain


class CustomerCostMaster(models.AbstractModel):
    """What the list of a part of the cost model warns of."""

    _inherit = "customer.cost.master"

    problem = fields.Char(
        compute="_compute_problem",
        search="_search_problem",
        help="What keeps this part of the cost model from doing its work.",
    )

    @api.depends_context("lang")
    def _compute_problem(self):
        for master in self:
            master.problem = master._find_problem()

    def _search_problem(self, operator, value):
        if operator not in ("in", "not in") or set(value) != {False}:
            return NotImplemented
        masters = self.with_context(active_test=False).search(
            [("company_id", "parent_of", self.env.companies.ids)]
        )
        ids = masters.filtered("problem").ids
        return Domain("id", "not in" if operator == "in" else "in", ids)

    def _find_problem(self):
        """One sentence, or nothing."""
        return False


class CustomerCostPool(models.Model):
    """What is wrong with a pool."""

    _inherit = "customer.cost.pool"

    def _find_problem(self):
        if not self.rule_ids and not self.giver_ids:
            return self.env._("Takes nothing: add a rule.")
        if not self.share_ids:
            return self.env._("Gives to nobody: add a share.")
        if self.basis == "percent" and self.given_percent > 100:
            return self.env._("Gives more than 100 %.")
        if self.basis == "percent" and self.given_percent < 100 and not self.rest_unallocated:
            return self.env._("Gives less than 100 %.")
        if self.basis == "time" and not self.practical_minutes:
            return self.env._("Enter a practical capacity above 0.")
        return False


class CustomerCostActivity(models.Model):
    """What is wrong with an activity."""

    _inherit = "customer.cost.activity"

    def _find_problem(self):
        if not self.share_ids:
            return self.env._("No pool gives it cost.")
        if self.in_last_run and self.driver_id and not self.volume_last:
            return self.env._("No volume in the last run.")
        return False


class CustomerCostDriver(models.Model):
    """What is wrong with a driver."""

    _inherit = "customer.cost.driver"

    def _find_problem(self):
        message = self._source_error()
        if not message and not self.activity_ids and not self.term_ids:
            message = self.env._("No activity uses it.")
        return message or False
