from dataclasses import dataclass

from odoo.exceptions import UserError


class BudgetExceeded(UserError):
    """A document needs more than its budget line has left, and the line blocks."""


@dataclass(frozen=True)
class BudgetFinding:
    """What a budget says to a part of a document.

    :param code: ``over_budget``, or ``unbudgeted`` where no line controls the part
    :param line: the controlling line, as superuser; empty if ``unbudgeted``
    :param reaction: what the line asks for: inform, justify, escalate or block; ``None``
        if ``unbudgeted``: a policy decides
    :param amount: what is needed on the line, company currency
    :param left: what the line has left before it, in the document's month
    :param excess: by how much the amount is more than that; 0 if ``unbudgeted``
    :param parts: positions of the parts concerned, as they were given
    """

    code: str
    line: object
    reaction: str | None
    amount: float
    left: float = 0.0
    excess: float = 0.0
    parts: tuple[int, ...] = ()

    def sentence(self, env):
        """The finding in the reader's language."""
        if self.code == "unbudgeted":
            return env._("No budget covers this. Ask the controller for a budget line.")
        currency = self.line.currency_id
        return env._(
            'This is %(excess)s more than "%(line)s" has left.',
            excess=currency.format(self.excess),
            line=self.line.display_name,
        )

    def refusal(self, env):
        """Why it is not possible, and what to do."""
        currency = self.line.currency_id
        return env._(
            'Only %(left)s left on "%(line)s", %(amount)s needed. Ask %(owner)s, who owns this '
            "budget, to transfer money to it.",
            left=currency.format(max(self.left, 0)),
            line=self.line.display_name,
            amount=currency.format(self.amount),
            owner=self.line.owner_id.name,
        )
