from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import html2plaintext

from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestOverview(ResultsCase):
    """The five sentences on March 2026 of the case: its table has the figures."""

    def overview(self, user=None):
        model = self.env["customer.cost.overview"]
        return model.with_user(user or self.controller).get_overview()

    def text(self, key):
        sentences = self.overview()["sentences"]
        return next(each["text"] for each in sentences if each["key"] == key)

    def test_five_sentences_each_with_its_records(self):
        page = self.overview()
        self.assertEqual(
            [each["key"] for each in page["sentences"]],
            ["customers", "worst", "quiet", "capacity", "sureness"],
        )
        for sentence in page["sentences"]:
            self.assertTrue(sentence["action"]["type"])
        self.assertEqual(page["difference"], 0)
        self.assertFalse(page["estimate"])

    def test_who_earns_and_who_loses(self):
        text = self.text("customers")
        # 690 + 500 earned of 1180 together, 10 lost
        for part in ("2,300", "3 customers", "2 customers earn", "100.8 %", "1,180", "1 lose"):
            self.assertIn(part, text)

    def test_the_largest_loss_and_what_caused_it(self):
        text = self.text("worst")
        for part in ("Other", "300", "-", "10", "Order handling ", "(1"):
            self.assertIn(part, text.replace("−", "-"))

    def test_quiet_earners_cost_little_care_and_are_not_the_largest(self):
        # Own and Team share the first place by revenue, Other loses: nobody is left
        self.assertEqual(self.text("quiet"), "Quiet earners: none yet.")

    def test_capacity_that_nobody_measures_is_not_zero(self):
        self.assertIn("Capacity is not measured", self.text("capacity"))

    def test_how_sure_in_percent_of_all_cost(self):
        # 120 traced and 1000 by a driver that is a cause, of 1160 with 40 unassigned
        text = self.text("sureness")
        self.assertIn("96.6 %", text)
        self.assertIn("3.4 %", text)
        self.assertIn("0.00", text)

    def test_links_lead_to_as_many_records_as_the_sentence_says(self):
        sentences = {each["key"]: each for each in self.overview()["sentences"]}
        action = sentences["customers"]["action"]
        rows = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(len(rows.partner_id), 3)
        action = sentences["worst"]["action"]
        rows = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(rows.partner_id.name, "Other")

    def test_tips_name_the_largest_amounts(self):
        # 40 unassigned of 1160; order handling is counted, so nothing rests on estimates
        [tip] = self.overview()["tips"]
        self.assertEqual((tip["key"], tip["amount"]), ("unassigned", 40))
        self.assertRegex(tip["text"], r"40.* is unassigned: name its customer")
        self.handling.driver_id.quality = "ability"
        run = self.run_march.with_user(self.controller)
        version = run.browse(run.action_new_version()["res_id"])
        version.action_compute()
        self.assertEqual(
            [(tip["key"], tip["amount"]) for tip in self.overview()["tips"]],
            [("ability", 1000), ("unassigned", 40)],
        )
        action = self.overview()["tips"][0]["action"]
        self.assertEqual(self.opened(action), self.handling)

    def test_gifts_that_nobody_got_lead_to_their_register(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_cost_capture SET destination = 'gifts' WHERE run_id = %s "
            "AND destination = 'unassigned'",
            [self.run_march.id],
        )
        self.env.invalidate_all()
        [tip] = self.overview()["tips"]
        self.assertEqual((tip["key"], tip["amount"]), ("gifts", 40))
        self.assertEqual(tip["action"]["res_model"], "customer.cost.gift.purchase")

    def test_how_much_hangs_on_few_customers(self):
        """Revenue 1000, 1000 and 300; contribution 690, 500 and −10, which is of no index."""
        sentence = self.overview()["concentration"]
        self.assertEqual(
            sentence["text"],
            "The largest customer brings 43.5 % of revenue, the five largest 100.0 % "
            "(HHI 3,951); of the contribution the best one earns 58.5 %, the best five 100.0 % "
            "(HHI 5,127).",
        )
        self.assertEqual(sentence["action"]["type"], "ir.actions.act_window")
        with self.assertRaises(AccessError):
            self.overview(self.customer_manager)

    def test_the_worst_customers_are_one_click_away(self):
        self.assertEqual(self.opened(self.overview()["worst"]).partner_id, self.other)

    def paper(self, user=None):
        """The page that is printed, as plain text."""
        user = user or self.controller
        report = self.env.ref("customer_cost_management.customer_cost_overview_action_print")
        html, _kind = report.with_user(user)._render_qweb_html(report.report_name, self.company.ids)
        return html2plaintext(html.decode())

    def test_it_is_shared_on_paper_as_its_reader_sees_it(self):
        overview = self.env["customer.cost.overview"].with_user(self.controller)
        action = overview.action_share()
        self.assertEqual(action["type"], "ir.actions.report")
        self.assertEqual(action["context"]["active_ids"], self.company.ids)
        page, paper = self.overview(), " ".join(self.paper().split())
        for sentence in page["sentences"]:
            self.assertIn(" ".join(sentence["text"].split()), paper)
        # the only customer who loses, with his revenue and his contribution
        self.assertRegex(paper, r"Customers with the largest losses.*Other.*300\.00.*10\.00")
        self.assertIn(self.controller.name, paper)

    def test_nobody_prints_what_he_may_not_read(self):
        for user in (self.customer_manager, self.staff):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["customer.cost.overview"].with_user(user).action_share()
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.paper(user)

    def test_what_should_be_known_about_the_figures(self):
        with freeze_time("2026-04-15"):
            self.assertEqual(self.overview()["notes"], [])
        self.run_march._as_engine().write({"changed_entries": 2, "changed_effect": -5})
        with freeze_time("2026-05-15"):
            note, missing = self.overview()["notes"]
        self.assertEqual(missing["text"], "April 2026 not published.")
        self.assertRegex(note["text"], r"^2 entries changed since this was published \(effect ")

    def test_computed_months_are_an_estimate_that_the_controller_may_publish(self):
        run = self.run_march.with_user(self.cost_accountant).create(
            {
                "company_id": self.company.id,
                "date_from": "2026-04-01",
                "date_to": "2026-04-30",
            }
        )
        run.action_compute()
        page = self.overview()
        self.assertTrue(page["estimate"])
        self.assertEqual(page["to_publish"], 1)
        self.assertEqual(self.overview(self.cost_accountant)["to_publish"], 0)
        overview = self.env["customer.cost.overview"]
        with self.refuses(AccessError, "Controller"):
            overview.with_user(self.cost_accountant).ask_publish_all()
        action = overview.with_user(self.controller).ask_publish_all()
        wizard = self.env[action["res_model"]].with_user(self.controller).browse(action["res_id"])
        self.assertEqual(wizard.run_ids, run)
        wizard.action_publish()
        self.assertEqual(run.state, "published")

    def test_without_runs_it_says_so(self):
        user = self.create_user("elsewhere", "group_controller")
        user.sudo().write(
            {"company_ids": [(6, 0, self.other_company.ids)], "company_id": self.other_company.id}
        )
        self.assertEqual(self.overview(user), {"computed": False})
