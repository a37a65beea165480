from odoo.tests import tagged

from .browser_case import BrowserCase

ADDON = "customer_cost_management"


def hoot_id(name):
    """Identifier of a Hoot suite: the 32-bit string hash of its name, in hexadecimal.

    Selecting by it runs exactly that suite; ``filter=`` would be a fuzzy search.
    """
    value = 0
    for character in name:
        value = ((value << 5) - value + ord(character)) & 0xFFFFFFFF
    return f"{value:08x}"


@tagged("post_install", "-at_install")
class TestWeb(BrowserCase):
    """Tours and Hoot suites, in headless Chromium."""

    def hoot(self, preset):
        suite = f"preset={preset}&timeout=15000&id={hoot_id('@' + ADDON)}"
        self.browser_js(
            f"/web/tests?headless&loglevel=2&{suite}",
            "",
            "",
            login="admin",
            timeout=600,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )

    def test_hoot_suites_on_the_desktop(self):
        self.hoot("desktop")

    def test_hoot_suites_on_the_phone(self):
        self.browser_size = "375x667"
        self.touch_enabled = True
        self.hoot("mobile")

    def test_settings_tour(self):
        self.start_tour("/odoo/settings", "customer_cost_settings", login="admin")
        self.assertEqual(self.env.company.customer_cost_near_zero_percent, 2)
