from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Date
from odoo.tests import tagged

from .action_common import ActionCase


@tagged("post_install", "-at_install")
class TestCustomerCostAction(ActionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.post_april()

    # ------------------------------------------------------------------ why, and what was before

    def test_the_figures_of_the_day_are_frozen(self):
        action = self.create_action()
        self.assertEqual(action.figures["cm3"], 690)
        self.assertEqual(action.figures["cost_to_serve"], 310)
        self.assertIn("12 months to March 2026, 1 of them published", action.why)
        self.assertRegex(action.why, r"contribution \D*690\.00")
        self.publish_april()
        action.invalidate_recordset()
        self.assertEqual(action.figures["cm3"], 690)

    def test_while_it_is_written_the_figures_are_those_of_today(self):
        draft = self.env["customer.cost.action"].new({"partner_id": self.other.id})
        self.assertRegex(draft.why, r"contribution \D*10\.00")

    def test_what_was_before_is_the_year_before_it_counts(self):
        action = self.create_action()
        self.assertEqual((action.baseline, action.baseline_months), (690, 1))
        action.date_from = "2026-03-15"
        self.assertEqual(action.date_from, Date.to_date("2026-03-01"))
        self.assertEqual((action.baseline, action.baseline_months), (0, 0))

    def test_a_contact_stands_for_his_company(self):
        contact = self.env["res.partner"].create({"name": "Buyer", "parent_id": self.own.id})
        self.assertEqual(self.create_action(partner_id=contact.id).partner_id, self.own)

    def test_type_names_it_and_says_what_happens_to_cost(self):
        action = self.create_action(kind="minimum_order")
        self.assertEqual((action.name, action.strategy), ("Minimum order", "avoid"))
        action.write({"name": "Boxes of twelve", "kind": "reprice"})
        self.assertEqual((action.name, action.strategy), ("Boxes of twelve", "optimise"))

    def test_the_salesperson_owns_it_unless_told(self):
        actions = self.env["customer.cost.action"].with_user(self.controller)
        action = actions.create({"partner_id": self.own.id, "kind": "invest"})
        self.assertEqual(action.owner_id, self.customer_manager)
        self.assertGreater(action.due, Date.today())

    # ------------------------------------------------------------------ from state to state

    def test_from_proposed_to_done(self):
        action = self.create_action()
        self.assertEqual(action.verdict, "Counts from the month in which it is started.")
        action.action_agree()
        self.assertEqual(action.activity_ids.user_id, self.customer_manager)
        self.assertEqual(action.activity_ids.date_deadline, action.due)
        action.action_start()
        self.assertEqual((action.state, action.date_from), ("doing", Date.to_date("2026-04-01")))
        self.assertIn("Counts from April 2026", action.verdict)
        action.action_done()
        self.assertEqual((action.state, action.activity_ids.ids), ("done", []))

    def test_only_complete_actions_are_agreed_on_and_all_gaps_are_told(self):
        whole, gaps = self.create_action(), self.create_action(kind=False, name="Something")
        gaps.expected_saving = 0
        with self.refuses(UserError, "Something: fill in Type, Expected per year first"):
            (whole + gaps).action_agree()
        self.assertEqual(whole.state, "proposed")

    def test_a_step_cannot_be_skipped(self):
        action, agreed = self.create_action(), self.create_action()
        agreed.action_agree()
        with self.refuses(UserError, "is Proposed"):
            (agreed + action).action_start()
        with self.refuses(UserError, "is Agreed"):
            agreed.action_done()
        with self.refuses(UserError, "is Proposed"):
            action.action_propose()

    def test_dropping_needs_a_reason_and_proposing_again_asks_for_figures_again(self):
        action = self.begin(self.create_action())
        wizard = self.env["customer.cost.action.drop"].browse(action.action_ask_drop()["res_id"])
        with self.refuses(UserError, "Say why"):
            wizard.action_drop()
        wizard.reason = "They would leave"
        wizard.action_drop()
        self.assertEqual((action.state, action.verdict), ("dropped", "Dropped: They would leave"))
        self.assertFalse(action.activity_ids)
        self.publish_april()
        self.assertEqual(action.run_count, 0)
        action.action_propose()
        self.assertEqual((action.state, action.date_from), ("proposed", False))
        self.assertEqual(action.figures["cm3"], 1990)

    def test_states_and_figures_are_written_by_nobody(self):
        action = self.create_action()
        for vals in ({"state": "done"}, {"realised": 1}, {"figures": {}}, {"planned": False}):
            for env in (action, action.sudo()):
                with self.subTest(vals=vals), self.refuses(UserError, "by its buttons"):
                    env.write(vals)
            with self.subTest(vals=vals), self.refuses(UserError, "by its buttons"):
                self.create_action(**vals)
        forged = self.env["customer.cost.action"].with_context(
            default_state="done", default_realised=5, customer_cost_approval_seal=True
        )
        self.assertEqual(forged.create({"name": "Forged"}).state, "proposed")

    def test_what_is_agreed_on_is_about_the_same_to_the_end(self):
        action, done = self.create_action(), self.create_action()
        action.action_agree()
        self.begin(done).action_done()
        with self.refuses(UserError, "is Agreed"):
            action.partner_id = self.team
        action.expected_saving = 6000
        with self.refuses(UserError, "is Done"):
            (action + done).write({"expected_saving": 5000})
        done.write({"expected_saving": 12000, "description": "What we learned"})

    def test_an_agreed_action_stays(self):
        proposed, agreed = self.create_action(), self.create_action()
        agreed.action_agree()
        with self.refuses(UserError, "Drop it instead"):
            (proposed + agreed).unlink()
        proposed.unlink()

    def test_customer_and_activity_are_of_the_company(self):
        foreign = self.env["res.partner"].create(
            {"name": "Foreign", "company_id": self.other_company.id}
        )
        own, second = (self.create_action(owner_id=self.cost_accountant.id) for _place in "12")
        with self.refuses(ValidationError, "Foreign belongs to another company"):
            (own + second).sudo().write({"partner_id": foreign.id})
        activity = self.create_activity(
            "Elsewhere", company_id=self.other_company.id, statement_line="facility"
        )
        with self.refuses(ValidationError, "Elsewhere belongs to another company"):
            own.sudo().measured_activity_id = activity

    # ------------------------------------------------------------------ what it has brought

    def assert_realised(self, action, realised, expected_so_far, verdict):
        action.invalidate_recordset()
        self.assertEqual((action.realised, action.expected_so_far), (realised, expected_so_far))
        self.assertEqual(action.realised_by_run, [{"month": "2026-04-01", "amount": realised}])
        self.assertRegex(action.verdict, verdict)

    def test_the_next_published_month_tells_what_it_has_brought(self):
        action = self.begin(self.create_action())
        self.assertEqual(action.run_count, 0)
        self.publish_april()
        self.assert_realised(action, 610, 1000, r"Realised \D*610\.00 of \D*12,000\.00 after 1 run")

    def test_a_done_action_goes_on_counting(self):
        action = self.begin(self.create_action())
        action.action_done()
        self.publish_april()
        self.assertEqual(action.realised, 610)

    def test_only_what_is_under_way_counts(self):
        proposed, agreed = self.create_action(), self.create_action()
        agreed.action_agree()
        self.publish_april()
        self.assertEqual((proposed + agreed).mapped("run_count"), [0, 0])

    def test_the_cost_of_an_activity_should_fall(self):
        """Team: 500 in March, nothing in April.  All: 1000 in March, 100 in April."""
        own = self.begin(self.create_measured(self.own))
        team = self.begin(self.create_measured(self.team))
        every = self.begin(self.create_measured(None))
        self.assertEqual((own + team + every).mapped("baseline"), [250, 500, 1000])
        self.publish_april()
        self.assertEqual((own + team + every).mapped("realised"), [150, 500, 900])

    def test_what_became_worse_is_said(self):
        action = self.begin(self.create_action(partner_id=self.team.id))
        self.publish_april()
        self.assert_realised(action, -500, 1000, r"Worse by \D*500\.00 after 1 run")

    def test_what_was_expected_by_now_is_said(self):
        action = self.begin(self.create_action(expected_saving=600))
        self.publish_april()
        self.assertRegex(action.verdict, r"at least the \D*50\.00 expected by now")

    def test_a_new_version_of_the_month_tells_it_again(self):
        action = self.begin(self.create_action())
        self.publish_april()
        self.post_entry("2026-04-30", (self.wages, 40), (self.bank, -40))
        self.publish_april()
        self.assertEqual((action.realised, action.run_count), (570, 1))

    def test_without_a_month_before_nothing_is_compared(self):
        action = self.create_action(date_from="2026-03-01")
        self.begin(action)
        self.publish_april()
        self.assertEqual((action.run_count, action.baseline_months), (0, 0))
        self.assertIn("nothing to compare with", action.verdict)

    def test_an_earlier_month_may_be_chosen(self):
        self.publish_april()
        action = self.begin(self.create_action(date_from="2026-04-01"))
        self.assert_realised(action, 610, 1000, "Realised")

    def test_publishing_asks_as_often_for_many_actions_as_for_one(self):
        self.publish_april()

        def queries(actions):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            actions._measure()
            self.env.flush_all()
            return self.cr.sql_log_count - before

        actions = self.env["customer.cost.action"]
        for _number in range(12):
            actions += self.begin(self.create_action(date_from="2026-04-01"))
        actions = actions.sudo()
        queries(actions)
        self.assertLessEqual(queries(actions), queries(actions[0]) + 1)

    def test_merged_customers_are_measured_together(self):
        """Own 690 and Team 500 in March; together 1300 in April."""
        action = self.begin(self.create_action())
        self.env["base.partner.merge.automatic.wizard"].create({})._merge(
            (self.own + self.team).ids, self.own
        )
        self.assertEqual(action.baseline, 1190)
        self.publish_april()
        self.assertEqual(action.realised, 110)

    def test_exit_is_recommended_where_repricing_was_done(self):
        values = self.env["customer.value"]
        action = self.create_action()
        self.begin(action)
        self.assertNotIn(self.own.id, values._repricing_tried(self.company))
        action.action_done()
        self.assertIn(self.own.id, values._repricing_tried(self.company))
        self.assertNotIn(self.own.id, values._repricing_tried(self.other_company))

    def test_a_customer_with_actions_is_not_deleted(self):
        free, lonely = self.env["res.partner"].create([{"name": "Free"}, {"name": "Lonely"}])
        self.create_action(partner_id=lonely.id, owner_id=self.controller.id)
        with self.refuses(UserError, "Lonely has actions such as Reprice"):
            (free + lonely).unlink()

    def test_actions_of_branches_stand_at_the_root(self):
        branch = self.env["res.company"].create({"name": "Branch", "parent_id": self.company.id})
        self.controller.company_ids = [Command.link(branch.id)]
        action = self.env["customer.cost.action"].with_user(self.controller).with_company(branch)
        self.assertEqual(action.create({"name": "Less paper"}).company_id, self.company)

    def publish_half(self, first, last):
        run = self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": first, "date_to": last}
        )
        run.action_compute()
        run.reason = "Half a month"
        run.with_user(self.controller).action_publish()

    def test_runs_of_one_month_are_one_month_before(self):
        """690 in March; in April 1400 in the first half and nothing in the second."""
        self.publish_half("2026-04-01", "2026-04-15")
        self.publish_half("2026-04-16", "2026-04-30")
        action = self.begin(self.create_action())
        self.assertEqual(str(action.date_from), "2026-05-01")
        self.assertEqual((action.baseline, action.baseline_months), (2090, 2))

    def test_runs_of_one_month_are_one_month_since(self):
        """April is compared once with the 690 before: 1400 less 690."""
        action = self.begin(self.create_action())
        self.publish_half("2026-04-01", "2026-04-15")
        self.publish_half("2026-04-16", "2026-04-30")
        self.assertEqual((action.realised, action.run_count), (710, 1))

    def test_an_action_counts_from_the_first_of_a_month(self):
        self.publish_half("2026-04-01", "2026-04-15")
        action = self.begin(self.create_action())
        self.assertEqual(str(action.date_from), "2026-04-01")
