from odoo import Command
from odoo.tests import tagged

from .request_common import RequestCase

#: Lines and movements that nobody asks about: few, and many times as many.
FEW, MANY = 3, 60


@tagged("post_install", "-at_install")
class TestBudgetQueries(RequestCase):
    """What a request asks of budgets and rules takes as many queries, however much there is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_controller = cls.create_user("second_controller", "group_controller")
        (cls.meals | cls.gifts).budget_controlled = True
        cls.spending_rule("per_head", amount=1000)
        cls.spending_rule("splitting", days=3, amount=500, severity="inform")
        customers = cls.env["res.partner"].create([{"name": f"C{n}"} for n in range(MANY)])
        year = cls.day().replace(month=1, day=1)
        cls.budget = cls.env["customer.cost.budget"].create(
            {
                "name": "Care",
                "company_id": cls.company.id,
                "window": "year",
                "reaction": "justify",
                "owner_id": cls.controller.id,
                "date_from": year,
                "date_to": year.replace(month=12, day=31),
                "total": 100 * (MANY + 1),
                "line_ids": [
                    Command.create({"planned": 100, "partner_id": one.id})
                    for one in cls.customer | customers
                ],
            }
        )
        cls.budget.with_user(cls.controller).action_submit()
        cls.budget.with_user(cls.second_controller).action_approve()
        cls.customers = customers

    def queries(self, request):
        """(queries, what was found) of the budget's and the rules' word on a request."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        found = request._budget_findings(), request._judge(), request._budget_card()
        return self.cr.sql_log_count - before, found

    def commit(self, customers):
        ledger = self.env["customer.cost.commitment"]
        for number, customer in enumerate(customers):
            document = self.env["res.partner.bank"].create(
                {"acc_number": f"{customer.id}/{number}", "partner_id": customer.id}
            )
            part = {
                "company_id": self.company.id,
                "date": self.day(),
                "customer_id": customer.id,
                "category_id": self.meals.id,
                "amount": 1,
            }
            ledger._commit(document, [part])

    def test_neither_lines_nor_movements_add_queries(self):
        request = self.request(date=self.day(), amount=120)
        self.queries(request)
        few, found = self.queries(request)
        self.assertEqual([finding.excess for finding in found[0]], [20])
        self.assertEqual([line["left"] for line in found[2]], [100])
        self.commit(self.customers)
        self.commit([self.customer] * FEW)
        many, found = self.queries(request)
        self.assertEqual([finding.excess for finding in found[0]], [20 + FEW])
        self.assertEqual(many, few)

    def test_only_lines_that_could_control_it_are_read(self):
        lines = self.env["customer.cost.budget.line"]
        part = {
            "company_id": self.company.id,
            "date": self.day(),
            "customer_id": self.customer.id,
            "category_id": self.meals.id,
        }
        self.assertEqual(len(lines._lines_in_force([part])), 1)
        self.assertEqual(lines._match([part])[0].partner_id, self.customer)
        stranger = self.other_customer
        self.assertEqual(len(lines._lines_in_force([part | {"customer_id": stranger.id}])), 0)
        both = [part, part | {"customer_id": self.customers[0].id}]
        found = [line.partner_id for line in lines._match(both)]
        self.assertEqual(found, [self.customer, self.customers[0]])

    def test_a_branch_alone_is_added_up(self):
        top, *parts = self.budget.line_ids[:4]
        self.cr.execute(
            "UPDATE customer_cost_budget_line SET parent_id = %s WHERE id = ANY(%s)",
            [top.id, [part.id for part in parts]],
        )
        self.env.invalidate_all()
        branch = {top.id: None} | {part.id: top.id for part in parts}
        self.assertEqual(self.budget._branches_of(parts[0]), branch)
        self.assertEqual(self.budget._branches_of(top | parts[1]), branch)
        alone = self.budget.line_ids[-1]
        self.assertEqual(self.budget._branches_of(alone), {alone.id: None})
