from .run_common import CustomerCostRunCommon


class DestinationsCase(CustomerCostRunCommon):
    """Accounts in a role of their own each, for entries of every kind."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.create_account("101998", "Bank of the month", "asset_cash")
        cls.receivable = cls.company_data["default_account_receivable"]
        cls.sales = cls.company_data["default_account_revenue"]
        cls.rent = cls.create_account("719001", "Rent")
        cls.rebates = cls.create_account("719002", "Rebates", "income")
        cls.losses = cls.create_account("719003", "Credit losses")
        cls.gains = cls.create_account("719004", "Exchange gains", "income_other")
        cls.interest = cls.create_account("719005", "Interest", "income_other")
        cls.roles_for_all_accounts(
            deduction=cls.rebates,
            credit_loss=cls.losses,
            exchange=cls.gains
            + cls.company.income_currency_exchange_account_id
            + cls.company.expense_currency_exchange_account_id,
            excluded=cls.interest,
        )

    def create_counterpart_rule(self, **values):
        return self.env["customer.cost.attribution.rule"].create(
            {"name": "Counterpart", "method": "counterpart", "company_id": self.company.id} | values
        )
