"""Let the people of the demo company log in with the password "lumenway", and say who they are.

In an Odoo shell on the demo database; nobody has a password when demo data is loaded elsewhere.
"""

COMPANY = "customer_cost_management.company_lumenway_demo"
PASSWORD = "lumenway"  # noqa: S105 on this machine alone


def main(env):
    company = env.ref(COMPANY)
    users = env["res.users"].search([("company_id", "=", company.id), ("login", "!=", "admin")])
    users.password = PASSWORD
    env.cr.commit()
    for user in users.with_company(company).sorted("id"):
        print(f"  {user.login:32} {user.employee_id.job_title or ''}")


if "env" in globals():
    main(globals()["env"])
