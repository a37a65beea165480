import ast
import sys
from pathlib import Path

from odoo.tests import TransactionCase, tagged

from .rooms import CONTROL_WING, DOOR, PROFIT_WING, ROOM_OF_MODEL, backward_arrows, may_point

ADDON = "customer_cost_management"
ENGINE = Path(__file__).parents[1] / "engine"
#: What the engine may import besides the standard library and itself.
ENGINE_PACKAGES = {"numpy"}
#: Property tests and the test runner's own packages, in engine/tests only.
ENGINE_TEST_PACKAGES = ENGINE_PACKAGES | {"hypothesis"}


def imported_packages(source):
    """Top-level names of the absolute imports anywhere in a Python source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


def foreign_imports(source, allowed):
    return sorted(set(imported_packages(source)) - allowed - set(sys.stdlib_module_names))


@tagged("post_install", "-at_install")
class TestArchitecture(TransactionCase):
    def own_models(self):
        """Models that this addon defines: tables and forms of its own, not extensions."""
        return [
            model
            for model in self.env.registry.values()
            if model._original_module == ADDON and not model._abstract
        ]

    def touched_models(self):
        """Models that this addon defines or adds fields to."""
        fields = self.env["ir.model.fields"].search([])
        return {field.model for field in fields if ADDON in (field.modules or "").split(", ")} | {
            model._name for model in self.own_models()
        }

    def test_engine_imports_neither_odoo_nor_anything_but_numpy(self):
        files = sorted(ENGINE.rglob("*.py"))
        self.assertGreater(len(files), 10)
        for file in files:
            allowed = ENGINE_TEST_PACKAGES if "tests" in file.parts else ENGINE_PACKAGES
            with self.subTest(file=file.name):
                self.assertEqual(foreign_imports(file.read_text(), allowed), [])

    def test_a_foreign_import_would_be_found(self):
        source = "import json, numpy\nfrom . import money\ndef f():\n    from odoo.tools import SQL"
        self.assertEqual(foreign_imports(source, ENGINE_PACKAGES), ["odoo"])

    def test_every_model_has_a_room(self):
        self.assertEqual(sorted(self.touched_models() - set(ROOM_OF_MODEL)), [])

    def test_every_room_is_one_of_the_design(self):
        self.assertLessEqual(set(ROOM_OF_MODEL.values()), {*PROFIT_WING, *CONTROL_WING, DOOR})

    def test_many2ones_point_to_their_own_room_or_an_earlier_one(self):
        many2ones = [
            (model._name, field.name, field.comodel_name)
            for model in self.env.registry.values()
            for field in model._fields.values()
            if field.type == "many2one"
        ]
        self.assertEqual(backward_arrows(many2ones, ROOM_OF_MODEL), [])

    def test_a_backward_arrow_would_be_found(self):
        rooms = {"a.pool": "masters", "a.run": "run", "a.budget": "budget", "a.expense": DOOR}
        arrows = [
            ("a.run", "pool_id", "a.pool"),
            ("a.pool", "run_id", "a.run"),
            ("a.budget", "run_id", "a.run"),
            ("a.expense", "run_id", "a.run"),
            ("a.run", "partner_id", "res.partner"),
        ]
        self.assertEqual(
            backward_arrows(arrows, rooms),
            [("a.pool", "run_id", "a.run"), ("a.budget", "run_id", "a.run")],
        )
        self.assertTrue(may_point("value", "profit"))
        self.assertFalse(may_point("request", "profit"))

    def test_every_own_model_has_access_rights(self):
        models = self.env["ir.model.access"].search([]).model_id.mapped("model")
        self.assertEqual([m._name for m in self.own_models() if m._name not in models], [])

    def test_every_own_table_has_a_company_and_a_company_rule(self):
        rules = self.env["ir.rule"].search([("global", "=", True)])
        ruled = {rule.model_id.model for rule in rules if "company_id" in (rule.domain_force or "")}
        tables = [m for m in self.own_models() if not m._transient]
        self.assertEqual([m._name for m in tables if m._name not in ruled], [])
