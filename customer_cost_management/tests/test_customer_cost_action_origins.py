from odoo.exceptions import UserError
from odoo.tests import tagged

from .action_common import ActionCase
from .simulation_common import SimulationCase

MODEL = "customer.cost.action"


@tagged("post_install", "-at_install")
class TestCustomerCostActionOrigins(ActionCase, SimulationCase):
    """The pages from which an action is created, each with what it knows already."""

    def defaults(self, action):
        """What the form of a new action is filled in with."""
        self.assertEqual((action["res_model"], action["views"]), (MODEL, [(False, "form")]))
        prefix = "default_"
        return {name[len(prefix) :]: value for name, value in action["context"].items()}

    def year_of(self, customer):
        return self.env["customer.profitability.year"].search(
            [("partner_id", "=", customer.id), ("window_kind", "=", "last_twelve")]
        )

    def test_a_month_and_a_year_hand_over_their_customer(self):
        for row in (self.statement_of(self.own), self.year_of(self.own)):
            values = self.defaults(row.with_user(self.customer_manager).action_create_actions())
            self.assertEqual(values["partner_id"], self.own.id)
            self.assertEqual(values["expected_saving"], 0)

    def test_a_loss_is_what_should_be_saved(self):
        values = self.defaults(self.year_of(self.other).action_create_actions())
        self.assertEqual((values["kind"], values["expected_saving"]), ("reprice", 10))

    def test_the_evaluation_recommends_the_type(self):
        self.env["customer.value"].sudo()._evaluate(self.company)
        value = self.own.customer_value_ids
        self.assertTrue(value.action)
        values = self.defaults(self.year_of(self.own).action_create_actions())
        self.assertEqual(values["kind"], value.action)

    def test_the_quadrant_says_the_type_itself(self):
        rows = self.env["customer.profitability.period"].search([("partner_id", "=", self.own.id)])
        values = self.defaults(
            rows.with_context(customer_cost_action_kind="invest").action_create_actions()
        )
        self.assertEqual(values["kind"], "invest")
        for user, may in ((self.customer_manager, True), (self.auditor, False)):
            page = rows.with_user(user).get_customer_quadrant([])
            self.assertEqual(page["may_act"], may)

    def test_several_customers_get_an_action_each(self):
        rows = self.env["customer.profitability.period"].with_user(self.customer_manager).search([])
        action = rows.action_create_actions()
        created = self.opened(action, self.customer_manager)
        self.assertEqual(created.partner_id, self.own + self.team)
        self.assertEqual(created.mapped("planned"), [True, True])

    def test_statements_show_what_is_done_about_the_customer(self):
        action = self.create_action()
        for row in (self.statement_of(self.own), self.year_of(self.own)):
            self.assertEqual(row.with_user(self.customer_manager).action_ids, action)
        self.assertFalse(self.year_of(self.team).action_ids)

    def test_a_simulation_becomes_an_action_with_its_gain_in_a_year(self):
        """3 % of 1000 in one month are 30, and 360 in a year."""
        simulation = self.simulate(("price", 3.0), partners=[self.own])
        values = self.defaults(simulation.action_make_actions())
        self.assertEqual((values["partner_id"], values["kind"]), (self.own.id, "reprice"))
        self.assertEqual(values["expected_saving"], 360)
        self.assertIn("Price +3 %", values["description"])

    def test_a_simulation_of_all_becomes_an_action_for_each_who_gains(self):
        created = self.opened(self.simulate(("price", 3.0)).action_make_actions())
        self.assertEqual(
            {action.partner_id: action.expected_saving for action in created},
            {self.own: 360, self.team: 360, self.other: 108},
        )

    def test_a_simulation_that_gains_nothing_becomes_nothing(self):
        with self.refuses(UserError, "nobody earns more"):
            self.simulate(("price", -3.0)).action_make_actions()

    def test_customers_hand_themselves_over(self):
        customers = (self.own + self.team).with_user(self.customer_manager)
        values = self.defaults(customers[0].action_create_customer_actions())
        self.assertEqual(values["partner_id"], self.own.id)
        created = self.opened(customers.action_create_customer_actions(), self.customer_manager)
        self.assertEqual(len(created), 2)

    def test_customers_print_what_is_published_and_readable(self):
        customers = (self.own + self.other).with_user(self.customer_manager)
        printed = customers.action_print_customer_statements()
        self.assertEqual(printed["type"], "ir.actions.report")
        with self.refuses(UserError, "Other has no published figures"):
            customers[1].action_print_customer_statements()

    def test_the_menu_of_a_customer_offers_what_one_may_do(self):
        names = {"Request Spending", "Create Action", "Print Statement"}
        for user, expected in (
            (self.staff, {"Request Spending"}),
            (self.auditor, {"Request Spending", "Print Statement"}),
            (self.customer_manager, names),
            (self.controller, names),
        ):
            views = self.env["res.partner"].with_user(user)
            bound = views.get_views([(False, "form")], {"toolbar": True})["views"]["form"]
            offered = {each["name"] for kind in bound["toolbar"].values() for each in kind}
            with self.subTest(user=user.login):
                self.assertEqual(offered & names, expected)

    def test_too_many_at_once_are_no_decision(self):
        partners = self.env["res.partner"].create([{"name": f"P {n}"} for n in range(51)])
        with self.refuses(UserError, "at most 50"):
            partners.action_create_customer_actions()
        with self.refuses(UserError, "Choose a customer"):
            partners.browse().action_create_customer_actions()
