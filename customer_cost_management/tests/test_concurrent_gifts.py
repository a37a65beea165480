# two transactions at once need to be real ones
# pylint: disable=invalid-commit
from psycopg2.errors import SerializationFailure

from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.customer_cost_management.models.platform.approval_seal import sealed

from .two_cursors_case import TwoCursorsCase


@tagged("post_install", "-at_install")
class TestConcurrentGifts(TwoCursorsCase):
    """Two people hand out the last gifts at once, each with a real transaction of his own.

    The bill is left out here: what is counted is the row of the purchase.  These tests commit
    and clean up behind themselves.
    """

    def setUp(self):
        super().setUp()
        env = self.first
        company = env["res.company"].create({"name": "Gifts at once"})
        category = env["customer.cost.category"].create(
            {"name": "Gifts", "company_id": company.id, "bulk_gifts": True}
        )
        customer = env["res.partner"].create({"name": "Customer of gifts", "is_company": True})
        purchase = env["customer.cost.gift.purchase"].create(
            {
                "name": "Tea",
                "company_id": company.id,
                "category_id": category.id,
                "quantity": 10,
            }
        )
        lines = env["customer.cost.gift.issue"].create(
            [
                {"purchase_id": purchase.id, "partner_id": customer.id, "quantity": quantity}
                for quantity in (6, 6, 4)
            ]
        )
        self.company, self.category, self.customer = company.id, category.id, customer.id
        self.purchase, self.lines = purchase.id, lines.ids
        env.cr.commit()
        self.addCleanup(self.remove)

    def remove(self):
        self.roll_back()
        cr = self.first.cr
        cr.execute("DELETE FROM customer_cost_gift_issue WHERE purchase_id = %s", [self.purchase])
        cr.execute("DELETE FROM customer_cost_gift_purchase WHERE id = %s", [self.purchase])
        self.first.invalidate_all()
        self.first["customer.cost.category"].browse(self.category).unlink()
        self.first["res.partner"].browse(self.customer).unlink()
        self.first["res.company"].browse(self.company).unlink()
        cr.commit()

    def begin(self, env):
        """Take the snapshot of the transaction, as opening the page does."""
        self.assertEqual(env["customer.cost.gift.purchase"].browse(self.purchase).left, 10)

    def hand_out(self, env, position):
        line = env["customer.cost.gift.issue"].browse(self.lines[position])
        sealed(line)._hand_out()
        env.flush_all()

    def test_exactly_one_passes_and_the_other_reads_what_is_left(self):
        self.begin(self.first)
        self.begin(self.second)
        self.hand_out(self.first, 0)
        self.first.cr.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self.hand_out(self.second, 1)
        self.second.cr.rollback()
        self.second.invalidate_all()
        # as Odoo runs the request again
        with self.assertRaisesRegex(UserError, "only 4 are left, 6 would be issued"):
            retrying(lambda: self.hand_out(self.second, 1), self.second)
        self.second.cr.rollback()
        self.second.invalidate_all()
        retrying(lambda: self.hand_out(self.second, 2), self.second)
        self.second.cr.commit()
        self.first.cr.rollback()
        self.first.invalidate_all()
        purchase = self.first["customer.cost.gift.purchase"].browse(self.purchase)
        self.assertEqual((purchase.issued, purchase.left), (10, 0))
        issued = purchase.issue_ids.filtered(lambda line: line.state == "issued")
        self.assertEqual(sum(issued.mapped("quantity")), 10)
