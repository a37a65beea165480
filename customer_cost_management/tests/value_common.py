from odoo import Command

from .run_common import CustomerCostRunCommon

MONTH_ENDS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


class ValueCase(CustomerCostRunCommon):
    """A company whose months are published by few words.

    Every customer has revenue by invoices and direct cost by category: *goods* (order
    level), *visits* (customer level), *gifts* (relationship cost, budget-controlled) and
    *samples* (customer level, stage acquire).
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.expense = cls.create_account("610001", "Selling cost")
        cls.bank = cls.create_account("101999", "Bank of the case", "asset_cash")
        cls.roles_for_all_accounts()
        cls.categories = {
            name: cls.create_category(name, **values)
            for name, values in (
                ("goods", {"level": "order"}),
                ("visits", {"level": "customer"}),
                ("gifts", {"level": "customer", "budget_controlled": True}),
                ("samples", {"level": "customer", "stage": "acquire"}),
            )
        }
        cls.value = cls.env["customer.value"]

    @classmethod
    def create_category(cls, name, **values):
        return cls.env["customer.cost.category"].create(
            {"name": name, "company_id": cls.company.id, **values}
        )

    @classmethod
    def create_customers(cls, *names, **values):
        return cls.env["res.partner"].create(
            [{"name": name, "is_company": True, **values} for name in names]
        )

    @classmethod
    def create_tiers(cls, *rules):
        """Tiers of ``(name, contribution from)``, the last one without amount for the rest."""
        cls.env["customer.cost.tier"].search([("company_id", "=", cls.company.id)]).unlink()
        return cls.env["customer.cost.tier"].create(
            [
                {
                    "name": name,
                    "sequence": place,
                    "company_id": cls.company.id,
                    **({"basis": "amount", "amount": rest[0]} if rest else {"basis": "rest"}),
                }
                for place, (name, *rest) in enumerate(rules)
            ]
        )

    # -- books

    @classmethod
    def invoice(cls, partner, price, date="2026-03-10", move_type="out_invoice", **values):
        """Due at once: without payment terms Odoo would take the day of the test."""
        header = {"invoice_date_due": date} | values.pop("header", {})
        return super().invoice(partner, price, date, move_type, header=header, **values)

    @classmethod
    def spend(cls, date, customer, **amounts):
        """Direct cost by category: ``spend("2026-01-05", customer, gifts=10)``."""
        lines = [
            (
                cls.expense,
                amount,
                {
                    "cost_customer_id": customer.id,
                    "cost_category_id": cls.categories[name].id,
                },
            )
            for name, amount in amounts.items()
        ]
        cls.post_entry(date, *lines, (cls.bank, -sum(amounts.values())))

    @classmethod
    def publish(cls, year, *months):
        for month in months:
            run = cls.run_month(f"{year}-{month:02}-01", f"{year}-{month:02}-{MONTH_ENDS[month]}")
            run._as_engine().write({"state": "computed"})
            run.reason = "a test"
            run.action_publish()
        return run

    # -- values

    def tier(self, name):
        return self.env["customer.cost.tier"].search(
            [("name", "=", name), ("company_id", "=", self.company.id)]
        )

    def evaluate(self, today):
        return self.value.sudo()._evaluate(self.company, self.day(today))

    @staticmethod
    def day(text):
        from odoo import fields

        return fields.Date.to_date(text)

    def value_of(self, customer):
        return self.value.search([("partner_id", "=", customer.id), ("current", "=", True)])

    def history_of(self, customer):
        return self.value.search([("partner_id", "=", customer.id)], order="id")

    @classmethod
    def put_in_company(cls, user, company):
        user.write({"company_ids": [Command.set(company.ids)], "company_id": company.id})
