from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .correction_common import CorrectionCase


@tagged("post_install", "-at_install")
class TestRunCorrectionVersions(CorrectionCase):
    """Corrections from version to version, and in other companies."""

    def test_a_change_makes_a_published_run_stale_at_once(self):
        run = self.publish_month()
        self.assertFalse(run.changed_entries)
        memo = self.correct(15)
        self.assertEqual((run.changed_entries, run.changed_effect), (1, 0))
        memo.with_user(self.controller).action_reset()
        self.assertEqual(run.changed_entries, 0)
        memo.with_user(self.controller_of_choice()).action_approve()
        second = self.publish_month()
        self.assertEqual((run.state, second.version), ("superseded", 2))
        second.action_check_changes()
        self.assertEqual(second.changed_entries, 0)
        memo.with_user(self.controller).action_cancel()
        self.assertEqual(second.changed_entries, 1)
        self.assertEqual(self.cm3(second), [785, 840])
        self.assertEqual(self.cm3(self.run_month()), [800, 840])

    def controller_of_choice(self):
        return self.second_controller

    def test_a_run_whose_corrections_changed_is_not_published(self):
        memo = self.correct(15)
        run = self.run_month()
        run._as_engine().state = "computed"
        memo.with_user(self.controller).action_cancel()
        with self.refuses(UserError, "corrections were approved, changed or cancelled since"):
            run.with_user(self.controller).action_publish()
        run._run_period()
        run.with_user(self.controller).action_publish()
        self.assertEqual(self.cm3(run), [800, 840])

    def test_what_published_figures_rest_on_is_not_taken_back(self):
        free, used = self.correct(1), self.correct(15)
        self.publish_month()
        late = self.correct(2)
        with self.refuses(UserError, "is part of published figures. Cancel it"):
            (late + used).with_user(self.controller).action_reset()
        with self.refuses(UserError, "is no draft any more"):
            used.amount = 14
        late.with_user(self.controller).action_reset()
        self.assertEqual((free.state, late.state), ("applied", "draft"))

    def test_a_discarded_run_lets_its_corrections_wait_again(self):
        memo = self.correct(15)
        run = self.run_month()
        run._as_engine().state = "computed"
        other = self.run_month()
        run.with_user(self.cost_accountant).action_reset()
        self.assertEqual(memo.state, "applied")
        other.unlink()
        self.assertEqual(memo.state, "approved")

    @mute_logger("odoo.sql_db")
    def test_a_closed_period_takes_no_corrections(self):
        run = self.publish_month()
        april = self.env["customer.cost.memo"].create(
            self.prepare_correction(date="2026-04-02", partner_id=self.customer.id)
        )
        run._as_engine().state = "closed"
        memos = self.env["customer.cost.memo"]
        with self.refuses(UserError, "March 2026 · v1 is closed"):
            memos.create([self.prepare_correction(date="2026-04-02"), self.prepare_correction()])
        with self.refuses(UserError, "March 2026 · v1 is closed"):
            april.date = "2026-03-31"
        memos.create(self.prepare_correction() | {"kind": "memo"})

    # ------------------------------------------------------------------ companies, currencies

    def test_corrections_stay_in_their_company(self):
        company = self.other_company
        sundry = self.create_account("719603", "Sundry", company=company)
        bank = self.create_account("101997", "Bank", "asset_cash", company=company)
        self.roles_for_all_accounts(company)
        self.post_entry("2026-03-31", (sundry, 40), (bank, -40), company=company)
        memo = self.env["customer.cost.memo"].create(
            self.prepare_correction(15, company_id=company.id, account_id=sundry.id)
        )
        memo.with_user(self.second_controller).sudo().with_context(
            allowed_company_ids=company.ids
        ).action_approve()
        theirs = self.run_month(company_id=company.id)
        self.assert_ties(theirs)
        self.assertEqual(self.statement(theirs, self.customer).cm3, -15)
        self.assertEqual(self.cm3(self.run_month()), [800, 840])

    def test_currencies_without_and_with_three_decimals(self):
        for code, amount in (("JPY", 15), ("KWD", 0.125)):
            with self.subTest(code):
                currency = self.env.ref(f"base.{code}")
                currency.active = True
                company = self.setup_other_company(name=code, currency_id=currency.id)["company"]
                sundry = self.create_account("719603", "Sundry", company=company)
                bank = self.create_account("101997", "Bank", "asset_cash", company=company)
                self.roles_for_all_accounts(company)
                self.post_entry("2026-03-31", (sundry, 40), (bank, -40), company=company)
                memo = self.env["customer.cost.memo"].create(
                    self.prepare_correction(amount, company_id=company.id, account_id=sundry.id)
                )
                memo.with_user(self.second_controller).sudo().action_approve()
                run = self.run_month(company_id=company.id)
                self.assert_ties(run)
                self.assertEqual(self.statement(run, self.customer).cm3, -amount)
                self.assertEqual(self.reconciliation(run)["unassigned"], amount - 40)
