from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestSettingsHttp(HttpCase):
    """What the web client gets from the server."""

    def call(self, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/res.config.settings/{method}",
            {"model": "res.config.settings", "method": method, "args": args, "kwargs": kwargs},
        )

    def test_administrator_saves_the_block_over_rpc(self):
        self.authenticate("admin", "admin")
        arch = self.call("get_views", [[False, "form"]])["views"]["form"]["arch"]
        self.assertIn('name="customer_cost_setting_container"', arch)
        [settings_id] = self.call("create", [{"customer_cost_discount_percent": 12.5}])
        self.call("execute", [settings_id])
        self.assertEqual(self.env.company.customer_cost_discount_percent, 12.5)

    def test_the_web_client_learns_how_each_company_shortens_amounts(self):
        company = self.env.company
        branch = self.env["res.company"].create({"name": "Branch", "parent_id": company.id})
        self.env.ref("base.user_admin").company_ids += branch
        self.authenticate("admin", "admin")
        for units in (False, True):
            company.customer_cost_chinese_units = units
            info = self.make_jsonrpc_request("/web/session/get_session_info", {})
            for each in (company, branch):
                told = info["user_companies"]["allowed_companies"][str(each.id)]
                self.assertIs(told["customer_cost_chinese_units"], units)

    def test_employee_is_refused_over_rpc(self):
        new_test_user(self.env, "salesperson", "base.group_user", password="salesperson")
        self.authenticate("salesperson", "salesperson")
        with (
            self.assertLogs("odoo.http", "WARNING"),
            self.assertRaisesRegex(Exception, "AccessError"),
        ):
            self.call("create", [{"customer_cost_discount_percent": 1}])
