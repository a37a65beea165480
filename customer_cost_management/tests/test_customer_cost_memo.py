from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import ADDON
from .correction_common import CorrectionCase


@tagged("post_install", "-at_install")
class TestMemo(CorrectionCase):
    """What may be written, by whom, in which state."""

    def assertRefused(self, message, prepare=None, **values):
        """The bad one stands second; nothing of the batch is left."""
        prepare = prepare or self.prepare_correction
        before = self.env["customer.cost.memo"].search_count([])
        with self.refuses(ValidationError, message):
            self.create_memos(prepare(), prepare(**values))
        self.assertEqual(self.env["customer.cost.memo"].search_count([]), before)

    # ------------------------------------------------------------------ input

    def test_an_amount_is_above_zero(self):
        for prepare in (self.prepare_memo, self.prepare_correction):
            for amount in (0, -1, 0.001):
                self.assertRefused(
                    "the amount is .* Enter an amount above 0", prepare, amount=amount
                )

    def test_a_memo_cost_needs_a_customer_and_a_correction_both_places(self):
        self.assertRefused("a memo cost needs a customer", self.prepare_memo, partner_id=False)
        for message, values in (
            ("fill in Account", {"account_id": False}),
            ("fill in Customer", {"partner_id": False}),
            ("fill in From customer", {"from_place": "customer"}),
            ("fill in From pool", {"from_place": "pool"}),
            ("fill in To pool", {"to_place": "pool"}),
            ("fill in From", {"from_place": False}),
            ("fill in To", {"to_place": False}),
        ):
            self.assertRefused(message, **values)

    def test_a_correction_goes_somewhere_else(self):
        itself = {"from_place": "customer", "from_partner_id": self.customer.id}
        self.assertRefused("moves nothing", **itself)
        contact = self.env["res.partner"].create({"name": "Li Na", "parent_id": self.customer.id})
        self.assertRefused("moves nothing", **itself | {"from_partner_id": contact.id})
        self.assertRefused("moves nothing", to_place="unassigned", partner_id=False)

    def test_archived_customers_get_nothing(self):
        self.other_customer.active = False
        for prepare in (self.prepare_memo, self.prepare_correction):
            self.assertRefused("Acme Corp is archived", prepare, partner_id=self.other_customer.id)
        self.assertRefused("Acme Corp is archived", **self.from_customer(self.other_customer))

    def test_a_customer_archived_before_the_approval(self):
        memo = self.create_memos(self.prepare_correction())
        self.customer.active = False
        with self.refuses(ValidationError, "Lumber Inc is archived"):
            memo.with_user(self.controller).action_approve()

    def test_a_company_of_this_database_is_no_customer(self):
        own = self.other_company.partner_id.id
        for prepare in (self.prepare_memo, self.prepare_correction):
            self.assertRefused("is a company of this database", prepare, partner_id=own)

    @mute_logger("odoo.models")
    def test_nothing_of_an_other_company(self):
        account = self.create_account("719611", "Theirs", company=self.other_company)
        pool = self.create_pool("Theirs", company_id=self.other_company.id)
        category = self.env["customer.cost.category"].create(
            {"name": "Theirs", "company_id": self.other_company.id}
        )
        partner = self.env["res.partner"].create(
            {"name": "Theirs", "company_id": self.other_company.id}
        )
        for values in (
            {"account_id": account.id},
            {"to_place": "pool", "to_pool_id": pool.id},
            {"category_id": category.id},
            {"partner_id": partner.id},
        ):
            with self.refuses(UserError, "[Ii]ncompatible|company"):
                self.env["customer.cost.memo"].create(
                    [self.prepare_correction(), self.prepare_correction(**values)]
                )

    def test_a_branch_writes_for_its_root(self):
        branch = self.env["res.company"].create({"name": "Branch", "parent_id": self.company.id})
        with self.refuses(ValidationError, "Branch is a branch. Enter it for company_1_data"):
            self.env["customer.cost.memo"].create(
                [self.prepare_memo(), self.prepare_memo(company_id=branch.id)]
            )

    def test_an_import_names_the_line_that_is_wrong(self):
        memos = self.env["customer.cost.memo"].with_user(self.cost_accountant)
        names = ["partner_id", "date", "amount", "reason"]
        good = ["Lumber Inc", "2026-03-01", "400", "Lost tender"]
        result = memos.load(names, [good, ["Acme Corp", "2026-03-02", "-5", "Complaint"]])
        self.assertFalse(result["ids"])
        message = result["messages"][-1]
        self.assertEqual((message["record"], message["rows"]["from"]), (1, 1))
        self.assertIn("Acme Corp · Complaint: the amount is -5", message["message"])
        result = memos.load(names, [good, ["Acme Corp", "2026-03-02", "5", "Complaint"]])
        self.assertFalse(result["messages"])
        self.assertEqual(memos.browse(result["ids"]).mapped("kind"), ["memo", "memo"])

    def test_an_import_of_corrections(self):
        memos = self.env["customer.cost.memo"].with_user(self.cost_accountant)
        memos = memos.with_context(default_kind="correction")
        names = ["partner_id", "date", "amount", "reason", "account_id", "from_place"]
        row = ["Lumber Inc", "2026-03-01", "4", "Crane", "719603 Sundry", "Unassigned"]
        bad = [*row[:4], "719699", row[5]]
        with mute_logger("odoo.sql_db"):
            result = memos.load(names, [row, bad])
        self.assertFalse(result["ids"])
        [message] = [m for m in result["messages"] if "719699" in m["message"]]
        self.assertEqual((message["record"], message["rows"]["from"]), (1, 1))
        result = memos.load(names, [row, row])
        self.assertFalse(result["messages"])
        self.assertEqual(memos.browse(result["ids"]).mapped("state"), ["draft", "draft"])

    # ------------------------------------------------------------------ pages

    def test_pages_open_and_say_what_to_do(self):
        for page, kind in (("memo", "memo"), ("correction", "correction")):
            action = self.env.ref(f"{ADDON}.customer_cost_{page}_action")
            self.assertIn("o_view_nocontent_smiling_face", action.help)
            memos = self.env["customer.cost.memo"].with_user(self.cost_accountant)
            views = [(False, view) for view in ("list", "form", "kanban", "search", "pivot")]
            self.assertEqual(len(memos.get_views(views)["views"]), 5)
            with Form(memos.with_context(default_kind=kind)) as form:
                form.reason = "Written by hand"
                form.partner_id = self.customer
                form.amount = 12
                if kind == "correction":
                    form.account_id = self.sundry
            self.assertEqual((form.record.kind, form.record.state), (kind, "draft"))

    def test_menus(self):
        for user, seen in (
            (self.cost_accountant, True),
            (self.controller, True),
            (self.auditor, True),
            (self.customer_manager, False),
            (self.staff, False),
            (self.billing, False),
        ):
            visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            for page in ("memo", "correction"):
                menu = self.env.ref(f"{ADDON}.customer_cost_{page}_menu")
                with self.subTest(user=user.login, page=page):
                    self.assertEqual(menu.id in visible, seen)
