from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...engine.budget.availability import COMMITTED, KINDS, PENDING
from ...engine.budget.tree import branch_limits
from .budget_finding import BudgetExceeded, BudgetFinding
from .budget_money import major, minor
from .budget_tries import is_last_try, note_try
from .customer_cost_commitment_post import AGREED


class CustomerCostCommitment(models.Model):
    """May a document use what it asks for?  The check that two at once cannot both pass."""

    _inherit = "customer.cost.commitment"

    @api.model
    def _check(self, document, parts):
        """What the budgets say to these parts; nothing is written and nothing refused.

        :param document: the record that asks; what it holds already does not count against it
        :param parts: see :meth:`customer.cost.budget.line._match`, with ``amount`` (cost in
            company currency)
        :return: list of :class:`~.budget_finding.BudgetFinding`
        """
        return self._findings(document, parts, self.env["customer.cost.budget.line"]._match(parts))

    @api.model
    def _commit(self, document, parts):
        """Promise ``document`` what it asks for, in the transaction that approves it.

        A line that blocks refuses; otherwise the money is committed and the findings say
        where more was asked for than is left.  Whoever comes second at once with an other
        fails to serialise, is run again by Odoo, and reads what is left then: so nobody may
        catch that failure, and this comes last in an approval.

        :param document, parts: as in :meth:`_check`; replaces what it held before
        :return: list of :class:`~.budget_finding.BudgetFinding`
        :raises BudgetExceeded: if a line that blocks has not enough left
        """
        lines, findings = self._allow(document, parts)
        self._post(document, PENDING, [])
        self._post(document, AGREED, self._rows_on(lines, parts))
        self._settle([(document._name, document.id)])
        return findings

    @api.model
    def _allow(self, document, parts):
        """Count up the lines that control these parts, and refuse where one that blocks has not
        enough left.

        :return: (lines, findings), see :meth:`_commit`
        """
        lines = self.env["customer.cost.budget.line"]._match(parts)
        self._count_up({line.id for line in lines if line})
        findings = self._findings(document, parts, lines)
        for finding in findings:
            if finding.reaction == "block":
                raise BudgetExceeded(finding.refusal(self.env))
        return lines, findings

    @api.model
    def _pend(self, document, parts):
        """``document`` asks for these parts: shown as pending, and not subtracted.

        On lines of budgets that reserve at submission it is committed at once.

        :return: findings, as :meth:`_commit`
        """
        lines = self.env["customer.cost.budget.line"]._match(parts)
        reserves = [bool(line) and line.budget_id.reserve_submitted for line in lines]
        if any(reserves):
            return self._commit(document, parts)
        self._post(document, AGREED, [])
        self._settle([(document._name, document.id)])
        self._post(document, PENDING, self._rows_on(lines, parts))
        return self._findings(document, parts, lines)

    @api.model
    def _count_up(self, line_ids):
        """Update the counter of every line that is used, and of those above, by ascending id.

        A row lock alone would not do: under REPEATABLE READ the second would go on with the
        sums of before.  The update makes it fail to serialise instead.  The lock is the one that
        an update takes: movements that others have written on a line hold its key, and a
        stronger one would wait for them, and they for it.

        Nobody catches the failure: Odoo runs the request again.  Only where it will not do so
        any more, the user reads what happened.
        """
        if not line_ids:
            return
        self.env["customer.cost.budget.line"].flush_model(["parent_id", "use_counter"])
        note_try(self.env.cr)
        # put into words before: after a failure nothing more can be read
        busy = self.env._(
            "Many people are spending on this budget right now. Nothing was changed; try again in "
            "a moment."
        )
        try:
            self._lock_and_count(line_ids)
        except SerializationFailure as failure:
            if is_last_try(self.env.cr):
                raise UserError(busy) from failure
            raise
        lines = self.env["customer.cost.budget.line"].browse(line_ids)
        lines.invalidate_model(["use_counter"], flush=False)

    @api.model
    def _lock_and_count(self, line_ids):
        self.env.cr.execute(
            SQL(
                """
                WITH RECURSIVE branch(id, parent_id) AS (
                    SELECT id, parent_id FROM customer_cost_budget_line WHERE id = ANY(%s)
                     UNION
                    SELECT line.id, line.parent_id FROM customer_cost_budget_line line
                      JOIN branch ON branch.parent_id = line.id
                ),
                locked AS MATERIALIZED (
                    SELECT line.id FROM customer_cost_budget_line line
                     WHERE line.id IN (SELECT id FROM branch)
                  ORDER BY line.id FOR NO KEY UPDATE
                )
                UPDATE customer_cost_budget_line line
                   SET use_counter = COALESCE(use_counter, 0) + 1
                  FROM locked WHERE locked.id = line.id
                """,
                sorted(line_ids),
            )
        )

    @api.model
    def _findings(self, document, parts, lines):
        findings = []
        unbudgeted = [
            position
            for position, (part, line) in enumerate(zip(parts, lines, strict=True))
            if not line and self._is_controlled(part)
        ]
        if unbudgeted:
            amount = sum(parts[position]["amount"] for position in unbudgeted)
            none = self.env["customer.cost.budget.line"]
            findings.append(
                BudgetFinding("unbudgeted", none, None, amount, parts=tuple(unbudgeted))
            )
        budgets = {line.budget_id for line in lines if line}
        for budget in sorted(budgets, key=lambda budget: budget.id):
            findings += self._findings_of_budget(budget, document, parts, lines)
        return findings

    @api.model
    def _is_controlled(self, part):
        # sudo: whether a category is controlled is no secret
        category = self.env["customer.cost.category"].sudo().browse(part.get("category_id") or [])
        return category.budget_controlled

    @api.model
    def _findings_of_budget(self, budget, document, parts, lines):
        """Where the parts on lines of one budget ask for more than is left."""
        used = {line.id for line in lines if line.budget_id == budget}
        all_lines = self.env["customer.cost.budget.line"]
        parents = budget._branches_of(all_lines.browse(used))
        totals = budget._tally((document._name, document.id), parents)
        row = {line_id: position for position, line_id in enumerate(totals.lines)}
        before = branch_limits(totals, parents, budget.window)
        asked = {}
        for position, (part, line) in enumerate(zip(parts, lines, strict=True)):
            if line.budget_id == budget:
                place = (row[line.id], budget._period(fields.Date.to_date(part["date"])))
                amount = minor(part["amount"], budget.currency_id)
                totals.sums[(*place, KINDS.index(COMMITTED))] += amount
                asked.setdefault(line, []).append((place, amount, position))
        after = branch_limits(totals, parents, budget.window)
        for line in sorted(asked, key=lambda line: line.id):
            places = {place for place, _amount, _position in asked[line]}
            amount = sum(amount for _place, amount, _position in asked[line])
            lowest = min(places, key=lambda place: after[place])
            if amount <= 0 or after[lowest] >= 0:
                continue
            money = budget.currency_id
            yield BudgetFinding(
                "over_budget",
                line,
                line._reaction(),
                major(amount, money),
                left=major(int(before[lowest]), money),
                excess=major(min(-int(after[lowest]), amount), money),
                parts=tuple(position for _place, _amount, position in asked[line]),
            )
