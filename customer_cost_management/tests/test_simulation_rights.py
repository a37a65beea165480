from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .simulation_common import SimulationCase

SHARED_CHANGES = ("rate", "pool_amount", "share", "capacity")


@tagged("post_install", "-at_install")
class TestSimulationRights(SimulationCase):
    """Who simulates what, and who reads it."""

    def rows_of(self, user, simulation):
        rows = self.env["customer.cost.simulation.customer"].with_user(user)
        return rows.search([("simulation_id", "=", simulation.id)]).sudo().partner_id

    def test_manager_simulates_his_own_customers_and_his_teams(self):
        simulation = self.simulate(("price", 3), user=self.customer_manager)
        self.assertEqual(self.rows_of(self.controller, simulation), self.own | self.team)
        self.assertEqual(self.rows_of(self.customer_manager, simulation), self.own | self.team)
        self.assertEqual(self.beside(simulation, self.own, self.customer_manager).cm3_change, 30)

    def test_manager_sees_no_line_of_the_company_and_no_shared_control(self):
        page = self.simulate(("price", 3), user=self.customer_manager).get_workbench()
        self.assertEqual(page["company"], [])
        self.assertEqual({control["group"] for control in page["controls"]}, {"customers"})
        [revenue, *_more] = page["figures"]
        self.assertEqual((revenue["actual"], revenue["simulated"]), (2000, 2060))
        self.assertTrue(page["may_edit"])

    def test_manager_changes_no_rate_pool_share_or_capacity(self):
        simulation = self.simulate(user=self.customer_manager)
        targets = {
            "rate": {"activity_id": self.handling.id},
            "share": {"pool_id": self.pool.id, "activity_id": self.handling.id},
        }
        for what in SHARED_CHANGES:
            target = targets.get(what, {"pool_id": self.pool.id})
            with self.subTest(what=what), self.refuses(UserError, "."):
                simulation.set_change({"what": what} | target, 10)
        # the good one first, the bad one second, in one call
        with self.refuses(AccessError, "Ask a cost accountant"):
            self.add_changes(
                simulation, ("price", 1), ("pool_amount", 10, {"pool_id": self.pool.id})
            )
        with self.refuses(AccessError, "Ask a cost accountant"):
            change = self.add_changes(simulation, ("price", 1))
            change.write({"what": "pool_amount", "pool_id": self.pool.id})

    def test_manager_names_no_customer_of_another(self):
        simulation = self.simulate(user=self.customer_manager)
        with self.refuses(AccessError, "own customers"):
            simulation.set_customers((self.own | self.other).ids)
        with self.refuses(AccessError, "own customers"):
            self.add_changes(
                simulation,
                ("price", 1, {"partner_ids": [Command.set(self.own.ids)]}),
                ("price", 2, {"partner_ids": [Command.set(self.other.ids)]}),
            )

    def test_manager_reads_nothing_of_what_others_simulated(self):
        simulation = self.simulate(("price", 3))
        as_manager = simulation.with_user(self.customer_manager)
        self.assertFalse(as_manager.search([("id", "=", simulation.id)]))
        with self.refuses(AccessError, "."):
            as_manager.get_workbench()
        self.assertFalse(self.rows_of(self.customer_manager, simulation))
        with self.refuses(AccessError, "."):
            as_manager.read(["run_id"])

    def test_manager_reads_what_his_team_simulated_and_changes_none_of_it(self):
        self.seller.group_ids += self.env.ref("customer_cost_management.group_customer_manager")
        simulation = self.simulate(("price", 3), user=self.seller)
        self.assertEqual(self.rows_of(self.customer_manager, simulation), self.team)
        as_manager = simulation.with_user(self.customer_manager)
        self.assertFalse(as_manager.get_workbench()["may_edit"])
        for method, args in (("reset_changes", ()), ("set_change", ({"what": "price"}, 5))):
            with self.subTest(method=method), self.refuses(AccessError, "."):
                getattr(as_manager, method)(*args)
        with self.refuses(AccessError, "."):
            as_manager.unlink()

    def test_manager_starts_from_published_months_only(self):
        draft = self.run_march.copy()
        draft.action_compute()
        with self.refuses(UserError, "cannot be simulated from"):
            self.simulate(runs=draft, user=self.customer_manager)
        self.assertEqual(self.simulate(runs=draft).base_run_ids, draft)

    def test_accountant_reads_all_and_changes_his_own(self):
        simulation = self.simulate(("price", 3))
        as_accountant = simulation.with_user(self.cost_accountant)
        self.assertEqual(
            self.rows_of(self.cost_accountant, simulation), self.own | self.team | self.other
        )
        self.assertTrue(as_accountant.get_workbench()["company"])
        with self.refuses(AccessError, "."):
            as_accountant.set_change({"what": "price"}, 5)
        with self.refuses(AccessError, "."):
            as_accountant.action_compute()
        own = self.simulate(
            ("pool_amount", 5, {"pool_id": self.pool.id}), user=self.cost_accountant
        )
        self.assertEqual(own.create_uid, self.cost_accountant)

    def test_auditor_reads_all_and_changes_nothing(self):
        simulation = self.simulate(("price", 3))
        as_auditor = simulation.with_user(self.auditor)
        page = as_auditor.get_workbench()
        self.assertFalse(page["may_edit"])
        self.assertTrue(page["company"])
        calls = {
            "set_change": ({"what": "price"}, 5),
            "reset_changes": (),
            "keep": ("Mine",),
            "action_compute": (),
            "set_customers": (self.own.ids,),
            "unlink": (),
        }
        for method, args in calls.items():
            with self.subTest(method=method), self.refuses(AccessError, "."):
                getattr(as_auditor, method)(*args)
        with self.refuses(AccessError, "."):
            as_auditor.action_new(self.run_march.ids)

    def test_staff_compliance_and_billing_know_no_simulation(self):
        simulation = self.simulate(("price", 3))
        for user in (self.staff, self.compliance, self.billing):
            for model in ("", ".change", ".customer"):
                records = self.env[f"customer.cost.simulation{model}"].with_user(user)
                with self.subTest(user=user.login, model=model), self.refuses(AccessError, "."):
                    records.search([])
            with self.subTest(user=user.login), self.refuses(AccessError, "."):
                simulation.with_user(user).get_workbench()

    def test_another_company_knows_nothing_of_it(self):
        simulation = self.simulate(("price", 3))
        self.put_in_other_company(self.controller)
        as_stranger = simulation.with_user(self.controller)
        self.assertFalse(as_stranger.search([("id", "=", simulation.id)]))
        self.assertFalse(self.rows_of(self.controller, simulation))
        with self.refuses(AccessError, "."):
            as_stranger.action_new(self.run_march.ids)

    def test_who_was_cost_accountant_reads_no_more_of_the_company(self):
        simulation = self.simulate(
            ("driver_volume", -40, {"driver_id": self.handling.driver_id.id})
        )
        self.assertTrue(simulation.get_workbench()["freed"])
        groups = [
            self.env.ref(f"customer_cost_management.group_{name}").id
            for name in ("customer_manager",)
        ]
        self.controller.group_ids = [Command.set([*groups, self.env.ref("base.group_user").id])]
        page = simulation.get_workbench()
        self.assertEqual((page["company"], page["freed"]), ([], ""))
        self.assertFalse(page["gains"])

    def test_nothing_computed_is_written_by_hand(self):
        simulation = self.simulate(("price", 3))
        row = self.beside(simulation, self.own)
        with self.refuses(AccessError, "."):
            row.write({"partner_id": self.team.id})
        for name, value in (("base_run_ids", [Command.clear()]), ("run_id", False)):
            with self.subTest(name=name), self.refuses(AccessError, "."):
                simulation.with_user(self.customer_manager).write({name: value})
        self.assertIn("customer.cost.simulation", self.env)

    def test_a_simulation_that_failed_says_why_in_the_language_of_the_reader(self):
        simulation = self.simulate(("price", 3), user=self.customer_manager)
        failure = {"step": 0, "name": "", "reason": "A price is missing."}
        simulation.sudo().run_id._as_engine().write({"state": "failed", "failure": failure})
        page = simulation.get_workbench()
        self.assertEqual(
            (page["state"], page["failure"]), ("failed", "Stopped: A price is missing.")
        )
