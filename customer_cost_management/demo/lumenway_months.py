"""The demo company's months computed and published, as its controller did at the time."""

from dateutil.relativedelta import relativedelta


def publish_months(book):
    """Compute, publish and evaluate the full months that have no figures yet; yields each run."""
    runs = book.env["customer.cost.run"]
    done = set(runs.search([("company_id", "=", book.company.id)]).mapped("date_from"))
    for month in book.months:
        if month in done:
            continue
        run = runs.create(
            {
                "company_id": book.company.id,
                "date_from": month,
                "date_to": month + relativedelta(months=1, days=-1),
            }
        )
        run.action_compute()
        run.action_publish()
        # sudo: as the nightly job would have done then, so that tiers have a history
        book.env["customer.value"].sudo()._evaluate(
            book.company, run.date_to + relativedelta(days=3)
        )
        yield run
