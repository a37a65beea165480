from types import SimpleNamespace

from odoo import api, models
from odoo.exceptions import UserError

#: Reactions of a line at its limit that make a document an exception.
ASKING = ("justify", "escalate", "block")


class CustomerCostBudgeted(models.AbstractModel):
    """A document that asks budgets for money: requests, and expenses that no request covers.

    Pending when submitted, committed when approved, released when nothing comes of it.  What is
    booked for it is consumed by the entries themselves.
    """

    _name = "customer.cost.budgeted"
    _description = "Document that Uses Budgets"
    _inherit = "customer.cost.spending"

    def _budget_parts(self):
        """What it costs on whom, as budget lines ask for it."""
        raise NotImplementedError

    def _is_budget_known(self):
        """Whether it asks budgets for money itself, and enough is written to say which."""
        raise NotImplementedError

    def _budget_lines(self):
        """Lines that control it, as superuser; none for a category that no budget controls."""
        # sudo: which line controls a document is decided for the company
        lines = self.env["customer.cost.budget.line"].sudo()
        if not self._is_budget_known():
            return lines
        for line in lines._match(self._budget_parts()):
            lines |= line
        return lines

    def _budget_owners(self):
        return self._budget_lines().owner_id

    def _budget_ledger(self):
        # sudo: the ledger is written by documents, not by people
        return self.env["customer.cost.commitment"].sudo()

    # ------------------------------------------------------------------ what budgets say

    def _budget_findings(self):
        """What budgets say to it as it stands; what it holds does not count against it."""
        if not self._is_budget_known():
            return []
        # a document that is being written has no number yet, and holds nothing
        document = SimpleNamespace(_name=self._name, id=self._origin.id or 0)
        return self._budget_ledger()._check(document, self._budget_parts())

    def _is_exception(self, findings):
        return any(f.code == "over_budget" and f.reaction in ASKING for f in findings)

    def _budget_asks(self):
        """Ids of the owners of lines that want to be asked beyond their limit."""
        found = [f for f in self._budget_findings() if f.code == "over_budget"]
        asking = [finding.line.owner_id.id for finding in found if finding.reaction == "escalate"]
        return tuple(dict.fromkeys(asking))

    def _budget_asks_why(self):
        """Sentences of the budget that a reason must answer."""
        return [
            self._budget_sentence(finding)
            for finding in self._budget_findings()
            if finding.reaction in ("justify", "escalate")
        ]

    def _budget_sentence(self, finding):
        """The finding in the reader's language, without figures of a line he may not know of."""
        if not finding.line or self._may_know(finding.line):
            return finding.sentence(self.env)
        return self._not_for_requester(finding.line)

    def _not_for_requester(self, line):
        return self.env._(
            "You are not allowed to spend on %(line)s. Ask %(owner)s.",
            line=line.display_name,
            owner=line.owner_id.name,
        )

    @api.depends_context("uid")
    def _compute_findings(self):
        """Beside what rules find, what the budget says while it is written."""
        result = super()._compute_findings()
        for document in self.filtered(lambda document: document._is_judged_live()):
            if document._is_budget_known() and any(p["amount"] for p in document._budget_parts()):
                found = document.findings or []
                document.findings = [*found, *document._budget_findings_in_words()]
        return result

    def _budget_findings_in_words(self):
        return [
            {
                "code": finding.code,
                "severity": finding.reaction or "inform",
                "message": self._budget_sentence(finding),
                "rule": self.env._("Budget"),
            }
            for finding in self._budget_findings()
        ]

    # ------------------------------------------------------------------ what its card tells

    def _budget_card(self):
        """``{name, left, after, total}`` of each line it uses and the reader may know of."""
        if not self._is_budget_known():
            return []
        needed = self._needed_by_line()
        # sudo: which line controls a document is decided for the company
        lines = self.env["customer.cost.budget.line"].sudo().union(*needed)
        # sudo: whether a category is controlled is no secret
        parts = self.sudo()._budget_parts()
        categories = self.env["customer.cost.category"].sudo()
        controlled = categories.browse(part["category_id"] for part in parts)
        if not lines and any(controlled.mapped("budget_controlled")):
            return [{"message": self.env._("No budget covers this.")}]
        if self.state not in ("draft", "submitted"):
            needed = {}
        return lines.filtered(self._may_know)._on_card(needed, self.date)

    def _budget_in_words(self, card):
        """Its card as one text: each line, what is left, and after this."""
        # sudo: the currency of its company
        money = self.sudo().company_id.currency_id
        return " · ".join(
            self.env._(
                "%(line)s: left %(left)s; after this %(after)s",
                line=line["name"],
                left=money.format(line["left"]),
                after=money.format(line["after"]),
            )
            for line in card
            if line.get("name")
        )

    def _may_know(self, line):
        """Who may use a line, owns it or decides on the document learns what is left of it."""
        user = self.env.user
        return (
            not line.user_ids
            or user in line.user_ids | line.owner_id | line.budget_id.owner_id
            or user != self._approval_requester()
        )

    def _needed_by_line(self):
        """{line that controls it: what it needs there}, lines as superuser."""
        # sudo: as of :meth:`_budget_lines`
        parts = self.sudo()._budget_parts()
        needed = {}
        lines = self.env["customer.cost.budget.line"].sudo()._match(parts)
        for part, line in zip(parts, lines, strict=True):
            if line:
                needed[line] = needed.get(line, 0.0) + part["amount"]
        return needed

    # ------------------------------------------------------------------ what is recorded

    def _budget_pend(self):
        """Pending from now on; a line that blocks, or that is not for who asks, refuses.

        :return: findings
        """
        user = self._approval_requester()
        for line in self._budget_lines():
            owners = line.owner_id | line.budget_id.owner_id
            if line.user_ids and user not in line.user_ids | owners:
                raise UserError(self._not_for_requester(line))
        findings = self._budget_ledger()._pend(self.sudo(), self._budget_parts())
        for finding in findings:
            if finding.reaction == "block":
                raise UserError(finding.refusal(self.env))
        return findings

    def _budget_commit(self):
        self._budget_ledger()._commit(self.sudo(), self._budget_parts())

    def _budget_release(self):
        self._budget_ledger()._release(self.sudo())
