from odoo import api, fields, models
from odoo.exceptions import ValidationError


class HrExpense(models.Model):
    """Door: the request an expense belongs to, who took part, and what spending rules find."""

    _name = "hr.expense"
    _inherit = [
        "hr.expense",
        "customer.cost.budgeted",
        "customer.cost.approval.mixin",
        "customer.cost.spending",
    ]

    cost_request_id = fields.Many2one(
        "customer.cost.request",
        "Request",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        copy=True,
        help="The approved request this was spent on. Choosing one fills in customer and category.",
    )
    cost_attendee_ids = fields.One2many("customer.cost.attendee", "expense_id", "Attendees")
    cost_justification = fields.Text(
        "Justification", copy=False, help="Answers what spending rules found."
    )
    cost_over_request = fields.Boolean(compute="_compute_cost_over_request", compute_sudo=True)

    @api.depends("cost_request_id", "untaxed_amount", "state")
    def _compute_cost_over_request(self):
        for expense in self:
            expense.cost_over_request = expense._over_request() > 0

    def _over_request(self):
        """What was spent on its request beyond what may be; minor units."""
        request = self.cost_request_id
        if not request:
            return 0
        return request._over_approved()

    def _item_values(self):
        # sudo: whose request it is does not matter to the entry
        return {**super()._item_values(), "cost_request_id": self.sudo().cost_request_id.id}

    # ------------------------------------------------------------------ filled from the request

    @api.onchange("cost_request_id")
    def _onchange_cost_request_id(self):
        names_customer = self.cost_request_id._names_customer()
        for name, value in self.cost_request_id._values_of_cost().items():
            if value or not names_customer:
                self[name] = value

    @api.model
    def _with_values_of_requests(self, vals_list):
        """The same values, with customer and category of the request where none are given."""
        requests = self.env["customer.cost.request"]
        return [
            {
                **requests.browse(vals["cost_request_id"])._values_of_cost(),
                **vals,
            }
            if vals.get("cost_request_id")
            else vals
            for vals in vals_list
        ]

    @api.constrains("cost_request_id", "cost_customer_id", "employee_id", "company_id")
    def _check_cost_request(self):
        for expense in self:
            # sudo: whose the request is and what for, of an expense that names it
            request = expense.cost_request_id.sudo()
            if not request:
                continue
            names = {"expense": expense.name, "request": request.name}
            if request.user_id != expense.employee_id.sudo().user_id:
                raise ValidationError(
                    self.env._(
                        "%(expense)s: %(request)s was asked for by somebody else. Choose a "
                        "request of the employee.",
                        **names,
                    )
                )
            if not request._is_of(expense.company_id):
                raise ValidationError(
                    self.env._(
                        "%(expense)s: %(request)s was asked for in %(company)s. Choose a request "
                        "of the company that bears the expense.",
                        company=request.company_id.name,
                        **names,
                    )
                )
            customers = request._cost_customers()
            if expense.cost_customer_id and expense.cost_customer_id not in customers:
                raise ValidationError(
                    self.env._(
                        "%(expense)s: %(customer)s is no customer of %(request)s.",
                        customer=expense.cost_customer_id.display_name,
                        **names,
                    )
                )

    # ------------------------------------------------------------------ as rules see it

    def _cost_amount(self):
        """Cost in company currency, without tax that comes back."""
        return self.untaxed_amount

    def _cost_payees(self):
        """Who gets the money: the employee who paid, or the vendor whom the company paid."""
        if self.payment_mode == "company_account":
            return self.vendor_id
        return self.vendor_id | self.employee_id.work_contact_id

    def _cost_customers(self):
        """Everybody it is for: the customer it names, else those of its request."""
        if self.cost_customer_id or self._is_for_the_register():
            return self.cost_customer_id
        return self.cost_request_id._cost_customers()

    def _customer_amounts(self, amount):
        """{customer: his part} of an amount of it, minor units."""
        named = self.cost_customer_id or self._is_for_the_register()
        if named or not self.cost_request_id:
            return {self.cost_customer_id: amount}
        return self.cost_request_id._customer_amounts(amount)

    def _is_judged_live(self):
        return self.state == "draft"

    @api.depends(
        "state",
        "date",
        "untaxed_amount",
        "cost_request_id",
        "cost_customer_id",
        "cost_category_id",
        "cost_attendee_ids",
        "nb_attachment",
        "vendor_id",
        "payment_mode",
    )
    @api.depends_context("lang")
    def _compute_findings(self):
        return super()._compute_findings()

    def _judge(self):
        return super()._judge() if self._is_cost_controlled() else []

    def _is_cost_controlled(self):
        """Whether spending rules and the gate look at this expense."""
        # sudo: whether a category is controlled is no secret
        return bool(
            self.cost_customer_id
            or self.cost_request_id
            or self.cost_category_id.sudo().budget_controlled
        )

    def _engine_spending(self, tier=True):
        if not self.date or not self.company_id:
            return None
        request = self.cost_request_id
        attendees = self.cost_attendee_ids or request.attendee_ids
        ours = attendees.filtered(lambda attendee: attendee.side == "ours")
        amount = self._minor(self._cost_amount())
        customers = self._cost_customers()
        return self._spending_of(
            attendees,
            employee=f"u{self.employee_id.user_id.id or 0}",
            amount=amount,
            customer=customers[:1].id or None,
            shares=self._engine_shares(self._customer_amounts(amount), tier),
            features=self._spending_features(
                customers[:1],
                self.cost_category_id,
                tier,
                nature=self.cost_category_id._judged_nature(in_register=not customers),
                city_class=request.city_class,
                guest_rank=request.guest_rank,
                meal_type=request.meal_type,
                occasion=request.occasion,
            ),
            guests=len(attendees - ours) or request.guests,
            hosts=len(ours) or request.hosts,
            open_tender=request.open_tender or bool(customers._in_tender(self.date)),
            paid_to_person=self._is_person_of(self._cost_payees(), customers),
            has_receipt=bool(self.nb_attachment),
            asked_on=min(request.submitted_on, self.date) if request.submitted_on else None,
            claimed_on=fields.Date.context_today(self),
        )
