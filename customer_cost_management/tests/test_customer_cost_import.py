from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CustomerCostCommon


@tagged("post_install", "-at_install")
class TestImport(CustomerCostCommon):
    """Each master: a good file is stored; a bad second line names itself, nothing is stored."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_account("660100", "Salaries")
        cls.create_account("660200", "Travel")
        cls.visits = cls.create_driver("Visits", kind="typed")
        cls.create_activity("Visit", cls.visits)
        cls.create_pool("Sales force")

    def load(self, model, names, *rows):
        model = self.env[model].with_context(import_file=True)
        return model.load(list(names), [list(row) for row in rows])

    def assertImports(self, model, names, *rows):
        result = self.load(model, names, *rows)
        self.assertFalse(result["messages"])
        return self.env[model].browse(result["ids"])

    def assertRefusesSecond(self, message, model, names, *rows, line=3):
        before = self.env[model].with_context(active_test=False).search_count([])
        with mute_logger("odoo.sql_db"):
            result = self.load(model, names, *rows)
        self.assertFalse(result["ids"])
        [told] = [found["message"] for found in result["messages"]]
        self.assertEqual(told, f"Line {line}: {message} Nothing was imported.")
        after = self.env[model].with_context(active_test=False).search_count([])
        self.assertEqual(after, before)

    def test_account_roles(self):
        model, names = "customer.cost.account.role", ("account_id", "role")
        self.assertRefusesSecond(
            'account "660900" not found.',
            model,
            names,
            ("660100", "Operating"),
            ("660900", "Operating"),
        )
        roles = self.assertImports(
            model, names, ("660100", "Operating"), ("660200", "Cost of sales")
        )
        self.assertEqual(roles.mapped("role"), ["operating", "cost_of_sales"])

    def test_a_role_that_is_none(self):
        result = self.load(
            "customer.cost.account.role",
            ("account_id", "role"),
            ("660100", "Operating"),
            ("660200", "Opperating"),
        )
        [told] = result["messages"]
        self.assertRegex(told["message"], "^Line 3: .*Opperating.* Nothing was imported.$")

    def test_categories(self):
        model, names = "customer.cost.category", ("name", "level", "avoidable_percent")
        self.assertRefusesSecond(
            "Gifts: Avoidable % is 120.0. Enter a percentage from 0 to 100.",
            model,
            names,
            ("Meals", "Customer", "50"),
            ("Gifts", "Customer", "120"),
        )
        categories = self.assertImports(
            model, names, ("Meals", "Customer", "50"), ("Freight", "Order", "100")
        )
        self.assertEqual(categories.mapped("level"), ["customer", "order"])

    def test_pools_with_their_rules(self):
        model = "customer.cost.pool"
        names = ("name", "rule_ids/account_prefixes", "rule_ids/journal_ids")
        self.assertRefusesSecond(
            'journals "Nix" not found.',
            model,
            names,
            ("Order desk", "6601", ""),
            ("", "6602", "Nix"),
        )
        self.assertRefusesSecond(
            'Freight, rule 10: "66-" is not the beginning of an account code. Write letters, '
            "digits and dots as in the codes, separated by commas: 6601, 6602.01.",
            model,
            names,
            ("Order desk", "6601", ""),
            ("Freight", "66-", ""),
        )
        pools = self.assertImports(
            model, names, ("Order desk", "6601", ""), ("", "6602", ""), ("Freight", "6603", "")
        )
        self.assertEqual(
            [pool.rule_ids.mapped("account_prefixes") for pool in pools],
            [["6601", "6602"], ["6603"]],
        )

    def test_pool_rules(self):
        model, names = "customer.cost.pool.rule", ("pool_id", "account_prefixes")
        self.assertRefusesSecond(
            'pool "Rent" not found.', model, names, ("Sales force", "6601"), ("Rent", "6602")
        )
        rules = self.assertImports(model, names, ("Sales force", "6601"), ("Sales force", "6602"))
        self.assertEqual(rules.pool_id.name, "Sales force")

    def test_shares(self):
        model, names = "customer.cost.share", ("pool_id", "activity_id", "share")
        self.create_activity("Quote", self.visits)
        self.assertRefusesSecond(
            "Sales force → Quote: Share is -40.0. Enter 0 or more.",
            model,
            names,
            ("Sales force", "Visit", "60"),
            ("Sales force", "Quote", "-40"),
        )
        shares = self.assertImports(
            model, names, ("Sales force", "Visit", "60"), ("Sales force", "Quote", "40")
        )
        self.assertEqual(shares.mapped("share"), [60, 40])

    def test_drivers(self):
        model = "customer.cost.driver"
        names = ("name", "kind", "model_name", "date_field", "partner_path")
        self.assertRefusesSecond(
            '"partner" is not a field of Journal Entry. Try "partner_id".',
            model,
            names,
            ("Calls", "Typed or imported", "", "", ""),
            ("Invoices", "Count records", "account.move", "date", "partner"),
        )
        drivers = self.assertImports(
            model,
            names,
            ("Calls", "Typed or imported", "", "", ""),
            ("Invoices", "Count records", "account.move", "date", "partner_id"),
        )
        self.assertEqual(drivers.mapped("kind"), ["typed", "count"])

    def test_activities_with_their_time_terms(self):
        model = "customer.cost.activity"
        names = ("name", "driver_id", "timed", "base_minutes")
        names += ("term_ids/driver_id", "term_ids/minutes")
        self.assertRefusesSecond(
            'for each of "Linse" not found.',
            model,
            names,
            ("Pick", "Visits", "True", "5", "Visits", "3"),
            ("Pack", "Visits", "True", "5", "Linse", "3"),
        )
        activities = self.assertImports(
            model,
            names,
            ("Pick", "Visits", "True", "5", "Visits", "3"),
            ("Pack", "Visits", "True", "5", "", ""),
        )
        self.assertEqual(activities.term_ids.mapped("minutes"), [3])

    def test_time_terms(self):
        model, names = "customer.cost.time.term", ("activity_id", "driver_id", "minutes")
        self.assertRefusesSecond(
            "Visit: Visits: Minutes is -3.0. Enter 0 or more.",
            model,
            names,
            ("Visit", "Visits", "5"),
            ("Visit", "Visits", "-3"),
        )

    def test_attribution_rules(self):
        model, names = "customer.cost.attribution.rule", ("name", "method", "partner_id")
        self.assertRefusesSecond(
            'given customer "Lumbr" not found.',
            model,
            names,
            ("Rebates", "A given customer", "Lumber Inc"),
            ("Fairs", "A given customer", "Lumbr"),
        )
        rules = self.assertImports(
            model,
            names,
            ("Rebates", "A given customer", "Lumber Inc"),
            ("Fairs", "A given customer", "Acme Corp"),
        )
        self.assertEqual(rules.partner_id, self.customer | self.other_customer)
