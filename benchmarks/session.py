"""An Odoo environment for a program of its own, without a server."""

import contextlib

import odoo.init  # noqa: F401  first of all: it makes `odoo` whole
from odoo import tools
from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry


def start_odoo(settings, database):
    """The registry of a database.

    :param settings: path of the Odoo configuration file
    """
    tools.config.parse_config(
        ["-c", settings, "-d", database, "--log-level=error"], setup_logging=True
    )
    return Registry(database)


@contextlib.contextmanager
def environment(registry, user_id=SUPERUSER_ID):
    """An environment on a cursor of its own; nothing is committed but by its user."""
    with registry.cursor() as cr:
        env = Environment(cr, user_id, {})
        yield env(context=env["res.users"].context_get())
