"""Keep two companies with Odoo's generic chart ready for tests; run in an Odoo shell.

A chart of accounts takes a second, and every test class wants two companies with one.  They are
archived, so that tests that look at all companies do not see them; see ``tests/common.py``.
"""

NAMES = ("Ready Company 1", "Ready Company 2")
PARAMETER = "customer_cost_test.ready_companies"


def main(env):
    companies = env["res.company"].create([{"name": name} for name in NAMES])
    for company in companies:
        env["account.chart.template"].try_loading("generic_coa", company, install_demo=False)
    companies.account_fiscal_country_id = env.ref("base.us")
    companies.active = False
    env["ir.config_parameter"].set_param(PARAMETER, ",".join(map(str, companies.ids)))
    env.cr.commit()


if "env" in globals():
    main(globals()["env"])
