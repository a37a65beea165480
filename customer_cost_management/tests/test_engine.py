"""The engine's own tests, once more under Odoo: same code, Odoo's interpreter and packages.

Property tests and the fit to the published CDNOW data need packages that a
company's Odoo does not have; they run with the engine alone.
"""

import importlib
import inspect
import pkgutil
import unittest

from odoo.tests import BaseCase, tagged

from ..engine import tests as engine_tests

NEEDS_MORE_PACKAGES = ("test_properties_", "test_clv_cdnow")


def _bridged_cases():
    """``(path of the module within engine.tests, class)`` of every case that runs here."""
    prefix = f"{engine_tests.__name__}."
    for found in pkgutil.walk_packages(engine_tests.__path__, prefix):
        name = found.name.rpartition(".")[2]
        if name.startswith("test_") and not name.startswith(NEEDS_MORE_PACKAGES):
            module = importlib.import_module(found.name)
            for _name, case in inspect.getmembers(module, inspect.isclass):
                if issubclass(case, unittest.TestCase) and case.__module__ == module.__name__:
                    yield found.name.removeprefix(prefix), case


def _bridge(path, case):
    """A class that Odoo collects: it runs the inherited methods only if told so."""
    attributes = {"__module__": __name__, "allow_inherited_tests_method": True}
    name = path.replace(".", "_").title().replace("_", "") + case.__name__
    return tagged("post_install", "-at_install")(type(name, (case, BaseCase), attributes))


globals().update(
    {bridged.__name__: bridged for bridged in (_bridge(*found) for found in _bridged_cases())}
)
