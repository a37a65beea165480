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
