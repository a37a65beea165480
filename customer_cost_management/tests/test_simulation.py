from odoo import Command
from odoo.tests import tagged

from .simulation_common import SimulationCase


@tagged("post_install", "-at_install")
class TestSimulation(SimulationCase):
    """Figures by hand, from the table of ResultsCase."""

    def assert_beside(self, simulation, customer, **expected):
        row = self.beside(simulation, customer)
        self.assertEqual({name: row[name] for name in expected}, expected)

    def test_nothing_assumed_changes_nothing(self):
        simulation = self.simulate()
        for customer, contribution in ((self.own, 690), (self.team, 500), (self.other, -10)):
            self.assert_beside(
                simulation, customer, cm3=contribution, simulated_cm3=contribution, cm3_change=0
            )
        self.assertEqual(self.company_changes(simulation), {})

    def test_price_and_fewer_orders_free_work_that_becomes_unused_capacity(self):
        # price +3 %: 30 + 30 + 9; orders −40 %: 100 + 200 + 100 less order handling
        driver = {"driver_id": self.handling.driver_id.id}
        simulation = self.simulate(("price", 3), ("driver_volume", -40, driver))
        self.assert_beside(
            simulation,
            self.own,
            simulated_net_revenue=1030,
            simulated_cost_to_serve=210,
            simulated_cm3=820,
            cm3_change=130,
        )
        self.assert_beside(simulation, self.team, simulated_cm3=730, cm3_change=230)
        self.assert_beside(simulation, self.other, simulated_cm3=99, cm3_change=109)
        self.assertEqual(
            self.company_changes(simulation),
            {"customer_contribution": 469, "unused_capacity": -400, "result": 69},
        )

    def test_only_the_avoidable_part_of_freed_work_is_a_saving(self):
        self.pool.avoidable_percent = 25
        driver = {"driver_id": self.handling.driver_id.id}
        simulation = self.simulate(("driver_volume", -40, driver), runs=self.new_version())
        self.assertEqual(
            self.company_changes(simulation),
            {"customer_contribution": 400, "unused_capacity": -300, "result": 100},
        )
        freed = simulation.get_workbench()["freed"]
        self.assertRegex(freed, r"400\.00.*300\.00.*100\.00")

    def new_version(self):
        run = self.run_march.copy()
        run.action_compute()
        run.with_user(self.controller).action_publish()
        return run

    def test_a_dearer_pool_is_carried_by_the_customers(self):
        # 1000 → 1100: 25 + 50 + 25
        simulation = self.simulate(("pool_amount", 10, {"pool_id": self.pool.id}))
        self.assert_beside(simulation, self.own, cm3_change=-25)
        self.assert_beside(simulation, self.team, cm3_change=-50)
        self.assertEqual(
            self.company_changes(simulation), {"customer_contribution": -100, "result": -100}
        )

    def test_a_dearer_pool_of_freed_work_is_unused_at_the_new_rate(self):
        # 1100 × 40 % of the work freed = 440; customers: −660 against −1000
        driver = {"driver_id": self.handling.driver_id.id}
        simulation = self.simulate(
            ("pool_amount", 10, {"pool_id": self.pool.id}), ("driver_volume", -40, driver)
        )
        self.assertEqual(
            self.company_changes(simulation),
            {"customer_contribution": 340, "unused_capacity": -440, "result": -100},
        )

    def test_a_rate_alone_saves_the_company_nothing(self):
        simulation = self.simulate(("rate", -10, {"activity_id": self.handling.id}))
        self.assert_beside(simulation, self.own, cm3_change=25)
        self.assertEqual(
            self.company_changes(simulation), {"customer_contribution": 100, "rate_variance": -100}
        )

    def test_volume_lost_takes_goods_and_order_work_with_it(self):
        # Own: price +10 % on 80 % of 1000 = 880; order handling 250 → 200; freight 60 stays
        change = {"partner_ids": [Command.set(self.own.ids)]}
        simulation = self.simulate(("price", 10, change), ("volume_lost", 20, change))
        self.assert_beside(
            simulation, self.own, simulated_net_revenue=880, simulated_cm3=880 - 200 - 60
        )
        self.assert_beside(simulation, self.team, cm3_change=0)
        self.assertEqual(
            self.company_changes(simulation),
            {"customer_contribution": -70, "unused_capacity": -50, "result": -120},
        )

    def test_a_change_for_chosen_customers_replaces_the_one_for_all(self):
        simulation = self.simulate(
            ("price", 1), ("price", 5, {"partner_ids": [Command.set(self.own.ids)]})
        )
        self.assert_beside(simulation, self.own, cm3_change=50)
        self.assert_beside(simulation, self.team, cm3_change=10)

    def test_discount_points_count_on_gross_revenue(self):
        simulation = self.simulate(("discount", 2))
        self.assert_beside(simulation, self.own, cm3_change=-20)

    def test_a_minimum_order_puts_small_orders_together(self):
        # Team orders 500 on average: 2 orders of 1000 revenue become 1.25 of 800; Other's
        # only order of 300 becomes 0.375 of one; Own's order of 1000 stays
        simulation = self.simulate(
            ("minimum_order", 800, {"driver_id": self.handling.driver_id.id})
        )
        self.assert_beside(simulation, self.own, cm3_change=0)
        self.assert_beside(simulation, self.team, cm3_change=500 - 312.5)
        self.assert_beside(simulation, self.other, cm3_change=250 - 93.75)
        self.assertEqual(self.company_changes(simulation)["unused_capacity"], -343.75)

    def test_the_page_shows_actual_simulated_and_the_difference(self):
        # break-even of Own: customer level 60 ÷ (750 ÷ 1000) = 80; at +3 %: 60 ÷ (780 ÷ 1030)
        simulation = self.simulate(("price", 3), partners=[self.own])
        figures = {each["key"]: each for each in simulation.get_workbench()["figures"]}
        shown = {
            key: (each["actual"], each["simulated"], each["change"])
            for key, each in figures.items()
        }
        self.assertEqual(shown["net_revenue"], (1000, 1030, 30))
        self.assertEqual(shown["cm3"], (690, 720, 30))
        self.assertEqual(shown["break_even"], (80, 79.24, -0.76))

    def test_gains_and_losses_are_named_largest_first(self):
        own, team = ({"partner_ids": [Command.set(each.ids)]} for each in (self.own, self.team))
        page = self.simulate(("price", 10, own), ("price", -10, team), ("discount", -1))
        page = page.get_workbench()
        self.assertEqual([each["label"] for each in page["gains"]], ["Own", "Other"])
        self.assertEqual([each["change"] for each in page["losses"]], [-90])

    def test_ledger_and_base_stay_as_they_are(self):
        before = self.statement_of(self.own).read(["cm3", "net_revenue"])
        items = self.env["account.move.line"].search_count([])
        simulation = self.simulate(("price", 3))
        self.assertEqual(self.statement_of(self.own).read(["cm3", "net_revenue"]), before)
        self.assertEqual(self.env["account.move.line"].search_count([]), items)
        captured = [("run_id", "=", simulation.run_id.id)]
        self.assertFalse(self.env["customer.cost.capture"].search(captured))
        self.assertEqual(self.run_march.state, "published")

    def test_the_simulated_run_has_activities_rates_and_lines_that_add_up(self):
        simulation = self.simulate(("rate", 10, {"activity_id": self.handling.id}))
        run = simulation.run_id
        self.assertEqual((run.kind, run.state, run.version), ("simulation", "computed", 1))
        self.assertEqual(run.node_ids.mapped("rate"), [275])
        self.assertEqual(sum(run.reconciliation_line_ids.mapped("amount")), run.ledger_result)
        self.assertEqual(run.ledger_result, 1110)

    def test_a_year_and_a_statement_are_simulated_for_their_customers(self):
        year = self.env["customer.profitability.year"].search(
            [("partner_id", "=", self.own.id), ("window_id.kind", "=", "last_twelve")]
        )
        for rows in (year, self.statement_of(self.own)):
            action = rows.with_user(self.customer_manager).action_simulate()
            simulation = self.env["customer.cost.simulation"].browse(
                action["params"]["simulation_id"]
            )
            with self.subTest(model=rows._name):
                self.assertEqual(simulation.base_run_ids, self.run_march)
                self.assertEqual(simulation.partner_ids, self.own)
                self.assertEqual(simulation.create_uid, self.customer_manager)

    def test_several_months_are_simulated_as_their_sum(self):
        self.post_invoice(self.own, "2026-04-10", 500)
        self.post_entry("2026-04-30", (self.wages, 200), (self.bank, -200))
        april = self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": "2026-04-01", "date_to": "2026-04-30"}
        )
        april.action_compute()
        april.with_user(self.controller).action_publish()
        # without a base: the published months of the last year
        simulations = self.env["customer.cost.simulation"].with_user(self.controller)
        simulation = simulations.create({"name": "Year"})
        self.assertEqual(simulation.base_run_ids, self.run_march | april)
        self.add_changes(simulation, ("pool_amount", 10, {"pool_id": self.pool.id}))
        simulation.action_compute()
        # Own: 690 + 500 − 200; pools: 25 + 20
        self.assert_beside(simulation, self.own, cm3=990, simulated_cm3=945)
        self.assertEqual(
            self.company_changes(simulation), {"customer_contribution": -120, "result": -120}
        )
