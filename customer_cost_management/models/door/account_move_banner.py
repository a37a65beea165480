from collections import defaultdict
from types import SimpleNamespace

from odoo import api, fields, models

from ...engine.money import distribute
from ..expense.bill_words import bill_reason_words
from ..platform.approval_seal import amount_in_minor_units, amount_of_minor_units


class AccountMove(models.Model):
    """Door: what a vendor bill shows before it is confirmed: findings, and what is left."""

    _inherit = "account.move"

    cost_findings = fields.Json(compute="_compute_cost_banner")
    cost_budget_words = fields.Char("Budget", compute="_compute_cost_banner")
    cost_approval_words = fields.Char(compute="_compute_cost_banner")

    @api.depends(
        "state",
        "invoice_date",
        "line_ids.balance",
        "line_ids.cost_request_id",
        "line_ids.cost_customer_id",
        "line_ids.cost_category_id",
        "cost_bill_ids.state",
        "fapiao_number",
    )
    @api.depends_context("uid", "lang")
    def _compute_cost_banner(self):
        for move in self:
            move.cost_findings = move.cost_budget_words = move.cost_approval_words = False
            if move.state == "draft" and move._is_controlled_bill():
                # sudo: rules and requests of the company; what they say of this bill is told
                move.cost_findings = move.sudo()._banner_findings()
                move.cost_budget_words = move._banner_budget()
                current = move.sudo().cost_bill_ids.sorted("id")[-1:]
                move.cost_approval_words = current.approval_words

    def _banner_findings(self):
        found = self._bill_findings()
        reasons = bill_reason_words(
            self.env,
            [
                r
                for r in self._bill_reasons(found)
                if r["code"] in ("over_request", "without_request")
            ],
            self.company_id.currency_id,
        )
        asked = [
            {
                "code": "approval",
                "severity": "escalate",
                "message": words,
                "rule": self.env._("Approval"),
            }
            for words in reasons
        ]
        return asked + self._bill_carrier()._findings_in_words(found) + self._banner_over_budget()

    def _banner_over_budget(self):
        """What budgets say, as strictly as their lines do."""
        return [
            {
                "code": finding.code,
                "severity": finding.reaction or "inform",
                "message": finding.sentence(self.env),
                "rule": self.env._("Budget"),
            }
            for finding in self._bill_over_budget()
        ]

    def _bill_over_budget(self):
        """What budgets find of cost that no approved request reserved, also beyond what one may
        cost; as superuser."""
        parts = self._bill_parts_not_reserved()
        document = SimpleNamespace(_name=self._name, id=self._origin.id or 0)
        return self.env["customer.cost.commitment"]._check(document, parts) if parts else []

    def _bill_parts_not_reserved(self):
        """Parts that nothing is reserved for, and of the others what their request exceeds."""
        parts, reserved = [], defaultdict(list)
        for part in self._bill_budget_parts():
            if self._is_reserved(part):
                reserved[part["request_id"]].append(part)
            else:
                parts.append(part)
        for request_id, some in reserved.items():
            parts += self._beyond_request(self._approved_request(request_id), some)
        return parts

    def _beyond_request(self, request, parts):
        """The part of these parts that a request exceeds what it may cost by; no cent is lost."""
        money = self.company_id.currency_id
        amounts = [max(amount_in_minor_units(part["amount"], money), 0) for part in parts]
        excess = min(request._over_approved(), sum(amounts))
        if not excess:
            return []
        return [
            {**part, "amount": amount_of_minor_units(int(amount), money)}
            for part, amount in zip(parts, distribute(excess, amounts), strict=True)
            if amount
        ]

    def _is_reserved(self, part):
        """Whether an approved request has reserved this part as budget lines see it."""
        names = ("request_id", "customer_id", "category_id")
        return bool(self._covering_request(tuple(part[name] for name in names)))

    def _bill_budget_asks(self):
        """Ids of the owners of lines that do not let this pass without their word.

        What is billed is owed: a line that blocks asks its owner, as one that escalates does.
        """
        asking = [
            finding.line.owner_id.id
            for finding in self._bill_over_budget()
            if finding.reaction in ("escalate", "block")
        ]
        return tuple(dict.fromkeys(asking))

    def _bill_budget_parts(self):
        """Its relationship cost as budget lines ask for it."""
        money = self.company_id.currency_id
        return [
            {
                "company_id": self.company_id.id,
                "date": self._bill_day(),
                "customer_id": customer,
                "category_id": category,
                "programme_id": self._approved_request(request).programme_id.id,
                "amount": amount_of_minor_units(amount, money),
                "request_id": request,
            }
            for (request, customer, category), amount in self._bill_parts().items()
        ]

    def _bill_budget_lines(self):
        """Lines that control it, as superuser; none for a category that no budget controls."""
        # sudo: which line controls a bill is decided for the company
        bill = self.sudo()
        all_lines = bill.env["customer.cost.budget.line"]
        lines = all_lines.browse()
        for line in all_lines._match(bill._bill_budget_parts()):
            lines |= line
        return lines

    def _banner_budget(self):
        """What is left on each line it uses, of lines that the reader may know of."""
        lines = self._bill_budget_lines()
        known = self.env["customer.cost.budget.left"].search([("line_id", "in", lines.ids)])
        # sudo: what is left is told of lines that the search above gave the reader
        lines &= known.sudo().line_id
        left = lines._left_on(dict.fromkeys(lines, self._bill_day()))
        return " · ".join(
            self.env._(
                "%(line)s: left %(left)s",
                line=line.display_name,
                left=self.company_id.currency_id.format(left.get(line, 0.0)),
            )
            for line in lines
        )
