from freezegun import freeze_time

from odoo.tests import tagged

from .setup_common import DAY, SetupCase


@tagged("post_install", "-at_install")
class TestSetupBooks(SetupCase):
    """What the assistant proposes from books; figures by hand, see the table of the case."""

    def test_each_cost_finds_its_pool_by_account_or_label(self):
        self.post_sales()
        self.post_costs()
        page = self.setup_page()
        self.assertEqual(
            self.amounts(page),
            {"P-SALES": 600, "P-FRT": 100, "P-FIN": 40, "S-PREM": 300, "F-ADM": 60},
        )
        self.assertEqual(
            self.coverage(page), {"direct": 0, "pooled": 0, "unassigned": 50, "excluded": 0}
        )
        [largest] = page["unassigned"]
        self.assertEqual((largest["id"], largest["amount"]), (self.sundry.id, 50))
        self.assertEqual(page["missing"], [])

    def test_nothing_is_written_and_the_queries_do_not_grow_with_the_items(self):
        self.post_sales()
        self.post_costs()
        models = ("pool", "activity", "driver", "account.role", "run")
        before = [self.env[f"customer.cost.{name}"].search_count([]) for name in models]
        self.setup_page()
        self.env.invalidate_all()
        start = self.cr.sql_log_count
        self.setup_page()
        queries = self.cr.sql_log_count - start
        for _number in range(10):
            self.post_costs()
        self.env.invalidate_all()
        start = self.cr.sql_log_count
        self.setup_page()
        self.assertLessEqual(self.cr.sql_log_count - start, queries)
        after = [self.env[f"customer.cost.{name}"].search_count([]) for name in models]
        self.assertEqual(after, before)

    def test_what_is_too_small_goes_to_administration(self):
        self.post_sales()
        self.post_costs()
        # 20 of 1120 pooled are below 2 %
        advert = self.create_account("600092", "Advertising")
        self.post_entry(DAY, (advert, 20), (self.bank, -20))
        page = self.setup_page()
        self.assertNotIn("P-MKT", self.amounts(page))
        self.assertEqual(self.amounts(page)["F-ADM"], 80)
        self.assertIn("Marketing", page["merged"])

    def test_a_customer_of_the_analytic_account_is_direct(self):
        self.post_sales()
        plan = self.env["account.analytic.plan"].create({"name": "Projects"})
        project = self.env["account.analytic.account"].create(
            {"name": "Project", "plan_id": plan.id, "partner_id": self.customers[0].id}
        )
        distribution = {"analytic_distribution": {str(project.id): 100}}
        self.post_entry(DAY, (self.salary, 80, distribution), (self.bank, -80))
        page = self.setup_page()
        self.assertEqual(self.coverage(page)["direct"], 80)
        self.assertEqual(self.amounts(page), {})
        [rule] = page["rules"]
        self.assertEqual((rule["name"], rule["amount"]), ("Customer of the analytic account", 80))

    def test_a_cost_centre_says_whose_pay_it_is(self):
        self.post_sales()
        plan = self.env["account.analytic.plan"].create({"name": "Departments"})
        warehouse = self.env["account.analytic.account"].create(
            {"name": "Warehouse", "plan_id": plan.id}
        )
        distribution = {"analytic_distribution": {str(warehouse.id): 100}}
        self.post_entry(DAY, (self.salary, 500, distribution), (self.bank, -500))
        self.post_entry(DAY, (self.salary, 500), (self.bank, -500))
        self.assertEqual(self.amounts(self.setup_page()), {"P-SALES": 500, "P-LOG": 500})

    def test_a_driver_needs_twenty_records(self):
        self.post_sales()
        self.post_costs()

        def driver(page, code):
            rows = {a["code"]: a for row in page["rows"] for a in row["activities"]}
            return rows[code]["driver"]

        self.assertEqual(driver(self.setup_page(), "A-CHASE"), "Customer invoices")
        for _number in range(19):
            self.invoice(self.customers[0], 1, date=DAY, header={"invoice_date_due": DAY})
        self.assertEqual(driver(self.setup_page(), "A-CHASE"), "Customer invoices")
        self.invoice(self.customers[0], 1, date=DAY, header={"invoice_date_due": DAY})
        self.assertEqual(driver(self.setup_page(), "A-CHASE"), "Invoices not paid when due")

    def test_departments_with_people_give_their_pool_its_minutes(self):
        self.post_sales()
        self.post_costs()
        department = (
            self.env["hr.department"]
            .sudo()
            .create({"name": "Sales", "company_id": self.company.id})
        )
        self.env["hr.employee"].sudo().create(
            [
                {"name": name, "department_id": department.id, "company_id": self.company.id}
                for name in ("One", "Two", "Three")
            ]
        )
        hours = self.company.resource_calendar_id.hours_per_week
        runs = self.compute_year()
        pool = self.env["customer.cost.pool"].search([("code", "=", "P-SALES")])
        self.assertEqual(pool.basis, "time")
        self.assertEqual(pool.practical_minutes, round(3 * hours * 52 / 12 * 60 * 0.8))
        self.assertEqual(set(pool.share_ids.mapped("share")), {1.0})
        self.assert_ties(runs[-1])

    def test_a_service_company_has_no_warehouse(self):
        self.post_sales("service", 0)
        packing = self.create_account("600093", "Packing and warehouse")
        self.post_entry(DAY, (packing, 100), (self.bank, -100))
        page = self.setup_page()
        self.assertEqual(self.amounts(page), {"F-ADM": 100})
        self.assertEqual(self.light(page, "cost_of_sales"), "green")

    def test_delivery_staff_of_a_service_company_is_part_of_the_product_margin(self):
        self.post_sales("service", 0)
        staff = self.create_account("500091", "Consultants", "expense_direct_cost")
        self.post_entry(DAY, (staff, 300), (self.bank, -300))
        page = self.setup_page()
        self.assertEqual(self.amounts(page), {"P-DEL": 300})
        march = self.compute_year(page)[-1]
        # by net revenue, a third each, until hours are written down
        for customer in self.customers:
            statement = self.statement(march, customer)
            self.assertEqual((statement.delivery_labour, statement.cm1), (100, 900))
        self.assert_ties(march)

    def test_cost_of_goods_is_never_taken_by_a_pool(self):
        self.post_sales()
        goods = self.create_account("500091", "Goods", "expense_direct_cost")
        self.post_entry(DAY, (goods, 900), (self.bank, -900))
        self.assertEqual(self.amounts(self.setup_page()), {})

    def test_an_empty_database_says_what_is_missing(self):
        page = self.setup_page()
        [missing] = page["missing"]
        self.assertIn("no posted customer invoices since Apr 2025", missing["text"])
        self.assertEqual(page["rows"], [])
        self.assertEqual({light["color"] for light in page["lights"]}, {"red"})

    def test_sales_alone_are_product_margin_only(self):
        self.post_sales()
        page = self.setup_page()
        self.assertEqual(
            [missing["text"] for missing in page["missing"]],
            ["No operating cost found; this is product margin only."],
        )
        self.assertEqual(self.light(page, "revenue"), "green")
        self.assertEqual(self.light(page, "cost_of_sales"), "green")
        self.assertEqual(self.light(page, "expenses"), "red")

    def test_hardly_any_cost_is_said_to_be_so(self):
        """2 % of 3000 are 60: 60 is as good as nothing, 61 is a cost."""
        self.post_sales()
        self.post_entry(DAY, (self.salary, 60), (self.bank, -60))
        [missing] = self.setup_page()["missing"]
        self.assertRegex(missing["text"], r"^Almost no operating cost found \(.*60\.00\); this is")
        self.assertEqual(missing["fix"]["res_model"], "customer.cost.account.role")
        self.post_entry(DAY, (self.salary, 1), (self.bank, -1))
        self.assertEqual(self.setup_page()["missing"], [])

    def test_what_is_credited_again_was_invoiced_all_the_same(self):
        self.post_sales()
        for customer in self.customers:
            self.invoice(customer, 1500, date=DAY, move_type="out_refund")
        page = self.setup_page()
        self.assertEqual([m["key"] for m in page["missing"]][:1], ["revenue"])
        self.assertIn("1,500.00", page["missing"][0]["text"])

    def test_books_that_have_hardly_begun_end_with_the_running_month(self):
        """Two ended months and the running one; with a third before them the year has ended."""
        self.post_sales()
        setup = self.env["customer.cost.setup"]
        for day, month in (
            ("2026-03-20", "2026-03"),
            ("2026-04-20", "2026-03"),
            ("2026-05-20", "2026-03"),
            ("2026-06-20", "2026-05"),
        ):
            with freeze_time(day):
                self.assertEqual(setup.get_setup()["month"], month, day)

    def test_cost_that_no_pool_takes_is_a_click_away(self):
        """50 of 1150 are few enough; with 100 more the light offers both entries."""
        self.post_sales()
        self.post_costs()

        def fix():
            lights = {light["key"]: light for light in self.setup_page()["lights"]}
            return lights["expenses"]["fix"]

        self.assertFalse(fix())
        line = {"name": "Restaurant with guests"}
        self.post_entry(DAY, (self.sundry, 100, line), (self.bank, -100))
        items = self.env[fix()["res_model"]].search(fix()["domain"])
        found = items.filtered(lambda item: item.name == "Restaurant with guests")
        self.assertEqual(sorted(found.mapped("balance")), [50, 100])

    def test_beside_pools_of_ones_own_a_proposal_covers_nothing_yet(self):
        self.post_sales()
        self.post_costs()

        def covered(page):
            return next(light["text"] for light in page["lights"] if light["key"] == "expenses")

        self.assertIn("95.7", covered(self.setup_page()))
        own = {"name": "Own", "code": "OWN", "company_id": self.company.id}
        self.env["customer.cost.pool"].create(own)
        page = self.setup_page()
        amounts = {kind["key"]: kind["amount"] for kind in page["coverage"]}
        found = amounts["direct"] + amounts["pooled"]
        self.assertLess(found, 1100)
        self.assertIn(f"{100 * found / 1150:.1f}", covered(page))

    def test_without_goods_the_roles_are_a_click_away(self):
        for customer in self.customers:
            self.invoice(customer, 1000, date=DAY)
        lights = {light["key"]: light for light in self.setup_page()["lights"]}
        self.assertIn("No goods are invoiced", lights["cost_of_sales"]["text"])
        for key in ("cost_of_sales", "expenses"):
            self.assertEqual(lights[key]["fix"]["res_model"], "customer.cost.account.role", key)

    def test_excluded_cost_is_named(self):
        self.post_sales()
        fine = self.create_account("642091", "Exchange differences")
        self.create_role(fine, "excluded")
        self.post_entry(DAY, (fine, 30), (self.bank, -30))
        [row] = self.setup_page()["excluded"]
        self.assertEqual((row["id"], row["items"], row["amount"]), (fine.id, 1, 30))

    def test_goods_without_cost_and_few_customers_are_told(self):
        product = self.create_product("Thing")
        self.invoice(self.customers[0], 1000, date=DAY, product_id=product.id)
        page = self.setup_page()
        self.assertEqual(
            [missing["key"] for missing in page["missing"]], ["customers", "cost", "product_cost"]
        )
        self.assertEqual(self.light(page, "cost_of_sales"), "red")

    def test_revenue_without_a_customer_dims_the_first_light(self):
        self.post_sales()
        revenue = self.company_data["default_account_revenue"]
        # 1000 of 4000 have no customer
        self.post_entry(DAY, (self.bank, 1000), (revenue, -1000))
        page = self.setup_page()
        self.assertEqual(self.light(page, "revenue"), "red")
        text = next(light["text"] for light in page["lights"] if light["key"] == "revenue")
        self.assertIn("75.0 %", text)

    def test_the_closing_entry_takes_no_revenue_back(self):
        self.post_sales()
        result = self.env["account.account"].search(
            [("company_ids", "in", self.company.ids), ("account_type", "=", "equity_unaffected")],
            limit=1,
        )
        revenue = self.company_data["default_account_revenue"]
        self.post_entry("2026-03-31", (revenue, 3000), (result, -3000))
        page = self.setup_page()
        self.assertEqual(self.light(page, "revenue"), "green")
        self.assertNotIn("invoices", [missing["key"] for missing in page["missing"]])

    def test_the_year_ends_with_the_last_month_that_ended_or_that_has_books(self):
        self.post_sales()
        page = self.env["customer.cost.setup"].get_setup()
        self.assertTrue(page["progress"]["boxes"])
        self.assertEqual(len(page["progress"]["boxes"]), 12)
        self.company.customer_cost_first_month = "2026-02-01"
        boxes = self.setup_page()["progress"]["boxes"]
        self.assertEqual([box["month"] for box in boxes], ["2026-02", "2026-03"])

    def test_chinese_books_with_bare_accounts_are_told_apart_by_labels(self):
        """6601 and 6602 alone, as the chart of enterprises has them: the words decide."""
        self.force(self.company, chart_template="cn_large_bis")
        selling = self.create_account("660191", "销售费用")
        management = self.create_account("660291", "管理费用")
        finance = self.create_account("660391", "财务费用")
        self.post_sales()
        for account, amount, label in (
            (selling, 700, "3月工资"),
            (selling, 200, "顺丰快递费"),
            (selling, 90, "客户招待餐费"),
            (selling, 60, "其他"),
            (management, 300, "办公室房租"),
            (management, 80, "审计费"),
            (management, 40, "3月工资"),
            (finance, 70, "借款利息"),
            (finance, 50, "转账手续费"),
        ):
            self.post_entry(DAY, (account, amount, {"name": label}), (self.bank, -amount))
        page = self.setup_page()
        self.assertEqual(
            self.amounts(page),
            {
                "P-SALES": 760,
                "P-FRT": 200,
                "P-FIN": 50,
                "P-INT": 70,
                "S-PREM": 300,
                "F-ADM": 120,
            },
        )
        self.assertEqual(self.coverage(page)["unassigned"], 90)
