from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .gift_common import GiftCase


@tagged("post_install", "-at_install")
class TestGiftRegister(GiftCase):
    """Gifts bought in bulk and to whom they went; the figures stand in GiftCase."""

    def message(self, action):
        return action["params"]["message"]

    # -- a batch

    def test_what_is_blocked_is_named_and_the_rest_is_issued(self):
        self.spending_rule("official_gift", severity="block")
        lines = self.lines((self.customer, 60), (self.institute, 3), (self.other_customer, 51))
        message = self.message(lines.action_issue())
        self.assertEqual(lines.mapped("state"), ["issued", "refused", "issued"])
        self.assertEqual(lines.mapped("cost"), [18000, 0, 15300])
        self.assertIn("111 pieces issued to 2 customers", message)
        self.assertIn("Metrology Institute: Refused. Gifts to public officials", message)
        self.assertIn("(Gifts v1)", message)
        self.assertRecordValues(
            self.boxes,
            [{"issued": 111, "left": 9, "issued_cost": 33300, "undistributed": 2700}],
        )

    def test_a_refused_line_is_judged_again_after_a_change_only(self):
        rule = self.spending_rule("official_gift", severity="block")
        line = self.issue((self.institute, 3))
        rule.action_turn_off()
        with self.refuses(UserError, "nothing to issue"):
            line.action_issue()
        line.write({"partner_id": self.customer.id})
        self.assertEqual((line.state, line.findings_found), ("draft", False))
        line.action_issue()
        self.assertEqual(line.state, "issued")

    def test_never_more_than_were_bought(self):
        self.issue((self.customer, 100))
        lines = self.lines((self.customer, 12), (self.other_customer, 12))
        with self.refuses(UserError, r"only 20 are left, 24 would be issued.*nothing was issued"):
            lines.action_issue()
        self.assertEqual(lines.mapped("state"), ["draft", "draft"])
        lines[1].quantity = 8
        lines.action_issue()
        self.assertEqual((self.boxes.left, self.boxes.undistributed), (0, 0))
        with self.refuses(UserError, "only 0 are left"):
            self.issue((self.customer, 1))

    def test_fewer_bought_than_issued_is_refused_by_the_database(self):
        self.issue((self.customer, 10))
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), self.cr.savepoint():
            self.boxes.quantity = 9
            self.env.flush_all()

    def test_no_cent_is_lost(self):
        """100 for 3: 33.33 of 100; 33.33 or .34 of 66.67; the last one takes the rest."""
        three = self.purchase(self.buy(100), 3)
        costs = []
        for _piece in range(3):
            [cost] = self.issue((self.customer, 1), purchase=three).mapped("cost")
            costs.append(cost)
            self.assertAlmostEqual(cost, 33.33, delta=0.0101)
        self.assertAlmostEqual(sum(costs), 100)
        self.assertEqual((three.issued_cost, three.undistributed), (100, 0))

    # -- rules

    def test_a_recipient_has_a_limit_a_year_also_within_a_batch(self):
        self.spending_rule("gift_year", amount=600, severity="escalate")
        lines = self.issue((self.ann, 2), (self.bob, 1), (self.ann, 1))
        self.assertEqual(lines.mapped("state"), ["issued", "issued", "held"])
        self.assertIn("900.00, above", lines[2].findings_words)
        self.assertEqual(self.boxes.issued, 3)

    def test_two_customers_have_people_of_one_name(self):
        """A typed name counts within its customer; an official is nobody's."""
        self.spending_rule("gift_year", amount=300, severity="escalate")
        self.issue((self.customer, 1), recipient_name="Li Wei")
        other = self.issue((self.other_customer, 1), recipient_name="Li Wei")
        same = self.issue((self.customer, 1), recipient_name=" li wei")
        self.assertEqual((other.state, same.state), ("issued", "held"))
        inspector = {"recipient_name": "Wang Jun", "is_official": True}
        twice = self.issue((self.customer, 1), (self.other_customer, 1), **inspector)
        self.assertEqual(twice.mapped("state"), ["issued", "held"])

    def test_gifts_of_requests_and_of_the_register_add_up(self):
        self.spending_rule("gift_year", amount=600, severity="escalate")
        request = self.env["customer.cost.request"].create(
            {
                "partner_id": self.customer.id,
                "category_id": self.bulk.id,
                "date": "2026-03-25",
                "amount": 400,
                "company_id": self.company.id,
                "attendee_ids": [
                    (0, 0, {"partner_id": self.ann.id, "gift_value": 400, "gift_pieces": 1})
                ],
            }
        )
        self.assertNotIn("recipient", str(request.findings))
        self.issue((self.ann, 1))
        request.invalidate_recordset()
        [finding] = [f for f in request.findings if "recipient" in f["message"]]
        self.assertIn("700.00", finding["message"])
        request._seal_and_write({"state": "approved"})
        line = self.issue((self.ann, 1), date="2026-04-02")
        self.assertEqual(line.state, "held")
        self.assertIn("1,000.00", line.findings_words)

    def test_a_piece_too_dear_needs_a_reason_and_somebody_elses_word(self):
        compliance = self.env.ref("customer_cost_management.group_compliance")
        self.spending_rule(
            "gift_piece", amount=200, severity="escalate", ask_group_id=compliance.id
        )
        line = self.issue((self.ann, 1))
        self.assertEqual(line.state, "held")
        with self.refuses(UserError, "has to say why"):
            line.with_user(self.compliance).action_allow()
        line.reason = "Twenty years"
        for user in (self.auditor, self.controller):
            with self.refuses(UserError, "does not wait for your word"):
                line.with_user(user).action_allow()
        with self.refuses(UserError, "you entered it yourself"):
            line.action_allow()
        line.action_issue()
        self.assertEqual(line.state, "held")
        line.with_user(self.compliance).action_allow()
        line.action_issue()
        self.assertEqual((line.state, line.allowed_by_id), ("issued", self.compliance))

    def test_whose_word_is_needed_finds_out(self):
        self.spending_rule("gift_piece", amount=200, severity="escalate")
        second = self.create_user("compliance_too", "group_compliance")
        lines = self.issue((self.ann, 1), (self.bob, 1))
        self.assertFalse(self.boxes.activity_ids, "nobody has said why yet")
        lines.reason = "Twenty years"
        asked = self.boxes.activity_ids
        self.assertLessEqual(self.compliance | second, asked.user_id)
        self.assertEqual(len(asked), len(asked.user_id))
        self.assertNotIn(self.auditor, asked.user_id)
        action = self.env.ref("customer_cost_management.customer_cost_gift_issue_action_to_allow")
        self.assertIn("to_allow", action.context)
        lines[0].with_user(self.compliance).action_allow()
        self.assertTrue(self.boxes.activity_ids, "one of the two still waits")
        lines[1].with_user(second).action_allow()
        self.assertFalse(self.boxes.activity_ids)
        lines.action_issue()
        self.assertFalse(self.boxes.activity_ids)

    def test_what_was_allowed_was_that_line(self):
        self.spending_rule("gift_piece", amount=200, severity="escalate")
        line = self.issue((self.ann, 1), reason="Twenty years")
        line.with_user(self.compliance).action_allow()
        line.quantity = 50
        self.assertEqual((line.state, line.allowed_by_id.id), ("draft", False))
        line.action_issue()
        self.assertEqual(line.state, "held")

    def test_a_reason_is_enough_where_a_rule_asks_for_one(self):
        self.spending_rule("gift_recipient", amount=100, severity="justify")
        line = self.issue((self.customer, 1))
        self.assertEqual(line.state, "held")
        line.reason = "For the reception"
        line.action_issue()
        self.assertEqual(line.state, "issued")

    def test_judging_costs_the_same_for_many(self):
        """Warm caches, then the queries of judging two lines and of judging forty."""
        self.spending_rule("gift_year", amount=600, severity="inform")
        counts = []
        for number in (2, 2, 40):
            lines = self.lines(*[(self.ann, 1), (self.bob, 1)] * (number // 2))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            lines._judge_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[2], counts[1])

    # -- gifts that come back

    def test_gifts_come_back_once_and_at_their_cost(self):
        line = self.issue((self.customer, 10))
        line.action_take_back()
        self.assertRecordValues(line.back_ids, [{"quantity": -10, "cost": -3000}])
        self.assertEqual((self.boxes.left, self.boxes.undistributed), (120, 36000))
        for again in (line, line.back_ids):
            with self.refuses(UserError, "cannot be taken back"):
                again.action_take_back()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation),
            self.cr.savepoint(),
        ):
            # as somebody else would at the same time
            self.env.cr.execute(
                "INSERT INTO customer_cost_gift_issue (purchase_id, partner_id, quantity, date, "
                "state, back_of_id) VALUES (%s, %s, -10, '2026-03-20', 'issued', %s)",
                [self.boxes.id, self.customer.id, line.id],
            )

    # -- what may be written

    def test_what_is_issued_stays(self):
        line = self.issue((self.customer, 10))
        draft = self.lines((self.other_customer, 1))
        for values in ({"quantity": 1}, {"partner_id": self.other_customer.id}):
            with self.refuses(UserError, "is issued and stays"):
                (draft + line).write(values)
        for values in ({"state": "draft"}, {"cost": 1}, {"allowed_by_id": self.controller.id}):
            with self.refuses(UserError, "Use the buttons"):
                (draft + line).write(values)
        with self.refuses(UserError, "is issued and stays"):
            (draft + line).unlink()
        with self.refuses(UserError, "follow from"):
            self.boxes.write({"issued": 0})
        with self.refuses(UserError, "some were issued"):
            self.boxes.write({"move_line_ids": False})
        with self.refuses(UserError, "some were issued"):
            self.boxes.unlink()

    def test_a_line_begins_as_a_draft_whatever_comes_from_outside(self):
        issues = self.env["customer.cost.gift.issue"].with_user(self.cost_accountant)
        values = {
            "purchase_id": self.boxes.id,
            "partner_id": self.customer.id,
            "state": "issued",
            "cost": 5,
            "allowed_by_id": self.controller.id,
        }
        line = issues.with_context(default_severity="block").create(values)
        self.assertRecordValues(
            line, [{"state": "draft", "cost": 0, "allowed_by_id": False, "severity": False}]
        )

    def test_pieces_and_recipient(self):
        with self.refuses(ValidationError, "must be above 0"):
            self.lines((self.customer, 1), (self.other_customer, 0))
        good = {"purchase_id": self.boxes.id, "partner_id": self.customer.id}
        with self.refuses(ValidationError, "Bob does not belong to Lumber Inc"):
            self.env["customer.cost.gift.issue"].create(
                [good, good | {"recipient_id": self.bob.id}]
            )

    def test_items_of_a_purchase(self):
        items = {
            "has another cost category": self.buy(10, cost_category_id=False),
            "is already the cost of a customer": self.buy(10, cost_customer_id=self.customer.id),
            "already in Moon cakes": self.bill,
        }
        good = self.buy(10)
        for message, item in items.items():
            values = [
                {
                    "name": "Tea",
                    "company_id": self.company.id,
                    "category_id": self.bulk.id,
                    "quantity": 1,
                    "move_line_ids": each.ids,
                }
                for each in (good, item)
            ]
            with self.refuses(ValidationError, message):
                self.env["customer.cost.gift.purchase"].create(values)
        other = self.buy(10)
        self.env.cr.execute(
            "UPDATE account_move_line SET account_id = %s WHERE id = %s",
            [self.freight.id, other.id],
        )
        self.env.invalidate_all()
        with self.refuses(ValidationError, "several accounts"):
            self.purchase(good + other, 2)
        with self.refuses(ValidationError, "no category of gifts bought in bulk"):
            self.boxes.category_id = self.bulk.copy({"bulk_gifts": False})

    def test_only_what_is_booked_is_issued(self):
        nothing = self.purchase(self.bill.browse(), 5)
        with self.refuses(UserError, "name the posted journal items"):
            self.issue((self.customer, 1), purchase=nothing)

    # -- what the exceptions register tells

    def tried(self):
        self.env.flush_all()
        self.env.invalidate_all()
        rows = self.env["customer.cost.exception"].with_user(self.compliance).search([])
        return {(row.res_id, row.outcome, row.amount) for row in rows}

    def test_the_exceptions_register_tells_what_was_tried(self):
        """At 300 a piece: three are refused, two are held, one is issued."""
        self.spending_rule("official_gift", severity="block")
        self.spending_rule("gift_piece", amount=200, severity="justify")
        lines = self.lines((self.institute, 3), (self.customer, 2), (self.bob, 1))
        lines[2].reason = "Twenty years"
        lines.action_issue()
        refused, held, issued = lines.ids
        kept = {(refused, "refused", 900), (issued, "allowed", 300)}
        self.assertEqual(self.tried(), kept | {(held, "waiting", 600)})
        lines[1].quantity = 4
        self.assertEqual((lines[1].judged_cost, self.tried()), (0, kept))
        lines[1].action_issue()
        self.assertEqual(self.tried(), kept | {(held, "waiting", 1200)})

    def test_what_was_tried_stays_when_the_bill_changes(self):
        """Another 12,000 on the same 120 pieces: 400 a piece from now on."""
        self.spending_rule("official_gift", severity="block")
        line = self.issue((self.institute, 3))
        self.env.flush_all()  # where issuing ends
        self.boxes.move_line_ids += self.buy(12000)
        self.assertEqual(self.boxes.unit_cost, 400)
        self.assertEqual(self.tried(), {(line.id, "refused", 900)})

    # -- rights

    def test_who_reads_and_who_issues(self):
        line = self.lines((self.customer, 1))
        for user in (self.staff, self.customer_manager, self.billing):
            with self.refuses(AccessError, "not allowed"):
                line.with_user(user).read(["cost"])
            with self.refuses(AccessError, "not allowed"):
                self.boxes.with_user(user).read(["name"])
        for user in (self.auditor, self.compliance):
            self.assertTrue(line.with_user(user).display_name)
            self.assertEqual(self.boxes.with_user(user).undistributed, 36000)
            for do in (
                lambda user=user: line.with_user(user).action_issue(),
                lambda user=user: line.with_user(user).write({"quantity": 2}),
                lambda user=user: line.with_user(user).action_take_back(),
                lambda user=user: self.boxes.with_user(user).action_issue(),
                lambda user=user: self.lines((self.customer, 1), user=user),
            ):
                with self.refuses(AccessError, "not allowed"):
                    do()

    def test_an_import_names_the_line(self):
        issues = self.env["customer.cost.gift.issue"].with_user(self.cost_accountant)
        names = ["purchase_id", "partner_id", "recipient_name", "quantity", "date"]
        good = ["Moon cakes", "Lumber Inc", "Carl", "2", "2026-03-20"]
        result = issues.load(names, [good, ["Moon cakes", "Lumbr", "", "1", "2026-03-20"]])
        [message] = [m["message"] for m in result["messages"]]
        self.assertEqual(message, 'Line 3: customer "Lumbr" not found. Nothing was imported.')
        self.assertEqual(len(issues.load(names, [good])["ids"]), 1)
        self.assertEqual(self.boxes.issue_ids.recipient_name, "Carl")
