from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo.fields import Command
from odoo.tests import tagged

from .browser_case import BrowserCase
from .lumenway_ledger import COMPANY
from .setup_common import computing_at_once

TODAY = "2026-03-09"


@tagged("post_install", "-at_install")
class TestSetupLumenway(BrowserCase):
    """The books of the demo company: what a visitor discovers with its own cost model, and what
    the assistant makes of them without it."""

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
        cls.env.ref("base.user_admin").write(
            {"company_ids": [Command.link(company.id)], "company_id": company.id}
        )

    def take_model_away(self):
        own = [("company_id", "=", self.company.id)]
        runs = self.env["customer.cost.run"].search(own)
        runs._as_engine().write({"state": "draft"})
        for run in runs.sudo():
            run._discard_results()
        runs.unlink()
        self.env["customer.cost.driver.volume"].search(own).unlink()
        for model in ("share", "pool.rule", "pool", "activity", "driver", "account.role"):
            records = self.env[f"customer.cost.{model}"]
            if "active" in records._fields:
                records = records.with_context(active_test=False)
            records.search(own).unlink()

    def publish_the_year(self):
        """A published run for each month, with the demo's own model; those there are stay."""
        runs = self.env["customer.cost.run"]
        own = [("company_id", "=", self.company.id)]
        first = self.env["account.move"].search(own, order="date", limit=1).date
        for month in range(12):
            start = first + relativedelta(months=month)
            run = runs.search([*own, ("date_from", "=", start)], order="version desc", limit=1)
            if not run:
                run = runs.create(
                    {
                        "company_id": self.company.id,
                        "date_from": start,
                        "date_to": start + relativedelta(months=1, days=-1),
                    }
                )
            if run.state == "draft":
                run.reason = "Demo data"
                run.action_compute()
            if run.state == "computed":
                run.action_publish()
        today = first + relativedelta(months=12, days=2)
        self.env["customer.value"].sudo()._evaluate(self.company, today)

    def test_a_visitor_discovers_the_story_of_the_demo_company(self):
        self.publish_the_year()
        self.start_tour("/odoo", "customer_cost_walk_through", login="admin")

    def test_three_clicks_give_a_year_that_ties(self):
        self.take_model_away()
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
        with computing_at_once(self.env):
            self.start_tour("/odoo", "customer_cost_three_clicks", login="admin", timeout=300)
        runs = self.env["customer.cost.run"].search(
            [("company_id", "=", self.company.id), ("state", "=", "computed")]
        )
        self.assertEqual(len(runs), 12)
        self.assertEqual(set(runs.mapped("difference")), {0.0})
        overview = setup.env["customer.cost.overview"].get_overview()
        self.assertEqual(overview["difference"], 0)
        self.assertIn("60 customers", overview["sentences"][0]["text"])
        again = setup.get_setup(page["month"])
        self.assertEqual(again["rows"], [])
