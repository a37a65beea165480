from unittest.mock import patch

from odoo.tests import tagged

from .value_common import ValueCase

ADDON = "customer_cost_management"
ACTIONS = (
    "customer_cost_to_serve_action",
    "customer_cost_rollup_action",
    "customer_value_action",
)


@tagged("post_install", "-at_install")
class TestEmptyPages(ValueCase):
    """Nothing computed, computed, published: what an empty page tells whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.controller.name, cls.cost_accountant.name = "Li Na", "Wang Wei"
        # who runs the tests has every role, too
        members = type(cls.env["customer.cost.organisation"])._members
        patched = patch.object(
            type(cls.env["customer.cost.organisation"]),
            "_members",
            lambda self, group: members(self, group) & (cls.controller + cls.cost_accountant),
        )
        cls.startClassPatcher(patched)

    def helps(self, user):
        """Help of each action as the web client loads it."""
        for name in ACTIONS:
            action = self.env.ref(f"{ADDON}.{name}").with_user(user).sudo()
            yield name, str(action._get_action_dict()["help"])

    def assert_says(self, user, *words, no=()):
        for name, text in self.helps(user):
            with self.subTest(action=name, user=user.login):
                for word in words:
                    self.assertIn(word, text)
                for word in no:
                    self.assertNotIn(word, text)

    def ask(self, user):
        rows = self.env["customer.profitability.period"].with_user(user)
        return rows.get_why_no_figures()["ask"]

    def compute(self):
        [customer] = self.create_customers("Lumber")
        self.invoice(customer, 100, "2026-03-10")
        run = self.run_month()
        run._as_engine().write({"state": "computed"})
        return run

    def test_nothing_is_computed(self):
        setup = 'href="/odoo/customer-cost-setup"'
        self.assert_says(self.cost_accountant, "Nothing is computed yet.", setup, no=("Ask",))
        ordered = sorted((self.controller, self.cost_accountant), key=lambda user: user.id)
        ask = f"Ask {', '.join(user.name for user in ordered)} to compute the first months."
        self.assert_says(self.auditor, "Nothing is computed yet.", ask, no=(setup,))
        self.assertEqual(self.ask(self.auditor), ask)
        self.assertEqual(self.ask(self.cost_accountant), "")
        ask = "Ask Li Na to publish months."
        self.assert_says(self.customer_manager, "No profit figures are published yet.", ask)
        self.assertEqual(self.ask(self.customer_manager), ask)

    def test_months_are_computed_and_none_is_published(self):
        self.compute()
        overview = 'href="/odoo/customer-cost-overview"'
        self.assert_says(self.controller, "none is published yet", overview, no=("Ask",))
        ask = "Ask Li Na to publish months."
        self.assert_says(self.cost_accountant, "none is published yet", overview, ask)
        self.assert_says(self.customer_manager, "No profit figures", ask, no=(overview,))

    def test_where_something_is_published_the_list_is_empty_by_itself(self):
        run = self.compute()
        run.reason = "a test"
        run.action_publish()
        texts = dict(self.helps(self.cost_accountant))
        self.assertIn("Choose another period", texts["customer_cost_to_serve_action"])
        self.assertIn("Remove filters", texts["customer_cost_rollup_action"])
        self.assertIn("Evaluate them now", texts["customer_value_action"])
        texts = dict(self.helps(self.customer_manager))
        self.assertNotIn("Evaluate them now", texts["customer_value_action"])
        self.assertEqual(
            self.ask(self.customer_manager),
            "You see customers of your own and of your team. Ask Li Na if one is missing.",
        )

    def test_budgets_invite_only_who_may_plan_one(self):
        action = self.env.ref(f"{ADDON}.customer_cost_budget_action")
        invitation = "Give each customer group a budget"
        text = str(action.with_user(self.controller).sudo()._get_action_dict()["help"])
        self.assertIn(invitation, text)
        self.assertNotIn("Ask", text)
        for user in (self.customer_manager, self.cost_accountant, self.auditor):
            text = str(action.with_user(user).sudo()._get_action_dict()["help"])
            with self.subTest(user=user.login):
                self.assertNotIn(invitation, text)
                self.assertIn("what is planned for customers", text)
                self.assertIn("Ask Li Na to plan a budget.", text)

    def test_without_anybody_the_role_is_named(self):
        self.put_in_company(self.controller, self.other_company)
        self.assertEqual(self.ask(self.customer_manager), "Ask Controller to publish months.")
