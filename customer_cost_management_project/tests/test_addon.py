from odoo.tests import TransactionCase, tagged

from odoo.addons.customer_cost_management.tests.glue_case import GlueCase


@tagged("post_install", "-at_install")
class TestAddon(GlueCase, TransactionCase):
    ADDON = "customer_cost_management_project"
