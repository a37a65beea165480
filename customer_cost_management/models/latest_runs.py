"""The runs whose figures count: of each company and period, the latest version that has any."""

from odoo.tools import SQL


def latest_runs():
    """Rows (id, company_id, date_from, date_to): actual runs with the highest version."""
    return SQL(
        """
        SELECT DISTINCT ON (company_id, date_from, date_to) id, company_id, date_from, date_to
          FROM customer_cost_run
         WHERE kind = 'actual' AND state IN ('computed', 'published', 'closed')
      ORDER BY company_id, date_from, date_to, version DESC, id DESC
        """
    )


def runs_of_last_year():
    """Rows (id, company_id, date_from, date_to, is_last): the latest runs of the twelve months
    that end with the last one of their company."""
    return SQL(
        """
        SELECT latest.*, latest.date_to = last.date_to AS is_last
          FROM (%(latest)s) latest
          JOIN (SELECT company_id, max(date_to) AS date_to
                  FROM (%(latest)s) latest GROUP BY company_id) last
            ON last.company_id = latest.company_id
         WHERE latest.date_from > last.date_to - interval '1 year'
        """,
        latest=latest_runs(),
    )


def node_figures(env, kind, ids):
    """Sums of the last twelve months, and figures of the last run, of pools or activities.

    :param kind: ``pool`` or ``activity``
    :return: ``{id: {"captured", "received", "given", "unused", "used_percent", "rate",
        "volume", "run", "measured"}}``; ``used_percent``, ``rate`` and ``volume`` of the last
        run, ``measured`` whether capacity is measured there
    """
    if not ids:
        return {}
    for model in ("customer.cost.run", "customer.cost.run.node"):
        env[model].flush_model()
    rows = env.execute_query_dict(
        SQL(
            """
            SELECT node.%(part)s AS id, sum(node.captured) AS captured,
                   sum(node.received) AS received, sum(node.given) AS given,
                   sum(node.unused) AS unused,
                   max(node.used_percent) FILTER (WHERE run.is_last) AS used_percent,
                   max(node.rate) FILTER (WHERE run.is_last) AS rate,
                   max(node.volume) FILTER (WHERE run.is_last) AS volume,
                   max(run.id) FILTER (WHERE run.is_last) AS run,
                   bool_or(node.unused_measured) FILTER (WHERE run.is_last) AS measured
              FROM customer_cost_run_node node
              JOIN (%(runs)s) run ON run.id = node.run_id
             WHERE node.%(part)s = ANY(%(ids)s)
          GROUP BY node.%(part)s
            """,
            part=SQL.identifier(f"{kind}_id"),
            runs=runs_of_last_year(),
            ids=list(ids),
        )
    )
    return {row.pop("id"): row for row in rows}


def customers_of_activities(env, ids):
    """{activity id: number of customers it reached in the last run}."""
    if not ids:
        return {}
    return dict(
        env.execute_query(
            SQL(
                """
                SELECT node.activity_id, count(DISTINCT statement.partner_id)
                  FROM customer_cost_run_node node
                  JOIN (%s) run ON run.id = node.run_id AND run.is_last
                  JOIN customer_profitability statement ON statement.run_id = run.id
                 WHERE node.activity_id = ANY(%s) AND node."column" > 0
                   AND statement.activity_volumes[node."column"] != 0
              GROUP BY node.activity_id
                """,
                runs_of_last_year(),
                list(ids),
            )
        )
    )
