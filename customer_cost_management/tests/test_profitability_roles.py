from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .results_common import ResultsCase

#: Results that customer managers may not read at all.
HIDDEN_MODELS = (
    "customer.cost.run",
    "customer.cost.run.node",
    "customer.cost.change",
    "customer.cost.reconciliation.line",
)
FIGURES = ("customer.profitability", "customer.cost.allocation")


@tagged("post_install", "-at_install")
class TestProfitabilityRoles(ResultsCase):
    """Who reads which profit."""

    def names_seen(self, user, model="customer.profitability"):
        return sorted(self.env[model].with_user(user).search([]).partner_id.sudo().mapped("name"))

    def test_manager_sees_his_customers_and_his_teams_in_every_way_of_reading(self):
        self.customer_manager.group_ids += self.env.ref("base.group_allow_export")
        for model in FIGURES:
            figures = self.env[model].with_user(self.customer_manager)
            amount = "cm3" if model == "customer.profitability" else "amount"
            total = 1190 if amount == "cm3" else 750
            with self.subTest(model=model):
                self.assertEqual(self.names_seen(self.customer_manager, model), ["Own", "Team"])
                self.assertEqual(figures._read_group([], [], [f"{amount}:sum"]), [(total,)])
                groups = figures.formatted_read_group([], ["partner_id"], [f"{amount}:sum"])
                self.assertEqual(sum(group[f"{amount}:sum"] for group in groups), total)
                rows = figures.search([]).export_data([amount])["datas"]
                self.assertEqual(sum(float(row[0]) for row in rows), total)

    def test_manager_cannot_open_a_strangers_customer_by_its_id(self):
        statement = self.statement_of(self.other)
        with self.assertRaises(AccessError):
            statement.with_user(self.customer_manager).read(["cm3"])
        allocation = self.env["customer.cost.allocation"].search(
            [("partner_id", "=", self.other.id)]
        )
        with self.assertRaises(AccessError):
            allocation.with_user(self.customer_manager).read(["amount"])

    def test_manager_reads_a_whole_statement_with_its_activities(self):
        statement = self.statement_of(self.own).with_user(self.customer_manager)
        rows = {row["label"]: row["amount"] for row in statement.statement["rows"]}
        self.assertEqual(rows["Order handling"], -250)
        self.assertIn("net_revenue", statement.statement["opens"])
        self.assertNotIn("computed_cost_of_sales", statement.statement["opens"])
        [values] = statement.web_read(
            {"run_state": {}, "run_version": {}, "partner_id": {"fields": {"display_name": {}}}}
        )
        self.assertEqual((values["run_state"], values["run_version"]), ("published", 1))

    def test_manager_reads_the_frozen_evidence_of_his_customers_alone(self):
        captured = self.env["customer.cost.capture"].with_user(self.customer_manager)
        rows = captured.search([])
        self.assertEqual(sorted(rows.mapped("balance")), [-1000, -1000, 60])
        self.assertEqual(rows.partner_id.sudo().mapped("name"), ["Own", "Team"])
        self.assertEqual(captured.search_count([("destination", "=", "pool")]), 0)
        hidden = self.env["customer.cost.capture"].search([("partner_id", "=", self.other.id)])
        with self.assertRaises(AccessError):
            hidden.with_user(self.customer_manager).read(["balance"])
        statement = self.statement_of(self.own).with_user(self.customer_manager)
        [entry] = self.opened(statement.action_open_line("customer_direct"), self.customer_manager)
        [values] = entry.web_read(
            {"account_id": {"fields": {"display_name": {}}}, "result": {}, "item_count": {}}
        )
        self.assertIn("Freight", values["account_id"]["display_name"])
        self.assertEqual((values["result"], values["item_count"]), (-60, 1))
        with self.assertRaises(AccessError):
            self.opened(entry.action_open_journal_item(), self.customer_manager)

    def test_manager_does_not_read_the_evidence_of_what_is_not_published(self):
        self.run_march.action_new_version()
        draft = self.env["customer.cost.run"].search([("state", "=", "draft")])
        draft.action_compute()
        captured = self.env["customer.cost.capture"].with_user(self.customer_manager)
        self.assertEqual(captured.search([]).run_id.sudo(), self.run_march)

    def test_manager_reads_neither_runs_nor_traces_nor_comparisons(self):
        for model in HIDDEN_MODELS:
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.customer_manager).search([])
        statement = self.statement_of(self.own).with_user(self.customer_manager)
        for path in (
            lambda: statement.captured_count,
            lambda: statement._allocations().action_open_sources(),
            lambda: self.run_march.with_user(self.customer_manager).get_comparison(),
            lambda: (
                self.env["customer.cost.trace"]
                .with_user(self.customer_manager)
                .get_sources(statement._allocations().id)
            ),
            lambda: (
                self.env["customer.cost.trace"]
                .with_user(self.customer_manager)
                .get_trace("account.move", self.entry.id)
            ),
            lambda: (
                self.env["customer.profitability"]
                .with_user(self.customer_manager)
                .search([("run_id.contribution", ">", 0)])
            ),
        ):
            with self.assertRaises(AccessError):
                path()

    def test_a_change_in_the_team_counts_at_once(self):
        self.assertEqual(self.names_seen(self.customer_manager), ["Own", "Team"])
        self.seller.sudo().employee_ids.parent_id = False
        self.assertEqual(self.names_seen(self.customer_manager), ["Own"])
        self.other.user_id = self.customer_manager
        self.assertEqual(self.names_seen(self.customer_manager), ["Other", "Own"])

    def test_a_team_reaches_down_through_archived_chiefs(self):
        middle = (
            self.env["hr.employee"]
            .sudo()
            .create({"name": "Middle", "parent_id": self.customer_manager.sudo().employee_ids.id})
        )
        self.seller.sudo().employee_ids.parent_id = middle
        middle.active = False
        self.assertEqual(self.names_seen(self.customer_manager), ["Own", "Team"])

    def test_manager_does_not_see_what_is_not_published(self):
        self.run_march.action_new_version()
        draft = self.env["customer.cost.run"].search([("state", "=", "draft")])
        draft.action_compute()
        figures = self.env["customer.profitability"].with_user(self.customer_manager)
        self.assertEqual(figures.search([]).mapped("run_state"), ["published"] * 2)
        self.assertEqual(figures.search_count([("run_state", "=", "computed")]), 0)
        draft.with_user(self.controller).action_publish()
        self.assertEqual(figures.search([]).mapped("run_version"), [2, 2])

    def test_staff_billing_and_compliance_read_no_figures(self):
        for user in (self.staff, self.billing, self.compliance):
            for model in (*FIGURES, *HIDDEN_MODELS):
                with self.subTest(user=user.login, model=model), self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["customer.cost.capture"].with_user(user).search([])

    def test_auditor_and_accountant_read_every_customer(self):
        for user in (self.auditor, self.cost_accountant, self.controller):
            with self.subTest(user=user.login):
                self.assertEqual(self.names_seen(user), ["Other", "Own", "Team"])

    def test_an_auditor_who_also_manages_customers_still_reads_everything(self):
        self.auditor.group_ids += self.env.ref("customer_cost_management.group_customer_manager")
        self.assertEqual(self.names_seen(self.auditor), ["Other", "Own", "Team"])

    def test_another_company_reads_nothing(self):
        for user in (self.customer_manager, self.auditor, self.controller):
            self.put_in_other_company(user)
            with self.subTest(user=user.login):
                self.assertEqual(self.names_seen(user), [])


@tagged("post_install", "-at_install")
class TestProfitabilityRpc(ResultsCase, HttpCase):
    """The same over the wire."""

    def call(self, model, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def test_manager_reads_only_his_customers_over_rpc(self):
        self.authenticate("customer_manager", "customer_manager-password")
        specification = {
            "partner_id": {"fields": {"display_name": {}}},
            "cm3": {},
            "cm3_percent": {},
            "earning": {},
            "run_state": {},
        }
        answer = self.call(
            "customer.profitability", "web_search_read", domain=[], specification=specification
        )
        self.assertEqual(sorted(row["cm3"] for row in answer["records"]), [500, 690])
        answer = self.call(
            "customer.cost.allocation",
            "web_search_read",
            domain=[],
            specification={"activity_id": {"fields": {"display_name": {}}}, "amount": {}},
        )
        self.assertEqual(sorted(row["amount"] for row in answer["records"]), [250, 500])
        self.assertEqual(
            {row["activity_id"]["display_name"] for row in answer["records"]}, {"Order handling"}
        )
        groups = self.call(
            "customer.cost.allocation",
            "web_read_group",
            domain=[],
            groupby=["activity_id"],
            aggregates=["amount:sum"],
        )
        self.assertEqual([group["amount:sum"] for group in groups["groups"]], [750])

    def test_manager_gets_no_other_figures_over_rpc(self):
        self.authenticate("customer_manager", "customer_manager-password")
        other = self.statement_of(self.other)
        for model, method, args in (
            ("customer.profitability", "read", [other.ids, ["cm3"]]),
            ("customer.profitability", "action_open_line", [other.ids, "customer_direct"]),
            ("customer.cost.run", "get_reconciliation", [self.run_march.ids]),
            ("customer.cost.run", "read", [self.run_march.ids, ["contribution"]]),
            ("customer.cost.run", "get_comparison", [self.run_march.ids]),
            ("customer.cost.trace", "get_trace", ["account.move", self.entry.id]),
            ("customer.cost.change", "search_read", [[], ["effect"]]),
        ):
            with (
                self.subTest(model=model, method=method),
                self.assertLogs("odoo.http", "WARNING"),
                self.assertRaisesRegex(Exception, "AccessError"),
            ):
                self.call(model, method, *args)
