"""Make the bundles that the web client of the tests asks for; run in an Odoo shell.

What a test makes goes with its transaction, so that every browser test would make them again,
for longer than a tour waits on a busy machine.  Odoo's own method makes those of all pages, which
takes more than twice as long.
"""

#: Of the sign-in page, the web client, its tours and its unit tests.
BUNDLES = (
    "web.assets_frontend",
    "web.assets_frontend_minimal",
    "web.assets_frontend_lazy",
    "web.assets_web",
    "web.assets_web_print",
    "web.assets_tests",
    "web.assets_unit_tests_setup",
    "web.assets_unit_tests",
)

if "env" in globals():
    env = globals()["env"]
    scripts, styles = env["ir.qweb"]._get_bundles_to_pregenarate()
    for name in BUNDLES:
        bundle = env["ir.qweb"]._get_asset_bundle(name)
        if name in scripts:
            bundle.js()
        if name in styles:
            bundle.css()
    env.cr.commit()
