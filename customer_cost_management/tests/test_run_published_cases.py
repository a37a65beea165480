from odoo.tests import tagged

from odoo.addons.customer_cost_management.engine.tests.cases import load_case

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestPublishedCases(CustomerCostRunCommon):
    """Published worked examples, from posted entries to stored figures."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.create_account("101999", "Bank of the case", "asset_cash")
        cls.receivable = cls.company_data["default_account_receivable"]

    def create_accounts(self, amounts, prefix="71"):
        """Expense accounts by name."""
        return {
            name: self.create_account(f"{prefix}{number:04d}", name)
            for number, name in enumerate(amounts)
        }

    def post_costs(self, costs):
        """One entry of ``(account, amount, values)`` against the bank."""
        total = sum(cost[1] for cost in costs)
        self.post_entry("2026-03-31", *costs, (self.bank, -total))

    def create_customers(self, names):
        return {name: self.env["res.partner"].create({"name": name}) for name in names}

    # ------------------------------------------------------------------ time-driven

    def test_time_driven_costing_hbr_2004(self):
        """Kaplan and Anderson, Harvard Business Review, November 2004: 560,000 of customer
        service, 700,000 practical minutes, 49,000 orders of 8, 1,400 inquiries of 44 and 2,500
        credit checks of 50 minutes; two customers with half of each."""
        wages = self.create_account("610001", "Customer service")
        self.roles_for_all_accounts()
        activities = []
        for name, quantity, minutes in (
            ("Order", 49000, 8),
            ("Inquiry", 1400, 44),
            ("Credit check", 2500, 50),
        ):
            driver = self.create_typed_driver(
                name, [(self.customer, quantity / 2), (self.other_customer, quantity / 2)]
            )
            activities.append(self.create_activity(name, driver, timed=True, base_minutes=minutes))
        self.create_pool(
            "Customer service",
            [(a, 1) for a in activities],
            wages,
            basis="time",
            practical_minutes=700000,
        )
        self.post_costs([(wages, 560000)])
        run = self.run_month()
        self.assert_ties(run)
        self.assertRecordValues(
            self.node(run, "Customer service"),
            [
                {
                    "captured": 560000,
                    "given": 462880,
                    "unused": 97120,
                    "rate": 0.8,
                    "used_percent": 82.7,
                }
            ],
        )
        self.assertEqual(
            [self.node(run, a.name).given for a in activities], [313600, 49280, 100000]
        )
        self.assertEqual(self.statement(run, self.customer).cm3, -231440)
        self.assertEqual(self.statement(run, self.other_customer).cm3, -231440)
        amounts = [amount for *_rest, amount in self.allocated(run, self.customer).values()]
        self.assertEqual(sorted(amounts), [24640, 50000, 156800])
        lines = self.env["customer.cost.reconciliation.line"].search([("run_id", "=", run.id)])
        self.assertEqual(len(lines), 16)
        self.assertEqual(
            self.reconciliation(run),
            {"customer_contribution": -462880, "unused_capacity": -97120},
        )

    def test_rolling_capacity_spreads_a_quiet_month_over_the_year(self):
        """February costs as much as January but has half the minutes: its own rate would
        double.  Rolling: (600 + 600) ÷ (1000 + 500) = 0.80 a minute in February."""
        wages = self.create_account("610001", "Service")
        self.roles_for_all_accounts()
        driver = self.create_typed_driver("Jobs", [])
        job = self.create_activity("Job", driver, timed=True, base_minutes=1)
        pool = self.create_pool("Service", [(job, 1)], wages, basis="time", practical_minutes=1000)
        for month, jobs in (("01", 900), ("02", 400)):
            self.post_entry(f"2026-{month}-28", (wages, 600), (self.bank, -600))
            self.env["customer.cost.driver.volume"].create(
                {
                    "driver_id": driver.id,
                    "partner_id": self.customer.id,
                    "date": f"2026-{month}-15",
                    "quantity": jobs,
                }
            )
        january = self.run_month("2026-01-01", "2026-01-31")
        january._as_engine().write({"state": "computed"})
        pool.practical_minutes = 500
        february = self.run_month("2026-02-01", "2026-02-28")
        self.assertRecordValues(
            self.node(january, "Service") + self.node(february, "Service"),
            [
                # 600 ÷ 1000 = 0.60: 900 × 0.60 = 540 given, 60 unused
                {"rate": 0.6, "given": 540, "unused": 60, "spending_variance": 0},
                # 0.80 × 400 = 320 given, 0.80 × 100 = 80 unused, 600 − 0.80 × 500 = 200 variance
                {"rate": 0.8, "given": 320, "unused": 80, "spending_variance": 200},
            ],
        )
        self.assertEqual(february.difference, 0)

    # ------------------------------------------------------------------ support departments

    def test_step_down_robinson(self):
        """Horngren, Datar and Rajan, chapter 15: plant maintenance, then information systems,
        give to machining and assembly.  Each operating pool has one activity, so that the
        activities hold the published totals."""
        case = load_case("alloc_robinson")
        inputs, expected = case["inputs"], case["expected"]["step_down"]
        accounts = self.create_accounts(inputs["direct_costs"])
        self.roles_for_all_accounts()
        pools = {}
        for name in inputs["operating"]:
            driver = self.create_typed_driver(name, [(self.customer, 3), (self.other_customer, 1)])
            activity = self.create_activity(f"{name} hours", driver)
            pools[name] = self.create_pool(name, [(activity, 100)], accounts[name])
        for sequence, name in enumerate(inputs["step_order"], 1):
            pools[name] = self.create_pool(
                name, (), accounts[name], kind="support", basis="driver", sequence=sequence
            )
        for name in inputs["support"]:
            quantities = inputs["driver"][name].items()
            self.env["customer.cost.share"].create(
                [
                    {"pool_id": pools[name].id, "to_pool_id": pools[to].id, "share": quantity}
                    for to, quantity in quantities
                ]
            )
        self.post_costs([(accounts[name], cost) for name, cost in inputs["direct_costs"].items()])
        run = self.run_month()
        self.assert_ties(run)
        for name, total in expected.items():
            self.assertEqual(self.node(run, name).given, total)
            amount = self.allocated(run, self.customer)[f"{name} hours"][2]
            self.assertEqual(amount, total * 3 / 4)
        self.assertEqual(self.node(run, "information_systems").received, 1260000)
        total = sum(expected.values())
        self.assertEqual(self.statement(run, self.customer).cm3, -total * 3 / 4)
        self.assertEqual(self.reconciliation(run), {"customer_contribution": -total})

    # ------------------------------------------------------------------ two stages

    def test_classic_brass(self):
        """Garrison, Noreen and Brewer: nine resources go to five activity pools by interviews;
        320 an order, 630 a design, 19 a machine hour, 1,470 a customer; "other" stays with the
        company.  Windward Yachts earns 699, the company loses 1,250."""
        case = load_case("cust_classic_brass")
        inputs, expected = case["inputs"], case["expected"]
        self.build_classic_brass(inputs)
        windward, others = self.customer, self.other_customer
        one = inputs["customers"]["windward_yachts"]
        products = inputs["products"].values()
        for customer, sign in ((windward, 1), (others, -1)):
            for name in ("sales", "materials", "labor", "shipping"):
                total = 0 if sign == 1 else sum(product[name] for product in products)
                self.post_for(customer, name, total + sign * one[name])
        run = self.run_month()
        self.assert_ties(run)
        for name, cost in expected["pool_cost"].items():
            self.assertEqual(self.node(run, name).received, cost)
        rates = {name: self.node(run, name).rate for name in expected["rate"]}
        self.assertEqual(rates, expected["rate"])
        statement = self.statement(run, windward)
        self.assertEqual(statement.cm3, expected["customer_margin"]["windward_yachts"])
        self.assertEqual(
            statement.order_allocated + statement.customer_allocated,
            expected["customer_overhead"]["windward_yachts"],
        )
        self.assertEqual(
            self.allocated(run, windward),
            {
                "customer_orders": (3, 320, 960),
                "product_design": (1, 630, 630),
                "order_size": (177, 19, 3363),
                "customer_relations": (1, 1470, 1470),
            },
        )
        self.assertEqual(self.reconciliation(run)["facility"], -expected["pool_cost"]["other"])
        self.assertEqual(run.ledger_result, expected["net_operating_income"])

    def build_classic_brass(self, inputs):
        self.accounts = self.create_accounts(inputs["resources"])
        self.accounts |= self.create_accounts(["materials", "labor", "shipping"], "72")
        self.accounts["sales"] = self.create_account("710900", "Sales of the case", "income")
        traced = [self.accounts[name] for name in ("materials", "labor", "shipping")]
        self.roles_for_all_accounts(cost_of_sales=traced)
        one = inputs["customers"]["windward_yachts"]
        activities = []
        for name in inputs["pools"]:
            if name == "other":
                activities.append(self.create_activity(name, statement_line="facility"))
                continue
            total = inputs["driver_volume"][name]
            volumes = [(self.customer, one[name]), (self.other_customer, total - one[name])]
            line = "customer" if name == "customer_relations" else "order"
            driver = self.create_typed_driver(name, volumes)
            activities.append(self.create_activity(name, driver, statement_line=line))
        for name, (cost, percents) in inputs["resources"].items():
            shares = list(zip(activities, percents, strict=True))
            self.create_pool(name, shares, self.accounts[name])
            self.post_costs([(self.accounts[name], cost)])

    def post_for(self, customer, name, amount):
        typed = {"cost_customer_id": customer.id}
        sign = -1 if name == "sales" else 1
        self.post_entry(
            "2026-03-31", (self.accounts[name], sign * amount, typed), (self.bank, -sign * amount)
        )

    # ------------------------------------------------------------------ customer profitability

    def test_spring_distribution(self):
        """Horngren, Datar and Rajan, chapter 14: revenue, gross margin, cost to serve and
        operating income of customers A, B, G and J from their prices, cases and five rates."""
        case = load_case("cust_spring_distribution")
        inputs, expected = case["inputs"], case["expected"]
        customers = self.create_customers(inputs["customers"])
        goods = self.create_product("Case of bottled water", cost=inputs["unit_cost"])
        accounts = self.create_accounts(inputs["rates"])
        self.roles_for_all_accounts()
        volumes = {
            customers[name]: {
                "order_taking": one["orders"],
                "customer_visits": one["visits"],
                "delivery_miles": one["deliveries"] * one["miles"],
                "product_handling": one["cases"],
                "expedited": one["expedited"],
            }
            for name, one in inputs["customers"].items()
        }
        for name, rate in inputs["rates"].items():
            used = [(customer, used[name]) for customer, used in volumes.items()]
            activity = self.create_activity(name, self.create_typed_driver(name, used))
            self.create_pool(name, [(activity, 100)], accounts[name])
            self.post_costs([(accounts[name], rate * sum(quantity for _c, quantity in used))])
        for name, one in inputs["customers"].items():
            self.invoice(customers[name], one["price"], product_id=goods.id, quantity=one["cases"])
        run = self.run_month()
        self.assert_ties(run)
        for name, customer in customers.items():
            statement = self.statement(run, customer)
            with self.subTest(name):
                self.assertEqual(statement.net_revenue, expected["revenue"][name])
                self.assertEqual(statement.cm1, expected["gross_margin"][name])
                self.assertEqual(statement.cost_to_serve, expected["cost_to_serve"][name])
                self.assertEqual(statement.cm3, expected["operating_income"][name])
        # nobody bought goods in the month: all computed cost is a matter of time
        cases = sum(one["cases"] for one in inputs["customers"].values())
        self.assertEqual(self.reconciliation(run)["timing_difference"], 12 * cases)
