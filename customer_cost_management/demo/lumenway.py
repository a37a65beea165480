"""Post the demo company Lumenway Instruments to Odoo.

Everything goes through Odoo's own models; the year itself comes from :mod:`lumenway_year`.
"""

from odoo import SUPERUSER_ID, fields

from . import (
    lumenway_budget,
    lumenway_company,
    lumenway_costs,
    lumenway_expenses,
    lumenway_model,
    lumenway_months,
    lumenway_payments,
    lumenway_rules,
    lumenway_sales,
    lumenway_stories,
)
from .lumenway_book import Book
from .lumenway_year import lumenway_year

MODULE = "customer_cost_management"
COMPANY = f"{MODULE}.company_lumenway_demo"
#: No mail, no followers, no tracking: thousands of records would write hundreds of thousands.
QUIET = {
    "tracking_disable": True,
    "mail_notrack": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_auto_subscribe_no_notify": True,
    "no_reset_password": True,
    "install_mode": True,  # a new company must not install a localisation in between
}


def load(env, today=None):
    """Create the company and its last twelve full months, unless it is there already.

    :param today: the day the months are counted back from; a date, a text or nothing
    :return: the company
    """
    company = env.ref(COMPANY, raise_if_not_found=False)
    if company:
        return company
    today = fields.Date.to_date(today) or fields.Date.context_today(env["res.company"])
    book = Book(env(user=SUPERUSER_ID, context={**env.context, **QUIET}), today)
    customers = lumenway_year()
    lumenway_company.make_company(book)
    lumenway_company.make_people(book)
    lumenway_company.make_accounts(book)
    lumenway_company.make_partners(book)
    lumenway_company.make_products(book)
    lumenway_model.make_model(book)
    lumenway_model.make_volumes(book, customers)
    book.post(lumenway_sales.documents(book, customers), complete=True)
    lumenway_payments.receive(book, customers)
    book.post(lumenway_costs.bills(book, customers))
    lumenway_expenses.post_expenses(book, customers)
    book.post(lumenway_costs.entries(book, customers))
    book.post([lumenway_costs.closing_entry(book)])
    lumenway_budget.make_budgets(book)
    return book.company


def tell(env):
    """The running month of the company: its spending rules, and the stories of its requests.

    Who must agree depends on what a customer earns, so the months before are computed and
    published first, unless they are.  Yields each run that it publishes.
    """
    company = env.ref(COMPANY, raise_if_not_found=False)
    if not company or env.ref(f"{MODULE}.request_qiming_dinner_demo", raise_if_not_found=False):
        return
    quiet = {**env.context, **QUIET, "allowed_company_ids": company.ids}
    book = Book.reopen(env(user=SUPERUSER_ID, context=quiet), company)
    yield from lumenway_months.publish_months(book)
    lumenway_rules.make_rules(book)
    lumenway_stories.tell(book)
    lumenway_rules.turn_on_fapiao(book)
