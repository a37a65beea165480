from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..masters.customer_cost_category import STAGES
from ..platform.records_window import records_window


class CustomerProfitabilityFigures(models.AbstractModel):
    """Beside a statement: what the customer is worth today."""

    _inherit = "customer.profitability.figures"

    value_ids = fields.One2many(
        "customer.value",
        compute="_compute_value_ids",
        string="Value today",
        help="The newest evaluation of the customer.",
    )

    flags = fields.Json(
        compute="_compute_flags", help="Declining, overdue, tier overridden: as of today."
    )

    customer_stage = fields.Selection(
        STAGES, "Stage", compute="_compute_flags", help="Of the life cycle, as of today."
    )

    def _compute_flags(self):
        for statement in self:
            value = statement.value_ids[:1]
            statement.flags, statement.customer_stage = value.flags, value.stage

    def _compute_value_ids(self):
        values = self.env["customer.value"].search(
            [
                ("current", "=", True),
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
            ]
        )
        for statement in self:
            statement.value_ids = values.filtered(
                lambda value, own=statement: (
                    (value.partner_id, value.company_id) == (own.partner_id, own.company_id)
                )
            )


class CustomerCostRun(models.Model):
    """Freezes the tiers into the statements of a run."""

    _inherit = "customer.cost.run"

    def _customer_dimensions(self, customers):
        """And the tier that was in force on the last day of the period."""
        import numpy as np

        dimensions = super()._customer_dimensions(customers)
        tiers = np.zeros(len(customers), np.int64)
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (partner_id) partner_id, COALESCE(tier_id, 0)
                     FROM customer_value
                    WHERE company_id = %s AND date <= %s AND partner_id = ANY(%s)
                 ORDER BY partner_id, date DESC, id DESC""",
                self.company_id.id,
                self.date_to,
                customers.tolist(),
            )
        )
        if rows:
            partners, known = np.array(rows, np.int64).T
            tiers[np.searchsorted(customers, partners)] = known
        return dimensions | {"tier_id": tiers}


class CustomerCostTier(models.Model):
    """What a tier knows of its customers."""

    _inherit = "customer.cost.tier"

    customer_count = fields.Integer("Customers", compute="_compute_customer_count")

    def _compute_customer_count(self):
        counts = dict(
            self.env["customer.value"]._read_group(
                [("current", "=", True), ("tier_id", "in", self.ids)], ["tier_id"], ["__count"]
            )
        )
        for tier in self:
            tier.customer_count = counts.get(tier, 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_evaluated(self):
        # sudo: an evaluation of another company's reader counts as well
        values_sudo = self.env["customer.value"].sudo()
        for tier in self:
            names = ("tier_id", "rule_tier_id", "candidate_tier_id", "override_tier_id")
            used = Domain.OR([(name, "=", tier.id)] for name in names)
            if values_sudo.search_count(used, limit=1):
                raise UserError(
                    self.env._(
                        "Tier %(tier)s: customers have it or had it. Archive it instead.",
                        tier=tier.name,
                    )
                )

    @api.readonly
    def action_open_customers(self):
        domain = [("tier_id", "in", self.ids), ("current", "=", True)]
        name = self.env._("Tier %(tier)s", tier=self.name)
        return records_window("customer.value", name, domain)
