from odoo.exceptions import AccessError
from odoo.tests import tagged

from .value_common import ValueCase


@tagged("post_install", "-at_install")
class TestCustomerValueReceivable(ValueCase):
    """What Acme owes on 5 April, and the items that it is made of.

    =====================  ======  ========  =======
    item                   amount  due       overdue
    =====================  ======  ========  =======
    invoice of January        100  10 Jan        100
    credit note of March      -30  10 Mar        -30
    invoice of a contact      200  10 Mar        200
    invoice of April           50  1 May           –
    ---------------------  ------  --------  -------
    open                      320                270
    =====================  ======  ========  =======

    An invoice that is paid, one of 10 April and one of Lumber are not among them.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme, cls.lumber = cls.create_customers("Acme", "Lumber")
        contact = cls.env["res.partner"].create({"name": "Ms Li", "parent_id": cls.acme.id})
        cls.create_tiers(("A", 100), ("B",))
        cls.invoice(cls.acme, 100, "2026-01-10")
        cls.invoice(cls.acme, 30, "2026-03-10", "out_refund")
        cls.invoice(contact, 200, "2026-03-10")
        cls.invoice(cls.acme, 50, "2026-04-01", header={"invoice_date_due": "2026-05-01"})
        cls.invoice(cls.acme, 70, "2026-04-10")
        cls.invoice(cls.lumber, 500, "2026-03-10")
        paid = cls.invoice(cls.acme, 1000, "2026-02-10")
        cls.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=paid.ids
        ).create({"payment_date": "2026-02-20"})._create_payments()
        cls.publish(2026, 1, 2, 3)
        cls.value.sudo()._evaluate(cls.company, cls.day("2026-04-05"))

    def opened(self, user=None, **context):
        value = self.value_of(self.acme).with_user(user or self.env.user)
        window = value.with_context(**context).action_open_receivable()
        items = self.env["account.move.line"].search(window["domain"])
        return window["name"], sorted(items.mapped("amount_residual"))

    def test_the_receivable_opens_its_items(self):
        self.assertEqual(self.value_of(self.acme).receivable, 320)
        self.assertEqual(self.opened(), ("Open items of Acme", [-30, 50, 100, 200]))

    def test_what_is_overdue_opens_the_overdue_items(self):
        self.assertEqual(self.value_of(self.acme).overdue, 270)
        expected = ("Overdue items of Acme", [-30, 100, 200])
        self.assertEqual(self.opened(only_overdue=True), expected)

    def test_only_who_reads_the_ledger_is_offered_its_items(self):
        self.assertEqual(len(self.opened(self.auditor)[1]), 4)
        self.acme.user_id = self.customer_manager
        with self.refuses(AccessError, "."):
            self.opened(self.customer_manager)
        for xmlid, kind in (("kanban_risk", "kanban"), ("form", "form")):
            view = self.env.ref(f"customer_cost_management.customer_value_view_{xmlid}")
            for user, offered in ((self.auditor, 2), (self.customer_manager, 0)):
                arch = self.value.with_user(user).get_view(view.id, kind)["arch"]
                with self.subTest(view=xmlid, user=user.login):
                    self.assertEqual(arch.count("action_open_receivable"), offered)
                    self.assertEqual(arch.count('name="receivable"'), 1)
