"""What the latest runs said of pools and activities."""

from odoo.tools import SQL

from ..run.latest_runs import runs_of_last_year


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
