from contextlib import suppress

from odoo import Command
from odoo.exceptions import UserError
from odoo.service.model import call_kw
from odoo.tests import tagged

from .expense_control_case import ExpenseControlCase

#: What each model's state is written by.
APPROVED = {
    "hr.expense": {"approval_state": "approved"},
    "customer.cost.request": {"state": "approved"},
}


@tagged("post_install", "-at_install")
class TestNobodyApprovesHisOwn(ExpenseControlCase):
    """By button, from the list, over RPC, by import or by a server action: nobody approves what
    he asked for, as employee, manager, administrator, substitute or mutual partner."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = cls.create_user(
            "administrator",
            "hr_expense.group_hr_expense_manager",
            "base.group_system",
            "group_controller",
        )
        cls.hire(cls.administrator, cls.director)
        cls.server_actions = {
            (model, sudo): cls.server_action(model, sudo) for model in APPROVED for sudo in (0, 1)
        }

    @classmethod
    def server_action(cls, model, sudo):
        return cls.env["ir.actions.server"].create(
            {
                "name": "Approve",
                "model_id": cls.env["ir.model"]._get_id(model),
                "state": "code",
                "code": f"records{'.sudo()' if sudo else ''}.write({APPROVED[model]!r})",
            }
        )

    # ------------------------------------------------------------------ documents and paths

    def submitted(self, user):
        expense = self.expense(user)
        expense.action_submit()
        return expense

    def documents_of(self, user):
        """A submitted expense and a submitted request of somebody."""
        return [self.submitted(user), self.request(user, submit=True)]

    def paths(self, document, user):
        """{path: what the user does there}."""
        model, vals = document._name, APPROVED[document._name]
        own = document.with_user(user).sudo(False)
        rows = document.sudo().approval_ids.with_user(user).sudo(False)
        button = "action_approve" if model == "hr.expense" else "action_approval_approve"
        names, values = [".id", *vals], [str(document.id), *vals.values()]
        bound = {"active_model": model, "active_id": document.id, "active_ids": document.ids}
        return {
            "button": getattr(own, button),
            "dialog": lambda: self.decide(document, user),
            "list": lambda: rows.action_approve() if rows else own.action_approve(),
            "rpc": lambda: call_kw(own.browse(), "write", [document.ids, vals], {}),
            "rpc, a private method": lambda: call_kw(own.browse(), "_do_approve", [own.ids], {}),
            "import": lambda: own.browse().load(names, [values]),
            **{
                f"server action, sudo {sudo}": lambda sudo=sudo: (
                    self.server_actions[model, sudo]
                    .with_user(user)
                    .sudo(False)
                    .with_context(**bound)
                    .run()
                )
                for sudo in (0, 1)
            },
        }

    def try_all(self, document, user):
        """The paths by which the user gets the document approved; each is undone again."""
        ways = []
        for name, attempt in self.paths(document, user).items():
            with self.cr.savepoint() as savepoint:
                # refused: Odoo undoes what was written; a private method has no such name
                with suppress(UserError, AttributeError):
                    attempt()
                    self.env.flush_all()
                    document.invalidate_recordset()
                    if document.sudo().state == "approved":
                        ways.append(name)
                savepoint.rollback()
            self.env.invalidate_all()
        return ways

    def assertNotApprovedBy(self, user, document):
        self.assertEqual(document.sudo().state, "submitted")
        self.assertEqual(self.try_all(document, user), [], document)

    # ------------------------------------------------------------------ the paths lead somewhere

    def test_who_may_decide_gets_there(self):
        expense, request = self.documents_of(self.rep)
        ways = self.try_all(expense, self.manager)
        self.assertEqual(
            ways,
            [
                "button",
                "list",
                "rpc",
                "import",
                "server action, sudo 0",
                "server action, sudo 1",
            ],
        )
        # the state of a request follows its approval, and is written by nobody
        self.assertEqual(self.try_all(request, self.lead), ["button", "dialog", "list"])

    # ------------------------------------------------------------------ who asked for it

    def test_the_employee(self):
        for document in self.documents_of(self.rep):
            self.assertNotApprovedBy(self.rep, document)

    def test_the_manager_of_expenses(self):
        for document in self.documents_of(self.manager):
            self.assertNotApprovedBy(self.manager, document)

    def test_the_administrator(self):
        for document in self.documents_of(self.administrator):
            self.assertNotApprovedBy(self.administrator, document)

    def test_an_administrator_named_by_the_rules(self):
        """Rules name him for everything: on his own document the next in line is asked."""
        self.approval_rule(self.administrator)
        for document in self.documents_of(self.administrator):
            self.assertEqual(self.waits_for(document), self.director)
            self.assertNotApprovedBy(self.administrator, document)

    def test_who_asks_is_not_his_own_substitute(self):
        self.env["customer.cost.delegation"].create(
            {
                "user_id": self.lead.id,
                "substitute_id": self.rep.id,
                "date_to": self.day(5),
                "company_id": self.company.id,
            }
        )
        self.approval_rule("manager")
        for document in self.documents_of(self.rep):
            self.assertEqual(self.waits_for(document), self.lead)
            self.assertNotApprovedBy(self.rep, document)
        # somebody else's, as the substitute he is: that he may
        self.decide(other := self.request(self.colleague, submit=True), self.rep)
        self.assertEqual(other.state, "approved")

    def test_who_took_part_is_no_substitute_either(self):
        self.env["customer.cost.delegation"].create(
            {
                "user_id": self.lead.id,
                "substitute_id": self.colleague.id,
                "date_to": self.day(5),
                "company_id": self.company.id,
            }
        )
        self.approval_rule("manager")
        ours = [Command.create({"side": "ours", "user_id": self.colleague.id})]
        request = self.request(attendee_ids=ours, submit=True)
        self.assertEqual(self.waits_for(request), self.lead)
        self.assertNotApprovedBy(self.colleague, request)

    def test_two_do_not_approve_for_each_other(self):
        """The colleague decided on his: for a month the other way round goes to somebody else."""
        rule = self.approval_rule(self.colleague)
        for document in self.documents_of(self.rep):
            self.decide(document, self.colleague)
            self.assertEqual(document.sudo().state, "approved")
        rule.step_ids.user_id = self.rep
        for document in self.documents_of(self.colleague):
            self.assertNotEqual(self.waits_for(document), self.rep)
            self.assertTrue(self.waits_for(document))
            self.assertNotApprovedBy(self.rep, document)

    # ------------------------------------------------------------------ the holes by other doors

    def test_nobody_imports_an_approved_or_paid_expense(self):
        expenses = self.env["hr.expense"]
        employee, product = self.rep.sudo().employee_id, self.product_a
        names = ["name", "employee_id/.id", "product_id/.id", "cost_customer_id/.id"]
        values = ["Imported", str(employee.id), str(product.id), str(self.customer.id)]
        for user in (self.rep, self.manager, self.administrator):
            for field, value in (
                ("approval_state", "Approved"),
                ("approval_state", "approved"),
                ("state", "paid"),
                ("state", "Approved"),
            ):
                with self.subTest(user=user.login, field=field, value=value):
                    expenses.with_user(user).load(
                        [*names, "total_amount_currency", field], [[*values, "100", value]]
                    )
                    made = expenses.sudo().search([("name", "=", "Imported")])
                    self.assertEqual(set(made.mapped("state")) - {"draft"}, set())

    def test_an_import_that_changes_the_amount_takes_the_approval_back(self):
        expense = self.submitted(self.rep)
        expense.with_user(self.manager)._do_approve()
        result = (
            self.env["hr.expense"]
            .with_user(self.manager)
            .load([".id", "total_amount_currency"], [[str(expense.id), "900"]])
        )
        self.assertTrue(result["ids"], result["messages"])
        expense.invalidate_recordset()
        self.assertEqual((expense.sudo().state, expense.sudo().total_amount), ("draft", 900))

    def test_a_server_action_does_not_pay_an_expense(self):
        expense = self.submitted(self.rep)
        action = self.server_actions["hr.expense", 1].copy(
            {"code": "records.sudo().write({'state': 'paid'})"}
        )
        bound = {"active_model": "hr.expense", "active_ids": expense.ids}
        for user in (self.manager, self.administrator):
            with self.refuses(UserError, "follows from its approval"):
                action.with_user(user).sudo(False).with_context(**bound).run()
