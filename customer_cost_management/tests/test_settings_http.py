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

    def test_employee_is_refused_over_rpc(self):
        new_test_user(self.env, "salesperson", "base.group_user", password="salesperson")
        self.authenticate("salesperson", "salesperson")
        with (
            self.assertLogs("odoo.http", "WARNING"),
            self.assertRaisesRegex(Exception, "AccessError"),
        ):
            self.call("create", [{"customer_cost_discount_percent": 1}])
