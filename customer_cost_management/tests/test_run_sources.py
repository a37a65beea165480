from odoo.tests import tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestRunSources(CustomerCostRunCommon):
    """Drivers of one source are measured together; results go with their run."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roles_for_all_accounts()
        for price in (100, 700):
            cls.invoice(cls.customer, price)
        cls.invoice(cls.other_customer, 900)
        cls.invoice(cls.customer, 50, move_type="out_refund")

    def line_driver(self, name, domain, **values):
        return self.create_driver(
            name,
            model_name="account.move.line",
            date_field="date",
            partner_path="move_id.partner_id",
            domain=domain,
            **values,
        )

    def measure(self, *drivers):
        run = self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": "2026-03-01", "date_to": "2026-03-31"}
        )
        self.env.flush_all()
        run_sudo = run.sudo()._as_engine()
        run_sudo.snapshot = run_sudo._freeze_model()
        self.env.flush_all()
        start = self.env.cr.sql_log_count
        measured = run_sudo._measure()
        self.queries = self.env.cr.sql_log_count - start
        return [
            dict(zip(*(values.tolist() for values in measured[driver.id]), strict=True))
            for driver in drivers
        ]

    def test_a_filter_may_go_the_same_way_as_the_customer(self):
        lines = self.line_driver(
            "Lines", "[('display_type', '=', 'product'), ('move_id.move_type', '=', 'out_invoice')]"
        )
        [counted] = self.measure(lines)
        self.assertEqual(counted, {self.customer.id: 2, self.other_customer.id: 1})

    def test_drivers_of_one_source_are_one_query(self):
        invoices = self.create_driver()
        [alone] = self.measure(invoices)
        queries = self.queries
        refunds = self.create_driver("Refunds", domain="[('move_type', '=', 'out_refund')]")
        revenue = self.create_driver(
            "Large",
            kind="sum",
            measure_field="amount_untaxed_signed",
            domain="[('amount_untaxed', '>', 500)]",
        )
        together = self.measure(invoices, refunds, revenue)
        self.assertEqual(alone, {self.customer.id: 2, self.other_customer.id: 1})
        self.assertEqual(
            together,
            [alone, {self.customer.id: 1}, {self.customer.id: 700, self.other_customer.id: 900}],
        )
        self.assertEqual(self.queries, queries)

    def test_a_deleted_run_leaves_nothing_behind(self):
        run = self.run_month()
        self.env.flush_all()
        kept = self.run_month("2026-04-01", "2026-04-30")
        run.sudo().unlink()
        for model in ("customer.cost.capture", "customer.profitability", "customer.cost.rollup"):
            self.env.cr.execute(
                f"SELECT count(*) FROM {self.env[model]._table} WHERE run_id != %s", [kept.id]
            )
            self.assertEqual(self.env.cr.fetchone(), (0,), model)

    def test_captured_entries_follow_a_merged_customer(self):
        run = self.run_month()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.customer + self.other_customer).ids, self.other_customer)
        captured = self.env["customer.cost.capture"].search(
            [("run_id", "=", run.id), ("destination", "=", "revenue")]
        )
        self.assertEqual(captured.partner_id, self.other_customer)
        self.assertEqual(sum(captured.mapped("balance")), -1650)
