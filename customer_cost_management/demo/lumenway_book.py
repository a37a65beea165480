"""What the parts of the demo share: the company, its months, and records by their code."""

from datetime import date

from dateutil.relativedelta import relativedelta

from odoo import Command
from odoo.tools import SQL

MODULE = "customer_cost_management"
BATCH = 100
FEN = 100
#: What is found again in a database, kind → model.
KINDS = {
    "user": "res.users",
    "employee": "hr.employee",
    "customer": "res.partner",
    "category": "customer.cost.category",
    "product": "product.product",
    "budget": "customer.cost.budget",
    "budget_tag": "res.partner.category",
    "programme": "customer.cost.programme",
    "vendor": "res.partner",
    "account": "account.account",
}


class Book:
    """The demo company being made.

    ``made[kind][code]`` is a record; its external id is ``<kind>_<code>_demo``.
    """

    def __init__(self, env, today):
        self.env = env
        self.company = env["res.company"]
        self.made = {}
        first = date(today.year, today.month, 1) - relativedelta(months=12)
        self.months = [first + relativedelta(months=month) for month in range(12)]

    @classmethod
    def reopen(cls, env, company):
        """The book of a company that was made before."""
        first = env["account.move"].search([("company_id", "=", company.id)], order="date", limit=1)
        book = cls(env, first.date + relativedelta(months=12))
        book.use(company)
        names = env["ir.model.data"].search(
            [("module", "=", MODULE), ("name", "=like", "%\\_demo")]
        )
        for kind, model in KINDS.items():
            prefix = f"{kind}_"
            book.made[kind] = {
                name.name.removeprefix(prefix).removesuffix("_demo"): book.env[model].browse(
                    name.res_id
                )
                for name in names
                if name.model == model and name.name.startswith(prefix)
            }
        book.find_journals()
        return book

    def find_journals(self):
        """The journals that came with the chart."""
        journals = self.env["account.journal"]
        self.made.setdefault("journal", {}).update(
            {
                kind: journals.search(
                    [("company_id", "=", self.company.id), ("type", "=", kind)],
                    order="sequence, id",
                    limit=1,
                )
                for kind in ("sale", "purchase", "general", "bank")
            }
        )

    def use(self, company):
        """From here on everything belongs to the company."""
        self.env = self.env(context={**self.env.context, "allowed_company_ids": company.ids})
        self.company = company.with_env(self.env)

    def get(self, kind, code):
        return self.made[kind][code]

    def keep(self, kind, records_by_code):
        """Remember records and give them external ids."""
        self.made.setdefault(kind, {}).update(records_by_code)
        self.env["ir.model.data"]._update_xmlids(
            [
                {
                    "xml_id": f"{MODULE}.{kind}_{str(code).lower().replace('-', '_')}_demo",
                    "record": record,
                    "noupdate": True,
                }
                for code, record in records_by_code.items()
            ]
        )

    def make(self, kind, model, values_by_code):
        """Create records in one batch and keep them."""
        records = self.env[model].create(list(values_by_code.values()))
        self.keep(kind, dict(zip(values_by_code, records, strict=True)))

    def translate(self, kind, names, field="name"):
        """Chinese names, written into the column: they show as soon as the language is there,
        where the ORM takes those of installed languages alone."""
        names = {code: name for code, name in names.items() if name}
        records = [self.get(kind, code) for code in names]
        model = self.env[records[0]._name]
        model.flush_model([field])
        self.env.cr.execute(
            SQL(
                """
                UPDATE %(table)s record
                   SET %(field)s = record.%(field)s || jsonb_build_object('zh_CN', given.name)
                  FROM unnest(%(ids)s::int[], %(names)s::text[]) AS given(id, name)
                 WHERE record.id = given.id
                """,
                table=SQL.identifier(model._table),
                field=SQL.identifier(field),
                ids=[record.id for record in records],
                names=list(names.values()),
            )
        )
        model.invalidate_model([field])

    def day(self, month, day):
        return self.months[month].replace(day=day)

    def last_day(self, month):
        return self.months[month] + relativedelta(months=1, days=-1)

    def account(self, code):
        return self.get("account", code).id

    def journal(self, kind):
        return self.get("journal", kind).id

    def entry(self, journal, day, label, lines):
        """Values of a journal entry; ``lines``: ``(account, fen, more values)``, debit positive."""
        return {
            "move_type": "entry",
            "journal_id": self.journal(journal),
            "date": day,
            "ref": label,
            "line_ids": [
                Command.create(
                    {"account_id": account, "name": label, "balance": int(fen) / FEN, **more}
                )
                for account, fen, more in lines
                if fen
            ],
        }

    def bill(self, vendor, day, number, lines):
        """Values of a vendor bill; ``lines`` are ``(account, fen, label, more values)``."""
        return {
            "move_type": "in_invoice",
            "journal_id": self.journal("purchase"),
            "partner_id": self.get("vendor", vendor).id,
            "date": day,
            "invoice_date": day,
            "invoice_date_due": day,
            "ref": number,
            "invoice_line_ids": [
                Command.create(
                    {
                        "account_id": account,
                        "name": label,
                        "quantity": 1,
                        "price_unit": int(fen) / FEN,
                        "tax_ids": [Command.clear()],
                        **more,
                    }
                )
                for account, fen, label, more in lines
                if fen
            ],
        }

    def post(self, values, complete=False):
        """Create and post journal entries, a batch at a time.

        :param complete: the values hold every line, receivables too; Odoo need not add any
        :return: the entries
        """
        posted = self.env["account.move"]
        model = self.env["account.move"].with_context(skip_invoice_sync=complete)
        for start in range(0, len(values), BATCH):
            moves = model.create(values[start : start + BATCH])
            moves._post(soft=False)
            self.env.flush_all()
            self.env.invalidate_all()
            # thousands of rows in one transaction, which autovacuum does not see: without
            # statistics PostgreSQL plans as if the tables were empty
            self.env.cr.execute("ANALYZE account_move, account_move_line")
            posted += moves
        return posted
