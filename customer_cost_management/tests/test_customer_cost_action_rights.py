from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, tagged

from .action_common import ActionCase

#: What nobody without profit rights reads.
FIGURES = (
    "figures",
    "why",
    "measure",
    "measured_activity",
    "measured_activity_id",
    "baseline",
    "baseline_by_month",
    "expected_saving",
    "realised",
    "realised_by_run",
    "verdict",
)


class ActionRightsCase(ActionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.actions = cls.env["customer.cost.action"]
        cls.of_own, cls.of_team = (
            cls.create_action(partner_id=partner.id) for partner in (cls.own, cls.team)
        )
        cls.of_other = cls.create_action(partner_id=cls.other.id, owner_id=cls.staff.id)
        cls.of_all = cls.create_measured(None)

    def found(self, user):
        return self.actions.with_user(user).search([("company_id", "=", self.company.id)])


@tagged("post_install", "-at_install")
class TestCustomerCostActionRights(ActionRightsCase):
    def test_who_reads_which(self):
        every = self.of_own + self.of_team + self.of_other + self.of_all
        for user, expected in (
            (self.customer_manager, self.of_own + self.of_team),
            (self.cost_accountant, every),
            (self.controller, every),
            (self.auditor, every),
            (self.staff, self.of_other),
            (self.billing, self.actions),
            (self.compliance, self.actions),
        ):
            with self.subTest(user=user.login):
                self.assertEqual(self.found(user), expected)

    def test_nothing_of_another_company(self):
        self.put_in_other_company(self.auditor)
        self.assertFalse(self.found(self.auditor))

    def test_an_employee_suggests_without_figures(self):
        suggestion = self.actions.with_user(self.staff).create(
            {"name": "One delivery a week", "partner_id": self.own.id}
        )
        self.assertEqual((suggestion.author_id, suggestion.planned), (self.staff, False))
        self.assertFalse(suggestion.owner_id)
        self.assertFalse(suggestion.sudo().figures)
        suggestion.name = "Two deliveries a week"
        with self.refuses(AccessError, "You may suggest a saving"):
            suggestion.owner_id = self.staff
        with self.refuses(AccessError, "You may suggest a saving"):
            suggestion.action_agree()
        with self.refuses(AccessError, "."):
            suggestion.expected_saving = 5
        self.assertIn(suggestion.id, self.found(self.customer_manager).ids)
        self.assertNotIn(suggestion.id, self.found(self.billing).ids)

    def test_whoever_plans_a_suggestion_credits_who_made_it(self):
        suggestion = self.actions.with_user(self.staff).create(
            {"name": "One delivery a week", "partner_id": self.own.id}
        )
        mine = suggestion.with_user(self.customer_manager)
        mine.write({"kind": "service_menu", "expected_saving": 900})
        self.assertTrue(mine.planned)
        self.assertEqual((mine.figures["cm3"], mine.baseline), (690, 690))
        self.assertEqual(mine.author_id, self.staff)
        self.assertEqual(suggestion.name, "One delivery a week")
        with self.refuses(AccessError, "."):
            suggestion.name = "More"
        with self.refuses(AccessError, "."):
            suggestion.unlink()

    def test_an_employee_reads_no_figure_by_any_way(self):
        self.staff.group_ids += self.env.ref("base.group_allow_export")
        action = self.of_other.with_user(self.staff)
        self.assertEqual(action.name, "Reprice")
        for name in FIGURES:
            with self.subTest(name=name):
                self.assertNotIn(name, action.fields_get())
                for way in (
                    lambda field=name: action.read([field]),
                    lambda field=name: action.web_read({field: {}}),
                    lambda field=name: action.export_data([field]),
                    # a required field is "!= False" without being looked at
                    lambda field=name: action.search([(field, "=", "cost")]),
                ):
                    with self.assertRaisesRegex((AccessError, ValueError), "."):
                        way()
        with self.assertRaises(AccessError):
            action._read_group([], [], ["realised:sum"])
        for kind in ("form", "list", "kanban"):
            ref = f"customer_cost_management.customer_cost_action_view_{kind}_suggestion"
            arch = action.get_view(self.env.ref(ref).id, kind)["arch"]
            self.assertFalse([name for name in FIGURES if f'name="{name}"' in arch])

    def test_the_chatter_tells_no_figure(self):
        tracked = {
            name for name, field in self.actions._fields.items() if getattr(field, "tracking", 0)
        }
        self.assertFalse(tracked & {*FIGURES, "expected_so_far", "realised_percent"})

    def test_the_owner_starts_and_finishes_and_no_more(self):
        action = self.of_other
        action.action_agree()
        mine = action.with_user(self.staff)
        self.assertEqual(mine.activity_ids.user_id, self.staff)
        mine.action_start()
        self.assertEqual(action.baseline, -10)
        with self.refuses(AccessError, "."):
            mine.name = "Something else"
        with self.refuses(AccessError, "You may suggest a saving"):
            mine.action_ask_drop()
        mine.action_done()
        self.assertEqual((action.state, action.activity_ids.ids), ("done", []))

    def test_who_is_neither_owner_nor_planner_moves_nothing(self):
        self.of_own.action_agree()
        with self.refuses(AccessError, "who owns it"):
            self.of_own.with_user(self.auditor).action_start()
        with self.refuses(AccessError, "."):
            self.of_other.with_user(self.customer_manager).action_agree()

    def test_a_manager_plans_for_his_customers_alone(self):
        manager = self.actions.with_user(self.customer_manager)
        action = manager.create({"partner_id": self.team.id, "kind": "invest"})
        self.assertEqual(action.figures["cm3"], 500)
        with self.refuses(AccessError, "only a cost accountant or the manager"):
            manager.create({"name": "A", "partner_id": self.other.id, "expected_saving": 5})
        with self.refuses(AccessError, "."):
            (self.of_own + self.of_other).with_user(self.customer_manager).name = "Mine"

    def test_a_managers_suggestion_for_others_has_no_figures_and_is_theirs_once_planned(self):
        manager = self.actions.with_user(self.customer_manager)
        suggestion = manager.create({"name": "Call them", "partner_id": self.other.id})
        self.assertFalse(suggestion.sudo().planned)
        self.assertFalse(suggestion.why)
        suggestion.with_user(self.controller).write(
            {"owner_id": self.controller.id, "expected_saving": 10, "kind": "credit"}
        )
        self.assertNotIn(suggestion.id, self.found(self.customer_manager).ids)
        with self.refuses(AccessError, "."):
            suggestion.read(["figures"])

    def test_whoever_is_to_do_it_can_read_it(self):
        with self.refuses(ValidationError, "may not see this customer's figures"):
            (self.of_own + self.of_other).owner_id = self.customer_manager
        with self.refuses(ValidationError, "may not see this customer's figures"):
            stranger = self.create_user(
                "abroad",
                company_id=self.other_company.id,
                company_ids=[self.other_company.id],
            )
            self.of_own.owner_id = stranger

    def test_the_auditor_changes_nothing(self):
        action = self.of_own.with_user(self.auditor)
        self.assertEqual(action.figures["cm3"], 690)
        for way in (
            lambda: action.write({"name": "Changed"}),
            lambda: action.unlink(),
            lambda: action.action_agree(),
            lambda: self.actions.with_user(self.auditor).create(
                {"name": "A", "partner_id": self.own.id, "expected_saving": 5}
            ),
        ):
            with self.refuses(AccessError, "."):
                way()

    def test_a_customer_who_changes_hands_takes_his_actions_along(self):
        self.own.user_id = self.stranger
        self.assertNotIn(self.of_own.id, self.found(self.customer_manager).ids)
        with self.refuses(AccessError, "."):
            self.of_own.with_user(self.customer_manager).read(["figures"])

    def test_a_manager_measures_an_activity_by_name(self):
        manager = self.actions.with_user(self.customer_manager)
        choices = dict(manager.fields_get(["measured_activity"])["measured_activity"]["selection"])
        self.assertEqual(choices[str(self.handling.id)], "Order handling")
        action = manager.create(
            {
                "name": "Fewer orders",
                "partner_id": self.own.id,
                "measure": "cost",
                "measured_activity": str(self.handling.id),
            }
        )
        self.assertEqual(action.baseline, 250)
        self.assertEqual(self.actions.with_user(self.staff)._selection_activities(), [])

    def test_activities_of_other_companies_are_no_choice(self):
        other = self.create_activity(
            "Elsewhere", company_id=self.other_company.id, statement_line="facility"
        )
        chosen = self.actions.with_user(self.cost_accountant)._selection_activities()
        self.assertNotIn(str(other.id), dict(chosen))

    def test_forms_open_for_every_role(self):
        for user in (self.customer_manager, self.cost_accountant, self.auditor):
            with self.subTest(user=user.login):
                self.actions.with_user(user).get_views(
                    [(False, kind) for kind in ("kanban", "list", "form", "pivot", "search")]
                )


@tagged("post_install", "-at_install")
class TestCustomerCostActionRpc(ActionRightsCase, HttpCase):
    def call(self, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/customer.cost.action/{method}",
            {"model": "customer.cost.action", "method": method, "args": args, "kwargs": kwargs},
        )

    def assert_refused(self, method, *args, **kwargs):
        with (
            self.subTest(method=method, args=args),
            self.assertLogs("odoo.http", "WARNING"),
            self.assertRaisesRegex(Exception, "AccessError|ValueError|UserError"),
        ):
            self.call(method, *args, **kwargs)

    def test_an_employee_gets_no_figure_and_no_state_over_rpc(self):
        self.authenticate("staff", "staff-password")
        for name in FIGURES:
            self.assert_refused("read", self.of_other.ids, [name])
            self.assert_refused("search_read", [], [name])
        self.assert_refused("read", self.of_own.ids, ["name"])
        self.assert_refused("write", self.of_other.ids, {"state": "done"})
        for method in ("_figures_of", "_plan", "_measure", "_drop", "_propose_for"):
            self.assert_refused(method, self.of_other.ids)

    def test_a_seal_named_over_rpc_opens_nothing(self):
        self.authenticate("controller", "controller-password")
        for context in (
            {"customer_cost_approval_seal": True},
            {"customer_cost_approval_seal": {"a": 1}},
        ):
            self.assert_refused("write", self.of_own.ids, {"realised": 5}, context=context)
