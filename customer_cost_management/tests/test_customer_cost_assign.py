from ast import literal_eval

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .door_case import DoorCase


@tagged("post_install", "-at_install")
class TestCustomerCostAssign(DoorCase):
    def assign(self, lines, user=None, **values):
        return (
            self.env["customer.cost.assign"]
            .with_user(user or self.cost_accountant)
            .with_context(active_model="account.move.line", active_ids=lines.ids)
            .create(values)
        )

    def test_what_is_left_empty_stays(self):
        lines = self.cost_of(
            self.entry({"cost_category_id": self.category.id}, {}, {})
            + self.entry({"cost_customer_id": self.harbour.id})
        )
        wizard = self.assign(lines, cost_customer_id=self.contact.id)
        self.assertEqual(wizard.item_count, 4)
        wizard.action_assign()
        self.assertEqual(lines.cost_customer_id, self.lumber)
        self.assertEqual(lines.mapped("cost_category_id"), self.category)
        self.assertEqual(len(lines.filtered("cost_category_id")), 1)

    def test_a_customer_can_be_taken_away(self):
        lines = self.cost_of(
            self.entry({"cost_customer_id": self.lumber.id, "cost_category_id": self.category.id})
        )
        self.assign(lines, remove_customer=True).action_assign()
        self.assertFalse(lines.cost_customer_id)
        self.assertEqual(lines.cost_category_id, self.category)
        self.assign(lines, remove_category=True).action_assign()
        self.assertFalse(lines.cost_category_id)

    def test_nothing_chosen_or_nothing_selected_is_said(self):
        lines = self.cost_of(self.entry({}))
        with self.assertRaisesRegex(UserError, "Choose a customer"):
            self.assign(lines).action_assign()
        with self.assertRaisesRegex(UserError, "Select the journal items"):
            self.assign(lines.browse(), cost_customer_id=self.lumber.id).action_assign()

    def test_only_cost_accountants_assign(self):
        lines = self.cost_of(self.entry({}))
        for user in (self.biller, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.assign(lines, user, cost_customer_id=self.lumber.id)

    def test_drafts_in_the_selection_need_the_right_to_edit_them(self):
        lines = self.cost_of(self.entry({}) + self.entry({}, post=False))
        with self.assertRaises(AccessError):
            self.assign(lines, cost_customer_id=self.lumber.id).action_assign()

    def test_the_assignment_takes_the_company_of_the_items(self):
        other = self.other_company
        self.cost_accountant.company_ids += other
        lines = self.cost_of(self.entry({}))
        context = {"active_model": "account.move.line", "active_ids": lines.ids}
        wizard = self.env["customer.cost.assign"].with_user(self.cost_accountant)
        wizard = wizard.with_company(other).with_context(**context).create({})
        self.assertEqual(wizard.company_id, self.company)


@tagged("post_install", "-at_install")
class TestUnassignedCosts(DoorCase):
    def capture(self, run, line, destination="unassigned"):
        rows = self.env["customer.cost.capture"].sudo()  # sudo: only runs write it
        return rows.create(
            {
                "run_id": run.id,
                "company_id": run.company_id.id,
                "destination": destination,
                "move_line_id": line.id,
                "account_id": line.account_id.id,
                "date": line.date,
                "balance": line.balance,
            }
        ).sudo(False)

    def worklist(self, user=None):
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_unassigned_action"
        )
        rows = self.env["customer.cost.capture"].with_user(user or self.cost_accountant)
        return rows.search(literal_eval(action["domain"]))

    def test_the_worklist_shows_the_latest_run_of_each_month(self):
        line = self.cost_of(self.entry({}))
        april = self.cost_of(self.entry({}, date="2026-04-10"))
        old = self.run_of("published")
        new = self.run_of("computed")
        failed = self.run_of("failed")
        simulation = self.run_of("computed", kind="simulation")
        next_month = self.run_of("published", "2026-04-01", "2026-04-30")
        for run in (old, failed, simulation):
            self.capture(run, line)
        self.capture(new, line, "pool")
        rows = self.capture(new, line) + self.capture(next_month, april)
        self.assertEqual(self.worklist(), rows)
        self.assertEqual(rows.mapped("in_latest_run"), [True, True])

    def test_an_assigned_item_leaves_the_worklist(self):
        line = self.cost_of(self.entry({}))
        row = self.capture(self.run_of("computed"), line)
        self.assertEqual(self.worklist(self.auditor), row.with_user(self.auditor))
        action = row.with_user(self.cost_accountant).action_assign_customer()
        wizard = self.env[action["res_model"]].with_user(self.cost_accountant)
        wizard.with_context(**action["context"]).create(
            {"cost_customer_id": self.lumber.id}
        ).action_assign()
        self.assertEqual(line.cost_customer_id, self.lumber)
        self.assertFalse(self.worklist())

    def test_the_customer_of_the_analytic_accounts_is_suggested(self):
        plan = self.env["account.analytic.plan"].create({"name": "Projects"})
        ours, theirs = self.env["account.analytic.account"].create(
            [
                {"name": "One", "plan_id": plan.id, "partner_id": self.contact.id},
                {"name": "Two", "plan_id": plan.id, "partner_id": self.harbour.id},
            ]
        )
        move = self.entry(
            {"analytic_distribution": {str(ours.id): 100.0}},
            {"analytic_distribution": {str(ours.id): 50.0, str(theirs.id): 50.0}},
            {},
        )
        run = self.run_of("computed")
        rows = [self.capture(run, line) for line in self.cost_of(move)]
        self.assertEqual(
            [row.suggested_customer_id for row in rows],
            [self.lumber, self.env["res.partner"], self.env["res.partner"]],
        )
