from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.customer_cost_management.models.platform.approval_seal import sealed

from .bill_case import BillBudgetCase, BillCase
from .browser_case import BrowserCase
from .request_common import RequestCase


@tagged("post_install", "-at_install")
class TestExceptionsRegister(RequestCase):
    """Who did what against which rule, why, and who allowed it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.spending_rule("per_head", amount=40, severity="justify")

    def register(self, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        rows = self.env["customer.cost.exception"].with_user(user or self.compliance)
        return rows.search([("company_id", "=", self.company.id)])

    def dear(self, **values):
        """A dinner of 100 for one guest and one host: 50 a head."""
        values = {"guests": 1, "hosts": 1, "justification": "Renewal of the contract"} | values
        return self.request(submit=True, **values)

    def test_a_finding_with_its_rule_reason_and_who_allowed_it(self):
        request = self.dear()
        row = self.register()
        self.assertRecordValues(
            row,
            [
                {
                    "user_id": self.rep.id,
                    "name": request.name,
                    "partner_id": self.customer.id,
                    "kind": "finding",
                    "severity": "justify",
                    "rule_id": self.rule.id,
                    "policy_id": self.policy.id,
                    "reason": "Renewal of the contract",
                    "amount": 100,
                    "outcome": "waiting",
                    "allowed_by_id": False,
                }
            ],
        )
        self.assertRegex(row.what, r"50\.00.* per head is above .*40\.00")
        self.assertIn("v1", row.rule_id.display_name)
        self.decide(request, self.lead)
        row = self.register()
        self.assertEqual((row.outcome, row.allowed_by_id), ("allowed", self.lead))
        self.assertEqual(row.action_open_document()["res_id"], request.id)

    def test_the_version_is_that_of_the_day(self):
        self.dear()
        self.rule.action_new_version()
        newest = self.rule.search([("number", "=", self.rule.number)], order="id desc", limit=1)
        newest.amount = 30
        newest.action_turn_on()
        self.assertEqual(self.register().rule_id, self.rule)

    def test_what_was_refused_or_taken_back_stays(self):
        refused, withdrawn = self.dear(), self.dear(date=self.day(3))
        self.decide(refused, self.lead, "refuse")
        withdrawn.action_withdraw()
        outcomes = {row.res_id: (row.outcome, row.allowed_by_id.id) for row in self.register()}
        self.assertEqual(
            outcomes, {refused.id: ("refused", False), withdrawn.id: ("returned", False)}
        )

    def test_what_informs_only_and_drafts_are_no_exceptions(self):
        self.spending_rule("gift_piece", amount=1, severity="inform")
        self.request(guests=1, hosts=1)
        self.request(guests=9, hosts=1, submit=True)
        self.assertFalse(self.register())

    def test_after_the_fact_and_over_budget(self):
        late = self.request(
            submit=True,
            date=self.day(-1),
            guests=9,
            after_reason="The guest came unannounced",
            agreed_by_id=self.director.id,
        )
        self.assertRecordValues(
            self.register(),
            [
                {
                    "kind": "after",
                    "res_id": late.id,
                    "reason": "The guest came unannounced",
                    "agreed_by_id": self.director.id,
                    "rule_id": False,
                }
            ],
        )
        over = self.request(guests=9, submit=True, justification="Fair")
        sealed(over.sudo()).over_budget = True
        row = self.register().filtered(lambda row: row.res_id == over.id)
        self.assertEqual((row.kind, row.reason), ("budget", "Fair"))
        self.assertIn("budget", row.what)

    def test_two_exceptions_of_one_document_are_two_rows(self):
        self.dear(date=self.day(-1), after_reason="Unannounced", agreed_by_id=self.director.id)
        rows = self.register()
        self.assertEqual(sorted(rows.mapped("kind")), ["after", "finding"])
        self.assertEqual(len(set(rows.ids)), 2)

    def test_expenses_beyond_their_request(self):
        """An expense repeats what its request found: once; without a request it is there."""
        self.product_a.write({"can_be_expensed": True, "standard_price": 0})
        self.product_a.supplier_taxes_id = False
        rule = self.spending_rule("receipt", amount=50, severity="justify")
        expense = (
            self.env["hr.expense"]
            .with_user(self.rep)
            .create(
                {
                    "name": "Taxi",
                    "employee_id": self.rep.sudo().employee_id.id,
                    "product_id": self.product_a.id,
                    "total_amount_currency": 100,
                    "cost_customer_id": self.customer.id,
                    "company_id": self.company.id,
                    "cost_justification": "Receipt lost",
                }
            )
        )
        expense.action_submit()
        row = self.register()
        self.assertEqual((row.name, row.user_id, row.rule_id), ("Taxi", self.rep, rule))
        self.assertEqual((row.reason, row.outcome, row.amount), ("Receipt lost", "waiting", 100))
        with self.refuses(AccessError, "is not open to you"):
            row.action_open_document()

    def test_who_reads_it(self):
        self.dear()
        for user in (self.controller, self.auditor, self.compliance):
            self.assertEqual(len(self.register(user)), 1, user.name)
        accountant = self.create_user("accountant", "group_cost_accountant")
        for user in (self.rep, self.lead, accountant):
            with self.refuses(AccessError, "not allowed"):
                self.register(user)
        with self.refuses(AccessError, "not allowed"):
            self.register().unlink()

    def test_a_manager_reads_his_team_by_person_and_quarter(self):
        groups = ("group_customer_manager", "base.group_allow_export")
        manager = self.create_user("manager", *groups)
        outsider = self.create_user("outsider", "group_customer_manager")
        both = self.create_user("both", "group_customer_manager", "group_compliance")
        self.lead.sudo().employee_id.parent_id = self.hire(manager, self.director)
        self.hire(outsider, self.director)
        own, other = self.dear(), self.dear(user=self.colleague)
        boss = self.dear(user=self.director)
        self.customer.user_id = outsider
        rows = self.register(manager)
        self.assertEqual(set(rows.mapped("res_id")), {own.id, other.id})
        self.assertEqual(rows.team_id, self.lead)
        self.assertFalse(self.register(outsider), "his customer, not his people")
        self.assertIn(boss.id, self.register(both).mapped("res_id"))
        self.assertEqual(rows[0].action_open_document()["res_model"], "customer.cost.request")
        counts = rows.formatted_read_group([], ["user_id", "date:quarter"], ["__count"])
        self.assertEqual(
            {(group["user_id"][0], group["__count"]) for group in counts},
            {(self.rep.id, 1), (self.colleague.id, 1)},
        )
        with self.refuses(AccessError, "not allowed"):
            rows.write({"reason": "x"})
        exported = rows.export_data(["name", "user_id/name"])["datas"]
        self.assertEqual(len(exported), 2)
        foreign = self.register().filtered(lambda row: row.res_id == boss.id).with_user(manager)
        foreign.invalidate_recordset()
        with self.assertRaises(AccessError):
            foreign.read(["name"])

    def test_rows_of_other_companies_are_not_read(self):
        request = self.dear()
        request.sudo().with_context(tracking_disable=True)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_cost_request SET company_id = %s WHERE id = %s",
            [self.other_company.id, request.id],
        )
        self.env.invalidate_all()
        self.assertFalse(self.env["customer.cost.exception"].with_user(self.auditor).search([]))


@tagged("post_install", "-at_install")
class TestExceptionsWeb(RequestCase, BrowserCase):
    """The register in the browser."""

    browser_size = "1400x900"

    def test_what_happened_and_why_are_read_whole(self):
        self.spending_rule("per_head", amount=40, severity="justify")
        self.request(
            submit=True,
            guests=1,
            hosts=1,
            date=self.day(-1),
            justification="Purchasing asked for it on the evening before the renewal was signed",
            after_reason="The guest came unannounced, and nobody could be reached by telephone",
            agreed_by_id=self.director.id,
        )
        self.start_tour(
            "/odoo/customer-cost-exceptions", "customer_cost_exceptions", login="compliance"
        )


@tagged("post_install", "-at_install")
class TestExceptionsOfBills(BillCase):
    """A bill that somebody had to agree to, with the reason its finding asked for."""

    def test_a_bill_without_a_request(self):
        rule = self.spending_rule("request_from", amount=200)
        self.company.customer_cost_bill_limit = 500
        bill = self.bill(price=501, cost_justification="Framework contract")
        document = self.ask(bill)
        register = self.env["customer.cost.exception"].with_user(self.compliance)
        for outcome, allowed_by in (("waiting", False), ("allowed", self.lead.id)):
            self.env.flush_all()
            self.env.invalidate_all()
            self.assertRecordValues(
                register.search([("res_model", "=", "customer.cost.bill")]),
                [
                    {
                        "res_id": document.id,
                        "user_id": self.billing.id,
                        "partner_id": self.customer.id,
                        "rule_id": rule.id,
                        "reason": "Framework contract",
                        "amount": 501,
                        "outcome": outcome,
                        "allowed_by_id": allowed_by,
                    }
                ],
            )
            if outcome == "waiting":
                self.decide(document, self.lead)

    def test_a_bill_whose_reason_was_enough(self):
        rule = self.spending_rule("request_from", amount=200)
        plain, bill = self.bill(price=100), self.bill(price=300)
        bill.cost_justification = "Framework contract"
        (plain | bill).action_post()
        self.env.flush_all()
        self.env.invalidate_all()
        register = self.env["customer.cost.exception"].with_user(self.compliance)
        self.assertRecordValues(
            register.search([("res_model", "=", "account.move")]),
            [
                {
                    "res_id": bill.id,
                    "user_id": self.billing.id,
                    "partner_id": self.customer.id,
                    "category_id": self.meals.id,
                    "rule_id": rule.id,
                    "reason": "Framework contract",
                    "amount": 300,
                    "outcome": "allowed",
                }
            ],
        )


@tagged("post_install", "-at_install")
class TestBillsOverBudget(BillBudgetCase):
    """A bill beyond its budget line is in the register with that line, whoever let it pass."""

    def rows(self):
        self.env.flush_all()
        self.env.invalidate_all()
        register = self.env["customer.cost.exception"].with_user(self.compliance)
        return register.search([("kind", "=", "budget")])

    def line_reacts(self, reaction):
        self.env.cr.execute(
            "UPDATE customer_cost_budget_line SET reaction = %s WHERE id = %s",
            [reaction, self.line.id],
        )
        self.line.invalidate_recordset(["reaction"])

    def test_posted_with_a_reason(self):
        self.line_reacts("justify")
        within, bill = self.bill(price=400), self.bill(price=700)
        within.action_post()
        bill.cost_justification = "Framework contract"
        bill.action_post()
        [row] = self.rows()
        self.assertRecordValues(
            row,
            [
                {
                    "res_model": "account.move",
                    "res_id": bill.id,
                    "budget_line_id": self.line.id,
                    "partner_id": self.customer.id,
                    "reason": "Framework contract",
                    "amount": 700,
                    "outcome": "allowed",
                    "severity": False,
                }
            ],
        )
        self.assertIn(self.line.display_name, row.what)
        self.assertEqual(bill.sudo().cost_budget_found[0]["excess"], 10000)
        bill.button_draft()
        self.assertFalse(self.rows())

    def test_a_line_that_only_informs_makes_no_exception(self):
        self.line_reacts("inform")
        bill = self.bill(price=1700, cost_justification="Said without being asked")
        bill.action_post()
        self.assertFalse(self.rows())

    def test_agreed_to_by_its_owner_it_is_there_once(self):
        bill = self.bill(price=1500, cost_justification="Framework contract")
        document = self.ask(bill)
        self.assertEqual(
            [(row.res_model, row.budget_line_id, row.outcome) for row in self.rows()],
            [("customer.cost.bill", self.line, "waiting")],
        )
        while document.state == "waiting":
            self.decide(document, self.waits_for(document)[0])
        bill.action_post()
        self.assertEqual(
            [(row.res_model, row.outcome) for row in self.rows()],
            [("customer.cost.bill", "allowed")],
        )
