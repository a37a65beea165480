from odoo.exceptions import AccessError
from odoo.tests import Form, HttpCase, tagged
from odoo.tools import mute_logger

from .common import ADDON, CustomerCostCommon

MASTERS = (
    "account.role",
    "activity",
    "attribution.rule",
    "category",
    "driver",
    "driver.volume",
    "pool",
    "pool.rule",
    "share",
    "time.term",
)
PAGES = (
    "account_role",
    "activity",
    "attribution_rule",
    "category",
    "driver",
    "driver_volume",
    "pool",
)


class MasterRightsCommon(CustomerCostCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.masters = cls.create_masters(cls.company)

    @classmethod
    def create_masters(cls, company):
        """One record of each master of a company, by the end of its model's name."""
        env = cls.env
        account = cls.create_account("660100", "Salaries", company=company)
        driver = cls.create_driver("Visits", kind="typed", company_id=company.id)
        activity = cls.create_activity("Visit", driver, company_id=company.id, base_minutes=1)
        pool = cls.create_pool("Sales force", [(activity, 100)], account, company_id=company.id)
        volume = {"driver_id": driver.id, "partner_id": cls.customer.id, "date": "2026-10-01"}
        term = {"activity_id": activity.id, "driver_id": driver.id, "minutes": 2}
        return {
            "account.role": cls.create_role(account, "operating", company_id=company.id),
            "activity": activity,
            "attribution.rule": env["customer.cost.attribution.rule"].create(
                {"company_id": company.id}
            ),
            "category": env["customer.cost.category"].create(
                {"name": "Care", "company_id": company.id}
            ),
            "driver": driver,
            "driver.volume": env["customer.cost.driver.volume"].create(volume | {"quantity": 1}),
            "pool": pool,
            "pool.rule": pool.rule_ids,
            "share": pool.share_ids,
            "time.term": env["customer.cost.time.term"].create(term),
        }


@tagged("post_install", "-at_install")
class TestMasterRights(MasterRightsCommon):
    def each(self, user):
        for name in MASTERS:
            with self.subTest(user=user.login, model=name):
                yield name, self.masters[name].with_user(user)

    def test_cost_accountants_and_controllers_edit(self):
        for user in (self.cost_accountant, self.controller):
            for _name, record in self.each(user):
                record.write(record.read([f for f in ("sequence", "note") if f in record])[0])
                if "sequence" in record:
                    record.sequence = 77
                    self.assertEqual(record.sequence, 77)
                self.assertTrue(record.has_access("unlink"))

    def test_cost_accountants_build_a_model_of_their_own(self):
        env = self.env(user=self.cost_accountant)
        self.assertTrue(env["customer.cost.account.role"]._propose(self.company))
        self.company.with_user(self.cost_accountant)._create_customer_cost_defaults()
        self.assertIsInstance(
            self.company.with_user(self.cost_accountant)._check_customer_cost_model(), list
        )
        with Form(env["customer.cost.pool"]) as pool:
            pool.name = "Order desk"
            with pool.rule_ids.new() as rule:
                rule.account_prefixes = "66"
        self.assertEqual(pool.record.rule_ids.would_catch[:7], "0 items")

    def test_cost_accountants_choose_among_installed_models(self):
        driver = self.env["customer.cost.driver"].with_user(self.cost_accountant)
        names = [name for name, _label in driver._select_models()]
        self.assertEqual(names[0], "account.move")
        self.assertNotIn("customer.cost.driver", names)
        with Form(driver) as form:
            form.name = "Invoices"
            form.model_choice = "account.move"
            self.assertEqual(form.model_name, "account.move")
            form.date_field = "invoice_date"
            form.partner_path = "partner_id"
        self.assertEqual(form.record.model_name, "account.move")

    def test_auditors_read_and_change_nothing(self):
        for _name, record in self.each(self.auditor):
            self.assertTrue(record.read())
            for operation in ("create", "write", "unlink"):
                self.assertFalse(record.has_access(operation))
            with self.assertRaises(AccessError):
                record.write({"sequence": 5} if "sequence" in record else {"quantity": 5})

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_others_see_nothing_but_the_names_of_categories(self):
        for user in (self.staff, self.billing, self.customer_manager, self.compliance):
            for name, record in self.each(user):
                if name == "category":
                    self.assertEqual(record.read(["name"])[0]["name"], "Care")
                    self.assertFalse(record.has_access("write"))
                    continue
                with self.assertRaises(AccessError):
                    record.read()
                if name == "driver.volume" and user == self.customer_manager:
                    # of his own customers, of whom none is here
                    self.assertFalse(record.search([]))
                    continue
                with self.assertRaises(AccessError):
                    record.search([])

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_masters_of_an_other_company_are_invisible(self):
        foreign = self.create_masters(self.other_company)
        for name, record in foreign.items():
            for user in (self.cost_accountant, self.controller, self.auditor):
                with self.subTest(model=name, user=user.login):
                    self.assertNotIn(record, record.with_user(user).search([]))
                    with self.assertRaises(AccessError):
                        record.with_user(user).read()

    def test_menus_are_there_for_those_who_may_use_them(self):
        menus = [f"customer_cost_{page}_menu" for page in PAGES]
        configuration = [menu for menu in menus if "volume" not in menu]
        for user, wanted in (
            (self.cost_accountant, menus),
            (self.controller, menus),
            (self.auditor, ["customer_cost_driver_volume_menu"]),
            (self.customer_manager, []),
            (self.staff, []),
            (self.billing, []),
        ):
            with self.subTest(user=user.login):
                visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
                found = [m for m in menus if self.env.ref(f"{ADDON}.{m}").id in visible]
                self.assertEqual(found, wanted)
                folder = self.env.ref("account.menu_finance_configuration").id in visible
                self.assertEqual(folder, bool(set(wanted) & set(configuration)))

    def test_every_page_opens_and_says_what_to_do_when_empty(self):
        for page in PAGES:
            with self.subTest(page=page):
                action = self.env.ref(f"{ADDON}.customer_cost_{page}_action")
                self.assertIn("o_view_nocontent_smiling_face", action.help)
                model = self.env[action.res_model].with_user(self.cost_accountant)
                views = [(False, view) for view in ("list", "form", "kanban", "search")]
                self.assertEqual(len(model.get_views(views)["views"]), 4)
                record = model.search([], limit=1)
                with Form(record) as form:
                    self.assertTrue(form)


@tagged("post_install", "-at_install")
class TestMasterRightsHttp(MasterRightsCommon, HttpCase):
    """The same doors from outside."""

    def call(self, method, *args):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/customer.cost.pool/{method}",
            {"model": "customer.cost.pool", "method": method, "args": args, "kwargs": {}},
        )

    def test_cost_accountant_writes_over_rpc_and_auditor_does_not(self):
        pool = self.masters["pool"]
        self.authenticate("cost_accountant", "cost_accountant-password")
        self.assertTrue(self.call("write", pool.ids, {"name": "Reps"}))
        self.authenticate("auditor", "auditor-password")
        self.assertEqual(self.call("read", pool.ids, ["name"])[0]["name"], "Reps")
        for method, args in (
            ("write", [pool.ids, {"name": "Mine"}]),
            ("create", [[{"name": "Mine"}]]),
            ("unlink", [pool.ids]),
        ):
            self.assertRpcRefused(method, *args)
        self.assertEqual(pool.name, "Reps")

    def test_staff_and_managers_read_nothing_over_rpc(self):
        for login in ("staff", "customer_manager", "billing"):
            self.authenticate(login, f"{login}-password")
            self.assertRpcRefused("search_read", [])
            self.assertRpcRefused("read", self.masters["pool"].ids, ["name"])

    def test_what_is_not_for_rpc_is_not_callable(self):
        self.authenticate("cost_accountant", "cost_accountant-password")
        self.assertRpcRefused("_count_runs", self.masters["pool"].ids)

    def assertRpcRefused(self, method, *args):
        with (
            self.subTest(method=method),
            self.assertLogs("odoo.http", "WARNING"),
            self.assertRaisesRegex(Exception, "AccessError"),
        ):
            self.call(method, *args)
