"""Uninstall each glue addon and install it again; run in an Odoo shell on a throw-away database.

Prints one line an addon: ``clean: NAME``, or ``NAME left behind: …``.  Outside of Odoo's tests,
which roll back and therefore refuse to uninstall.
"""

import os
from datetime import date

ADDON = "customer_cost_management"


def named(env, model, addon):
    """Ids of records that the addon, and no other, brought."""
    names = env["ir.model.data"].search([("model", "=", model), ("module", "=", addon)])
    others = env["ir.model.data"].search(
        [("model", "=", model), ("module", "!=", addon), ("res_id", "in", names.mapped("res_id"))]
    )
    return set(names.mapped("res_id")) - set(others.mapped("res_id"))


def columns_of(env, addon):
    """(table, column) of every stored field that is the addon's alone."""
    for field in env["ir.model.fields"].browse(named(env, "ir.model.fields", addon)):
        if field.store and env[field.model]._fields[field.name].column_type:
            yield env[field.model]._table, field.name


def left_behind(env, addon, columns):
    """What the database still holds of an addon that is no longer installed."""
    yield from env["ir.model.data"].search([("module", "=", addon)]).mapped("complete_name")
    for table, column in columns:
        env.cr.execute(
            "SELECT FROM information_schema.columns WHERE table_name = %s AND column_name = %s",
            (table, column),
        )
        if env.cr.rowcount:
            yield f"column {table}.{column}"


def compute_a_month(env):
    """Without the glue addon the addon still works; raises if it does not."""
    env["customer.cost.account.role"]._propose(env.company)
    env["customer.cost.run"].create(
        {"company_id": env.company.id, "date_from": date(2026, 1, 1), "date_to": date(2026, 1, 31)}
    )._run_period()
    env.cr.rollback()


def change(env, addon, verb):
    """Uninstall or install, in a registry as fresh as that of a server that starts."""
    module = env["ir.module.module"].search([("name", "=", addon)])
    getattr(module, f"button_immediate_{verb}")()
    env.transaction.reset()
    env.cr.commit()
    env.invalidate_all()
    return env(context={})


def check(env, addon):
    columns = list(columns_of(env, addon))
    env = change(env, addon, "uninstall")
    found = list(left_behind(env, addon, columns))
    compute_a_month(env)
    env = change(env, addon, "install")
    state = env["ir.module.module"].search([("name", "=", addon)]).state
    if state != "installed":
        found.append(f"state {state}")
    print(f"{addon} left behind: {', '.join(found)}" if found else f"clean: {addon}")
    return env


if "env" in globals():
    for name in os.environ["GLUE_ADDONS"].split():
        check(globals()["env"], name)
