"""Lumenway itself: company, people, accounts, partners, products."""

from odoo import Command

from .lumenway_year import by, number, rows

NAME = "Lumenway Instruments (Shanghai) Co., Ltd. 澜光仪器(上海)有限公司"


def two_names(row):
    return f"{row['name']} {row['name_zh']}"


def make_company(book):
    """The company with its chart of accounts; the administrator works in it from now on."""
    env = book.env
    env.ref("base.CNY").active = True
    company = env["res.company"].create(
        {
            "name": NAME,
            "currency_id": env.ref("base.CNY").id,
            "country_id": env.ref("base.cn").id,
            "city": "Shanghai",
        }
    )
    book.use(company)
    book.keep("company", {"lumenway": book.company})
    chart = book.env["account.chart.template"]
    templates = chart._get_chart_template_mapping()
    code = "cn_large_bis" if templates.get("cn_large_bis", {}).get("installed") else "generic_coa"
    chart._load(code, book.company, install_demo=False)
    # a chart brings the currency and the fiscal country of the land it was made for
    book.company.write(
        {"currency_id": env.ref("base.CNY").id, "account_fiscal_country_id": env.ref("base.cn").id}
    )
    env.ref("base.user_admin").write(
        {"company_ids": [Command.link(company.id)], "company_id": company.id}
    )
    _make_rates(book)


def _make_rates(book):
    """One rate a currency for the whole year, at which every whole yuan is a whole cent."""
    for row in rows("currencies"):
        currency = book.env.ref(f"base.{row['currency']}")
        currency.active = True
        book.env["res.currency.rate"].create(
            {
                "currency_id": currency.id,
                "company_id": book.company.id,
                "name": book.months[0],
                "rate": float(row["units_per_yuan"]),
            }
        )


def make_people(book):
    """Departments, users without a password, employees, and who leads whom."""
    book.make(
        "department",
        "hr.department",
        {
            row["department"]: {"name": two_names(row), "company_id": book.company.id}
            for row in rows("departments")
        },
    )
    _make_users(book)
    book.make(
        "employee",
        "hr.employee",
        {row["employee"]: _employee(book, row) for row in rows("employees")},
    )
    for row in rows("employees"):
        if row["manager"]:
            book.get("employee", row["employee"]).parent_id = book.get("employee", row["manager"])
    for row in rows("departments"):
        book.get("department", row["department"]).manager_id = book.get("employee", row["manager"])


def _make_users(book):
    values = {}
    for row in rows("employees"):
        if row["user"]:
            login = f"{row['employee'].replace('_', '.')}@lumenway.example"
            values[row["employee"]] = {
                "name": two_names(row),
                "login": login,
                "email": login,
                "notification_type": "inbox",
                "company_id": book.company.id,
                "company_ids": [Command.set(book.company.ids)],
                "group_ids": [
                    Command.set([book.env.ref("base.group_user").id, book.env.ref(row["group"]).id])
                ],
            }
    book.make("user", "res.users", values)


def _employee(book, row):
    user = book.made["user"].get(row["employee"])
    return {
        "name": two_names(row),
        "company_id": book.company.id,
        "department_id": book.get("department", row["department"]).id,
        "job_title": row["job"],
        "user_id": user.id if user else False,
        "work_email": f"{row['employee'].replace('_', '.')}@lumenway.example",
    }


def make_accounts(book):
    """Accounts that the chart has not, journals, and a plan of cost centres."""
    found = book.env["account.account"].search([("company_ids", "in", book.company.ids)])
    there = {account.code: account for account in found}
    missing = {
        row["code"]: {
            "code": row["code"],
            "name": row["name"],
            "account_type": row["type"],
            "company_ids": [Command.set(book.company.ids)],
        }
        for row in rows("accounts")
        if row["code"] not in there
    }
    book.make("account", "account.account", missing)
    book.keep("account", {code: there[code] for code in by("accounts", "code") if code in there})
    book.translate("account", {row["code"]: row["name_zh"] for row in rows("accounts")})
    _make_journals(book)
    _make_centres(book)


def _make_journals(book):
    book.find_journals()
    book.make(
        "journal",
        "account.journal",
        {
            "salary": {
                "name": "Salaries 工资",
                "code": "SAL",
                "type": "general",
                "company_id": book.company.id,
            }
        },
    )


def _make_centres(book):
    plan = book.env["account.analytic.plan"].create({"name": "Cost Centres 成本中心"})
    book.keep("plan", {"centres": plan})
    book.make(
        "centre",
        "account.analytic.account",
        {
            row["centre"]: {
                "name": two_names(row),
                "code": row["centre"],
                "plan_id": plan.id,
                "company_id": book.company.id,
            }
            for row in rows("centres")
        },
    )


def make_partners(book):
    """Vendors and customers; a group's subsidiaries stay commercial partners of their own."""
    book.make(
        "vendor",
        "res.partner",
        {
            row["vendor"]: {
                "name": two_names(row),
                "is_company": True,
                "company_id": book.company.id,
                "country_id": book.env.ref("base.cn").id,
            }
            for row in rows("vendors")
        },
    )
    customers = sorted(rows("customers"), key=lambda row: bool(row["parent"]))
    for part in (False, True):
        book.make(
            "customer",
            "res.partner",
            {r["customer"]: _customer(book, r) for r in customers if bool(r["parent"]) is part},
        )


def _customer(book, row):
    return {
        "name": two_names(row),
        "is_company": True,
        "company_id": book.company.id,
        "parent_id": book.get("customer", row["parent"]).id if row["parent"] else False,
        "country_id": book.env.ref(f"base.{row['country'].lower()}").id,
        "state_id": book.env.ref(f"base.state_{row['region']}").id,
        "city": row["city"],
        "user_id": book.get("user", row["salesperson"]).id,
        "ref": row["customer"],
        "organisation_kind": "public_institution" if row["archetype"] == "public" else False,
    }


def make_products(book):
    """What is sold, and the expense categories of relationship spending."""
    sold = {
        row["product"]: {
            "name": two_names(row),
            "type": "consu" if row["kind"] == "goods" else "service",
            "company_id": book.company.id,
            "list_price": number(row["price"]),
            "standard_price": number(row["cost"]),
            "taxes_id": [Command.clear()],
            "supplier_taxes_id": [Command.clear()],
            "property_account_income_id": book.account("600101"),
            "property_account_expense_id": book.account(
                "640102" if row["product"] == "consumable" else "640101"
            ),
        }
        for row in rows("products")
    }
    spent = {
        row["category"]: {
            "name": two_names(row),
            "type": "service",
            "can_be_expensed": True,
            "sale_ok": False,
            "company_id": book.company.id,
            "standard_price": 0.0,
            "supplier_taxes_id": [Command.clear()],
            "property_account_expense_id": book.account(row["account"]),
        }
        for row in rows("categories")
        if row["year_total"]
    }
    book.make("product", "product.product", sold | spent)
