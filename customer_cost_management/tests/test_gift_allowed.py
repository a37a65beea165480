from odoo.exceptions import UserError
from odoo.tests import tagged

from .gift_common import GiftCase


@tagged("post_install", "-at_install")
class TestGiftAllowed(GiftCase):
    """Somebody's word is for the line he saw, and never the author's own."""

    def allowed(self):
        line = self.issue((self.ann, 1), reason="Twenty years")
        line.with_user(self.compliance).action_allow()
        return line

    def test_a_word_given_is_not_given_for_a_finding_that_came_later(self):
        self.spending_rule("gift_piece", amount=200, severity="escalate")
        same, other = self.allowed(), self.allowed()
        self.spending_rule("gift_recipient", amount=100, severity="inform")
        same.action_issue()
        self.assertEqual(same.state, "issued")
        self.spending_rule("gift_year", amount=200, severity="escalate")
        other.action_issue()
        self.assertEqual((other.state, other.allowed_by_id.id), ("held", False))
        other.with_user(self.compliance).action_allow()
        other.action_issue()
        self.assertEqual(other.state, "issued")

    def test_who_gives_the_reason_does_not_make_the_line_his(self):
        self.spending_rule("gift_piece", amount=200, severity="escalate")
        author = self.create_user("author", "group_cost_accountant", "group_compliance")
        lines = self.issue((self.bob, 1), (self.ann, 1), user=author)
        lines.with_user(self.cost_accountant).write({"reason": "Twenty years"})
        self.assertEqual(lines.user_id, author)
        with self.refuses(UserError, "you entered it yourself"):
            lines[1].with_user(author).action_allow()
        lines[1].with_user(self.compliance).action_allow()
        lines[1].with_user(self.cost_accountant).write({"quantity": 2})
        self.assertEqual(lines[1].user_id, self.cost_accountant)
