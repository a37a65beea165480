from odoo.exceptions import AccessError
from odoo.tests import tagged

from .browser_case import BrowserCase
from .results_common import ResultsCase

MODEL = "customer.profitability.period"
#: The ways a period reads: the year kept summed up, the sums of statements, the months.
WAYS = (
    {},
    {"customer_cost_period": "month.2026-03-01"},
    {"customer_cost_period": "quarter.2026-01-01"},
    {"customer_cost_period": "quarter.2026-01-01", "customer_cost_grain": "month"},
)


@tagged("post_install", "-at_install")
class TestCustomerProfitabilityPeriodRoles(ResultsCase):
    """Who reads whose figures, whatever the period: Own 690, Team 500, Other −10."""

    def rows(self, user, **context):
        self.env.invalidate_all()
        return self.env[MODEL].with_user(user).with_context(**context)

    def test_manager_sees_his_customers_and_his_teams_in_every_way_of_reading(self):
        self.customer_manager.group_ids += self.env.ref("base.group_allow_export")
        for context in WAYS:
            rows = self.rows(self.customer_manager, **context)
            with self.subTest(context=context):
                found = rows.search([])
                self.assertEqual(sorted(found.partner_id.sudo().mapped("name")), ["Own", "Team"])
                groups = rows.formatted_read_group([], ["partner_id"], ["cm3:sum", "__count"])
                self.assertEqual(sum(group["cm3:sum"] for group in groups), 1190)
                [[total], _groups] = rows.formatted_read_grouping_sets(
                    [], [[], ["date:month"]], ["cm3:sum"]
                )
                self.assertEqual(total["cm3:sum"], 1190)
                exported = found.export_data(["cm3"])["datas"]
                self.assertEqual(sum(float(row[0]) for row in exported), 1190)
                self.assertEqual(rows.search_count([("cm3", "<", 0)]), 0)
                self.assertEqual(rows.search_count([("partner_id", "=", self.other.id)]), 0)
                self.assertEqual(rows.get_strip([])["cm3"], 1190)

    def test_auditor_and_accountant_read_every_customer(self):
        for user in (self.auditor, self.cost_accountant, self.controller):
            for context in WAYS:
                with self.subTest(user=user.login, context=context):
                    found = self.rows(user, **context).search([])
                    self.assertEqual(sorted(found.mapped("cm3")), [-10, 500, 690])

    def test_manager_cannot_open_a_strangers_row_by_its_id(self):
        for context in WAYS:
            row = self.rows(self.auditor, **context).search([("partner_id", "=", self.other.id)])
            row = self.rows(self.customer_manager, **context).browse(row.id)
            for name in ("cm3", "change", "monthly", "statement", "display_name", "clv"):
                with self.subTest(name=name), self.assertRaises(AccessError):
                    row.read([name])
            for action in ("action_open_statement", "action_simulate"):
                self.env.invalidate_all()
                with self.subTest(action=action), self.assertRaises(AccessError):
                    getattr(row, action)()

    def test_staff_billing_and_compliance_read_nothing(self):
        for user in (self.staff, self.billing, self.compliance):
            rows = self.rows(user)
            for read in (
                lambda r: r.search([]),
                lambda r: r.formatted_read_group([], [], ["cm3:sum"]),
                lambda r: r.get_strip([]),
                lambda r: r.get_period(),
                lambda r: r.get_whale_curve([]),
                lambda r: r.get_why_no_figures(),
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    read(rows)

    def test_another_company_reads_nothing(self):
        for user in (self.customer_manager, self.auditor, self.controller):
            self.put_in_other_company(user)
            for context in WAYS:
                with self.subTest(user=user.login):
                    self.assertFalse(self.rows(user, **context).search([]))
            self.assertFalse(self.rows(user).get_period()["published"])
            self.assertFalse(self.rows(user).get_strip([])["company"])

    def test_an_empty_list_says_why_by_what_the_reader_may_know(self):
        self.assertEqual(self.rows(self.auditor).get_why_no_figures()["reason"], "no_match")
        self.own.user_id = self.team.user_id = False
        reason = self.rows(self.customer_manager).get_why_no_figures()["reason"]
        self.assertEqual(reason, "none_of_yours")
        february = {"customer_cost_period": "month.2026-02-01"}
        for user in (self.customer_manager, self.auditor):
            reason = self.rows(user, **february).get_why_no_figures()["reason"]
            self.assertEqual(reason, "nothing_in_period")
        for user, reason, may_set_up in (
            (self.customer_manager, "nothing_published", False),
            (self.auditor, "nothing_computed", False),
            (self.controller, "nothing_computed", True),
        ):
            self.put_in_other_company(user)
            page = self.rows(user).get_why_no_figures()
            with self.subTest(user=user.login):
                self.assertEqual((page["reason"], page["may_set_up"]), (reason, may_set_up))

    def test_nobody_writes_creates_or_deletes(self):
        for user in (self.customer_manager, self.auditor, self.controller):
            row = self.rows(user).search([], limit=1)
            for forbidden in (
                lambda r: r.write({"company_id": r.company_id.id}),
                lambda r: r.create({"company_id": r.company_id.id}),
                lambda r: r.unlink(),
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    forbidden(row)

    def test_manager_sees_neither_company_totals_nor_the_difference(self):
        strip = self.rows(self.customer_manager).get_strip([])
        self.assertEqual((strip["customers"], strip["net_revenue"]), (2, 2000))
        self.assertEqual(strip["losing"], 0)
        self.assertIs(strip["company"], False)

    def test_auditor_sees_what_is_not_on_customers(self):
        """The books say 1110: 1180 of customers, −40 unassigned, −30 excluded."""
        strip = self.rows(self.auditor).get_strip([])
        self.assertEqual((strip["customers"], strip["net_revenue"], strip["cm3"]), (3, 2300, 1180))
        self.assertEqual((strip["losing"], strip["lost"]), (1, -10))
        self.assertEqual(
            strip["company"],
            {"run_ids": self.run_march.ids, "beside": -70, "difference": 0},
        )
        loss = [("earning", "=", "loss")]
        self.assertEqual(self.rows(self.auditor).get_strip(loss)["net_revenue"], 300)

    def test_estimates_are_for_who_computes_and_audits(self):
        draft = self.run_march.copy({"date_from": "2026-04-01", "date_to": "2026-04-30"})
        self.post_invoice(self.own, "2026-04-10", 70)
        draft.action_compute()
        self.assertEqual(draft.state, "computed")
        april = {"customer_cost_period": "month.2026-04-01", "customer_cost_estimate": "1"}
        self.assertEqual(self.rows(self.auditor, **april).search([]).mapped("cm3"), [70])
        self.assertFalse(self.rows(self.customer_manager, **april).search([]))
        self.assertFalse(self.rows(self.customer_manager, **april).get_period()["estimate"])
        del april["customer_cost_estimate"]
        self.assertFalse(self.rows(self.auditor, **april).search([]))
        # beside the published months of a year
        year = self.rows(self.auditor, customer_cost_estimate="1")
        self.assertEqual(sum(year.search([]).mapped("cm3")), 1180 + 70)

    def test_the_read_replica_may_answer(self):
        for name in ("get_period", "get_strip", "get_why_no_figures", "action_open_statement"):
            self.assertTrue(getattr(self.env[MODEL], name)._readonly)


@tagged("post_install", "-at_install")
class TestCustomerProfitabilityPeriodWeb(ResultsCase, BrowserCase):
    """The page as the roles walk through it."""

    def test_manager_chooses_periods(self):
        self.start_tour(
            "/odoo/customer-profitability", "customer_cost_period", login="customer_manager"
        )

    def test_manager_reads_the_statement_of_a_quarter(self):
        self.start_tour(
            "/odoo/customer-profitability?period=quarter.2026-01-01",
            "customer_cost_period_statement",
            login="customer_manager",
        )

    def test_manager_without_figures_is_told_why(self):
        self.put_in_other_company(self.customer_manager)
        self.start_tour(
            "/odoo/customer-profitability", "customer_cost_period_empty", login="customer_manager"
        )

    def test_an_address_names_the_period(self):
        self.start_tour(
            "/odoo/customer-profitability?period=month.2026-02-01&compare=none",
            "customer_cost_period_shared",
            login="auditor",
        )
