from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CustomerCostCommon


@tagged("post_install", "-at_install")
class TestDriverVolume(CustomerCostCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visits = cls.create_driver("Visits", kind="typed")
        cls.volume = {
            "driver_id": cls.visits.id,
            "partner_id": cls.customer.id,
            "date": "2026-10-15",
            "quantity": 3,
        }

    def assertRefused(self, message, **values):
        with self.refuses(ValidationError, message):
            self.env["customer.cost.driver.volume"].create([self.volume, self.volume | values])

    def test_a_quantity_is_an_ordinary_number(self):
        for quantity in (-1, -0.001):
            self.assertRefused("Visits, Lumber Inc, 2026-10-15: a quantity", quantity=quantity)

    def test_a_driver_may_take_quantities_without_their_sign(self):
        self.visits.negative = "absolute"
        self.env["customer.cost.driver.volume"].create(self.volume | {"quantity": -2})

    def test_only_typed_drivers_take_volumes(self):
        invoices = self.create_driver()
        self.assertRefused("Invoices is measured by the system", driver_id=invoices.id)

    def test_an_archived_customer_gets_no_volume(self):
        self.other_customer.active = False
        self.assertRefused("Acme Corp is archived", partner_id=self.other_customer.id)

    def test_a_contacts_volume_belongs_to_his_company(self):
        contact = self.env["res.partner"].create({"name": "Li Na", "parent_id": self.customer.id})
        volume = self.env["customer.cost.driver.volume"].create(
            self.volume | {"partner_id": contact.id}
        )
        self.assertEqual(volume.partner_id, self.customer)
        volume.partner_id = contact
        self.assertEqual(volume.partner_id, self.customer)

    def load(self, *rows):
        return self.env["customer.cost.driver.volume"].load(
            ["driver_id", "partner_id", "date", "quantity"], [list(row) for row in rows]
        )

    def test_an_import_of_known_names_is_stored(self):
        result = self.load(
            ("Visits", "Lumber Inc", "2026-10-01", "3"), ("Visits", "Acme Corp", "2026-10-01", "4")
        )
        self.assertFalse(result["messages"])
        volumes = self.env["customer.cost.driver.volume"].browse(result["ids"])
        self.assertRecordValues(
            volumes,
            [
                {"partner_id": self.customer.id, "quantity": 3, "company_id": self.company.id},
                {
                    "partner_id": self.other_customer.id,
                    "quantity": 4,
                    "company_id": self.company.id,
                },
            ],
        )

    @mute_logger("odoo.sql_db")
    def test_an_unknown_name_names_its_line_and_nothing_is_imported(self):
        result = self.load(
            ("Visits", "Lumber Inc", "2026-10-01", "3"), ("Visits", "Lumbr", "2026-10-01", "4")
        )
        self.assertFalse(result["ids"])
        self.assertEqual(
            [message["message"] for message in result["messages"]],
            ['Line 3: customer "Lumbr" not found. Nothing was imported.'],
        )

    def test_a_quantity_that_cannot_be_names_its_line(self):
        result = self.load(
            ("Visits", "Lumber Inc", "2026-10-01", "3"), ("Visits", "Acme Corp", "2026-10-01", "-4")
        )
        self.assertFalse(result["ids"])
        [message] = result["messages"]
        self.assertEqual((message["record"], message["rows"]["from"]), (1, 1))
        self.assertRegex(
            message["message"], "^Line 3: Visits, Acme Corp, 2026-10-01: a quantity of -4"
        )
