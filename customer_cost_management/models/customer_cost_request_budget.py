from types import SimpleNamespace

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

#: Reactions of a line at its limit that make a request an exception.
ASKING = ("justify", "escalate", "block")


class CustomerCostRequest(models.Model):
    """A request and its budget: pending when submitted, committed when approved, released when
    nothing more comes of it.  What is booked for it is consumed by the entries themselves."""

    _inherit = "customer.cost.request"

    programme_id = fields.Many2one(
        "customer.cost.programme", check_company=True, help="Campaign or season it belongs to."
    )
    budget_card = fields.Json(compute="_compute_budget_card")
    budget_words = fields.Char(
        "Budget", compute="_compute_budget_card", help="What is left, before and after it."
    )

    def _budget_parts(self):
        """What it costs on whom, as budget lines ask for it."""
        self.ensure_one()
        common = {
            "company_id": self.company_id.id,
            "date": self.date,
            "category_id": self.category_id.id,
            "programme_id": self.programme_id.id,
        }
        if not self.split_ids:
            return [{**common, "customer_id": self.partner_id.id, "amount": self.cost}]
        return [
            {**common, "customer_id": line.partner_id.id, "amount": line.cost}
            for line in self.split_ids
            if line.cost
        ]

    def _budget_lines(self):
        """Lines that control it, as superuser; none for a category that no budget controls."""
        # sudo: which line controls a request is decided for the company
        lines = self.env["customer.cost.budget.line"].sudo()
        if not (self.partner_id and self.category_id and self.date and self.company_id):
            return lines
        for line in lines._match(self._budget_parts()):
            lines |= line
        return lines

    def _budget_owners(self):
        return self._budget_lines().owner_id

    # ------------------------------------------------------------------ what is shown

    @api.depends("partner_id", "split_ids.cost", "category_id", "date", "cost", "programme_id")
    @api.depends_context("uid", "lang")
    def _compute_budget_card(self):
        for request in self:
            card = request._budget_card()
            request.budget_card = card
            request.budget_words = " · ".join(
                self.env._(
                    "%(line)s: left %(left)s; after this %(after)s",
                    line=line["name"],
                    left=request.company_currency_id.format(line["left"]),
                    after=request.company_currency_id.format(line["after"]),
                )
                for line in card
                if line.get("name")
            )

    def _budget_card(self):
        """``{name, left, after, total}`` of each line it uses and the reader may know of."""
        if not self.date:
            return []
        lines = self._budget_lines()
        # sudo: whether a category is controlled is no secret
        if not lines and self.category_id.sudo().budget_controlled:
            return [{"message": self.env._("No budget covers this.")}]
        left = lines._left_on(dict.fromkeys(lines, self.date))
        figures = lines._availability()
        needed = self._needed_on(lines) if self.state in ("draft", "submitted") else {}
        return [
            {
                "name": line.display_name,
                "left": left.get(line, 0.0),
                "after": left.get(line, 0.0) - needed.get(line, 0.0),
                "total": figures[line].revised,
            }
            for line in lines
            if self._may_know(line)
        ]

    def _may_know(self, line):
        """Who may use a line, owns it or decides on the request learns what is left of it."""
        user = self.env.user
        return (
            not line.user_ids
            or user in line.user_ids | line.owner_id | line.budget_id.owner_id
            or user != self.user_id
        )

    def _needed_on(self, lines):
        """{line: what the request needs on it}."""
        parts = self._budget_parts()
        needed = {}
        for part, line in zip(parts, lines._match(parts), strict=True):
            if line:
                needed[line] = needed.get(line, 0.0) + part["amount"]
        return needed

    def _compute_findings(self):
        """Beside what rules find, what the budget says while it is written."""
        result = super()._compute_findings()
        for request in self.filtered(lambda request: request.state == "draft"):
            if request.partner_id and request.category_id and request.cost and request.date:
                found = request.findings or []
                request.findings = [*found, *request._budget_findings_in_words()]
        return result

    def _budget_findings(self):
        # sudo: budgets are judged for the company; what is told is the finding alone
        ledger = self.env["customer.cost.commitment"].sudo()
        # a request that is being written has no number yet, and holds nothing
        document = SimpleNamespace(_name=self._name, id=self._origin.id or 0)
        return ledger._check(document, self._budget_parts())

    def _budget_findings_in_words(self):
        return [
            {
                "code": finding.code,
                "severity": finding.reaction or "inform",
                "message": finding.sentence(self.env),
                "rule": self.env._("Budget"),
            }
            for finding in self._budget_findings()
        ]

    def _budget_asks_why(self):
        return [
            finding.sentence(self.env)
            for finding in self._budget_findings()
            if finding.reaction in ("justify", "escalate")
        ]

    # ------------------------------------------------------------------ what is recorded

    def _budget_ask(self):
        """Pending from now on; a line that blocks, or that is not his, refuses."""
        self._check_budget_is_open()
        for line in self._budget_lines():
            owners = line.owner_id | line.budget_id.owner_id
            if line.user_ids and self.user_id not in line.user_ids | owners:
                raise UserError(
                    self.env._(
                        "You are not allowed to spend on %(line)s. Ask %(owner)s.",
                        line=line.display_name,
                        owner=line.owner_id.name,
                    )
                )
        findings = self._budget_ledger()._pend(self.sudo(), self._budget_parts())
        for finding in findings:
            if finding.reaction == "block":
                raise UserError(finding.refusal(self.env))
        over = any(f.code == "over_budget" and f.reaction in ASKING for f in findings)
        self._seal_and_write({"over_budget": over})

    def _check_budget_is_open(self):
        """Nothing is asked for on a day whose budget is closed."""
        # sudo: whether a category is controlled, and until when a budget ran, is no secret
        request = self.sudo()
        if request._budget_lines() or not request.category_id.budget_controlled:
            return
        closed = request.env["customer.cost.budget"].search(
            [
                ("company_id", "=", request.company_id.root_id.id),
                ("state", "=", "closed"),
                ("date_from", "<=", request.date),
                ("date_to", ">=", request.date),
            ],
            limit=1,
        )
        if closed:
            raise UserError(
                self.env._(
                    "%(budget)s is closed. Pick a day after %(day)s.",
                    budget=closed.name,
                    day=format_date(self.env, closed.date_to),
                )
            )

    def _budget_wait(self):
        self._budget_ledger()._pend(self.sudo(), self._budget_parts())

    def _budget_commit(self):
        self._budget_ledger()._commit(self.sudo(), self._budget_parts())

    def _budget_release(self):
        self._budget_ledger()._release(self.sudo())

    def _budget_ledger(self):
        # sudo: the ledger is written by documents, not by people
        return self.env["customer.cost.commitment"].sudo()

    def unlink(self):
        self._budget_release()
        return super().unlink()
