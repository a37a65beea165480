from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .budget_common import BudgetCase


@tagged("post_install", "-at_install")
class TestBudgetStates(BudgetCase):
    """Draft, in review, approved, closed: by whom, and what is fixed from when on."""

    def test_nobody_approves_what_he_submitted(self):
        budget, other = (self.create_budget({"planned": 100}, name=name) for name in "AB")
        other.date_from = "2027-01-01"
        other.with_user(self.second_controller).action_submit()
        budget.with_user(self.controller).action_submit()
        with self.refuses(UserError, "you submitted it yourself"):
            (other + budget).with_user(self.controller).action_approve()
        self.assertEqual((budget.state, other.state), ("review", "review"))
        budget.with_user(self.second_controller).action_approve()
        self.assertRecordValues(
            budget, [{"state": "approved", "approved_by_id": self.second_controller.id}]
        )

    def test_reviewers_agree_before_it_is_approved(self):
        budget = self.create_budget({"planned": 100}, reviewer_ids=[Command.link(self.staff.id)])
        budget.with_user(self.controller).action_submit()
        with self.refuses(UserError, "did not agree yet"):
            budget.with_user(self.second_controller).action_approve()
        with self.refuses(AccessError, "does not wait for your review"):
            budget.with_user(self.second_controller).action_agree()
        budget.with_user(self.staff).action_agree()
        budget.with_user(self.staff).action_return()
        self.assertEqual((budget.state, budget.agreed_ids.ids), ("draft", []))
        budget.with_user(self.controller).action_submit()
        with self.refuses(UserError, "did not agree yet"):
            budget.with_user(self.second_controller).action_approve()
        budget.with_user(self.staff).action_agree()
        budget.with_user(self.second_controller).action_approve()
        self.assertEqual(budget.state, "approved")

    def test_lines_and_contingency_add_up_to_the_total(self):
        budget = self.create_budget({"planned": 100}, contingency=20)
        budget.total = 121
        with self.refuses(UserError, r"The difference is .*1\.00"):
            budget.with_user(self.controller).action_submit()
        empty = self.create_budget()
        with self.refuses(UserError, "has no lines"):
            empty.with_user(self.controller).action_submit()

    def test_two_lines_for_the_same_documents_are_refused(self):
        tags = self.env["res.partner.category"].create([{"name": "Key"}, {"name": "North"}])
        first, second = ({"planned": 50, "tag_id": tag.id} for tag in tags)
        budget = self.create_budget(first, second)
        budget.with_user(self.controller).action_submit()
        budget.with_user(self.controller).action_return()
        # no customer has both tags; as soon as one has, a document could meet either line
        self.customer.category_id = tags
        with self.refuses(UserError, "would both control the same documents"):
            budget.with_user(self.controller).action_submit()
        self.customer.category_id = False
        self.approve_budget(budget)
        again = self.create_budget(dict(first), name="Again")
        with self.refuses(UserError, "would both control the same documents"):
            again.with_user(self.controller).action_submit()

    def test_approved_is_changed_by_no_path(self):
        draft = self.create_budget({"planned": 5}, name="Draft")
        budget = self.budget_in_force({"planned": 100})
        for values in ({"total": 1}, {"window": "month"}, {"date_to": "2026-06-30"}):
            with self.refuses(UserError, "is no draft any more"):
                (draft + budget).sudo().write(values)
        for values in ({"planned": 1}, {"tier_id": False}, {"reaction": "inform"}):
            with self.refuses(UserError, "is no draft any more"):
                (draft.line_ids + budget.line_ids).sudo().write(values)
        with self.refuses(UserError, "is no draft any more"):
            self.all_lines.create(
                [
                    {"budget_id": draft.id, "planned": 1},
                    {"budget_id": budget.id, "planned": 1},
                ]
            )
        with self.refuses(UserError, "is no draft any more"):
            draft.line_ids.write({"budget_id": budget.id})
        with self.refuses(UserError, "is no draft any more"):
            (draft + budget).unlink()
        with self.refuses(UserError, "is no draft any more"):
            budget.write({"line_ids": [Command.create({"planned": 4})]})
        with self.refuses(UserError, "Use the buttons"):
            budget.sudo().write({"state": "draft"})
        forged = self.env["customer.cost.budget"].with_context(
            default_state="approved", customer_cost_budget_ledger=True
        )
        self.assertEqual(forged.create({"name": "Forged", "total": 1}).state, "draft")
        budget.line_ids.write({"basis": "Last year"})

    def test_closing_needs_commitments_settled(self):
        budget = self.budget_in_force({"planned": 100})
        self.ledger._commit(self.document, [self.part(60)])
        with self.refuses(UserError, "open commitments"):
            budget.with_user(self.controller).action_close()
        self.ledger._release(self.document)
        budget.with_user(self.controller).action_close()
        [finding] = self.ledger._check(self.document, [self.part(60)])
        self.assertEqual(finding.code, "unbudgeted")

    def test_what_a_closed_budget_consumed_stays(self):
        budget = self.budget_in_force({"planned": 100})
        entry = self.post_cost(40)
        budget.with_user(self.controller).action_close()
        entry.button_draft()
        self.assertEqual(self.figures(budget.line_ids), (100, 0, 40, 60))

    def test_a_receipt_of_a_closed_year_counts_when_it_is_booked(self):
        old = self.budget_in_force(
            {"planned": 100}, name="2025", date_from="2025-01-01", date_to="2025-12-31"
        )
        new = self.budget_in_force({"planned": 100})
        old.with_user(self.controller).action_close()
        bill = self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "partner_id": self.env["res.partner"].create({"name": "Restaurant"}).id,
                "invoice_date": "2025-12-20",
                "date": "2026-01-31",
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": "Dinner",
                            "account_id": self.cost.id,
                            "price_unit": 30,
                            "tax_ids": False,
                            "cost_category_id": self.meals.id,
                        }
                    )
                ],
            }
        )
        bill.action_post()
        self.assertEqual(self.figures(new.line_ids), (100, 0, 30, 70))
        self.assertTrue(self.ledger.search([("kind", "=", "consumed")]).prior_year)

    # ------------------------------------------------------------------ constraints

    def test_periods_are_whole_months(self):
        good = self.create_budget({"planned": 1})
        bad = self.create_budget({"planned": 1}, name="Bad")
        for values in ({"date_from": "2026-01-02"}, {"date_to": "2026-12-30"}):
            with self.refuses(ValidationError, "no whole months"):
                bad.write(values)
        lines = [
            {"budget_id": good.id, "planned": 1, "date_from": day}
            for day in ("2026-02-01", "2027-02-01")
        ]
        with self.refuses(ValidationError, "no whole months within"):
            self.all_lines.create(lines)

    def test_amounts_are_not_negative(self):
        budget = self.create_budget({"planned": 1})
        with self.refuses(ValidationError, "Enter 0 or more"):
            self.all_lines.create(
                [{"budget_id": budget.id, "planned": amount} for amount in (1, -1)]
            )
        with self.refuses(ValidationError, "Enter 0 or more"):
            budget.contingency = -5

    def test_a_line_is_for_a_company_and_part_of_its_own_budget(self):
        contact = self.env["res.partner"].create({"name": "Jo", "parent_id": self.customer.id})
        budget = self.create_budget({"planned": 1})
        other = self.create_budget({"planned": 1}, name="Other")
        with self.refuses(ValidationError, "is a contact of Lumber Inc"):
            self.all_lines.create(
                [
                    {"budget_id": budget.id, "planned": 1, "partner_id": partner.id}
                    for partner in (self.customer, contact)
                ]
            )
        with self.refuses(ValidationError, "cannot be part of"):
            budget.line_ids.parent_id = other.line_ids

    def test_a_branch_has_no_budget_of_its_own(self):
        branch = self.env["res.company"].create({"name": "Branch", "parent_id": self.company.id})
        with self.refuses(ValidationError, "is a branch"):
            self.create_budget({"planned": 1}, company_id=branch.id)
