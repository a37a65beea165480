from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .browser_case import BrowserCase
from .results_common import ResultsCase

MODELS = ("customer.profitability.year", "customer.profitability.window", "customer.cost.rollup")


@tagged("post_install", "-at_install")
class TestCustomerProfitabilityYearRoles(ResultsCase):
    """Who reads whose year, and whose sums."""

    LAST = [("window_kind", "=", "last_twelve")]

    def names_seen(self, user):
        rows = self.env["customer.profitability.year"].with_user(user).search(self.LAST)
        return sorted(rows.partner_id.sudo().mapped("name"))

    def sums_seen(self, user):
        rollup = self.env["customer.cost.rollup"].with_user(user)
        return rollup._read_group([], [], ["amount:sum"])[0][0]

    def test_manager_sees_his_customers_and_his_teams_in_every_way_of_reading(self):
        self.customer_manager.group_ids += self.env.ref("base.group_allow_export")
        years = self.env["customer.profitability.year"].with_user(self.customer_manager)
        self.assertEqual(self.names_seen(self.customer_manager), ["Own", "Team"])
        self.assertEqual(years._read_group(self.LAST, [], ["cm3:sum"]), [(1190,)])
        groups = years.formatted_read_group(self.LAST, ["partner_id"], ["cm3:sum"])
        self.assertEqual(sum(group["cm3:sum"] for group in groups), 1190)
        rows = years.search(self.LAST).export_data(["cm3"])["datas"]
        self.assertEqual(sum(float(row[0]) for row in rows), 1190)
        self.assertEqual(years.search_count([("cm3", "<", 0)]), 0)

    def test_manager_cannot_open_a_strangers_year_by_its_id(self):
        row = self.env["customer.profitability.year"].search(
            [*self.LAST, ("partner_id", "=", self.other.id)]
        )
        for name in ("cm3", "statement", "rank", "display_name"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                row.with_user(self.customer_manager).read([name])
        for action in ("action_open_months", "action_open_allocations"):
            self.env.invalidate_all()
            with self.subTest(action=action), self.assertRaises(AccessError):
                getattr(row.with_user(self.customer_manager), action)()

    def test_manager_reads_a_whole_year_with_its_activities_and_months(self):
        row = self.env["customer.profitability.year"].search(
            [*self.LAST, ("partner_id", "=", self.own.id)]
        )
        row = row.with_user(self.customer_manager)
        rows = {each["label"]: each["amount"] for each in row.statement["rows"]}
        self.assertEqual(rows["Order handling"], -250)
        months = self.opened(row.action_open_months(), self.customer_manager)
        self.assertEqual(months.mapped("cm3"), [690])
        [values] = row.web_read({"window_id": {"fields": {"display_name": {}}}, "rank": {}})
        self.assertEqual(values["window_id"]["display_name"], "12 months to March 2026")
        self.assertEqual(values["rank"], 1)

    def test_manager_does_not_learn_which_runs_are_in_a_year(self):
        window = self.env["customer.profitability.window"].search([], limit=1)
        with self.assertRaises(AccessError):
            window.with_user(self.customer_manager).read(["run_ids"])
        with self.assertRaises(AccessError):
            window.with_user(self.customer_manager).search([("run_ids.contribution", ">", 0)])

    def test_manager_sees_sums_of_customers_who_were_his_or_his_teams(self):
        """250 of his own and 500 of his team, not the 250 of the stranger."""
        self.assertEqual(self.sums_seen(self.customer_manager), 750)
        self.assertEqual(self.sums_seen(self.auditor), 1000)
        rollup = self.env["customer.cost.rollup"]
        strangers = rollup.search([("user_id", "=", self.stranger.id)])
        self.assertEqual(sum(strangers.mapped("amount")), 250)
        with self.assertRaises(AccessError):
            strangers.with_user(self.customer_manager).read(["amount"])
        self.seller.sudo().employee_ids.parent_id = False
        self.assertEqual(self.sums_seen(self.customer_manager), 250)

    def test_manager_sees_no_sums_before_they_are_published(self):
        self.run_march.action_new_version()
        draft = self.env["customer.cost.run"].search([("state", "=", "draft")])
        draft.action_compute()
        rollup = self.env["customer.cost.rollup"].with_user(self.customer_manager)
        self.assertEqual(rollup.search([]).mapped("run_id"), self.run_march)
        self.assertEqual(self.sums_seen(self.customer_manager), 750)
        self.assertEqual(self.sums_seen(self.controller), 2000)

    def test_customers_without_a_salesperson_are_no_managers(self):
        self.own.user_id = False
        self.assertEqual(self.names_seen(self.customer_manager), ["Team"])

    def test_staff_billing_and_compliance_read_nothing(self):
        for user in (self.staff, self.billing, self.compliance):
            for model in MODELS:
                with self.subTest(user=user.login, model=model), self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])

    def test_nobody_writes_creates_or_deletes(self):
        for user in (self.customer_manager, self.auditor, self.controller):
            for model in MODELS:
                record = self.env[model].with_user(user).search([], limit=1)
                self.assertTrue(record)
                for forbidden in (
                    lambda r: r.write({"company_id": r.company_id.id}),
                    lambda r: r.create({"company_id": r.company_id.id}),
                    lambda r: r.unlink(),
                ):
                    with self.subTest(user=user.login, model=model), self.assertRaises(UserError):
                        forbidden(record)

    def test_auditor_and_accountant_read_every_customer(self):
        for user in (self.auditor, self.cost_accountant, self.controller):
            with self.subTest(user=user.login):
                self.assertEqual(self.names_seen(user), ["Other", "Own", "Team"])

    def test_another_company_reads_nothing(self):
        for user in (self.customer_manager, self.auditor, self.controller):
            self.put_in_other_company(user)
            for model in MODELS:
                with self.subTest(user=user.login, model=model):
                    self.assertFalse(self.env[model].with_user(user).search([]))


@tagged("post_install", "-at_install")
class TestCustomerProfitabilityYearWeb(ResultsCase, BrowserCase):
    """The pages of the years as the roles open them."""

    def call(self, model, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def test_manager_reads_only_his_customers_over_rpc(self):
        self.authenticate("customer_manager", "customer_manager-password")
        answer = self.call(
            "customer.profitability.year",
            "web_search_read",
            domain=[["window_kind", "=", "last_twelve"]],
            specification={
                "partner_id": {"fields": {"display_name": {}}},
                "window_id": {"fields": {"display_name": {}}},
                "user_id": {"fields": {"display_name": {}}},
                "cm3": {},
                "cm3_percent": {},
                "earning": {},
                "rank": {},
                "run_count": {},
            },
        )
        self.assertEqual(sorted(row["cm3"] for row in answer["records"]), [500, 690])
        answer = self.call(
            "customer.cost.rollup",
            "formatted_read_grouping_sets",
            domain=[["in_last_twelve", "=", True]],
            grouping_sets=[[], ["activity_id"], ["user_id"], ["activity_id", "user_id"]],
            aggregates=["amount:sum"],
        )
        self.assertEqual(answer[0][0]["amount:sum"], 750)

    def test_manager_walks_through_a_year(self):
        self.start_tour(
            "/odoo/customer-profitability", "customer_cost_year", login="customer_manager"
        )
