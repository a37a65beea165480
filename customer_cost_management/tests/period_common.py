from .year_common import YearCase

JANUARY_AND_FEBRUARY = "custom.2026-01-01.2026-02-28"


class PeriodCase(YearCase):
    """Four months of three customers; one pool gives 30 over two invoices in December.

    ========  ======  ======  =====  ======
    revenue   Nov 25  Dec 25  Jan 26  Feb 26
    ========  ======  ======  =====  ======
    Lumber    100     200     50     400
    Acme      300     100
    Third                     −40    60
    ========  ======  ======  =====  ======
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lumber, cls.acme = cls.customer, cls.other_customer
        cls.third = cls.env["res.partner"].create({"name": "Third", "is_company": True})
        cls.month("2025-11-10", {cls.lumber: [100], cls.acme: [300]})
        cls.month("2025-12-10", {cls.lumber: [200], cls.acme: [100]}, 30)
        cls.month("2026-01-10", {cls.lumber: [50]})
        cls.invoice(cls.third, 40, date="2026-01-20", move_type="out_refund")
        cls.month("2026-02-10", {cls.lumber: [400], cls.third: [60]})
        cls.runs = [
            cls.publish(f"{month}-10") for month in ("2025-11", "2025-12", "2026-01", "2026-02")
        ]

    def rows(self, period=False, **choices):
        """The rows of a period, read anew: the same id means another row in another one."""
        self.env.invalidate_all()
        context = {f"customer_cost_{name}": value for name, value in choices.items()}
        return self.env["customer.profitability.period"].with_context(
            customer_cost_period=period, **context
        )

    def figures(self, *names, period=False, **choices):
        """{customer: figures} of a period."""
        rows = self.rows(period, **choices).search([])
        return {row.partner_id: tuple(row[name] for name in names) for row in rows}
