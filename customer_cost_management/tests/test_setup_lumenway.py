from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from .lumenway_ledger import COMPANY

TODAY = "2026-03-09"


@tagged("post_install", "-at_install")
class TestSetupLumenway(TransactionCase):
    """The assistant on the books of the demo company, its own cost model taken away."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.env.ref(COMPANY, raise_if_not_found=False)
        if not company:
            with patch.dict("os.environ", {"DEMO_TODAY": TODAY}):
                cls.env["customer.cost.demo"]._load_lumenway()
            company = cls.env.ref(COMPANY)
        cls.company = company.with_context(allowed_company_ids=company.ids)
        cls.env = cls.company.env
        cls.take_model_away()

    @classmethod
    def take_model_away(cls):
        own = [("company_id", "=", cls.company.id)]
        runs = cls.env["customer.cost.run"].search(own)
        runs._as_engine().write({"state": "draft"})
        for run in runs.sudo():
            run._discard_results()
        runs.unlink()
        cls.env["customer.cost.driver.volume"].search(own).unlink()
        for model in ("share", "pool.rule", "pool", "activity", "driver", "account.role"):
            records = cls.env[f"customer.cost.{model}"]
            if "active" in records._fields:
                records = records.with_context(active_test=False)
            records.search(own).unlink()

    def test_three_clicks_give_a_year_that_ties(self):
        admin = self.env.ref("base.user_admin")
        setup = self.env["customer.cost.setup"].with_user(admin).with_company(self.company)
        month = setup._latest_month(self.company).strftime("%Y-%m")
        page = setup.get_setup(month)
        self.assertEqual(page["missing"], [])
        lights = {light["key"]: light["color"] for light in page["lights"]}
        self.assertEqual(lights["revenue"], "green")
        operating = {row["code"] for row in page["rows"] if not row["support"]} - {"F-ADM"}
        self.assertLessEqual(len(operating), 8)
        self.assertGreaterEqual(len(operating), 3)
        setup.compute_months(page["month"], {"pools": [row["code"] for row in page["rows"]]})
        runs = self.env["customer.cost.run"].search(
            [("company_id", "=", self.company.id), ("state", "=", "queued")], order="date_from"
        )
        self.assertEqual(len(runs), 12)
        for run in runs:
            run._compute_locked()
        self.assertEqual(set(runs.mapped("difference")), {0.0})
        overview = setup.env["customer.cost.overview"].get_overview()
        self.assertEqual(overview["difference"], 0)
        self.assertIn("60 customers", overview["sentences"][0]["text"])
        again = setup.get_setup(page["month"])
        self.assertEqual(again["rows"], [])
