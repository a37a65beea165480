from .run_common import CustomerCostRunCommon


class CorrectionCase(CustomerCostRunCommon):
    """March 2026 of two customers, and verbs to correct it.

    ==========  =======  =======  =============  ===
    customer    revenue  freight  wages (visits)  CM3
    ==========  =======  =======  =============  ===
    Lumber Inc  1000     100      100             800
    Acme Corp   1000     60       100             840
    ==========  =======  =======  =============  ===

    Beside them 40 of sundry cost unassigned: the books say 800 + 840 − 40 = 1600.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.second_controller = cls.create_user("second_controller", "group_controller")
        cls.bank = cls.create_account("101997", "Bank of the case", "asset_cash")
        cls.wages, cls.freight, cls.sundry = (
            cls.create_account(code, name)
            for code, name in (
                ("719601", "Wages"),
                ("719602", "Freight"),
                ("719603", "Sundry"),
            )
        )
        cls.roles_for_all_accounts()
        cls.set_up_march(cls.company)

    @classmethod
    def set_up_march(cls, company):
        both = cls.customer, cls.other_customer
        driver = cls.create_typed_driver("Visits", [(each, 1) for each in both])
        cls.visits = cls.create_activity("Visit", driver, statement_line="customer")
        cls.pool = cls.create_pool("Sales force", [(cls.visits, 100)], cls.wages)
        for customer in both:
            cls.invoice(customer, 1000)
        cls.entry = cls.post_entry(
            "2026-03-31",
            (cls.wages, 200),
            (cls.sundry, 40),
            (cls.freight, 100, {"cost_customer_id": cls.customer.id}),
            (cls.freight, 60, {"cost_customer_id": cls.other_customer.id}),
            (cls.bank, -400),
        )

    @classmethod
    def prepare_correction(cls, amount=15, **values):
        """Sundry cost from unassigned to Lumber Inc, unless told otherwise."""
        return {
            "kind": "correction",
            "company_id": cls.company.id,
            "date": "2026-03-20",
            "amount": amount,
            "reason": "Crane for Lumber Inc",
            "account_id": cls.sundry.id,
            "from_place": "unassigned",
            "to_place": "customer",
            "partner_id": cls.customer.id,
        } | values

    @classmethod
    def correct(cls, amount=15, **values):
        """A correction that the accountant wrote and a controller approved."""
        memos = cls.env["customer.cost.memo"].with_user(cls.cost_accountant)
        memo = memos.create(cls.prepare_correction(amount, **values))
        memo.with_user(cls.controller).action_approve()
        return memo.with_env(cls.env)

    @classmethod
    def publish_month(cls, **values):
        run = cls.run_month(**values)
        run._as_engine().state = "computed"
        run.with_user(cls.controller).action_publish()
        return run

    def from_customer(self, customer):
        return {
            "from_place": "customer",
            "from_partner_id": customer.id,
            "account_id": self.freight.id,
        }

    def cm3(self, run):
        return [self.statement(run, each).cm3 for each in (self.customer, self.other_customer)]

    def create_memos(self, *values, user=None):
        memos = self.env["customer.cost.memo"].with_user(user or self.cost_accountant)
        return memos.create(list(values))

    def prepare_memo(self, **values):
        memo = {"partner_id": self.customer.id, "amount": 4000, "reason": "Lost tender"}
        return memo | {"date": "2026-03-20"} | values
