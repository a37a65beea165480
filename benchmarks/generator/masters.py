"""Customers, vendors, overhead accounts, cost centres, products, employees."""

from .book import COST_CENTRES, GOODS, LOG, OVERHEAD_ACCOUNTS, PERIODIC, PRODUCTS, VENDORS

SALESPEOPLE = 5
#: Cost of one unit of any product, in the company's currency.
UNIT_COST = 4.0


def make_masters(book):
    salespeople = make_salespeople(book)
    make_partners(book, salespeople)
    make_accounts(book)
    make_cost_centres(book)
    make_products(book)
    make_employees(book)


def make_salespeople(book):
    users = book.env["res.users"].with_context(no_reset_password=True, mail_create_nosubscribe=True)
    return users.create(
        [
            {"name": f"Salesperson {n}", "login": f"salesperson{n}"}
            for n in range(1, SALESPEOPLE + 1)
        ]
    )


def make_partners(book, salespeople):
    """Customers first, vendors after them, numbered without a gap."""
    countries = book.env["res.country"].search([("code", "in", ["CN", "US", "DE", "SG"])])
    industries = book.env["res.partner.industry"].search([], limit=20)
    first = book.next_id("res_partner")
    book.first["vendor"] = first + book.customers
    pick = "(ARRAY[{ids}])[1 + n * {step} % {count}]"

    def one_of(records, step):
        ids = ", ".join(map(str, records.ids))
        return pick.format(ids=ids, step=step, count=len(records))

    is_customer = f"n < {book.customers}"
    name = (
        f"CASE WHEN {is_customer} THEN 'Customer ' || lpad(n::text, 6, '0') ELSE 'Vendor ' || n END"
    )
    book.insert(
        "res_partner",
        {
            "id": f"{first} + n",
            "name": name,
            "complete_name": name,
            "commercial_company_name": name,
            "commercial_partner_id": f"{first} + n",
            "is_company": "TRUE",
            "active": "TRUE",
            "partner_share": "TRUE",
            "employee": "FALSE",
            "color": 0,
            "message_bounce": 0,
            "type": "'contact'",
            "lang": "'en_US'",
            "autopost_bills": "'ask'",
            "customer_rank": f"({is_customer})::int",
            "supplier_rank": f"(NOT {is_customer})::int",
            "user_id": f"CASE WHEN {is_customer} THEN {one_of(salespeople, 7)} END",
            "country_id": one_of(countries, 3),
            "industry_id": one_of(industries, 11),
        }
        | LOG,
        f"generate_series(0, {book.customers + VENDORS - 1}) n",
    )


def make_accounts(book):
    accounts = book.env["account.account"].create(
        [
            {"name": f"Overhead {n}", "code": f"6500{n:02}", "account_type": "expense"}
            for n in range(1, OVERHEAD_ACCOUNTS + 1)
        ]
    )
    book.overheads = accounts.ids


def make_cost_centres(book):
    plan = book.env["account.analytic.plan"].create({"name": "Cost centres"})
    centres = book.env["account.analytic.account"].create(
        [
            {"name": f"Cost centre {n}", "plan_id": plan.id, "company_id": book.company.id}
            for n in range(1, COST_CENTRES + 1)
        ]
    )
    book.centres, book.centre_column = centres.ids, plan._column_name()


def make_products(book):
    products = book.env["product.product"].create(
        [
            {
                "name": f"Product {n}",
                "type": "consu" if n <= GOODS else "service",
                "standard_price": UNIT_COST,
                "taxes_id": False,
                "supplier_taxes_id": False,
            }
            for n in range(1, PRODUCTS + 1)
        ]
    )
    book.products = products.ids
    book.perpetual = products.ids[PERIODIC:GOODS]
    book.unit_of_measure = products[:1].uom_id.id


def make_employees(book):
    employees = book.env["hr.employee"].create(
        [{"name": f"Employee {n}", "company_id": book.company.id} for n in range(1, 11)]
    )
    book.employees = employees.ids
    book.meals = book.env.ref("hr_expense.product_product_no_cost").id
