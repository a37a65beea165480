"""House tests that every glue addon runs on itself."""

from pathlib import Path

from odoo.modules.module import Manifest

from .translation_case import TranslationCase


class GlueCase(TranslationCase):
    """A glue addon installs itself, is translated, and adds no table without rights.

    Its test names the addon in ``ADDON`` and takes these as its own:
    ``class TestAddon(GlueCase, TransactionCase)``.
    """

    def test_it_installs_itself(self):
        """Nobody asked for it when this database was made: its apps were there."""
        module = self.env["ir.module.module"].search([("name", "=", self.ADDON)])
        self.assertEqual(module.state, "installed")
        self.assertTrue(module.auto_install)

    def test_it_goes_with_the_addon_it_is_glued_to(self):
        manifests = [Manifest.for_addon(name) for name in (self.ADDON, "customer_cost_management")]
        own, addon = manifests
        self.assertIn("customer_cost_management", own["depends"])
        for key in ("version", "license", "author", "category"):
            self.assertEqual(own[key], addon[key], key)

    def test_odoo_finds_every_test(self):
        """Odoo runs what tests/__init__.py imports; our own command runs every file."""
        folder = Path(Manifest.for_addon(self.ADDON).path, "tests")
        imports = (folder / "__init__.py").read_text().splitlines()
        files = [f"from . import {file.stem}" for file in sorted(folder.glob("test_*.py"))]
        self.assertEqual(sorted(imports), files)

    def test_every_own_table_has_rights_and_a_company_rule(self):
        access = self.env["ir.model.access"].search([]).model_id.mapped("model")
        rules = self.env["ir.rule"].search([("global", "=", True)])
        ruled = {rule.model_id.model for rule in rules if "company_id" in (rule.domain_force or "")}
        own = [
            model
            for model in self.env.registry.values()
            if model._original_module == self.ADDON and not model._abstract
        ]
        self.assertEqual([model._name for model in own if model._name not in access], [])
        tables = [model._name for model in own if not model._transient]
        self.assertEqual([name for name in tables if name not in ruled], [])
