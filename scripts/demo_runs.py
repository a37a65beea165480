"""Compute and publish the demo company's months that have no figures yet; run in an Odoo shell."""

from dateutil.relativedelta import relativedelta

from odoo import fields

COMPANY = "customer_cost_management.company_lumenway_demo"


def months(env, company):
    """First days of the full months in which the company posted something."""
    today = fields.Date.today()
    env.cr.execute(
        """SELECT DISTINCT date_trunc('month', date)::date FROM account_move_line
            WHERE company_id = %s AND parent_state = 'posted' AND date < %s ORDER BY 1""",
        [company.id, today.replace(day=1)],
    )
    return [row[0] for row in env.cr.fetchall()]


def main(env):
    company = env.ref(COMPANY, raise_if_not_found=False)
    if not company:
        return
    Run = env(context={**env.context, "allowed_company_ids": company.ids})["customer.cost.run"]
    done = set(Run.search([("company_id", "=", company.id)]).mapped("date_from"))
    missing = [month for month in months(env, company) if month not in done]
    for number, month in enumerate(missing, 1):
        run = Run.create(
            {
                "company_id": company.id,
                "date_from": month,
                "date_to": month + relativedelta(months=1, days=-1),
                "reason": "Demo data",
            }
        )
        run.action_compute()
        run.action_publish()
        # as the nightly job would have done then, so that tiers have a history
        env["customer.value"].sudo()._evaluate(company, run.date_to + relativedelta(days=3))
        print(f"  {number}/{len(missing)} {run.display_name}", flush=True)
    env.cr.commit()


if "env" in globals():
    main(globals()["env"])
