# two transactions at once need to be real ones
# pylint: disable=invalid-commit
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

from odoo import Command, api, fields
from odoo.exceptions import UserError
from odoo.service.model import dispatch
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

AT_ONCE = 20
#: What each asks for, on each of two lines; what each line has.
ASKED, PLANNED = 100, 1000
PASSWORD = "asks-at-once"


@tagged("post_install", "-at_install")
class TestConcurrentSubmissions(BaseCase):
    """Twenty people press *Submit* in the same second, each in a transaction of his own.

    Small requests are approved at once by a rule, so that each submission promises money.  The
    calls go the way of every remote call, with its retries.  These tests commit; they clean up
    behind themselves, and the project's test command runs them on a database of their own.
    """

    def setUp(self):
        super().setUp()
        cursor = db_connect(get_db_name()).cursor()
        self.addCleanup(cursor.close)
        self.env = api.Environment(cursor, api.SUPERUSER_ID, {})
        company = self.env["res.company"].create({"name": "Twenty at once"})
        self.customers = self.env["res.partner"].create([{"name": "Here"}, {"name": "There"}])
        self.category = self.env["customer.cost.category"].create(
            {"name": "Meals", "company_id": company.id, "budget_controlled": True}
        )
        self.company = company
        people = self.env["res.users"].with_context(no_reset_password=True)
        self.users = people.create(
            [
                {
                    "name": f"Asker {number}",
                    "login": f"asker {number}",
                    "password": PASSWORD,
                    "company_id": company.id,
                    "company_ids": [Command.set(company.ids)],
                    "group_ids": [Command.set(self.env.ref("base.group_user").ids)],
                }
                for number in range(AT_ONCE + 1)
            ]
        )
        controllers = self.env.ref("customer_cost_management.group_controller")
        self.users[-1].group_ids = [Command.link(controllers.id)]
        self.rule = self.env["customer.cost.approval.rule"].create(
            {
                "name": "Small",
                "company_id": company.id,
                "automatic_limit": 100000,
                "step_ids": [
                    Command.create({"who": "user", "user_id": self.env.ref("base.user_admin").id})
                ],
            }
        )
        self.budget = self.approved_budget()
        self.env.cr.commit()
        self.addCleanup(self.remove)

    def approved_budget(self):
        start = fields.Date.start_of(fields.Date.today(), "year")
        budget = self.env["customer.cost.budget"].create(
            {
                "name": "At once",
                "company_id": self.company.id,
                "date_from": start,
                "window": "year",
                "reaction": "block",
                "total": 2 * PLANNED,
                "line_ids": [
                    Command.create({"planned": PLANNED, "partner_id": one.id})
                    for one in self.customers
                ],
            }
        )
        budget.action_submit()
        budget.with_user(self.users[-1]).sudo().action_approve()
        return budget

    def remove(self):
        self.env.cr.rollback()
        self.env.invalidate_all()
        for statement in (
            "DELETE FROM customer_cost_commitment WHERE company_id = %s",
            "DELETE FROM customer_cost_budget WHERE company_id = %s",
            "DELETE FROM customer_cost_request WHERE company_id = %s",
            "DELETE FROM customer_cost_approval WHERE company_id = %s",
        ):
            self.env.cr.execute(statement, [self.company.id])
        self.env.invalidate_all()
        self.rule.unlink()
        self.category.unlink()
        self.customers.unlink()
        self.users.unlink()
        self.company.unlink()
        self.env.cr.commit()

    def requests(self):
        """One of each user over both lines, every second one in the opposite order."""
        requests = self.env["customer.cost.request"]
        for number, user in enumerate(self.users[:AT_ONCE]):
            customers = self.customers[::-1] if number % 2 else self.customers
            requests |= (
                requests.with_user(user)
                .create(
                    {
                        "partner_id": customers[0].id,
                        "category_id": self.category.id,
                        "company_id": self.company.id,
                        "amount": 2 * ASKED,
                        "purpose": "At once",
                        "split_ids": [Command.create({"partner_id": one.id}) for one in customers],
                    }
                )
                .with_env(self.env)
            )
        self.env.cr.commit()
        return requests

    def submit(self, request_id, user_id):
        """What a remote call answers: accepted, refused, to come back, or a technical error."""
        call = (get_db_name(), user_id, PASSWORD, "customer.cost.request", "action_submit")
        try:
            dispatch("execute_kw", [*call, [[request_id]]])
        except UserError as error:
            words = {"left on": "refused", "try again in a moment": "busy"}
            return next((word for part, word in words.items() if part in str(error)), str(error))
        except Exception as error:  # whatever it is, it is what the user would have read
            return repr(error)
        return "accepted"

    def test_twenty_at_once_over_two_lines_in_opposite_order(self):
        requests = self.requests()
        calls = [(request.id, request.user_id.id) for request in requests]
        with mute_logger("odoo.sql_db"), ThreadPoolExecutor(AT_ONCE) as pool:
            answers = Counter(pool.map(lambda call: self.submit(*call), calls))
        # ten times 100 fit on each line; who met others five times may come back
        accepted = answers["accepted"]
        self.assertEqual(set(answers) - {"accepted", "refused", "busy"}, set())
        self.assertLessEqual(accepted, 10)
        self.assertTrue(accepted == 10 or answers["busy"], answers)
        self.env.cr.rollback()
        self.env.invalidate_all()
        used = accepted * ASKED
        self.assertEqual(self.budget.line_ids.mapped("committed"), [used, used])
        self.assertEqual(self.budget.line_ids.mapped("available"), 2 * [PLANNED - used])
        states = Counter(requests.mapped("state"))
        self.assertEqual(states, Counter({"approved": accepted, "draft": AT_ONCE - accepted}))

    def test_who_met_others_each_time_reads_that_he_may_come_back(self):
        """Another one changes the line under each of his five tries."""
        request, *_rest = self.requests()
        ledger = type(self.env["customer.cost.commitment"])
        count_up = ledger._lock_and_count

        def meet_another(ledger_self, line_ids):
            with db_connect(get_db_name()).cursor() as cr:
                cr.execute(
                    "UPDATE customer_cost_budget_line SET use_counter = use_counter + 1"
                    " WHERE id = ANY(%s)",
                    [list(line_ids)],
                )
            return count_up(ledger_self, line_ids)

        with (
            mute_logger("odoo.sql_db"),
            patch("odoo.service.model.random.uniform", lambda *span: 0),
            patch.object(ledger, "_lock_and_count", meet_another),
        ):
            self.assertEqual(self.submit(request.id, request.user_id.id), "busy")
        self.assertEqual(self.submit(request.id, request.user_id.id), "accepted")
