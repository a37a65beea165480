import json

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.modules.module import Manifest
from odoo.tests import tagged
from odoo.tools import file_open

from odoo.addons.customer_cost_management.tests.results_common import ResultsCase
from odoo.addons.customer_cost_management_spreadsheet.dashboard import customer_profit

NAME = "customer_cost_management_spreadsheet"
READERS = {"customer_manager", "controller", "auditor"}


@tagged("post_install", "-at_install")
class TestDashboard(ResultsCase):
    """Who sees the dashboard, what it reads, and what it says without figures."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dashboard = cls.env.ref(f"{NAME}.dashboard_customer_profit")
        cls.env.user.group_ids += cls.env.ref("spreadsheet_dashboard.group_dashboard_manager")

    def test_the_file_is_what_its_program_prints(self):
        path = f"{Manifest.for_addon(NAME).path}/data/files/customer_profit_dashboard.json"
        with file_open(path) as file:
            self.assertEqual(json.load(file), customer_profit.dashboard())

    def test_it_names_fields_that_there_are(self):
        self.dashboard._check_spreadsheet_data()

    def test_who_sees_it(self):
        for role in ("staff", "billing", "compliance", "cost_accountant", *READERS):
            user = getattr(self, role)
            found = self.env["spreadsheet.dashboard"].with_user(user).search([])
            with self.subTest(role=role):
                self.assertEqual(self.dashboard in found, role in READERS)

    # ------------------------------------------------------------------ figures

    def sums(self, user, number):
        """What a pivot of the dashboard reads for somebody, in the whole year."""
        pivot = customer_profit.dashboard()["pivots"][str(number)]
        model = self.env[pivot["model"]].with_user(user)
        names = [measure["fieldName"] for measure in pivot["measures"]]
        [row] = model._read_group(
            pivot["domain"], [], [n if n == "__count" else f"{n}:sum" for n in names]
        )
        return dict(zip(names, row, strict=True))

    def test_the_controller_reads_the_company(self):
        """2300 of revenue, contributions 690 + 500 − 10; one customer loses 10."""
        sums = self.sums(self.controller, 1)
        self.assertEqual((sums["net_revenue"], sums["cm3"]), (2300, 1180))
        self.assertEqual(self.sums(self.controller, 3), {"__count": 1, "cm3": -10})

    def test_a_manager_reads_his_customers_and_his_team_s(self):
        sums = self.sums(self.customer_manager, 1)
        self.assertEqual((sums["net_revenue"], sums["cm3"]), (2000, 1190))
        self.assertEqual(self.sums(self.customer_manager, 3)["__count"], 0)

    def test_what_is_not_published_is_not_in_it(self):
        """The controller could read a month that is only computed."""
        self.invoice_of_april()
        self.assertEqual(self.sums(self.controller, 1)["net_revenue"], 2300)

    def invoice_of_april(self):
        self.post_invoice(self.own, "2026-04-10", 70)
        run = self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": "2026-04-01", "date_to": "2026-04-30"}
        )
        run.action_compute()
        self.assertEqual(self.statement_of(self.own, run).net_revenue, 70)

    def test_budgets_of_the_reader(self):
        """Nobody planned anything yet, and whoever plans reads his own."""
        for user in (self.controller, self.customer_manager, self.auditor):
            self.assertFalse(self.sums(user, 4)["revised"])

    def test_best_and_worst_customers(self):
        names = {}
        for number, each in customer_profit.dashboard()["lists"].items():
            order = ", ".join(
                f"{by['name']} {'asc' if by['asc'] else 'desc'}" for by in each["orderBy"]
            )
            rows = self.env[each["model"]].search(Domain(each["domain"]), order=order)
            names[number] = rows.partner_id.mapped("name")
        self.assertEqual(names, {"1": ["Own", "Team", "Other"], "2": ["Other", "Team", "Own"]})

    def test_the_bars_of_the_bottom_ten_show_what_they_lose(self):
        """Bars of negative amounts are not drawn: a column that is hidden turns them round."""
        sheet = customer_profit.front()
        [rule] = [each for each in sheet["conditionalFormats"] if each["id"] == "worst"]
        self.assertEqual((rule["ranges"], rule["rule"]["rangeValues"]), (["G37:G46"], "H37:H46"))
        self.assertEqual(sheet["cells"]["H46"], "=IF(ISNUMBER(G46),MAX(0,-G46),0)")
        self.assertEqual(sheet["cells"]["G46"], '=ODOO.LIST(2,10,"cm3")')
        self.assertTrue(sheet["cols"]["7"]["isHidden"])

    def test_a_change_in_per_cent_needs_a_base_above_zero(self):
        """The scorecards in per cent compare with E2 and E3; those in words tell a loss as well."""
        sheet = customer_profit.front()
        cards = {
            each["data"]["baseline"]: each["data"]["baselineMode"]
            for each in sheet["figures"]
            if each["data"]["type"] == "scorecard"
        }
        cells = customer_profit.data()["cells"]
        for cell, mode in cards.items():
            formula = cells[cell.removeprefix("Data!")]
            self.assertEqual("C" in formula and ">0" in formula, mode == "percentage", cell)

    def test_charts_end_where_the_next_heading_begins(self):
        """Rows are 23 pixels high unless told otherwise."""
        sheet = customer_profit.front()

        def top(row):
            sizes = (sheet["rows"].get(str(each), {}).get("size", 23) for each in range(row - 1))
            return sum(sizes)

        for figure in sheet["figures"]:
            bottom = figure["offset"]["y"] + figure["height"]
            headings = [row for row in (7, 21, 35, 48) if top(row) >= figure["offset"]["y"]]
            with self.subTest(figure=figure["id"]):
                self.assertLessEqual(bottom, top(headings[0] if headings else 63))

    # ------------------------------------------------------------------ pages behind it

    def snapshot(self, user):
        dashboard = self.dashboard.with_user(user).with_company(self.company)
        return json.loads(dashboard._get_serialized_readonly_dashboard())["snapshot"]

    def test_every_figure_opens_a_page(self):
        names = {figure["id"] for figure in customer_profit.front()["figures"]}
        menus = customer_profit.dashboard()["chartOdooMenusReferences"]
        self.assertEqual(set(menus), names)
        for name in menus.values():
            self.assertTrue(self.env.ref(name).action)

    def test_its_links_are_menus_of_the_reader(self):
        """A manager has no Invoicing: an unknown menu would be an error in its cell."""
        for user, whale in (
            (self.controller, "customer_whale_curve_menu"),
            (self.customer_manager, "customer_whale_curve_expense_menu"),
        ):
            snapshot = self.snapshot(user)
            menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            with self.subTest(user=user.login):
                for name in snapshot["chartOdooMenusReferences"].values():
                    self.assertIn(self.env.ref(name).id, menus)
                cell = snapshot["sheets"][0]["cells"]["F7"]
                self.assertTrue(cell.endswith(f"/customer_cost_management.{whale})"), cell)

    # ------------------------------------------------------------------ without figures

    def shown(self, user):
        dashboard = self.dashboard.with_user(user).with_company(self.company)
        snapshot = json.loads(dashboard._get_serialized_readonly_dashboard())["snapshot"]
        return snapshot["sheets"][0]["cells"]

    def test_with_figures_it_shows_them(self):
        self.assertIn("A37", self.shown(self.controller))

    def test_without_figures_it_says_what_to_do(self):
        for window in self.env["customer.profitability.window"].search([]):
            window._forget()
        self.env.invalidate_all()
        cells = self.shown(self.controller)
        self.assertEqual(cells["A2"], "No figures are published yet.")
        self.assertIn("customer_cost_setup_menu", cells["A4"])
        for user in (self.customer_manager, self.auditor):
            self.assertEqual(self.shown(user)["A4"], "Your controller publishes them each month.")

    def test_the_sentence_is_in_the_reader_s_language(self):
        """Not translated by the browser: the addon says it."""
        self.assertEqual(set(self.dashboard._sentences()["sheets"][0]["cells"]), {"A2", "A4"})

    def test_another_dashboard_stays_as_it_is(self):
        other = self.env["spreadsheet.dashboard"].create(
            {"name": "Other", "dashboard_group_id": self.dashboard.dashboard_group_id.id}
        )
        self.assertFalse(other._is_about_customers())

    # ------------------------------------------------------------------ links for everybody

    def share(self, dashboard, user=None):
        shares = self.env["spreadsheet.dashboard.share"].with_user(user or self.env.user)
        data = {"dashboard_id": dashboard.id, "spreadsheet_data": dashboard.spreadsheet_data}
        return shares.action_get_share_url(data)

    def test_nobody_shares_it_by_a_link(self):
        for user in (self.controller, self.customer_manager, self.auditor):
            with self.refuses(UserError, "to everybody who has the link"):
                self.share(self.dashboard, user)

    def test_nobody_shares_a_copy_of_it(self):
        copy = self.dashboard.copy({"name": "Copy"})
        with self.refuses(UserError, '"Copy" shows what customers earn'):
            self.share(copy)

    def test_other_dashboards_are_shared(self):
        other = self.env["spreadsheet.dashboard"].create(
            {"name": "Other", "dashboard_group_id": self.dashboard.dashboard_group_id.id}
        )
        self.assertIn("/dashboard/share/", self.share(other))

    def test_staff_reads_nothing_of_it(self):
        with self.assertRaises(AccessError):
            self.sums(self.staff, 1)
        with self.assertRaises(AccessError):
            self.dashboard.with_user(self.staff).read(["name"])
