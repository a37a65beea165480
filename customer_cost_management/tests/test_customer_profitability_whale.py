from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .simulation_common import SimulationCase


@tagged("post_install", "-at_install")
class TestCustomerProfitabilityWhale(SimulationCase):
    """The curve of March: Own earns 690, Team 500, Other loses 10 of 1180."""

    def curve(self, user, domain=(), **choices):
        return (
            self.env["customer.profitability.period"]
            .with_user(user)
            .get_whale_curve(domain, **choices)
        )

    def lines(self, curve, *names):
        return [tuple(point[name] for name in names) for point in curve["points"]]

    def test_the_best_come_first_and_are_added_up(self):
        curve = self.curve(self.auditor)
        self.assertEqual(
            self.lines(curve, "first_rank", "last_rank", "amount", "cumulative", "second"),
            [(1, 1, 690, 690, 1000), (2, 2, 500, 1190, 2000), (3, 3, -10, 1180, 2300)],
        )
        self.assertEqual(
            [round(percent, 2) for (percent,) in self.lines(curve, "percent")],
            [58.47, 100.85, 100],
        )
        rows = self.env["customer.profitability.period"].browse(
            row for (row,) in self.lines(curve, "row_id")
        )
        self.assertEqual(rows.partner_id, self.own + self.team + self.other)

    def test_the_totals(self):
        curve = self.curve(self.auditor)
        self.assertEqual((curve["customer_count"], curve["total"]), (3, 1180))
        self.assertEqual((curve["peak"]["customers"], curve["peak"]["amount"]), (2, 1190))
        self.assertEqual((curve["erosion"], curve["second_total"]), (10, 2300))
        self.assertEqual(curve["currency_id"], self.company.currency_id.id)
        self.assertEqual(curve["remarks"], ["too_few_customers_for_a_curve"])
        self.assertEqual(
            curve["bands"],
            {
                "earning": {"customers": 2, "amount": 1190},
                "around_zero": {"customers": 0, "amount": 0},
                "losing": {"customers": 1, "amount": -10},
            },
        )
        self.company.customer_cost_near_zero_percent = 4
        bands = self.curve(self.auditor)["bands"]
        self.assertEqual(bands["around_zero"], {"customers": 1, "amount": -10})

    def test_other_figures_may_be_ranked_and_shown(self):
        """CM1 is the revenue here; without a link to an order nothing is order level."""
        curve = self.curve(self.auditor, ranked_by="cm1", second="cost_to_serve")
        self.assertEqual(
            sorted(self.lines(curve, "amount")), [(300,), (1000,), (1000,)], "revenue as it is"
        )
        self.assertEqual(curve["second_total"], 1120)
        for choice in ({"ranked_by": "id"}, {"second": "partner_id"}):
            with self.assertRaisesRegex(UserError, "Rank by one of"):
                self.curve(self.auditor, **choice)

    def test_the_points_that_tell_the_story_are_kept(self):
        curve = self.curve(self.auditor, points=1)
        self.assertEqual(self.lines(curve, "last_rank"), [(1,), (2,), (3,)])

    def test_filters_restrict_who_is_ranked(self):
        domain = [("cm3", "<", 600)]
        curve = self.curve(self.auditor, domain)
        self.assertEqual(self.lines(curve, "amount", "cumulative"), [(500, 500), (-10, 490)])
        self.assertEqual(self.curve(self.auditor, [("earning", "=", "loss")])["total"], -10)
        nobody = self.curve(self.auditor, [("cm3", ">", 5000)])
        self.assertEqual((nobody["customer_count"], nobody["reason"]), (0, "no_match"))

    def test_a_month_has_its_curve_and_a_customer_is_ranked_once(self):
        for context in (
            {"customer_cost_period": "month.2026-03-01"},
            {"customer_cost_period": "quarter.2026-01-01", "customer_cost_grain": "month"},
        ):
            rows = self.env["customer.profitability.period"].with_context(**context)
            curve = rows.with_user(self.auditor).get_whale_curve([])
            self.assertEqual((curve["customer_count"], curve["total"]), (3, 1180))
        rows = rows.with_context(customer_cost_period="month.2026-02-01")
        empty = rows.with_user(self.auditor).get_whale_curve([])
        self.assertEqual((empty["customer_count"], empty["reason"]), (0, "nothing_in_period"))

    def test_manager_sees_the_curve_of_his_customers_and_his_teams(self):
        curve = self.curve(self.customer_manager)
        self.assertEqual(self.lines(curve, "amount", "cumulative"), [(690, 690), (500, 1190)])
        self.assertEqual((curve["customer_count"], curve["total"]), (2, 1190))

    def test_who_may_not_read_figures_sees_no_curve(self):
        for user in (self.staff, self.billing, self.compliance):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.curve(user)
        self.put_in_other_company(self.auditor)
        elsewhere = self.curve(self.auditor)
        self.assertEqual(
            (elsewhere["customer_count"], elsewhere["reason"]), (0, "nothing_computed")
        )

    def test_the_read_replica_may_answer(self):
        self.assertTrue(self.env["customer.profitability.period"].get_whale_curve._readonly)

    # -- beside the curve

    def test_whose_customers_and_what_stands_beside_them(self):
        page = self.curve(self.auditor)
        self.assertEqual((page["reads_company"], page["filtered"]), (True, False))
        self.assertEqual(page["books"]["without_customer"], 0)
        self.assertEqual(page["books"]["difference"], 0)
        self.assertTrue(self.curve(self.auditor, [("cm3", "<", 600)])["filtered"])
        page = self.curve(self.customer_manager)
        self.assertEqual((page["reads_company"], page["books"]), (False, None))

    def test_points_name_their_customer(self):
        self.assertEqual(
            self.lines(self.curve(self.auditor), "customer"), [("Own",), ("Team",), ("Other",)]
        )

    # -- simulated

    def simulated(self, simulation, user=None, domain=()):
        year = self.env["customer.profitability.period"].with_user(user or self.controller)
        return year.get_simulated_whale_curve(domain, simulation.id)

    def test_a_simulation_is_a_second_curve(self):
        """10 % more of 300: Other earns 20 instead of losing 10."""
        simulation = self.simulate(("price", 10, {"partner_ids": [Command.set(self.other.ids)]}))
        self.assertEqual(self.curve(self.controller)["simulations"], [], "nobody kept it")
        simulation.action_keep("More")
        self.assertEqual(
            self.curve(self.controller)["simulations"], [{"id": simulation.id, "name": "More"}]
        )
        curve = self.simulated(simulation)
        self.assertEqual((curve["name"], curve["total"]), ("More", 1210))
        self.assertEqual(
            [(p["last_rank"], p["cumulative"], round(p["percent"], 2)) for p in curve["points"]],
            [(1, 690, 58.47), (2, 1190, 100.85), (3, 1210, 102.54)],
        )

    def test_who_is_not_simulated_earns_as_he_does(self):
        simulation = self.simulate(
            ("price", 10, {"partner_ids": [Command.set(self.own.ids)]}),
            user=self.customer_manager,
        )
        simulation.action_keep("Mine")
        # 690 + 100; Team's 500 as they are; Other is not for him
        self.assertEqual(self.simulated(simulation, self.customer_manager)["total"], 1290)
        # the controller sees Other's −10 beside them
        self.assertEqual(self.simulated(simulation)["total"], 1280)

    def test_a_simulation_of_other_months_is_refused(self):
        simulation = self.simulate(("price", 10))
        with self.assertRaisesRegex(UserError, "does not start from the months"):
            self.simulated(simulation)
        with self.assertRaisesRegex(UserError, "does not start from the months"):
            self.simulated(simulation.browse(0))

    # -- the quadrant simulated

    def simulated_places(self, simulation, user=None, domain=()):
        rows = self.env["customer.profitability.period"].with_user(user or self.controller)
        page = rows.get_simulated_quadrant(list(domain), simulation.id)
        names = {row.id: row.partner_id.sudo().name for row in rows.search([])}
        return {
            names[point["row_id"]]: (
                round(point["margin_percent"], 1),
                round(point["service_percent"], 1),
                point["contribution"],
            )
            for point in page["points"]
        }

    def test_a_simulation_is_a_second_place(self):
        """10 % more of 300: Other earns 20 of 330 after 310 of service."""
        simulation = self.simulate(("price", 10, {"partner_ids": [Command.set(self.other.ids)]}))
        rows = self.env["customer.profitability.period"].with_user(self.controller)
        self.assertEqual(rows.get_customer_quadrant([])["simulations"], [])
        simulation.action_keep("More")
        self.assertEqual(
            rows.get_customer_quadrant([])["simulations"], [{"id": simulation.id, "name": "More"}]
        )
        places = self.simulated_places(simulation)
        self.assertEqual(places["Other"], (100, 93.9, 20))
        other = rows.search([("partner_id", "=", self.other.id)])
        self.assertEqual(
            list(self.simulated_places(simulation, domain=[("id", "in", other.ids)])), ["Other"]
        )

    def test_a_manager_sees_the_second_places_of_his_own(self):
        simulation = self.simulate(
            ("price", 10, {"partner_ids": [Command.set(self.own.ids)]}),
            user=self.customer_manager,
        )
        simulation.action_keep("Mine")
        places = self.simulated_places(simulation, self.customer_manager)
        self.assertEqual(places["Own"][2], 790)
        self.assertNotIn("Other", places)
        with self.assertRaisesRegex(UserError, "does not start from the months"):
            self.simulated_places(simulation.browse(0))
        for user in (self.staff, self.billing, self.compliance):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.simulated_places(simulation, user)
