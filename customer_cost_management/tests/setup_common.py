from unittest.mock import patch

from .run_common import CustomerCostRunCommon

#: The last month of the year that the assistant looks at.
MONTH = "2026-03"
DAY = "2026-03-10"


def computing_at_once(env):
    """The background of a browser test: what is queued is computed when the page asks again."""
    runs = type(env["customer.cost.run"])
    queue = runs._queue

    def compute(records):
        queue(records)
        for run in records:
            run._compute_locked()
        records._as_engine().write({"state": "computed"})

    return patch.object(runs, "_queue", compute)


class SetupCase(CustomerCostRunCommon):
    """Books of a small company with the generic chart, March 2026, and no cost model.

    ==============  =======  ==========================================
    cost            amount   where it belongs
    ==============  =======  ==========================================
    Office rent         300  premises
    Salary              600  sales force
    Bank fees            40  billing and credit
    Expenses            100  freight, by its label "DHL courier"
    Expenses             50  nowhere: entertainment without a customer
    Expenses             60  administration: the label says nothing
    ==============  =======  ==========================================

    Three customers are invoiced 1000 each for goods that cost 400.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.create_account("101999", "Bank of the case", "asset_cash")
        cls.rent = cls.create_account("612091", "Office rent")
        cls.salary = cls.create_account("630091", "Salary")
        cls.fees = cls.create_account("620091", "Bank fees")
        cls.sundry = cls.create_account("600091", "Expenses of the case")
        cls.customers = cls.env["res.partner"].create(
            [{"name": f"Customer {number}", "is_company": True} for number in (1, 2, 3)]
        )

    @classmethod
    def post_sales(cls, product_type="consu", cost=400.0):
        product = cls.create_product("Thing", cost, product_type)
        for customer in cls.customers:
            cls.invoice(customer, 1000, date=DAY, product_id=product.id)

    @classmethod
    def post_costs(cls):
        for account, amount, label in (
            (cls.rent, 300, "March"),
            (cls.salary, 600, "March"),
            (cls.fees, 40, "March"),
            (cls.sundry, 100, "DHL courier"),
            (cls.sundry, 50, "Restaurant with guests"),
            (cls.sundry, 60, "Something"),
        ):
            cls.post_entry(DAY, (account, amount, {"name": label}), (cls.bank, -amount))

    def setup_page(self, user=None, month=MONTH):
        setup = self.env["customer.cost.setup"]
        return (setup.with_user(user) if user else setup).get_setup(month)

    def amounts(self, page):
        """{pool: amount} of the rows."""
        return {row["code"]: round(row["amount"], 2) for row in page["rows"]}

    def coverage(self, page):
        return {part["key"]: round(part["amount"], 2) for part in page["coverage"]}

    def light(self, page, key):
        return next(light["color"] for light in page["lights"] if light["key"] == key)

    def choose_all(self, page):
        return {"pools": [row["code"] for row in page["rows"]]}

    def compute_year(self, page=None):
        """What the button does, and the background after it; the runs, oldest first."""
        page = page or self.setup_page()
        self.env["customer.cost.setup"].compute_months(page["month"], self.choose_all(page))
        runs = self.env["customer.cost.run"].search(
            [("company_id", "=", self.company.id), ("state", "=", "queued")], order="date_from"
        )
        for run in runs:
            run._compute_locked()
        return runs
