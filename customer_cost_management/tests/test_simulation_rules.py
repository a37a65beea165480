from unittest.mock import patch

from odoo import Command, fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..models.analysis import customer_cost_simulation_compute
from .run_common import CustomerCostRunCommon
from .simulation_common import SimulationCase


@tagged("post_install", "-at_install")
class TestSimulationRules(SimulationCase, CustomerCostRunCommon):
    """What must hold, the badge, the background, and what nobody kept."""

    @classmethod
    def set_up_model(cls):
        result = super().set_up_model()
        cls.visits = cls.create_activity("Visits", cls.handling.driver_id)
        cls.idle = cls.create_activity("Idle", cls.handling.driver_id)
        cls.pool.share_ids.share = 60
        cls.pool.share_ids = [Command.create(cls.prepare_share(cls.visits, 40))]
        return result

    def assert_refused(self, message, *changes):
        """A good change first, the bad ones after it."""
        simulation = self.simulate()
        with self.refuses(ValidationError, message):
            self.add_changes(simulation, ("volume", 1), *changes)

    def test_numbers_have_limits(self):
        pool, activity = {"pool_id": self.pool.id}, {"activity_id": self.handling.id}
        driver = {"driver_id": self.handling.driver_id.id}
        for change in (
            ("price", -101),
            ("discount", 101),
            ("volume_lost", -1),
            ("volume_lost", 101),
            ("driver_volume", -101, driver),
            ("minimum_order", 0, driver),
            ("rate", -101, activity),
            ("share", -1, pool | activity),
            ("share", 101, pool | activity),
        ):
            with self.subTest(change=change[:2]):
                self.assert_refused("enter a number from", change)

    def test_shares_of_a_pool_stay_within_100_percent(self):
        first = {"pool_id": self.pool.id, "activity_id": self.handling.id}
        second = first | {"activity_id": self.visits.id}
        self.assert_refused("would give 110 %", ("share", 70, first), ("share", 40, second))

    def test_capacity_cannot_be_negative_nor_belong_to_a_pool_without_time(self):
        pool = {"pool_id": self.pool.id}
        self.assert_refused("enter a number from -99.9", ("capacity", -100, pool))
        self.assert_refused("does not give by time", ("capacity", 10, pool))

    def test_each_change_names_its_record_and_no_other(self):
        pool, activity = {"pool_id": self.pool.id}, {"activity_id": self.handling.id}
        for change in (
            ("price", 1, pool),
            ("rate", 1),
            ("rate", 1, pool),
            ("pool_amount", 1, activity),
            ("share", 1, pool),
            ("driver_volume", 1),
        ):
            with self.subTest(change=change[0]):
                self.assert_refused("name .* and nothing else", change)

    def test_what_is_shared_is_for_all_customers(self):
        change = {"pool_id": self.pool.id, "partner_ids": [Command.set(self.own.ids)]}
        self.assert_refused("shared by all", ("pool_amount", 1, change))

    def test_an_activity_without_a_pool_has_no_rate(self):
        self.assert_refused("no pool gives", ("rate", 1, {"activity_id": self.idle.id}))

    def test_a_share_is_of_an_activity_that_the_pool_gives_to(self):
        share = {"pool_id": self.pool.id, "activity_id": self.idle.id}
        self.assert_refused("gives nothing to this activity", ("share", 5, share))

    def test_pools_and_drivers_are_those_of_the_base(self):
        pool = self.create_pool("New", [(self.handling, 100)])
        driver = self.create_driver("Unused")
        self.assert_refused("knows no such pool", ("pool_amount", 1, {"pool_id": pool.id}))
        self.assert_refused("counted by this", ("driver_volume", 1, {"driver_id": driver.id}))

    def test_the_same_is_changed_once(self):
        own = {"partner_ids": [Command.set(self.own.ids)]}
        both = {"partner_ids": [Command.set((self.own | self.team).ids)]}
        self.assert_refused("already changed by", ("price", 1), ("price", 2))
        self.assert_refused("already changed by", ("price", 1, own), ("price", 2, both))

    def test_a_customer_of_another_company_is_refused(self):
        foreign = self.env["res.partner"].create(
            {"name": "Foreign", "company_id": self.other_company.id}
        )
        simulation = self.simulate()
        with self.refuses(UserError, "belongs to another company"):
            simulation.sudo().partner_ids = self.own | foreign
        with self.refuses(UserError, "belongs to another company"):
            self.add_changes(
                simulation.sudo(), ("price", 1, {"partner_ids": [Command.set(foreign.ids)]})
            )

    def test_a_base_is_of_one_company_and_has_each_month_once(self):
        simulations = self.env["customer.cost.simulation"].with_user(self.controller)
        again = self.run_march.copy()
        again.action_compute()
        draft = self.run_march.copy()
        for runs in (self.run_march | again, draft):
            with self.refuses(UserError, "cannot be simulated from"):
                simulations.action_new(runs.ids)

    def test_another_base_keeps_the_changes_it_knows(self):
        simulation = self.simulate(("price", 3), ("rate", 10, {"activity_id": self.visits.id}))
        estimate = self.run_march.copy()
        self.pool.share_ids.filtered("activity_id").filtered(
            lambda share: share.activity_id == self.visits
        ).unlink()
        self.pool.share_ids.share = 100
        estimate.action_compute()
        with self.refuses(ValidationError, "no pool gives"):
            simulation.choose_base(estimate.id)
        simulation.change_ids.filtered(lambda change: change.what == "rate").unlink()
        page = simulation.choose_base(estimate.id)
        self.assertEqual([base["id"] for base in page["bases"] if base["chosen"]], [estimate.id])
        self.assertEqual(self.beside(simulation, self.own).cm3_change, 30)
        with self.refuses(ValidationError, "cannot be simulated from"):
            simulation.sudo().base_run_ids = simulation.run_id

    def test_without_a_published_month_there_is_nothing_to_start_from(self):
        self.put_in_other_company(self.controller)
        simulations = self.env["customer.cost.simulation"].with_user(self.controller)
        with self.refuses(UserError, "no published month"):
            simulations.with_company(self.other_company).action_new()

    def test_a_share_moves_cost_and_the_others_keep_their_proportions(self):
        # 600 + 400 → 300 + 700, both counted by invoices: nobody's cost changes, the rates do
        share = {"pool_id": self.pool.id, "activity_id": self.handling.id}
        simulation = self.simulate(("share", 30, share))
        self.assertEqual(self.beside(simulation, self.own).cm3_change, 0)
        rates = {node.name: node.rate for node in simulation.run_id.node_ids}
        self.assertEqual(rates, {"Order handling": 75, "Visits": 175, "Idle": 0})

    def test_a_replaced_base_makes_it_outdated(self):
        simulation = self.simulate(("price", 3))
        self.assertFalse(simulation.stale)
        newer = self.run_march.copy()
        newer.action_compute()
        newer.with_user(self.controller).action_publish()
        self.env.invalidate_all()
        self.assertTrue(simulation.stale)
        # its figures stay readable
        self.assertEqual(self.beside(simulation, self.own).cm3_change, 30)

    def test_a_base_computed_again_makes_it_outdated(self):
        estimate = self.run_march.copy()
        estimate.action_compute()
        simulation = self.simulate(("price", 3), runs=estimate)
        self.assertFalse(simulation.stale)
        estimate._as_engine().computed_on = fields.Datetime.add(estimate.computed_on, minutes=1)
        self.env.invalidate_all()
        self.assertTrue(simulation.stale)

    def test_many_customers_are_computed_in_the_background_with_the_authors_rights(self):
        with patch.object(customer_cost_simulation_compute, "CUSTOMERS_IN_REQUEST", 1):
            simulation = self.simulate(("price", 3), user=self.customer_manager)
        run = simulation.sudo().run_id
        self.assertEqual(run.state, "queued")
        self.assertEqual(simulation.get_workbench()["figures"], [])
        run._compute_or_fail()
        self.assertEqual(run.state, "computed")
        rows = self.env["customer.cost.simulation.customer"].search(
            [("simulation_id", "=", simulation.id)]
        )
        self.assertEqual(rows.partner_id, self.own | self.team)

    def test_what_nobody_kept_is_deleted_after_a_week(self):
        old, kept, fresh = (self.simulate(("price", 3)) for _number in range(3))
        kept.action_keep("Weekly consolidation")
        self.assertEqual(kept.name, "Weekly consolidation")
        self.force(old | kept, write_date="2020-01-01")
        runs = old.run_id, kept.run_id
        self.env["customer.cost.simulation"]._gc_unkept()
        self.assertEqual([bool(each.exists()) for each in (old, kept, fresh)], [False, True, True])
        self.assertEqual([bool(each.exists()) for each in runs], [False, True])
        self.assertFalse(self.env["customer.profitability"].search([("run_id", "=", runs[0].id)]))

    def test_deleting_some_deletes_their_runs(self):
        simulations = self.simulate(("price", 3)) | self.simulate(("price", 4))
        runs = simulations.run_id
        self.assertEqual(len(runs), 2)
        simulations.unlink()
        self.assertFalse(runs.exists())
        self.assertTrue(self.run_march.exists())

    def test_a_simulation_takes_no_version_from_the_month(self):
        self.simulate(("price", 3))
        self.assertEqual(self.run_march.copy().version, 2)

    def test_queries_do_not_grow_with_customers(self):
        few = self._count_queries(self.run_march)
        partners = self.env["res.partner"].create([{"name": f"C{n}"} for n in range(20)])
        for partner in partners:
            self.post_invoice(partner, "2026-03-12", 10)
        again = self.run_march.copy()
        again.action_compute()
        self.assertLessEqual(self._count_queries(again), few + 2)

    def _count_queries(self, runs):
        changes = ("price", 3), ("pool_amount", 2, {"pool_id": self.pool.id})
        simulation = self.simulate(*changes, runs=runs)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        simulation.action_compute()
        self.env.flush_all()
        return self.cr.sql_log_count - before
