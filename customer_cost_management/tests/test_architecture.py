import ast
import sys
from itertools import pairwise
from pathlib import Path

from odoo.tests import TransactionCase, tagged

from ..models.platform.records_window import records_window
from .rooms import CONTROL_WING, DOOR, PROFIT_WING, ROOM_OF_MODEL, backward_arrows, may_point

ADDON = "customer_cost_management"
ENGINE = Path(__file__).parents[1] / "engine"
#: One folder a room.
MODELS = Path(__file__).parents[1] / "models"
ROOMS = {*PROFIT_WING, *CONTROL_WING, DOOR}
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


def defined_models(source):
    """Names of the models that a Python source defines; what only extends a model is none."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            values = {
                part.targets[0].id: ast.literal_eval(part.value)
                for part in node.body
                if isinstance(part, ast.Assign) and part.targets[0].id in ("_name", "_inherit")
            }
            name, inherited = values.get("_name"), values.get("_inherit", [])
            if name and name not in ([inherited] if isinstance(inherited, str) else inherited):
                yield name


def imported_rooms(source):
    """Rooms that a file of a room's folder imports from, anywhere in it, its own apart."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            parts = node.module.split(".") if node.module else []
            if parts[:4] == ["odoo", "addons", ADDON, "models"] and not node.level:
                parts = parts[4:]
            elif node.level != 2:
                continue
            yield from parts[:1] or (alias.name for alias in node.names)


def misplaced_models(sources, room_of_model):
    """(room, model) of models that another folder than their room's defines.

    :param sources: ``(room, Python source)`` of the files in the folders
    """
    return [
        (room, model)
        for room, source in sources
        for model in defined_models(source)
        if room_of_model.get(model) != room
    ]


def backward_imports(sources):
    """(room, imported room) of imports from a later room or the other wing."""
    return [
        (room, imported)
        for room, source in sources
        for imported in imported_rooms(source)
        if not may_point(room, imported)
    ]


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
        self.assertLessEqual(set(ROOM_OF_MODEL.values()), ROOMS)

    def sources_of_rooms(self):
        """(room, source) of every file of a room."""
        return [
            (file.parent.name, file.read_text())
            for file in sorted(MODELS.glob("*/*.py"))
            if file.stem != "__init__"
        ]

    def test_every_file_of_the_models_lies_in_a_room(self):
        folders = {file.parent for file in MODELS.rglob("*.py") if file.stem != "__init__"}
        self.assertEqual(folders, {MODELS / room for room in ROOMS})

    def test_models_are_defined_in_the_folder_of_their_room(self):
        sources = self.sources_of_rooms()
        defined = {model for _room, source in sources for model in defined_models(source)}
        self.assertLess(50, len(defined))
        self.assertEqual(misplaced_models(sources, ROOM_OF_MODEL), [])

    def test_a_misplaced_model_would_be_found(self):
        source = (
            "class A:\n    _name = 'a.pool'\n    _inherit = ['mail.thread']\n"
            "class B:\n    _name = 'a.run'\n    _inherit = ['a.run', 'mail.thread']\n"
            "class C:\n    _inherit = 'a.run'\n"
        )
        rooms = {"a.pool": "masters", "a.run": "run"}
        self.assertEqual(misplaced_models([("run", source)], rooms), [("run", "a.pool")])
        self.assertEqual(misplaced_models([("masters", source)], rooms), [])

    def test_rooms_import_from_themselves_and_earlier_ones(self):
        sources = self.sources_of_rooms()
        imported = {room for _room, source in sources for room in imported_rooms(source)}
        self.assertLess(5, len(imported))
        self.assertEqual(backward_imports(sources), [])

    def test_a_backward_import_would_be_found(self):
        source = (
            "from ...engine.money import distribute\nfrom .pool import A\n"
            "from ..masters import pool\nfrom .. import run\ndef f():\n"
            f"    from odoo.addons.{ADDON}.models.budget.line import B\n"
            "    from ..door.res_partner import C"
        )
        self.assertEqual(
            backward_imports([("masters", source)]),
            [("masters", "run"), ("masters", "budget"), ("masters", DOOR)],
        )
        self.assertEqual(backward_imports([("run", source)]), [("run", "budget"), ("run", DOOR)])
        self.assertEqual(backward_imports([(DOOR, source)]), [])

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

    def test_windows_made_in_code_open_cards_on_a_phone(self):
        """Odoo shows a list there unless the action names the cards."""
        self.assertEqual(records_window("res.partner", "", [])["mobile_view_mode"], "kanban")
        without = []
        for file in sorted(MODELS.rglob("*.py")):
            lines = file.read_text().splitlines()
            for line, following in pairwise(lines):
                offers_cards = line.strip().startswith('"views": [') and '"kanban"' in line
                if offers_cards and "mobile_view_mode" not in following:
                    without.append(file.name)
        self.assertEqual(without, [])
