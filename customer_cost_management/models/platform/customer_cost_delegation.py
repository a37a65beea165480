from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class CustomerCostDelegation(models.Model):
    """Somebody decides in the place of another for some days, both included.

    One delegation, not a chain of them; and never on what the substitute asked for himself
    or took part in: those documents go to the next in line.
    """

    _name = "customer.cost.delegation"
    _description = "Substitute for Approvals"
    _order = "date_from desc, id desc"

    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one(
        "res.users",
        "Person",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        help="Whose decisions the substitute takes.",
    )
    substitute_id = fields.Many2one(
        "res.users", required=True, index=True, domain=[("share", "=", False)]
    )
    date_from = fields.Date("From", required=True, default=fields.Date.context_today)
    date_to = fields.Date("To", required=True, help="Last day, included.")
    sentence = fields.Char(compute="_compute_sentence")

    @api.depends("user_id", "substitute_id", "date_from", "date_to")
    @api.depends_context("lang")
    def _compute_sentence(self):
        for delegation in self:
            delegation.sentence = self.env._(
                "%(substitute)s decides for %(person)s, %(date_from)s to %(date_to)s",
                substitute=delegation.substitute_id.name or "…",
                person=delegation.user_id.name or "…",
                date_from=delegation.date_from or "…",
                date_to=delegation.date_to or "…",
            )

    @api.depends("sentence")
    def _compute_display_name(self):
        for delegation in self:
            delegation.display_name = delegation.sentence

    @api.constrains("user_id", "substitute_id")
    def _check_somebody_else(self):
        for delegation in self:
            if delegation.user_id == delegation.substitute_id:
                raise ValidationError(
                    self.env._(
                        "%(person)s cannot be his own substitute. Choose somebody else.",
                        person=delegation.user_id.name,
                    )
                )

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for delegation in self:
            if delegation.date_to < delegation.date_from:
                raise ValidationError(
                    self.env._(
                        "%(delegation)s: it ends before it begins. Change one of the dates.",
                        delegation=delegation.sentence,
                    )
                )

    def write(self, vals):
        """Whose place somebody takes is checked for what is written, too: who may change his own
        substitute makes himself nobody else's."""
        result = super().write(vals)
        self.check_access("write")
        return result

    @api.model
    def _on(self, day, companies):
        """Delegations in force on a day.

        :param companies: of the documents to decide on
        """
        # sudo: whom a substitute decides for has to be known before he may decide
        return self.sudo().search(
            Domain("date_from", "<=", day)
            & Domain("date_to", ">=", day)
            & Domain("company_id", "in", companies.ids)
        )
