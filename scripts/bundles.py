"""Make the web client's bundles; run in an Odoo shell.

What a test makes goes with its transaction, so that every browser test would make them again,
for longer than a tour waits on a busy machine.
"""

if "env" in globals():
    env = globals()["env"]
    env["ir.qweb"]._pregenerate_assets_bundles()
    env.cr.commit()
