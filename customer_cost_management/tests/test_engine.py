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
    for module_info in pkgutil.iter_modules(engine_tests.__path__):
        if module_info.name.startswith("test_") and not module_info.name.startswith(
            NEEDS_MORE_PACKAGES
        ):
            module = importlib.import_module(f"{engine_tests.__name__}.{module_info.name}")
            for name, case in inspect.getmembers(module, inspect.isclass):
                if issubclass(case, unittest.TestCase) and case.__module__ == module.__name__:
                    yield module_info.name, name, case


def _bridge(module_name, name, case):
    """A class that Odoo collects: it runs the inherited methods only if told so."""
    attributes = {"__module__": __name__, "allow_inherited_tests_method": True}
    unique_name = f"{module_name.title().replace('_', '')}{name}"
    return tagged("post_install", "-at_install")(type(unique_name, (case, BaseCase), attributes))


globals().update(
    {bridged.__name__: bridged for bridged in (_bridge(*found) for found in _bridged_cases())}
)
