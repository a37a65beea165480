from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CustomerCostRequest(models.Model):
    """Cash that who asks needs before the day.

    An advance spends nothing: budgets follow the receipts, and who pays it out books it as any
    payment to an employee.  It is open until its request is closed, and who decides on another
    document of the same person sees it on the card.
    """

    _inherit = "customer.cost.request"

    advance = fields.Monetary(
        "Advance needed",
        copy=False,
        help="Cash you need before the day, of the amount. It uses no budget, the receipts do; "
        "accounting pays it out, and it is open until the request is closed.",
    )

    @api.onchange("payment_mode")
    def _onchange_payment_mode(self):
        if self.payment_mode != "own_account":
            self.advance = 0

    @api.constrains("advance", "amount", "payment_mode", "currency_id")
    def _check_advance(self):
        for request in self:
            if not request.advance:
                continue
            names = {"request": request.display_name}
            if request.payment_mode != "own_account":
                raise ValidationError(
                    self.env._(
                        "%(request)s: an advance is for what you pay yourself. Choose that, or "
                        "ask for none.",
                        **names,
                    )
                )
            money = request.currency_id
            is_within = money.compare_amounts(request.advance, request.amount) <= 0
            if not (request.advance > 0 and is_within):
                raise ValidationError(
                    self.env._(
                        "%(request)s: the advance is %(advance)s. Ask for at most the amount, "
                        "%(amount)s.",
                        advance=money.format(request.advance),
                        amount=money.format(request.amount),
                        **names,
                    )
                )

    # ------------------------------------------------------------------ what its card tells

    @api.model
    def _card_of(self, document, partner, cost):
        card = super()._card_of(document, partner, cost)
        return card | {
            "advance": document._name == self._name and document._advance_cost(),
            "advances": self._open_advances(document),
        }

    def _advance_cost(self):
        """The advance in company currency."""
        company = self.company_id
        day = self.date or fields.Date.context_today(self)
        return self.currency_id._convert(self.advance, company.currency_id, company, day)

    @api.model
    def _open_advances(self, document):
        """Other advances of who asked that are not settled: day and amount, the oldest first."""
        own = document._origin.id if document._name == self._name else 0
        # sudo: whoever decides on something of his may know what he has not settled
        requests_sudo = self.sudo().search(
            [
                ("user_id", "=", document._approval_requester().id),
                ("company_id", "=", document.company_id.id),
                ("advance", ">", 0),
                ("state", "in", ("approved", "spent")),
                ("id", "!=", own),
            ],
            order="date, id",
        )
        return [
            {"date": fields.Date.to_string(request.date), "amount": request._advance_cost()}
            for request in requests_sudo
        ]
