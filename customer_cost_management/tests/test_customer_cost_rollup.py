from odoo.exceptions import UserError
from odoo.tests import tagged

from .year_common import YearCase


@tagged("post_install", "-at_install")
class TestCustomerCostRollup(YearCase):
    """Groups of customers who are alike, and what each activity cost them.

    Lumber (Ada's) has two invoices, Acme (Ada's) and Third (Bert's) one each; wages of
    90 over four invoices are 22.50 each.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada, cls.bert = cls.env["res.users"].create(
            [{"name": name, "login": name} for name in ("Ada", "Bert")]
        )
        (cls.customer + cls.other_customer).user_id = cls.ada
        cls.third = cls.env["res.partner"].create(
            {"name": "Third", "is_company": True, "user_id": cls.bert.id}
        )
        cls.month(
            "2026-01-10",
            {cls.customer: [100, 200], cls.other_customer: [300], cls.third: [400]},
            90,
        )

    def rows(self, run):
        rows = self.env["customer.cost.rollup"].search([("run_id", "=", run.id)])
        return {
            (row.user_id, row.activity_id): (row.customer_count, row.quantity, row.amount)
            for row in rows
        }

    def test_customers_who_are_alike_are_summed_up(self):
        run = self.run_month("2026-01-01", "2026-01-31")
        self.assertEqual(
            self.rows(run),
            {
                (self.ada, self.handling): (2, 3, 67.5),
                (self.bert, self.handling): (1, 1, 22.5),
            },
        )

    def test_customers_of_one_salesperson_are_one_group_wherever_they_are(self):
        self.customer.country_id = self.env.ref("base.be")
        self.other_customer.country_id = self.env.ref("base.fr")
        run = self.run_month("2026-01-01", "2026-01-31")
        self.assertEqual(len(run_rows(self.env["customer.cost.rollup"], run)), 2)

    def test_customers_without_a_salesperson_are_a_group(self):
        (self.customer + self.third).user_id = False
        self.assertEqual(
            self.rows(self.run_month("2026-01-01", "2026-01-31")),
            {
                (self.env["res.users"], self.handling): (2, 3, 67.5),
                (self.ada, self.handling): (1, 1, 22.5),
            },
        )

    def test_the_sums_are_those_of_the_customers(self):
        visits = self.create_activity(
            "Visits",
            self.create_typed_driver("Visits", [(self.third, 5), (self.customer, 2)], "2026-01-05"),
            statement_line="customer",
        )
        self.create_pool("Sales", [(visits, 100)], self.create_account("610009", "Travel"))
        self.create_role(self.env["account.account"].search([("code", "=", "610009")]), "operating")
        run = self.run_month("2026-01-01", "2026-01-31")
        allocations = self.env["customer.cost.allocation"].search([("run_id", "=", run.id)])
        for activity in self.handling + visits:
            rows = [values for key, values in self.rows(run).items() if key[1] == activity]
            of_customers = allocations.filtered(
                lambda a, activity=activity: a.activity_id == activity
            )
            self.assertAlmostEqual(sum(r[2] for r in rows), sum(of_customers.mapped("amount")))
            self.assertAlmostEqual(sum(r[1] for r in rows), sum(of_customers.mapped("quantity")))
        # volumes without cost are volumes all the same
        self.assertEqual(self.rows(run)[self.bert, visits], (1, 5, 0))

    def test_a_row_opens_its_customers(self):
        run = self.run_month("2026-01-01", "2026-01-31")
        row = self.env["customer.cost.rollup"].search(
            [("run_id", "=", run.id), ("user_id", "=", self.ada.id)]
        )
        action = row.action_open_customers()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found.partner_id, self.customer + self.other_customer)
        self.assertEqual(sum(found.mapped("amount")), row.amount)

    def test_computing_again_replaces_them(self):
        run = self.run_month("2026-01-01", "2026-01-31")
        before = self.rows(run)
        run._run_period()
        self.assertEqual(self.rows(run), before)

    def test_without_pools_there_is_nothing_to_sum_up(self):
        self.pool.active = False
        self.handling.active = False
        self.assertFalse(self.rows(self.run_month("2026-01-01", "2026-01-31")))

    def test_the_last_twelve_months_are_published_ones(self):
        rollup = self.env["customer.cost.rollup"]
        run = self.run_month("2026-01-01", "2026-01-31")
        self.assertFalse(rollup.search([("in_last_twelve", "=", True)]))
        run._as_engine().state = "computed"
        run.with_user(self.controller).action_publish()
        self.assertEqual(rollup.search([("in_last_twelve", "=", True)]).run_id, run)
        self.assertEqual(set(run_rows(rollup, run).mapped("in_last_twelve")), {True})

    def test_nobody_writes_them(self):
        row = run_rows(self.env["customer.cost.rollup"], self.run_month("2026-01-01", "2026-01-31"))
        with self.refuses(UserError, "cannot be changed"):
            row.sudo().write({"amount": 1})


def run_rows(rollup, run):
    return rollup.search([("run_id", "=", run.id)])
