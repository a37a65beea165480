"""What somebody should know who changes items of a month that managers have already seen."""

from odoo.tools import SQL, format_list

from ..platform.month_name import period_name


def published_warning(env, items):
    """One sentence where a published run contains these items, else False."""
    if not items:
        return False
    env["customer.cost.run"].flush_model()
    rows = env.execute_query(
        SQL(
            """
            SELECT DISTINCT run.date_from, run.date_to
              FROM account_move_line line
              JOIN res_company company ON company.id = line.company_id
              JOIN customer_cost_run run
                ON run.company_id = split_part(company.parent_path, '/', 1)::int
               AND line.date BETWEEN run.date_from AND run.date_to
             WHERE line.id = ANY(%s) AND run.state = 'published' AND run.kind = 'actual'
          ORDER BY run.date_from, run.date_to
            """,
            list(items.ids),
        )
    )
    months = [period_name(env, first, last) for first, last in rows]
    if not months:
        return False
    if len(months) == 1:
        return env._(
            "%(month)s is published; your change will show as stale until recomputed.",
            month=months[0],
        )
    return env._(
        "%(months)s are published; your change will show as stale until recomputed.",
        months=format_list(env, months),
    )
