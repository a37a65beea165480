from odoo import Command

from .common import CustomerCostCommon


class ResultsCase(CustomerCostCommon):
    """March 2026 of a company with three customers, one pool and one activity, published.

    ==========  ========  =======  ==============  ======  =====
    customer    invoices  revenue  order handling  direct  CM3
    ==========  ========  =======  ==============  ======  =====
    Own         1         1000     250             60      690
    Team        2         1000     500                     500
    Other       1         300      250             60      −10
    together    4         2300     1000            120     1180
    ==========  ========  =======  ==============  ======  =====

    Beside them 40 unassigned and 30 excluded: the books say 1180 − 40 − 30 = 1110.
    Salesperson of *Own* is the customer manager, of *Team* somebody who reports to him.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.set_up_people()
        cls.set_up_model()
        cls.set_up_books()
        cls.run_march = cls.compute_march()
        cls.run_march.with_user(cls.controller).action_publish()

    @classmethod
    def set_up_people(cls):
        cls.seller, cls.stranger = (cls.create_user(login) for login in ("seller", "stranger"))
        chief, seller = (
            cls.env["hr.employee"]
            .sudo()
            .create(
                [
                    {"name": user.name, "user_id": user.id, "company_id": cls.company.id}
                    for user in (cls.customer_manager, cls.seller)
                ]
            )
        )
        seller.parent_id = chief
        cls.own, cls.team, cls.other = cls.env["res.partner"].create(
            [
                {"name": name, "is_company": True, "user_id": user.id}
                for name, user in (
                    ("Own", cls.customer_manager),
                    ("Team", cls.seller),
                    ("Other", cls.stranger),
                )
            ]
        )

    @classmethod
    def set_up_model(cls):
        cls.wages, cls.freight, cls.sundry, cls.fines = (
            cls.create_account(code, name)
            for code, name in (
                ("610001", "Wages"),
                ("610002", "Freight"),
                ("610003", "Sundry"),
                ("610004", "Fines"),
            )
        )
        cls.bank = cls.create_account("101999", "Bank of the case", "asset_cash")
        for account in cls.env["account.account"].search(
            [
                ("company_ids", "in", cls.company.ids),
                ("internal_group", "in", ("income", "expense")),
            ]
        ):
            role = "revenue" if account.internal_group == "income" else "operating"
            cls.create_role(account, "excluded" if account == cls.fines else role)
        cls.handling = cls.create_activity("Order handling", cls.create_driver())
        cls.pool = cls.create_pool("Sales team", [(cls.handling, 100)], cls.wages)

    @classmethod
    def set_up_books(cls):
        for customer, amounts in ((cls.own, [1000]), (cls.team, [600, 400]), (cls.other, [300])):
            for amount in amounts:
                cls.invoice = cls.post_invoice(customer, "2026-03-10", amount)
        cls.entry = cls.post_entry(
            "2026-03-31",
            (cls.wages, 1000),
            (cls.sundry, 40),
            (cls.fines, 30),
            (cls.freight, 60, {"cost_customer_id": cls.own.id}),
            (cls.freight, 60, {"cost_customer_id": cls.other.id}),
            (cls.bank, -1190),
        )

    @classmethod
    def compute_march(cls):
        run = cls.env["customer.cost.run"].create(
            {"company_id": cls.company.id, "date_from": "2026-03-01", "date_to": "2026-03-31"}
        )
        run.action_compute()
        return run

    def statement_of(self, customer, run=None):
        return self.env["customer.profitability"].search(
            [("run_id", "=", (run or self.run_march).id), ("partner_id", "=", customer.id)]
        )

    def opened(self, action, user=None):
        """The records that an action shows."""
        return (
            self.env[action["res_model"]].with_user(user or self.env.user).search(action["domain"])
        )

    @classmethod
    def put_in_other_company(cls, user):
        user.write(
            {
                "company_ids": [Command.set(cls.other_company.ids)],
                "company_id": cls.other_company.id,
            }
        )
