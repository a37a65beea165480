from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..platform.records_window import records_window

#: What an override sets; everything else of the row stays as it was.
OVERRIDE_FIELDS = ("override_tier_id", "override_reason", "override_until")


class CustomerValue(models.Model):
    """Who may change a tier by hand, and what stays on record.

    An override is a row of its own: the evaluation before it stays readable, with who
    set the tier, why, when and until when.
    """

    _inherit = "customer.value"

    def _refuse(self):
        if self:
            raise UserError(
                self.env._(
                    "Evaluations cannot be changed. Override the tier, or evaluate the customers "
                    "again."
                )
            )

    def action_override(self):
        """The dialog that changes the tier of these customers."""
        self._check_may_override()
        return self.partner_id._action_override_tier(self.company_id[:1])

    @api.readonly
    def action_open_history(self):
        """All evaluations of the customer, newest first."""
        self.ensure_one()
        return records_window(
            "customer.value",
            self.env._("Evaluations of %(customer)s", customer=self.partner_id.display_name),
            [(name, "=", self[name].id) for name in ("partner_id", "company_id")],
        )

    def _check_may_override(self):
        self.env["customer.value"]._check_may_evaluate()
        outdated = self.filtered(lambda value: not value.current)
        if outdated:
            raise UserError(
                self.env._(
                    "%(evaluation)s is not the newest evaluation of this customer. Open the one "
                    "in force.",
                    evaluation=outdated[0].display_name,
                )
            )

    def _check_works_in(self, company):
        """What is begun here is written as superuser: the rules of companies do not hold then."""
        if not self.env.su and company not in self.env.companies.root_id:
            raise AccessError(
                self.env._(
                    "Tiers are overridden in the company you work in. Choose %(company)s at the "
                    "top first.",
                    # sudo: the name of a company is no secret to who names it
                    company=company.sudo().name,
                )
            )

    @api.model
    def _in_force(self, partners, company):
        """The newest evaluation of each of these customers; one without figures for who has
        none yet."""
        self._check_may_evaluate()
        self._check_works_in(company)
        rows = self.search(
            [
                ("partner_id", "in", partners.ids),
                ("company_id", "=", company.id),
                ("current", "=", True),
            ]
        )
        today = fields.Date.context_today(self)
        # sudo: nobody may write evaluations, but who may evaluate may begin one
        begun = self.sudo().create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": company.id,
                    "date": today,
                    "current": True,
                }
                for partner in partners - rows.partner_id
            ]
        )
        return rows | begun.sudo(self.env.su)

    def _override(self, tier, reason, until):
        """New rows with this tier; without a tier, with the one by rule."""
        self._check_may_override()
        today = fields.Date.context_today(self)
        values = {
            "date": today,
            "override_tier_id": tier.id or None,
            "override_reason": reason if tier else None,
            "override_user_id": self.env.uid if tier else None,
            "override_date": today if tier else None,
            "override_until": until if tier else None,
        }
        self._copy_rows(values)

    def _copy_rows(self, values):
        """Rows in force again with other values; they are copied by the database."""
        self.env.flush_all()
        kept = [
            name
            for name, field in self._fields.items()
            if field.store and name not in {"id", "tier_id", "tier_reason", "current", *values}
        ]
        names = [*kept, *values, "tier_id", "tier_reason", "current"]
        tier = values["override_tier_id"]
        reason = SQL("%s", "overridden" if tier else "confirmed")
        # first, as one evaluation of a customer is in force at any time
        self.env.cr.execute(
            SQL("UPDATE customer_value SET current = FALSE WHERE id = ANY(%s)", self.ids)
        )
        [*new_ids] = self.env.execute_query(
            SQL(
                """INSERT INTO customer_value (%s)
                   SELECT %s, %s, COALESCE(%s, rule_tier_id), %s, TRUE
                     FROM customer_value WHERE id = ANY(%s) RETURNING id""",
                SQL(", ").join(map(SQL.identifier, names)),
                SQL(", ").join(map(SQL.identifier, kept)),
                SQL(", ").join(SQL("%s", value) for value in values.values()),
                SQL("%s::int", tier),
                reason,
                self.ids,
            )
        )
        self.env.invalidate_all()
        return self.browse(new_id for (new_id,) in new_ids)
