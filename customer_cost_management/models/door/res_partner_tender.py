from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools.misc import format_date

TENDER_FIELDS = {"tender_from", "tender_to"}
#: Who may say that a tender is open, or is over.
TENDER_GROUPS = (
    "customer_cost_management.group_customer_manager,"
    "customer_cost_management.group_controller,"
    "customer_cost_management.group_compliance"
)


class ResPartner(models.Model):
    """Door: when a tender with a customer is open.

    Requests, expenses, bills and gifts of these days follow the rules for open tenders, whoever
    forgets to say so.
    """

    _inherit = "res.partner"

    tender_from = fields.Date(
        "Tender open from",
        copy=False,
        tracking=True,
        help="From this day on spending on this customer follows the rules for open tenders, as "
        "a rule no gifts. Customer managers, controllers and compliance keep it.",
    )
    tender_to = fields.Date(
        "Tender open until",
        copy=False,
        tracking=True,
        help="Last day of the tender. Empty: until further notice.",
    )

    @api.constrains("tender_from", "tender_to")
    def _check_tender(self):
        for partner in self:
            first, last = partner.tender_from, partner.tender_to
            if last and (not first or last < first):
                raise ValidationError(
                    self.env._(
                        "%(customer)s: a tender ends after it began. Give its first day, too.",
                        customer=partner.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get(name) for vals in vals_list for name in TENDER_FIELDS):
            self._check_may_keep_tenders()
        return super().create(vals_list)

    def write(self, vals):
        if vals.keys() & TENDER_FIELDS:
            self._check_may_keep_tenders()
        return super().write(vals)

    @api.model
    def _check_may_keep_tenders(self):
        if not self.env.su and not self.env.user.has_groups(TENDER_GROUPS):
            raise AccessError(
                self.env._(
                    "Only customer managers, controllers and compliance say when a tender is "
                    "open. Ask one of them."
                )
            )

    def _in_tender(self, day):
        """Those of these customers with whom a tender is open on a day."""
        # sudo: that a tender is open is known to who spends on the customer
        return self.filtered(lambda partner: partner.commercial_partner_id.sudo()._is_tender(day))

    def _is_tender(self, day):
        last = self.tender_to
        return bool(self.tender_from and day and self.tender_from <= day <= (last or day))

    def _words_of_tender(self):
        if not self.tender_to:
            return self.env._("A tender with %(customer)s is open.", customer=self.name)
        return self.env._(
            "A tender with %(customer)s is open until %(day)s.",
            customer=self.name,
            day=format_date(self.env, self.tender_to),
        )


class CustomerCostRequest(models.Model):
    _inherit = "customer.cost.request"

    tender_words = fields.Char("Tender", compute="_compute_tender_words")

    @api.depends(
        "date",
        "partner_id.tender_from",
        "partner_id.tender_to",
        "split_ids.partner_id.tender_from",
        "split_ids.partner_id.tender_to",
    )
    @api.depends_context("lang")
    def _compute_tender_words(self):
        for request in self:
            # sudo: as _in_tender
            customers = request._cost_customers()._in_tender(request.date).sudo()
            request.tender_words = " ".join(
                customer._words_of_tender() for customer in customers.commercial_partner_id
            )

    def _is_in_tender(self):
        """As known of its customers, or as who asks says."""
        return self.open_tender or bool(self._cost_customers()._in_tender(self.date))
