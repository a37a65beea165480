"""What was spent to win customers: costs and activities of the stage *acquire*."""

import numpy as np

from odoo.tools import SQL

from ..platform.binary_columns import read_columns

#: Levels of a cost, and where activities of them stand in the statement.
BEFORE_CM2 = {"unit": "cost_of_sales", "order": "order"}
IN_STATEMENT = BEFORE_CM2 | {"customer": "customer"}


def acquisition_costs(sources, levels=IN_STATEMENT):
    """Acquire-stage cost of the published runs of a company, minor units.

    :param levels: see ``IN_STATEMENT``
    :return: arrays of customer, run and cost; customers who never bought are among them
    """
    direct = _direct(sources, SQL("category.stage = 'acquire'"), levels)
    return [np.concatenate(pair) for pair in zip(direct, _allocated(sources, levels), strict=True)]


def relationship_costs(sources):
    """Direct relationship cost of no stage of its own, like :func:`acquisition_costs`."""
    which = SQL("category.budget_controlled AND COALESCE(category.stage, '') = ''")
    return _direct(sources, which, IN_STATEMENT)


def _read(sources, query):
    return read_columns(sources.env.cr, query, "iiq")


def _direct(sources, which, levels):
    return _read(
        sources,
        SQL(
            """
            SELECT captured.partner_id, captured.run_id, (sum(captured.balance) * %s)::bigint
              FROM customer_cost_capture captured
              JOIN customer_cost_category category ON category.id = captured.category_id
              JOIN customer_cost_run run ON run.id = captured.run_id
             WHERE captured.destination = 'direct' AND category.level = ANY(%s)
               AND captured.partner_id IS NOT NULL AND %s AND %s
          GROUP BY captured.partner_id, captured.run_id
            """,
            sources.minor,
            list(levels),
            which,
            _published(sources),
        ),
    )


def _allocated(sources, levels):
    return _read(
        sources,
        SQL(
            """
            SELECT statement.partner_id, statement.run_id,
                   sum(statement.activity_amounts[node."column"])::bigint
              FROM customer_cost_run_node node
              JOIN customer_cost_activity activity ON activity.id = node.activity_id
              JOIN customer_cost_run run ON run.id = node.run_id
              JOIN customer_profitability statement ON statement.run_id = node.run_id
             WHERE activity.stage = 'acquire' AND node."column" > 0
               AND activity.statement_line = ANY(%s)
               AND statement.activity_amounts[node."column"] != 0 AND %s
          GROUP BY statement.partner_id, statement.run_id
            """,
            list(levels.values()),
            _published(sources),
        ),
    )


def company_cost(sources):
    """Acquire-stage cost of the company in the window, whatever it came to, minor units."""
    [[direct], [activities]] = (
        sources.env.execute_query(query)
        for query in (
            SQL(
                """SELECT COALESCE(sum(captured.balance) * %s, 0)::bigint
                     FROM customer_cost_capture captured
                     JOIN customer_cost_category category ON category.id = captured.category_id
                    WHERE category.stage = 'acquire' AND captured.destination = 'direct'
                      AND captured.run_id = ANY(%s)""",
                sources.minor,
                sources.window.run_ids,
            ),
            SQL(
                """SELECT COALESCE(sum(node.received) * %s, 0)::bigint
                     FROM customer_cost_run_node node
                     JOIN customer_cost_activity activity ON activity.id = node.activity_id
                    WHERE activity.stage = 'acquire' AND node.run_id = ANY(%s)""",
                sources.minor,
                sources.window.run_ids,
            ),
        )
    )
    return direct[0] + activities[0]


def _published(sources):
    return SQL(
        """run.company_id = %s AND run.kind = 'actual' AND run.state IN ('published', 'closed')
           AND run.date_to <= %s""",
        sources.company.id,
        sources.window.date_to,
    )
