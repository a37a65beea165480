from collections import defaultdict

from odoo import fields, models

from ..expense.customer_cost_bill import BILL_TYPES
from ..platform.approval_seal import amount_in_minor_units

APPROVED_STATES = ("approved", "spent")
#: States of a ``customer.cost.bill`` that a change of the bill takes back.
UNDER_WAY = ("waiting", "approved")


class AccountMove(models.Model):
    """Door: a vendor bill as spending rules see it, in parts of one request, customer and
    category each.  Only relationship cost is looked at: lines with a request or of a
    budget-controlled category."""

    _inherit = "account.move"

    def _is_controlled_bill(self):
        """Whether this is a bill with relationship cost that no expense stands behind."""
        self.ensure_one()
        if self.move_type not in BILL_TYPES:
            return False
        return bool(self._controlled_lines()) and not self._is_of_approved_expenses()

    def _with_controlled_cost(self):
        """Those of these entries with such lines, by one search however many entries."""
        # sudo: whether a category is controlled is no secret
        lines = self.env["account.move.line"].sudo()
        found = lines.search(
            [
                ("move_id", "in", self.ids),
                "|",
                ("cost_request_id", "!=", False),
                ("cost_category_id.budget_controlled", "=", True),
            ]
        )
        return self & found.move_id.with_env(self.env)

    def _controlled_lines(self):
        # sudo: whether a category is controlled is no secret
        return self.line_ids.sudo().filtered(
            lambda line: (
                (line.cost_request_id or line.cost_category_id.budget_controlled)
                and line.account_id.internal_group == "expense"
            )
        )

    def _bill_parts(self):
        """``{(request id, customer id, category id): minor units}`` of relationship cost.

        A line on several customers is in it as it will be spread over them.
        """
        money = self.company_id.currency_id
        parts = defaultdict(int)
        for line in self._controlled_lines():
            request, customer = line.cost_request_id, line.cost_customer_id
            amount = amount_in_minor_units(line.balance, money)
            is_spread = line._is_spread()
            amounts = request._customer_amounts(amount) if is_spread else {customer: amount}
            for customer, part in amounts.items():
                parts[request.id, customer.id, line.cost_category_id.id] += part
        return dict(parts)

    def _bill_day(self):
        return self.invoice_date or fields.Date.context_today(self)

    def _approved_request(self, request_id):
        # sudo: what was agreed for a bill decides on it, whoever enters the bill
        request = self.env["customer.cost.request"].sudo().browse(request_id or [])
        return request.filtered(lambda request: request.state in APPROVED_STATES)

    def _covering_request(self, part):
        """The approved request of a part, if it was approved for such cost in this year.

        :param part: (request id, customer id, category id)
        """
        request_id, _customer, category_id = part
        # sudo: see _approved_request
        category = self.env["customer.cost.category"].sudo().browse(category_id or [])
        day = self._bill_day()
        return self._approved_request(request_id).filtered(
            lambda request: request._covers(category, day, billed=True)
        )

    # ------------------------------------------------------------------ for the engine

    def _bill_spendings(self, tier=True):
        """{part: the engine's spending} of the parts that cost something; as superuser."""
        return {
            part: self._part_spending(part, amounts, tier)
            for part, amounts in self._bill_portions().items()
            if amounts
        }

    def _bill_portions(self):
        """``{(request id, customer id, category id): {customer: minor units}}`` that cost
        something; what several customers of one request had is one part."""
        portions = defaultdict(dict)
        for (request_id, customer_id, category_id), amount in self._bill_parts().items():
            # sudo: for whom the request is
            request = self.env["customer.cost.request"].sudo().browse(request_id or [])
            customer = self.env["res.partner"].browse(customer_id or [])
            several = request._has_several_customers()
            portion = portions[request_id, False if several else customer_id, category_id]
            if amount > 0:
                portion[customer] = amount
        return portions

    def _bill_customers(self):
        """Everybody relationship cost on it is for."""
        ids = [customer_id for _request, customer_id, _category in self._bill_parts()]
        return self.env["res.partner"].browse(filter(None, dict.fromkeys(ids)))

    def _part_spending(self, part, amounts, tier):
        request_id, _customer_id, category_id = part
        request = self.env["customer.cost.request"].browse(request_id or [])
        customer = next(iter(amounts))
        customers = customer.union(*amounts)
        category = self.env["customer.cost.category"].browse(category_id or [])
        attendees = request.attendee_ids
        spending = self._bill_carrier()
        return spending._spending_of(
            attendees,
            employee=f"u{(request.user_id or self._bill_asker()).id}",
            amount=sum(amounts.values()),
            customer=customer.id or None,
            shares=spending._engine_shares(amounts, tier),
            features=spending._spending_features(
                customer,
                category,
                tier,
                nature=category._judged_nature(in_register=not customer),
                city_class=request.city_class,
                guest_rank=request.guest_rank,
                meal_type=request.meal_type,
                occasion=request.occasion,
            ),
            guests=request.guests,
            hosts=request.hosts,
            open_tender=request.open_tender or bool(customers._in_tender(self._bill_day())),
            paid_to_person=spending._is_person_of(self.partner_id, customers),
            has_receipt=bool(self.attachment_ids or self.fapiao_number),
            seller=self._fapiao_seller_key() or self.commercial_partner_id.vat or None,
            fapiao=self._fapiao_uses(),
            asked_on=min(request.submitted_on, self._bill_day()) if request.submitted_on else None,
            claimed_on=fields.Date.context_today(self),
        )

    def _bill_asker(self):
        """Who entered the bill, and asks for its approval."""
        return self.create_uid or self.env.user

    def _bill_carrier(self):
        """The bill as a document of spending rules, not stored."""
        return self.env["customer.cost.bill"].new(
            {
                "move_id": self._origin.id,
                "company_id": self.company_id.id,
                "date": self._bill_day(),
            }
        )

    def _bill_findings(self):
        """What the rules of its day find that its approved requests did not have already."""
        # sudo: rules look at documents of others; only what they find about this one is told
        move = self.sudo()
        rules = move.env["customer.cost.policy.rule"]._in_force(move.company_id)
        if not rules:
            return []
        found = {}
        for part, spending in move._bill_spendings().items():
            history = move._history_of(spending)
            known = {
                (f["rule"], f["code"]) for f in move._covering_request(part).findings_found or []
            }
            for finding in move._bill_carrier()._judge_by(rules, spending, history):
                key = (finding["rule"], finding["code"])
                if key not in known:
                    found.setdefault(key, finding)
        order = ("block", "escalate", "justify", "inform")
        return sorted(found.values(), key=lambda finding: order.index(finding["severity"]))

    def _history_of(self, spending):
        """Spendings around a part of the bill: of its customer, employee, seller or fapiao.

        Its own requests are in it as the bill.
        """
        around = self._bill_carrier()._live_around(spending)
        seen = {other.key for other in around}
        near = [other for other in self._fapiao_neighbours() if other.key not in seen]
        own = {f"customer.cost.request,{request_id}" for request_id, *_rest in self._bill_parts()}
        return [other for other in (*around, *near) if other.key not in own]

    def _fapiao_spendings(self):
        """As one spending, for who looks at the same seller or fapiao."""
        carrier = self._bill_carrier()
        return [
            carrier._spending_of(
                self.env["customer.cost.attendee"],
                employee=f"u{self._bill_asker().id}",
                amount=carrier._minor(self.amount_untaxed_signed * -1),
                seller=self._fapiao_seller_key() or None,
                fapiao=self._fapiao_uses(),
            )
        ]
