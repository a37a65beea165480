from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .results_common import ResultsCase

#: Field that a model's figure is summed by, where it is not the line's own.
SUMMED_FIELD = {"customer.profitability": "cm3", "customer.cost.capture": "result"}


@tagged("post_install", "-at_install")
class TestReconciliation(ResultsCase):
    """The page that proves a run ties to the books."""

    def page(self, run=None, user=None):
        return (run or self.run_march).with_user(user or self.auditor).get_reconciliation()

    def test_the_lines_add_up_to_the_books(self):
        page = self.page()
        self.assertEqual((page["ledger"]["amount"], page["ledger"]["items"]), (1110, 9))
        amounts = {line["key"]: line["amount"] for line in page["lines"]}
        self.assertEqual(len(amounts), 16)
        self.assertEqual(
            {key: amount for key, amount in amounts.items() if amount},
            {"customer_contribution": 1180, "unassigned": -40, "excluded_result": -30},
        )
        self.assertEqual((page["accounted"], page["difference"]), (1110, 0))
        items = {line["key"]: line["items"] for line in page["lines"] if line.get("items")}
        self.assertEqual(items, {"unassigned": 1, "excluded_result": 1})

    def test_the_parts_of_the_books_are_revenue_cost_of_sales_and_expenses(self):
        parts = {part["key"]: part["amount"] for part in self.page()["ledger"]["parts"]}
        self.assertEqual(
            parts, {"ledger_revenue": 2300, "ledger_cost_of_sales": 0, "ledger_expenses": -1190}
        )

    def test_each_figure_opens_the_records_it_is_the_sum_of(self):
        page = self.page()
        opened = [page["ledger"], *page["ledger"]["parts"], *page["lines"]]
        opened = [figure for figure in opened if figure["records"]]
        self.assertGreater(len(opened), 12)
        for figure in opened:
            records = figure["records"]
            found = self.env[records["model"]].with_user(self.auditor).search(records["domain"])
            field = SUMMED_FIELD.get(records["model"])
            total = sum(found.mapped(field)) if field else -sum(found.mapped("unused"))
            with self.subTest(figure=figure["key"]):
                self.assertAlmostEqual(total, figure["amount"], places=2)

    def test_channel_cost_opens_activities_and_direct_cost(self):
        channel = self.env["customer.cost.category"].create(
            {"name": "Fair", "company_id": self.company.id, "level": "channel"}
        )
        agency = self.create_activity("Agency", statement_line="channel")
        self.create_pool("Trade", [(agency, 100)], self.sundry)
        item = self.entry.line_ids.filtered(
            lambda line: line.account_id == self.freight and line.cost_customer_id == self.own
        )
        item.sudo().cost_category_id = channel
        self.run_march.action_new_version()
        run = self.env["customer.cost.run"].search([("state", "=", "draft")])
        run.action_compute()
        line = next(line for line in self.page(run)["lines"] if line["key"] == "channel")
        self.assertEqual(line["amount"], -100)
        self.assertEqual([part["amount"] for part in line["parts"]], [-40, -60])
        for part, field in zip(line["parts"], ("given", "balance"), strict=True):
            found = self.opened(
                {"res_model": part["records"]["model"], "domain": part["records"]["domain"]}
            )
            self.assertEqual(-sum(found.mapped(field)), part["amount"])

    def test_the_matrix_ties_every_account_to_the_ledger(self):
        matrix = self.page()["matrix"]
        self.assertEqual(
            {destination["key"] for destination in matrix["destinations"]},
            {"revenue", "direct", "pool", "unassigned", "excluded"},
        )
        moving = {row["label"]: row for row in matrix["rows"] if any(row["amounts"])}
        self.assertEqual(len(moving), 5)
        for row in matrix["rows"]:
            self.assertEqual(sum(row["amounts"]), row["ledger"], row["label"])
            self.assertEqual(row["difference"], 0)
        self.assertEqual(moving[self.wages.display_name]["ledger"], -1000)

    def test_the_matrix_shows_what_was_posted_since(self):
        self.post_entry("2026-03-31", (self.sundry, 7), (self.bank, -7))
        rows = {row["account_id"]: row for row in self.page()["matrix"]["rows"]}
        self.assertEqual(rows[self.sundry.id]["difference"], -7)
        self.assertEqual(rows[self.wages.id]["difference"], 0)

    def test_coverage_of_expenses(self):
        coverage = {kind["key"]: kind["amount"] for kind in self.page()["coverage"]}
        self.assertEqual(
            coverage, {"direct": 120, "pooled": 1000, "unassigned": 40, "excluded": 30}
        )
        shares = [kind["share"] for kind in self.page()["coverage"]]
        self.assertAlmostEqual(sum(shares), 1)

    def test_the_last_run_is_the_default(self):
        runs = self.env["customer.cost.run"].with_user(self.auditor)
        self.assertEqual(runs.get_reconciliation()["run"]["id"], self.run_march.id)
        gone = runs.browse(self.run_march.id + 1000)
        self.assertEqual(gone.get_reconciliation()["run"]["id"], self.run_march.id)
        self.put_in_other_company(self.auditor)
        self.assertEqual(runs.get_reconciliation(), {"runs": [], "periods": [], "run": False})

    def test_a_run_of_another_company_is_refused(self):
        self.put_in_other_company(self.auditor)
        with self.assertRaises(AccessError):
            self.page()

    def test_only_accountants_and_auditors_reconcile(self):
        for user in (self.customer_manager, self.staff, self.billing, self.compliance):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.page(user=user)


@tagged("post_install", "-at_install")
class TestRunPage(ResultsCase):
    """The page of a run, and making runs for many months."""

    def test_problems_are_shown_as_text_never_as_markup(self):
        draft = self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": "2026-04-01", "date_to": "2026-04-30"}
        )
        self.assertIn("Compute the run", draft.problems_html)
        self.handling.name = "<b>Orders</b>"
        draft.action_compute()
        draft._as_engine().problems = [
            {"severity": "warning", "code": "x", "message": "<script>alert(1)</script>"}
        ]
        self.assertIn("&lt;script&gt;", draft.problems_html)
        self.assertNotIn("<script>", draft.problems_html)
        self.assertIn("&lt;b&gt;Orders&lt;/b&gt;", draft.model_html)

    def test_smart_buttons_count_what_they_open(self):
        run = self.run_march
        self.assertEqual((run.captured_count, run.allocation_count, run.customer_count), (9, 3, 3))
        self.assertEqual(len(self.opened(run.action_open_customers())), 3)
        self.assertEqual(len(self.opened(run.action_open_allocations())), 3)
        entries = self.opened(run.action_open_captured())
        self.assertEqual(sum(entries.mapped("item_count")), 9)
        self.assertEqual(run.action_open_reconciliation()["params"], {"run_id": run.id})

    def new_periods(self, month_from, month_to, user=None):
        return (
            self.env["customer.cost.new.periods"]
            .with_user(user or self.cost_accountant)
            .create(
                {
                    "company_id": self.company.id,
                    "month_from": month_from,
                    "month_to": month_to,
                }
            )
        )

    def test_new_periods_makes_one_draft_for_each_month_without_a_run(self):
        action = self.new_periods("2026-01-20", "2026-05-03").action_create_runs()
        runs = self.env["customer.cost.run"].search(action["domain"], order="date_from")
        self.assertEqual(
            [(str(run.date_from), str(run.date_to), run.state) for run in runs],
            [
                ("2026-01-01", "2026-01-31", "draft"),
                ("2026-02-01", "2026-02-28", "draft"),
                ("2026-04-01", "2026-04-30", "draft"),
                ("2026-05-01", "2026-05-31", "draft"),
            ],
        )

    def test_new_periods_refuses_a_closed_month(self):
        self.company.sudo().fiscalyear_lock_date = fields.Date.to_date("2026-03-31")
        self.run_march.with_user(self.controller).action_close()
        with self.assertRaisesRegex(UserError, "March 2026 · v1: closed for good"):
            self.new_periods("2026-02-01", "2026-03-01").action_create_runs()
        self.assertEqual(self.env["customer.cost.run"].search_count([]), 1)

    def test_new_periods_wants_a_span_forwards(self):
        for month_to in ("2026-01-31", "2031-03-01"):
            with self.subTest(month_to=month_to), self.assertRaises(ValidationError):
                self.new_periods("2026-02-01", month_to)

    def test_auditors_make_no_runs(self):
        with self.assertRaises(AccessError):
            self.new_periods("2026-02-01", "2026-02-01", self.auditor)
