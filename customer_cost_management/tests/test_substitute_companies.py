from odoo import Command
from odoo.tests import tagged

from ..models.platform.approval_seal import sealed
from .request_common import RequestCase


@tagged("post_install", "-at_install")
class TestSubstituteCompanies(RequestCase):
    """A substitute stands in for the company of his delegation and its branches, nowhere else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch = cls.env["res.company"].create({"name": "Pier", "parent_id": cls.company.id})
        companies = cls.company | cls.branch | cls.other_company
        cls.lead.company_ids = cls.colleague.company_ids = [Command.set(companies.ids)]
        cls.env.user.company_ids |= companies
        cls.rows = {
            company: sealed(cls.env["customer.cost.approval"].sudo()).create(
                {
                    "res_model": "res.partner",
                    "res_id": cls.customer.id,
                    "company_id": company.id,
                    "name": company.name,
                    "requester_id": cls.rep.id,
                    "user_id": cls.lead.id,
                    "state": "waiting",
                }
            )
            for company in companies
        }

    def delegate(self, company):
        self.env["customer.cost.delegation"].create(
            {
                "user_id": self.lead.id,
                "substitute_id": self.colleague.id,
                "date_from": self.day(),
                "date_to": self.day(3),
                "company_id": company.id,
            }
        )

    def readable(self):
        """Companies whose steps the substitute reads, by search and by field."""
        steps = self.env["customer.cost.approval"].with_user(self.colleague)
        steps = steps.with_context(allowed_company_ids=self.colleague.company_ids.ids)
        found = steps.search([("is_mine", "=", True)])
        mine = found.filtered("is_mine")
        self.assertEqual(found, mine)
        return set(found.sudo().company_id.mapped("name"))

    def test_of_the_whole_company_with_its_branches(self):
        self.assertEqual(self.readable(), set())
        self.delegate(self.company)
        self.assertEqual(self.readable(), {self.company.name, "Pier"})

    def test_of_a_branch_alone(self):
        self.delegate(self.branch)
        self.assertEqual(self.readable(), {"Pier"})

    def test_who_stands_in_for_the_company_decides_in_its_branches(self):
        self.delegate(self.company)
        organisation = self.env["customer.cost.organisation"]
        no_groups = self.env["res.groups"]
        of = {company: organisation._organisation(company, no_groups) for company in self.rows}
        substitutes = {company.name: len(of[company].delegations) for company in of}
        self.assertEqual(substitutes, {self.company.name: 1, "Pier": 1, self.other_company.name: 0})
