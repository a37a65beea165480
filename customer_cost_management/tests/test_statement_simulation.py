from odoo.tests import tagged

from .simulation_common import SimulationCase


@tagged("post_install", "-at_install")
class TestStatementSimulation(SimulationCase):
    """A statement beside a kept simulation of the same months."""

    def keep(self, *changes, **values):
        simulation = self.simulate(*changes, **values)
        simulation.keep("Three percent more")
        return simulation

    def kinds(self, row):
        return [each["key"] for each in row.get_comparison()["kinds"]]

    def year_of(self, customer):
        return self.env["customer.profitability.year"].search(
            [("partner_id", "=", customer.id), ("window_kind", "=", "last_twelve")]
        )

    def test_month_and_year_stand_beside_what_they_would_be(self):
        """3 % of 1000 are 30: 690 become 720, line by line as far up as the revenue."""
        simulation = self.keep(("price", 3.0), user=self.customer_manager, partners=[self.own])
        for row in (self.statement_of(self.own), self.year_of(self.own)):
            beside = row.with_user(self.customer_manager).get_comparison(
                f"simulation-{simulation.id}"
            )
            lines = {each["key"]: each for each in beside["rows"]}
            self.assertEqual(lines["net_revenue"]["other"], 1030)
            self.assertEqual((lines["cm3"]["amount"], lines["cm3"]["other"]), (690, 720))
            self.assertEqual((lines["cm3"]["delta"], lines["cm3"]["better"]), (-30, -1))
            self.assertEqual(lines["order_level"]["delta"], 0)
            self.assertEqual(beside["head"], "Three percent more")
            self.assertIn("Price +3 %", beside["note"])

    def test_only_kept_ones_of_the_same_months_are_offered(self):
        statement = self.statement_of(self.own)
        simulation = self.simulate(("price", 3.0))
        self.assertNotIn(f"simulation-{simulation.id}", self.kinds(statement))
        simulation.keep("Three percent more")
        self.assertIn(f"simulation-{simulation.id}", self.kinds(statement))
        simulation.sudo().base_run_ids = False
        self.assertNotIn(f"simulation-{simulation.id}", self.kinds(statement))

    def test_what_one_may_not_read_is_not_offered(self):
        """A simulation of the controller is not the manager's; that of the manager is everybody's
        who reads the company."""
        key = f"simulation-{self.keep(('price', 3.0)).id}"
        manager = self.statement_of(self.own).with_user(self.customer_manager)
        self.assertNotIn(key, self.kinds(manager))
        self.assertEqual(manager.get_comparison(key)["kind"], "previous")
        self.assertIn(key, self.kinds(manager.with_user(self.auditor)))

    def test_its_own_statement_says_what_it_is_on_the_page_and_on_paper(self):
        """3 % of 1000 more; the statement of the books never says it."""
        simulation = self.keep(("price", 3.0), user=self.customer_manager, partners=[self.own])
        simulated = self.statement_of(self.own, simulation.sudo().run_id)
        reports = self.env["ir.actions.report"]
        name = "customer_cost_management.report_customer_profitability"
        for row, told in ((simulated, True), (self.statement_of(self.own), False)):
            row = row.with_user(self.auditor)
            self.assertIs(row.is_simulated, told)
            paper = reports.with_user(self.auditor)._render_qweb_html(name, row.ids)[0].decode()
            self.assertIs('class="o_simulated">Simulation' in paper, told)
            self.assertIs("Simulation Three percent more, not booked" in paper, told)
            self.assertIs(row._print_name().startswith("Simulation - "), told)
        columns = (simulated + self.statement_of(self.own)).get_side_by_side()["columns"]
        self.assertEqual([column["simulated"] for column in columns], [True, False])
        self.assertEqual(simulated.net_revenue, 1030)
        self.assertNotIn("not published", simulated.origin)

    def test_a_customer_whom_it_leaves_out_is_told_so(self):
        simulation = self.keep(("price", 3.0), user=self.customer_manager)
        other = self.statement_of(self.other).with_user(self.controller)
        beside = other.get_comparison(f"simulation-{simulation.id}")
        self.assertEqual(beside["rows"], [])
        self.assertIn("leaves this customer out", beside["sentence"])
