from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .run_common import CustomerCostRunCommon

#: What only who reads contracts may know.
WAGES = {
    "name": "Wages",
    "kind": "sum",
    "model_name": "hr.version",
    "measure_field": "wage",
    "date_field": "create_date",
    "partner_path": "employee_id.work_contact_id",
    "without_company": "include",
    "domain": "[]",
}
#: A question about them, asked of journal items.
PAID_WELL = "[('partner_id.employee_ids.version_ids.wage', '>', 5000)]"

NESTED = "[('partner_id', 'any', [('employee_ids.version_ids.wage', '>', 5000)])]"


@tagged("post_install", "-at_install")
class TestMeasuredRights(CustomerCostRunCommon):
    """Figures are measured as superuser; what is measured is no way around the rights of who
    writes it down."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.drivers = cls.env["customer.cost.driver"].with_user(cls.cost_accountant)
        cls.rules = cls.env["customer.cost.pool.rule"].with_user(cls.cost_accountant)
        cls.rent = cls.create_account("719701", "Rent")
        cls.pool = cls.create_pool("Premises", accounts=cls.rent)

    def wages(self, **values):
        return WAGES | {"company_id": self.company.id} | values

    def rule(self, **values):
        return {"pool_id": self.pool.id, "account_ids": [Command.set(self.rent.ids)]} | values

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.models")
    def test_nobody_previews_a_driver_on_what_he_may_not_read(self):
        saved = self.create_driver().with_user(self.cost_accountant)
        activity = self.create_activity("Pay", saved).with_user(self.cost_accountant)
        refused = self.assertRaisesRegex(AccessError, "may not read what it measures")
        with refused:
            self.drivers.preview(self.wages(), self.company.id)
        with refused:
            saved.preview(self.wages(), self.company.id)
        for domain in (PAID_WELL, NESTED):
            self.env.invalidate_all()  # each call over RPC begins anew
            with refused:
                saved.preview({"domain": domain})
        with refused:
            activity.preview({"timed": True, "base_minutes": 1, "driver_id": self.wages()})

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.models")
    def test_nobody_saves_a_driver_on_what_he_may_not_read(self):
        own = self.drivers.create(
            {
                "name": "Invoices",
                "company_id": self.company.id,
                "model_name": "account.move",
                "date_field": "invoice_date",
                "partner_path": "partner_id",
            }
        )
        for values in ([self.wages()], [self.wages(kind="typed"), self.wages(name="Second")]):
            with self.refuses(AccessError, "may not read what it measures"):
                self.drivers.create(values)
        with self.refuses(AccessError, "may not read what it measures"):
            own.write(self.wages())
        own.preview({"domain": "[('move_type', '=', 'out_invoice')]"})

    def test_a_driver_that_somebody_else_wrote_down_stays_usable(self):
        driver = self.drivers.sudo().create(self.wages()).with_user(self.cost_accountant)
        self.assertNotIn("error", driver.preview({}))
        driver.preview({"name": "Pay"})
        driver.name = "Pay"
        self.assertFalse(driver._source_error())

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.models")
    def test_conditions_of_a_rule_are_no_way_around_rights(self):
        saved = self.rules.create(self.rule())
        refused = self.assertRaisesRegex(AccessError, "may not read what it measures")
        with refused:
            saved.preview({"domain": PAID_WELL})
        with refused:
            saved.open_preview({"domain": PAID_WELL}, "caught")
        pool = self.pool.with_user(self.cost_accountant)
        with refused:
            pool.preview({"rule_ids": [Command.create(self.rule(domain=PAID_WELL))]})
        with self.refuses(AccessError, "may not read what it measures"):
            self.rules.create([self.rule(), self.rule(domain=PAID_WELL)])
        theirs = self.rules.sudo().create(self.rule(domain=PAID_WELL))
        self.assertIn("lines", theirs.with_user(self.cost_accountant).preview({"sequence": 5}))

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_only_who_may_save_tries_what_he_types(self):
        driver = self.create_driver().with_user(self.auditor)
        activity = self.create_activity("Pay", driver).with_user(self.auditor)
        rule = self.pool.rule_ids.with_user(self.auditor)
        pool = self.pool.with_user(self.auditor)
        for record, values in (
            (driver, {"domain": "[]"}),
            (activity, {"base_minutes": 5}),
            (rule, {"sequence": 5}),
            (pool, {"name": "Typed"}),
        ):
            with self.subTest(model=record._name):
                record.preview({})
                with self.assertRaises(AccessError):
                    record.preview(values)
                with self.assertRaises(AccessError):
                    record.browse().preview(values, self.company.id)
