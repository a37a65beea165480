import numpy as np

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine.capture.gift_issue import GiftPurchase, issue_gifts
from ..platform.approval_seal import amount_in_minor_units, amount_of_minor_units, sealed

#: So many refused lines are named; all are in the list.
NAMED = 10


class CustomerCostGiftIssue(models.Model):
    """Issuing gifts: judged together, what rules refuse is named, the rest is handed out."""

    _inherit = "customer.cost.gift.issue"

    # ------------------------------------------------------------------ issuing

    def action_issue(self):
        """Hand out what the rules allow; the rest is held or refused, with the finding."""
        lines = self.filtered(lambda line: line.state in ("draft", "held")).sorted("id")
        lines.check_access("write")
        if not lines:
            raise UserError(self.env._("There is nothing to issue here. Add recipients first."))
        lines._check_may_be_dated()
        lines._check_is_bought()
        found = lines._judge_all()
        for line in lines:
            line._keep_findings(found[line.sudo()])
        lines.filtered(lambda line: line._next_state() == "issued")._hand_out()
        return lines._tell_what_was_issued()

    def _check_is_bought(self):
        for purchase in self.purchase_id:
            if not purchase.is_posted:
                raise UserError(
                    self.env._(
                        "%(gifts)s: name the posted journal items of the bill first. What they "
                        "cost is what the customers get.",
                        gifts=purchase.name,
                    )
                )

    def _check_may_be_dated(self):
        """A closed month is never computed again: what is dated in it would reach nobody."""
        run = self.env["customer.cost.run"]._closed_month(self.company_id, self.mapped("date"))
        if run:
            raise UserError(
                self.env._(
                    "%(run)s is closed. Date the gifts in a month that is open.",
                    run=run.display_name,
                )
            )

    def _keep_findings(self, found):
        strictest = found[0]["severity"] if found else False
        values = {"findings_found": found or False, "severity": strictest}
        if _asking(found) - _asking(self.findings_found):
            # what was allowed was not this
            values["allowed_by_id"] = False
        if self.findings_found != values["findings_found"] or self.severity != strictest:
            sealed(self).write(values)
        state = self._next_state()
        if state != "issued" and state != self.state:
            sealed(self).write({"state": state})

    def _next_state(self):
        """What becomes of a line with what rules found about it."""
        severities = {finding["severity"] for finding in self.findings_found or []}
        if "block" in severities:
            return "refused"
        needs_reason = severities & {"justify", "escalate"}
        if needs_reason and not (self.reason or "").strip():
            return "held"
        return "held" if "escalate" in severities and not self.allowed_by_id else "issued"

    def _hand_out(self):
        """Give each line its part of the cost on the shelf; to the cent, whatever is left.

        The purchase's own row counts: who issues at the same time has to begin again.
        """
        for purchase, lines in self.grouped("purchase_id").items():
            pieces = sum(lines.mapped("quantity"))
            if pieces > purchase.left:
                raise UserError(
                    self.env._(
                        "%(gifts)s: only %(left)s are left, %(pieces)s would be issued. Lower the "
                        "numbers; nothing was issued.",
                        gifts=purchase.name,
                        left=purchase.left,
                        pieces=pieces,
                    )
                )
            costs = lines._costs_of(purchase)
            for line in lines:
                sealed(line).write({"state": "issued", "cost": costs[line.id]})
            purchase._count_issued(pieces, sum(costs.values()))

    def _costs_of(self, purchase):
        """{id: cost} of these lines out of what the purchase has on the shelf."""
        currency = purchase.currency_id
        ids = np.asarray(self.ids)
        on_shelf = GiftPurchase(
            purchase.id,
            amount_in_minor_units(purchase.undistributed, currency),
            purchase.left,
            issue=ids,
            customer=ids,
            issued=np.asarray(self.mapped("quantity"), np.float64),
        )
        issue, problems = issue_gifts(on_shelf)
        if issue is None:
            raise ValueError(problems)  # checked before: a fault of the program
        return {
            key: amount_of_minor_units(int(cost), currency)
            for key, cost in issue.customer_cost.items()
        }

    def _tell_what_was_issued(self):
        issued = self.filtered(lambda line: line.state == "issued")
        left = self - issued
        message = self.env._(
            "%(pieces)s pieces issued to %(customers)s customers.",
            pieces=sum(issued.mapped("quantity")),
            customers=len(issued.partner_id),
        )
        words = [message] + [f"{line.display_name}: {line._why_not()}" for line in left[:NAMED]]
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if left else "success",
                "message": " ".join(words),
                "sticky": bool(left),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _why_not(self):
        words = dict(self._fields["state"]._description_selection(self.env))
        return f"{words[self.state]}. {self.findings_words}".strip()

    # ------------------------------------------------------------------ somebody's word

    @api.depends("state", "findings_found", "user_id")
    @api.depends_context("uid")
    def _compute_can_allow(self):
        mine = self.env.user.all_group_ids
        default = self.env.ref("customer_cost_management.group_compliance")
        for line in self:
            asked = [f for f in line.findings_found or [] if f["severity"] == "escalate"]
            waits = line.state == "held" and asked and not line.allowed_by_id
            groups = {f["ask"] or default.id for f in asked}
            line.can_allow = waits and line.user_id != self.env.user and groups <= set(mine.ids)

    def action_allow(self):
        """Who is asked by the rules lets these lines be issued; nobody his own."""
        for line in self:
            if line.user_id == self.env.user:
                raise UserError(
                    self.env._(
                        "%(line)s: you entered it yourself. Someone else must decide.",
                        line=line.display_name,
                    )
                )
            if not line.can_allow:
                raise UserError(
                    self.env._("%(line)s does not wait for your word.", line=line.display_name)
                )
            if not (line.reason or "").strip():
                raise UserError(
                    self.env._(
                        "%(line)s: whoever entered it has to say why it is right all the same.",
                        line=line.display_name,
                    )
                )
        # sudo: who is asked reads the register and decides, but keeps no line himself
        sealed(self.sudo()).write({"allowed_by_id": self.env.uid})
        return True

    # ------------------------------------------------------------------ gifts that came back

    def action_take_back(self):
        """The pieces are on the shelf again, from today on; earlier months stay as they are."""
        self.check_access("write")
        today = fields.Date.context_today(self)
        for line in self:
            if line.state != "issued" or line.back_of_id or line.back_ids:
                raise UserError(
                    self.env._(
                        "%(line)s cannot be taken back: it is not issued, or came back already.",
                        line=line.display_name,
                    )
                )
        backs = sealed(self).create([line._prepare_back(today) for line in self])
        backs._check_may_be_dated()
        for purchase, lines in self.grouped("purchase_id").items():
            pieces, cost = sum(lines.mapped("quantity")), sum(lines.mapped("cost"))
            purchase._count_issued(-pieces, -cost)
        return True

    def _prepare_back(self, today):
        names = ("purchase_id", "partner_id", "recipient_id", "request_id", "programme_id")
        return {name: self[name].id for name in names} | {
            "recipient_name": self.recipient_name,
            "quantity": -self.quantity,
            "cost": -self.cost,
            "date": max(today, self.date),
            "state": "issued",
            "back_of_id": self.id,
        }


def _asking(found):
    """What findings ask somebody's word for: rule, version and code of each."""
    return {
        (finding["rule"], finding["version"], finding["code"])
        for finding in found or []
        if finding["severity"] == "escalate"
    }


class CustomerCostGiftPurchase(models.Model):
    _inherit = "customer.cost.gift.purchase"

    def action_issue(self):
        return self.issue_ids.action_issue()

    def action_open_issues(self):
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_gift_issue_action"
        )
        return action | {
            "name": self.name,
            "domain": [("purchase_id", "=", self.id)],
            "context": {"default_purchase_id": self.id},
            "path": False,
        }

    def _count_issued(self, pieces, cost):
        """Write the counter: the row that two who issue at once both need."""
        sealed(self).write(
            {
                "issued": self.issued + pieces,
                "issued_cost": self.currency_id.round(self.issued_cost + cost),
            }
        )
