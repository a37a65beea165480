from odoo import Command
from odoo.tools import SQL

from .common import CustomerCostCommon


class CustomerCostRunCommon(CustomerCostCommon):
    """Verbs that post a month and compute it, and that read what the run says."""

    # -- books

    @classmethod
    def roles_for_all_accounts(cls, company=None, **roles):
        """Revenue for income and operating for expense, unless said otherwise:
        ``cost_of_sales=accounts``."""
        company = company or cls.company
        accounts = cls.env["account.account"].search(
            [
                ("company_ids", "in", company.ids),
                ("internal_group", "in", ("income", "expense")),
            ]
        )
        special = {account: role for role, some in roles.items() for account in some}
        defaults = {"income": "revenue", "expense": "operating"}
        return cls.env["customer.cost.account.role"].create(
            [
                {
                    "account_id": account.id,
                    "role": special.get(account, defaults[account.internal_group]),
                    "company_id": company.id,
                }
                for account in accounts
            ]
        )

    @classmethod
    def create_product(cls, name, cost=0.0, product_type="consu", **values):
        return cls.env["product.product"].create(
            {"name": name, "type": product_type, "standard_price": cost, "taxes_id": False}
            | {"supplier_taxes_id": False}
            | values
        )

    @classmethod
    def invoice(cls, partner, price, date="2026-03-10", move_type="out_invoice", **values):
        """A posted document with one untaxed line; ``values`` of the line."""
        company = values.pop("company", cls.company)
        header = values.pop("header", {})
        move = (
            cls.env["account.move"]
            .with_company(company)
            .create(
                {
                    "move_type": move_type,
                    "partner_id": partner.id,
                    "invoice_date": date,
                    "date": date,
                    "company_id": company.id,
                    "invoice_line_ids": [
                        Command.create(
                            {"name": "Line", "price_unit": price, "tax_ids": False} | values
                        )
                    ],
                }
                | header
            )
        )
        move.action_post()
        return move

    # -- runs

    @classmethod
    def run_month(cls, date_from="2026-03-01", date_to="2026-03-31", **values):
        run = cls.env["customer.cost.run"].create(
            {"company_id": cls.company.id, "date_from": date_from, "date_to": date_to, **values}
        )
        run._run_period()
        return run

    @classmethod
    def create_typed_driver(cls, name, volumes, date="2026-03-15", **values):
        driver = cls.create_driver(
            name,
            kind="typed",
            model_name=False,
            domain="[]",
            date_field=False,
            partner_path=False,
            company_path=False,
            **values,
        )
        cls.env["customer.cost.driver.volume"].create(
            [
                {"driver_id": driver.id, "partner_id": c.id, "date": date, "quantity": q}
                for c, q in volumes
            ]
        )
        return driver

    @classmethod
    def force(cls, record, **values):
        """Write in SQL what the masters forbid: records change under a model that was right."""
        cls.env.flush_all()
        for name, value in values.items():
            cls.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s = %s WHERE id IN %s",
                    SQL.identifier(record._table),
                    SQL.identifier(name),
                    value or None,
                    record._ids,
                )
            )
        cls.env.invalidate_all(flush=False)
        return record

    # -- what a run says

    def node(self, run, name):
        return self.env["customer.cost.run.node"].search(
            [("run_id", "=", run.id), ("name", "=", name)]
        )

    def statement(self, run, customer):
        return self.env["customer.profitability"].search(
            [("run_id", "=", run.id), ("partner_id", "=", customer.id)]
        )

    def reconciliation(self, run):
        """{line: amount} of the lines that are not 0."""
        lines = self.env["customer.cost.reconciliation.line"].search([("run_id", "=", run.id)])
        return {line.line: line.amount for line in lines if line.amount}

    def captured(self, run, **conditions):
        """{destination: balance} of the capture, of some accounts or customers."""
        rows = self.env["customer.cost.capture"].search(
            [("run_id", "=", run.id), *((name, "in", r.ids) for name, r in conditions.items())]
        )
        sums = {}
        for row in rows:
            sums[row.destination] = round(sums.get(row.destination, 0) + row.balance, 6)
        return sums

    def allocated(self, run, customer):
        """{activity: (quantity, rate, amount)} of the allocation view."""
        rows = self.env["customer.cost.allocation"].search(
            [("run_id", "=", run.id), ("partner_id", "=", customer.id)]
        )
        return {row.activity_id.name: (row.quantity, row.rate, row.amount) for row in rows}

    def assert_ties(self, run):
        """Difference 0.00 against the ledger as the test itself reads it."""
        self.env.flush_all()
        [[result]] = self.env.execute_query(
            SQL(
                """
                SELECT -COALESCE(sum(line.balance), 0) FROM account_move_line line
                  JOIN account_account account ON account.id = line.account_id
                  JOIN res_company company ON company.id = line.company_id
                 WHERE line.parent_state = 'posted' AND line.date BETWEEN %s AND %s
                   AND company.parent_path LIKE %s
                   AND account.account_type SIMILAR TO '(income|expense)%%'
                """,
                run.date_from,
                run.date_to,
                f"{run.company_id.parent_path}%",
            )
        )
        currency = run.currency_id
        amounts = self.reconciliation(run).values()
        self.assertEqual(currency.compare_amounts(run.ledger_result, float(result)), 0)
        self.assertEqual(currency.compare_amounts(sum(amounts), float(result)), 0)
        self.assertEqual(run.difference, 0)
