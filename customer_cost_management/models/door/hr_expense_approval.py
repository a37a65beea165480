from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...engine.approval.people import next_in_line
from ...engine.approval.route import route
from ...engine.approval.rule import Case
from ...engine.policy.gift import involves_official
from ..platform.approval_seal import sealed


class HrExpense(models.Model):
    """What a controlled expense needs beside Odoo's own approver.

    An expense within its approved request needs nothing new; Odoo's approver looks at the
    receipts.  A request is no approval of another category or of another year.  Otherwise the
    approval rules say who has to agree, and then the last of them approves the expense.
    """

    _inherit = "hr.expense"

    def _approval_requester(self):
        # sudo: an approver may not read employees; which user this one is, is no secret
        return self.employee_id.sudo().user_id or self.create_uid

    # ------------------------------------------------------------------ submitting

    def action_submit(self):
        for expense in self.filtered(lambda expense: expense._is_cost_controlled()):
            if not expense.manager_id:
                # sudo: Odoo sets the approver with the same right
                expense.sudo().manager_id = expense._next_approver()
        return super().action_submit()

    def _can_be_autovalidated(self):
        """Nobody approves his own spending on customers by having no manager."""
        return not self._is_cost_controlled() and super()._can_be_autovalidated()

    def _next_approver(self):
        """Odoo's choice, else who is next in line of the employee, at last a controller."""
        found = self._get_default_responsible_for_approval()
        if found:
            return found
        user = self._approval_requester()
        organisation = self._approval_organisation()
        person = next_in_line(user.id, {user.id}, organisation)
        return self.env["res.users"].browse(person or [])

    def _check_can_submit_cost(self):
        """What rules find, if nothing of it forbids it and the reason it asks for is given."""
        found = self._judge()
        self._gate_refuse_findings([f for f in found if f["severity"] == "block"])
        asking = [f for f in self._new_findings(found) if f["severity"] in ("justify", "escalate")]
        sentences = [word["message"] for word in self._findings_in_words(asking)]
        sentences += self._budget_asks_why()
        if sentences and not (self.cost_justification or "").strip():
            raise UserError(
                self.env._(
                    "%(expense)s: %(findings)s Say why it is right all the same, or change it.",
                    expense=self.name,
                    findings=" ".join(sentences),
                )
            )
        return found

    def _gate_submitted(self):
        """Submitted, by whatever path: judged, and on its way to those the rules name."""
        # sudo: what somebody wrote into the tax by hand is computed again before it is judged
        sealed(self.sudo())._compute_tax_amount()
        found = self._check_can_submit_cost()
        new = self._new_findings(found)
        # sudo: what rules found is written by the rules
        sealed(self.sudo()).write(
            {"findings_found": found, "severity": new[0]["severity"] if new else False}
        )
        if self._needs_steps(found):
            self._approval_start()

    def _approval_start(self):
        """The requester's approval starts, whoever pressed the button for him."""
        requester = self._approval_requester()
        # sudo: the server finds the way, in the name of who asks
        self.with_user(requester).sudo()._approval_submit()

    # ------------------------------------------------------------------ what is needed

    def _new_findings(self, found):
        """Findings that its approved request did not have already."""
        request = self._covering_request()
        if not request:
            return found
        known = {(f["rule"], f["code"]) for f in request.findings_found or []}
        return [f for f in found if (f["rule"], f["code"]) not in known]

    def _is_within_request(self):
        return bool(self._covering_request()) and not self.sudo()._over_request()

    def _needs_steps(self, found):
        """Whether rules ask more people than Odoo does."""
        if self._is_within_request():
            return any(f["severity"] == "escalate" and f["ask"] for f in self._new_findings(found))
        # sudo: rules and the customer's figures decide, and are not told
        document = self.sudo()
        case = document._approval_case()
        rules = document._approval_rules()
        if not (rules or case.asks or case.budget_asks or case.one_higher):
            return False
        return not route(case, rules, document._approval_organisation()).automatic

    def _approval_rules(self):
        return [] if self._is_within_request() else super()._approval_rules()

    def _approval_case(self):
        found = self._new_findings(self._judge())
        spending = self._engine_spending()
        escalated = [f for f in found if f["severity"] == "escalate" and f["ask"]]
        requester = self._approval_requester().id
        return Case(
            "expense",
            self._amount_to_approve(found),
            requester,
            categories=self._cost_category_chain(),
            severity=found[0]["severity"] if found else None,
            sensitive=involves_official(spending) or spending.open_tender,
            participants=frozenset(self._cost_participants().ids),
            over_budget=self._is_over_budget(),
            budget_owners=tuple(self._budget_owners().ids),
            budget_asks=self._budget_asks(),
            one_higher=self.cost_request_id.is_after_the_fact,
            automatic_so_far=self._approved_without_asking(),
            asks=tuple(dict.fromkeys(f["ask"] for f in escalated)),
            **self._case_of_customers(self._cost_customers()),
        )

    def _amount_to_approve(self, found):
        """Beyond a request's tolerance, and of spending cut into pieces, the authority for the
        total decides; minor units."""
        # sudo: what the expenses of the same request cost together
        expense = self.sudo()
        request = expense._covering_request()
        over = request and expense._over_request()
        amount = expense._minor(request.spent if over else expense._cost_amount())
        return max([amount, *self._joined_amounts(found)])

    @api.model
    def _approved_since(self, day):
        """On their way by Odoo's approver alone, too; without those that a request stands for."""
        approved = Domain("approval_state", "=", "approved") & Domain("approval_date", ">=", day)
        controlled = Domain("cost_customer_id", "!=", False)
        controlled |= Domain("cost_category_id.budget_controlled", "=", True)
        of_itself = Domain("cost_request_id", "=", False) & controlled
        return of_itself & (approved | Domain("approval_state", "=", "submitted"))

    def _cost_to_approve(self):
        return self._cost_amount()

    def _cost_participants(self):
        """Our people who took part, as the expense or its request names them."""
        return (self.cost_attendee_ids | self.cost_request_id.attendee_ids).user_id

    def _cost_category_chain(self):
        ids = [int(part) for part in (self.cost_category_id.parent_path or "").split("/") if part]
        return tuple(reversed(ids))

    # ------------------------------------------------------------------ deciding

    def action_approve(self):
        # what follows reads as the server: whoever may not see the expense is told so first
        self.check_access("read")
        waiting = self.filtered(lambda expense: expense._approval_flow().state == "waiting")
        if len(self) == 1 and waiting:
            return self.action_approval_approve()
        return super().action_approve()

    def _approval_needs_reason(self):
        return self.severity in ("justify", "escalate") or self._is_over_budget()

    def _is_over_budget(self):
        return self._is_exception(self._budget_findings())

    def _approval_row_values(self):
        return super()._approval_row_values() | {
            "name": self.name,
            "requester_id": self._approval_requester().id,
            "partner_id": self._cost_customers()[:1].id,
            "date": self.date,
            "amount": self._cost_amount(),
            "severity": self.severity,
            "over_budget": self._is_over_budget(),
        }

    def _approval_card(self):
        self.ensure_one()
        customer = self._cost_customers()[:1]
        if not (customer and self.date):
            return {}
        card = self.env["customer.cost.request"]._card_of(self, customer, self._cost_amount())
        # sudo: whether the request of the same employee came late
        late = self.sudo().cost_request_id.is_after_the_fact
        return card | {"after_the_fact": late}

    def _approval_check_unused(self):
        """An approval that was booked stays."""
        # sudo: whether there is an entry, whoever may read it
        if self.sudo().account_move_id:
            raise UserError(
                self.env._("%(expense)s is booked. Its approval stays.", expense=self.name)
            )

    def _approval_moved(self, before, event, values):
        flow = self._approval_flow()
        # sudo: who decides by a step needs no right on expenses; the engine has checked him
        expense = sealed(self.sudo())
        if flow.state == "waiting" and before.state == "approved":
            expense.write({"approval_state": "submitted", "approval_date": False})
        elif flow.state == "approved":
            expense._do_approve(check=False)
        elif flow.state == "refused":
            expense._do_refuse(values.get("reason") or "")
        elif flow.state == "draft" and event.kind == "return":
            expense.write({"approval_state": False, "approval_date": False})
            expense.message_post(
                body=self.env._("Returned: %(reason)s", reason=values.get("reason") or "")
            )
