from odoo.exceptions import UserError
from odoo.tests import tagged

from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestDimensionGuard(ResultsCase):
    """What frozen figures are grouped by cannot be deleted."""

    @classmethod
    def set_up_people(cls):  # pylint: disable=missing-return
        super().set_up_people()
        cls.free_industry, cls.mining = cls.env["res.partner.industry"].create(
            [{"name": "Free"}, {"name": "Mining"}]
        )
        cls.free_country, cls.atlantis = cls.env["res.country"].create(
            [{"name": "Free", "code": "7F"}, {"name": "Atlantis", "code": "7A"}]
        )
        cls.free_region, cls.coast = cls.env["res.country.state"].create(
            [
                {"name": name, "code": name[:2], "country_id": cls.atlantis.id}
                for name in ("Free", "Coast")
            ]
        )
        cls.own.write(
            {
                "industry_id": cls.mining.id,
                "country_id": cls.atlantis.id,
                "state_id": cls.coast.id,
            }
        )

    def test_what_frozen_statements_are_grouped_by_cannot_be_deleted(self):
        """Also when the customer has another one today; the free one of the batch stays, too."""
        self.own.write(
            {"industry_id": False, "country_id": False, "state_id": False, "user_id": False}
        )
        free_user = self.create_user("nobodys")
        for free, used in (
            (free_user, self.customer_manager),
            (self.free_industry, self.mining),
            (self.free_country, self.atlantis),
            (self.free_region, self.coast),
        ):
            with (
                self.subTest(model=used._name),
                self.refuses(UserError, "stands in statements such as Own · Mar 2026"),
            ):
                (free | used).sudo().unlink()

    def test_what_no_statement_names_can_be_deleted(self):
        for free in (self.free_industry, self.free_country, self.free_region):
            free.unlink()
            self.assertFalse(free.exists())

    def test_lists_group_by_who_was_archived(self):
        self.mining.active = False
        self.assertEqual(self.earned_by("industry_id"), {"Mining": 690, "": 490})

    def test_lists_group_by_the_region_a_customer_was_in(self):
        self.own.state_id = self.free_region
        self.assertEqual(self.earned_by("state_id"), {"Coast (7A)": 690, "": 490})

    def earned_by(self, dimension):
        """{name: contribution} in March."""
        rows = self.env["customer.profitability"].with_user(self.controller)
        groups = rows.formatted_read_group(
            [("run_id", "=", self.run_march.id)], [dimension], ["cm3:sum"]
        )
        return {(group[dimension] or (0, ""))[1]: group["cm3:sum"] for group in groups}
