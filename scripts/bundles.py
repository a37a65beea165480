"""Make the bundles that the web client of the tests asks for; run in an Odoo shell.

What a test makes goes with its transaction, so that every browser test would make them again,
for longer than a tour waits on a busy machine.  Odoo's own method makes those of all pages, which
takes more than twice as long, and none that are loaded on demand.
"""

#: Of the sign-in page, the web client with its charts, tours and unit tests.
SCRIPTS = (
    "web.assets_frontend_minimal",
    "web.assets_frontend_lazy",
    "web.assets_web",
    "web.chartjs_lib",
    "web.assets_tests",
    "web.assets_unit_tests_setup",
    "web.assets_unit_tests",
)
STYLES = (
    "web.assets_frontend",
    "web.assets_web",
    "web.assets_web_print",
    "web.assets_unit_tests_setup",
)

if "env" in globals():
    env = globals()["env"]
    for name in SCRIPTS:
        env["ir.qweb"]._get_asset_bundle(name, css=False).js()
    for name in STYLES:
        env["ir.qweb"]._get_asset_bundle(name, js=False).css()
    env.cr.commit()
