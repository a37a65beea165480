from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import CustomerCostCommon


@tagged("post_install", "-at_install")
class TestMaster(CustomerCostCommon):
    def test_a_master_belongs_to_a_root_company(self):
        branch = self.env["res.company"].create(
            {"name": "Lumenway North", "parent_id": self.company.id}
        )
        with self.refuses(ValidationError, "Freight: Lumenway North is a branch"):
            self.env["customer.cost.pool"].create(
                [
                    {"name": "Rent", "company_id": self.company.id},
                    {"name": "Freight", "company_id": branch.id},
                ]
            )

    def test_a_master_used_in_runs_is_archived_not_deleted(self):
        rent, freight = self.create_pool("Rent"), self.create_pool("Freight")
        self.patch(
            type(rent), "_count_runs", lambda pools: {p: 14 if p == freight else 0 for p in pools}
        )
        with self.refuses(UserError, "Freight is used in 14 runs. Archive it instead."):
            (rent + freight).unlink()
        rent.unlink()
        self.assertFalse(rent.exists())
