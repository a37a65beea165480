from odoo import api, models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    """Door: a customer that carries costs stays."""

    _inherit = "res.partner"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_customer_of_costs(self):
        # sudo: costs of another company hold the customer as well
        for model in ("account.move.line", "hr.expense"):
            item = self.env[model].sudo().search([("cost_customer_id", "in", self.ids)], limit=1)
            if item:
                raise UserError(
                    self.env._(
                        "%(customer)s is the customer of booked costs or expenses and cannot be "
                        "deleted. Archive it, or merge it with the right customer.",
                        customer=item.cost_customer_id.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_customer_of_runs(self):
        # sudo: a run of another company holds the customer as well
        statements = self.env["customer.profitability"].sudo()
        statement = statements.search([("partner_id", "in", self.ids)], limit=1)
        if statement:
            raise UserError(
                self.env._(
                    "%(customer)s has a profitability statement in %(run)s and cannot be deleted. "
                    "Archive it, or merge it with the right customer.",
                    customer=statement.partner_id.display_name,
                    run=statement.run_id.display_name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_customer_of_memos(self):
        # sudo: a memo cost or correction of another company holds the customer as well
        memos = self.env["customer.cost.memo"].sudo()
        named = ["|", ("partner_id", "in", self.ids), ("from_partner_id", "in", self.ids)]
        memo = memos.search(named, limit=1)
        if memo:
            raise UserError(
                self.env._(
                    "%(customer)s has memo costs or corrections and cannot be deleted. Archive "
                    "it, or merge it with the right customer.",
                    customer=((memo.partner_id | memo.from_partner_id) & self)[0].display_name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_customer_of_rules(self):
        # sudo: a rule of another company, or one that is archived, holds the customer as well
        rules = self.env["customer.cost.attribution.rule"].sudo().with_context(active_test=False)
        rule = rules.search([("partner_id", "in", self.ids)], limit=1)
        if rule:
            raise UserError(
                self.env._(
                    "%(customer)s is the customer of the attribution rule %(rule)s and cannot be "
                    "deleted. Archive it, or merge it with the right customer.",
                    customer=rule.partner_id.display_name,
                    rule=rule.display_name,
                )
            )
