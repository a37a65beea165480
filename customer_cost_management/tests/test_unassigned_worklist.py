from psycopg2.errors import QueryCanceled

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .door_case import DoorCase


class WorklistCase(DoorCase):
    def row_of(self, line, run=None):
        rows = self.env["customer.cost.capture"].sudo()  # sudo: only runs write it
        run = run or self.run_of("computed")
        row = rows.create(
            {
                "run_id": run.id,
                "company_id": run.company_id.id,
                "destination": "unassigned",
                "move_line_id": line.id,
                "account_id": line.account_id.id,
                "date": line.date,
                "name": line.name,
                "balance": line.balance,
            }
        )
        return row.with_user(self.cost_accountant).sudo(False)


@tagged("post_install", "-at_install")
class TestSuggestions(WorklistCase):
    def suggested(self, **values):
        row = self.row_of(self.cost_of(self.entry(values)))
        return row.suggested_customer_id, row.suggestion_reason

    def test_a_customer_named_in_the_label_is_suggested(self):
        (self.lumber + self.harbour).customer_rank = 1
        self.harbour.ref = "C-0042"
        label = "Named in the label"
        self.assertEqual(self.suggested(name="Dinner with LUMBER Inc, May"), (self.lumber, label))
        self.assertEqual(self.suggested(name="Courier C-0042/7"), (self.harbour, label))
        self.assertFalse(self.suggested(name="Lumbering along")[0])

    def test_a_chinese_label_needs_no_spaces(self):
        customer = self.env["res.partner"].create({"name": "东方木业", "customer_rank": 1})
        self.assertEqual(self.suggested(name="招待东方木业客户餐费")[0], customer)

    def test_a_name_that_two_customers_share_suggests_nobody(self):
        self.lumber.customer_rank = 1
        self.env["res.partner"].create({"name": "Lumber Inc", "customer_rank": 1})
        self.assertFalse(self.suggested(name="Dinner with Lumber Inc")[0])

    def test_what_the_same_vendors_items_were_for_is_suggested(self):
        vendor = {"partner_id": self.partner_a.id}
        for _time in range(2):
            self.entry(vendor | {"cost_customer_id": self.harbour.id})
        customer, reason = self.suggested(**vendor)
        self.assertEqual(customer, self.harbour)
        self.assertRegex(reason, "Other items of .* on this account: 2, all for this customer")
        self.entry(vendor | {"cost_customer_id": self.lumber.id})
        self.assertFalse(self.suggested(**vendor)[0])

    def test_suggestions_take_as_many_queries_for_one_row_as_for_many(self):
        lines = self.cost_of(self.entry(*({"name": f"Dinner {n}"} for n in range(6))))
        run = self.run_of("computed")
        rows = self.env["customer.cost.capture"].browse(
            [self.row_of(line, run).id for line in lines]
        )
        counts = []
        self.env.invalidate_all()
        rows.mapped("suggested_customer_id")  # whatever Odoo caches once
        for some in (rows[:1], rows):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            some.mapped("suggested_customer_id")
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)


@tagged("post_install", "-at_install")
class TestGivingAHome(WorklistCase):
    def dialog(self, action):
        model = self.env[action["res_model"]].with_user(self.cost_accountant)
        return Form(model.with_context(**action["context"]))

    def test_the_suggested_customer_is_assigned(self):
        self.lumber.customer_rank = 1
        run = self.run_of("computed")
        named = self.cost_of(self.entry({"name": "Lumber Inc"}))
        other = self.cost_of(self.entry({"name": "Nobody"}))
        rows = self.row_of(named, run) + self.row_of(other, run)
        rows.action_assign_suggested()
        self.assertEqual(named.cost_customer_id, self.lumber)
        self.assertFalse(other.cost_customer_id)
        with self.assertRaisesRegex(UserError, "No customer is suggested"):
            rows[1:].action_assign_suggested()

    def test_the_assignment_proposes_the_suggestion_and_warns_of_published_months(self):
        self.lumber.customer_rank = 1
        row = self.row_of(
            self.cost_of(self.entry({"name": "Lumber Inc"})), self.run_of("published")
        )
        dialog = self.dialog(row.action_assign_customer())
        self.assertEqual(dialog.cost_customer_id, self.lumber)
        self.assertEqual(
            dialog.warning,
            "March 2026 is published; your change will show as stale until recomputed.",
        )

    def test_a_month_that_is_only_computed_needs_no_warning(self):
        row = self.row_of(self.cost_of(self.entry({})))
        self.assertFalse(self.dialog(row.action_assign_customer()).warning)

    def test_a_rule_is_made_from_rows(self):
        self.lumber.customer_rank = 1
        row = self.row_of(self.cost_of(self.entry({"name": "Lumber Inc"})))
        with self.dialog(row.action_make_rule()) as form:
            self.assertEqual(form.account_ids[:], self.expense_account)
            self.assertEqual((form.method, form.partner_id), ("fixed", self.lumber))

    def test_rows_are_put_in_a_pool_after_all_other_rules(self):
        pool = self.create_pool("Rest")
        other = self.create_pool("First", accounts=self.expense_account)
        other.rule_ids.sequence = 70
        row = self.row_of(self.cost_of(self.entry({})), self.run_of("published"))
        dialog = self.dialog(row.action_put_in_pool())
        self.assertIn("March 2026 is published", dialog.warning)
        dialog.pool_id = pool
        dialog.save().action_put()
        self.assertEqual(pool.rule_ids.account_ids, self.expense_account)
        self.assertEqual(pool.rule_ids.sequence, 80)

    def test_auditors_change_nothing(self):
        row = self.row_of(self.cost_of(self.entry({}))).with_user(self.auditor)
        with self.assertRaises(AccessError):
            self.env["customer.cost.put.in.pool"].with_user(self.auditor).create({"pool_id": 1})
        with self.assertRaises(AccessError):
            row.move_line_id.cost_customer_id = self.lumber


@tagged("post_install", "-at_install")
class TestAssignmentInTheBackground(WorklistCase):
    def setUp(self):
        super().setUp()
        self.patch_module("ITEMS_IN_REQUEST", 2)
        self.patch_module("ENTRIES_AT_ONCE", 2)

    def patch_module(self, name, value):
        from ..models.capture import customer_cost_assignment

        self.patch(customer_cost_assignment, name, value)

    def ask(self, lines, user=None, **vals):
        lines = lines.with_user(user or self.cost_accountant)
        return lines._assign_cost(vals or {"cost_customer_id": self.lumber.id})

    def work(self):
        # the transaction of a test is never committed
        self.patch(
            type(self.env["ir.cron"]),
            "_commit_progress",
            lambda cron, done=0, *, remaining=None, deactivate=False: float("inf"),
        )
        self.env["customer.cost.assignment"].sudo()._cron_assign()

    def entries(self, count, **values):
        lines = self.env["account.move.line"]
        for _number in range(count):
            lines += self.cost_of(self.entry({}, **values))
        return lines

    def test_a_few_items_are_assigned_at_once(self):
        lines = self.entries(2)
        self.assertFalse(self.ask(lines))
        self.assertEqual(lines.cost_customer_id, self.lumber)

    def test_many_items_are_assigned_in_the_background(self):
        lines = self.entries(5)
        job = self.ask(lines)
        self.assertRecordValues(job, [{"state": "queued", "item_count": 5, "percent_done": 0}])
        self.assertFalse(lines.cost_customer_id)
        self.work()
        self.assertEqual(lines.mapped("cost_customer_id"), self.lumber)
        self.assertRecordValues(
            job, [{"state": "done", "items_done": 5, "percent_done": 100, "refused_count": 0}]
        )
        self.assertEqual(lines.mapped("write_uid"), self.cost_accountant)

    def test_a_job_left_by_a_dead_worker_goes_on_where_it_stopped(self):
        lines = self.entries(5)
        job = self.ask(lines)
        job.sudo()._assign_some()
        self.assertRecordValues(job, [{"state": "running", "items_done": 2}])
        self.assertEqual(len(lines.filtered("cost_customer_id")), 2)
        self.work()
        self.assertRecordValues(job, [{"state": "done", "items_done": 5}])
        self.assertEqual(lines.mapped("cost_customer_id"), self.lumber)

    def test_an_entry_that_the_database_refuses_does_not_stop_the_others(self):
        lines = self.entries(5)
        job = self.ask(lines)
        model, bad = type(lines), lines[3]
        write = model.write

        def write_or_time_out(items, vals):
            if bad in items and "cost_customer_id" in vals:
                raise QueryCanceled("canceling statement due to statement timeout")
            return write(items, vals)

        self.patch(model, "write", write_or_time_out)
        with mute_logger(
            "odoo.addons.customer_cost_management.models.capture.customer_cost_assignment"
        ):
            self.work()
        self.assertRecordValues(job, [{"state": "done", "items_done": 5, "refused_count": 1}])
        self.assertEqual(lines.filtered("cost_customer_id"), lines - bad)
        self.assertIn(bad.move_id.name, job.refused_text)
        self.assertIn("server's log", job.refused_text)

    def test_refused_entries_are_named_and_the_others_assigned(self):
        lines = self.entries(3) + self.entries(1, date="2026-02-10") + self.entries(1)
        job = self.ask(lines)
        self.run_of("closed", "2026-02-01", "2026-02-28")
        self.work()
        self.assertEqual(len(lines.filtered("cost_customer_id")), 4)
        self.assertFalse(lines[3].cost_customer_id)
        self.assertEqual(job.refused_count, 1)
        self.assertIn(lines[3].move_id.name, job.refused_text)
        self.assertIn("closed run", job.refused_text)

    def test_two_people_ask_at_once(self):
        other = self.create_user("second_accountant", "group_cost_accountant")
        first, second = self.entries(3), self.entries(3)
        jobs = self.ask(first) + self.ask(second, other, cost_customer_id=self.harbour.id)
        self.work()
        self.assertEqual(jobs.mapped("state"), ["done", "done"])
        self.assertEqual(first.cost_customer_id, self.lumber)
        self.assertEqual(second.cost_customer_id, self.harbour)
        self.assertEqual(second.mapped("write_uid"), other)

    def test_an_entry_is_never_cut(self):
        lines = self.cost_of(self.entry({}, {}, {}, {}, {}))
        job = self.ask(lines + self.entries(1))
        self.assertEqual([len(entry) for entry in job.sudo().entries], [5, 1])

    def test_who_may_not_assign_leaves_no_job(self):
        lines = self.entries(3)
        for user in (self.biller, self.auditor):
            with self.assertRaises(AccessError):
                self.ask(lines, user)
        self.assertFalse(self.env["customer.cost.assignment"].search([]))
        with self.assertRaises(AccessError):
            self.env["customer.cost.assignment"].with_user(self.cost_accountant).create({})

    def test_a_job_works_with_the_rights_of_who_asked(self):
        lines = self.entries(3)
        job = self.ask(lines)
        group = self.env.ref("customer_cost_management.group_cost_accountant")
        self.cost_accountant.group_ids -= group
        self.work()
        self.assertFalse(lines.cost_customer_id)
        self.assertEqual(job.refused_count, 3)

    def test_the_dialog_opens_the_job(self):
        lines = self.entries(3)
        wizard = (
            self.env["customer.cost.assign"]
            .with_user(self.cost_accountant)
            .with_context(active_model="account.move.line", active_ids=lines.ids)
            .create({"cost_customer_id": self.lumber.id})
        )
        action = wizard.action_assign()
        self.assertEqual(action["res_model"], "customer.cost.assignment")
