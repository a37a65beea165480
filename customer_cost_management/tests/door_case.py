from odoo import Command

from .common import CustomerCostCommon


class DoorCase(CustomerCostCommon):
    """A company with customers, a user of each accounting role, and posted entries."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.expense_account = cls.company_data["default_account_expense"]
        cls.lumber = cls.customer
        cls.harbour = cls.env["res.partner"].create({"name": "Harbour", "is_company": True})
        cls.contact = cls.env["res.partner"].create({"name": "Ann", "parent_id": cls.lumber.id})
        cls.category, cls.other_category = cls.env["customer.cost.category"].create(
            [{"name": "Meals"}, {"name": "Gifts"}]
        )
        cls.biller = cls.create_user("biller", "account.group_account_invoice")
        cls.cost_accountant = cls.create_user("cost_accountant", "group_cost_accountant")
        cls.auditor = cls.create_user("auditor", "group_auditor")

    @classmethod
    def entry(cls, *costs, date="2026-03-10", post=True, company=None, **values):
        """A journal entry with one item on an expense account for each of ``costs``:
        dicts of item values, ``balance`` 100 unless given."""
        company = company or cls.company
        items = [{"account_id": cls.expense_account.id, "balance": 100.0} | cost for cost in costs]
        counter = {
            "account_id": cls.company_data["default_account_assets"].id,
            "balance": -sum(item["balance"] for item in items),
        }
        journal = cls.company_data["default_journal_misc"]
        move = cls.env["account.move"].create(
            {
                "date": date,
                "journal_id": journal.id,
                "company_id": company.id,
                "line_ids": [Command.create(item) for item in [*items, counter]],
                **values,
            }
        )
        if post:
            move.action_post()
        return move

    @classmethod
    def cost_of(cls, move):
        """The item on the expense account."""
        return move.line_ids.filtered(lambda line: line.account_id == cls.expense_account)

    @classmethod
    def bill(cls, *lines, post=True, **values):
        """A vendor bill of 2026-03-10, one line of 100 without tax for each of ``lines``."""
        bill = cls.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "partner_id": cls.partner_a.id,
                "invoice_date": "2026-03-10",
                "date": "2026-03-10",
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": "Dinner",
                            "price_unit": 100.0,
                            "account_id": cls.expense_account.id,
                            "tax_ids": [Command.clear()],
                        }
                        | line
                    )
                    for line in lines
                ],
                **values,
            }
        )
        if post:
            bill.action_post()
        return bill

    @classmethod
    def run_of(cls, state, date_from="2026-03-01", date_to="2026-03-31", **values):
        """A run of March 2026 in a state, without figures."""
        run = cls.env["customer.cost.run"].create(
            {
                "company_id": cls.company.id,
                "date_from": date_from,
                "date_to": date_to,
                **values,
            }
        )
        run._as_engine().state = state
        return run
