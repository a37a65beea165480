from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestCustomerProfitabilityWhale(ResultsCase):
    """The curve of March: Own earns 690, Team 500, Other loses 10 of 1180."""

    LAST = [("window_kind", "=", "last_twelve")]

    def curve(self, user, domain=LAST, **choices):
        return (
            self.env["customer.profitability.year"]
            .with_user(user)
            .get_whale_curve(domain, **choices)
        )

    def lines(self, curve, *names):
        return [tuple(point[name] for name in names) for point in curve["points"]]

    def test_the_best_come_first_and_are_added_up(self):
        curve = self.curve(self.auditor)
        self.assertEqual(
            self.lines(curve, "first_rank", "last_rank", "amount", "cumulative", "second"),
            [(1, 1, 690, 690, 1000), (2, 2, 500, 1190, 2000), (3, 3, -10, 1180, 2300)],
        )
        self.assertEqual(
            [round(percent, 2) for (percent,) in self.lines(curve, "percent")],
            [58.47, 100.85, 100],
        )
        rows = self.env["customer.profitability.year"].browse(
            row for (row,) in self.lines(curve, "row_id")
        )
        self.assertEqual(rows.partner_id, self.own + self.team + self.other)
        self.assertEqual(rows.window_id.id, curve["window_id"])

    def test_the_totals(self):
        curve = self.curve(self.auditor)
        self.assertEqual((curve["customer_count"], curve["total"]), (3, 1180))
        self.assertEqual((curve["peak"]["customers"], curve["peak"]["amount"]), (2, 1190))
        self.assertEqual((curve["erosion"], curve["second_total"]), (10, 2300))
        self.assertEqual(curve["currency_id"], self.company.currency_id.id)
        self.assertEqual(curve["remarks"], ["too_few_customers_for_a_curve"])
        self.assertEqual(
            curve["bands"],
            {
                "earning": {"customers": 2, "amount": 1190},
                "around_zero": {"customers": 0, "amount": 0},
                "losing": {"customers": 1, "amount": -10},
            },
        )
        self.company.customer_cost_near_zero_percent = 4
        bands = self.curve(self.auditor)["bands"]
        self.assertEqual(bands["around_zero"], {"customers": 1, "amount": -10})

    def test_other_figures_may_be_ranked_and_shown(self):
        """CM1 is the revenue here; without a link to an order nothing is order level."""
        curve = self.curve(self.auditor, ranked_by="cm1", second="cost_to_serve")
        self.assertEqual(
            sorted(self.lines(curve, "amount")), [(300,), (1000,), (1000,)], "revenue as it is"
        )
        self.assertEqual(curve["second_total"], 1120)
        for choice in ({"ranked_by": "id"}, {"second": "partner_id"}):
            with self.assertRaisesRegex(UserError, "Rank by one of"):
                self.curve(self.auditor, **choice)

    def test_the_points_that_tell_the_story_are_kept(self):
        curve = self.curve(self.auditor, points=1)
        self.assertEqual(self.lines(curve, "last_rank"), [(1,), (2,), (3,)])

    def test_filters_restrict_who_is_ranked(self):
        domain = [*self.LAST, ("cm3", "<", 600)]
        curve = self.curve(self.auditor, domain)
        self.assertEqual(self.lines(curve, "amount", "cumulative"), [(500, 500), (-10, 490)])
        self.assertEqual(
            self.curve(self.auditor, [*self.LAST, ("earning", "=", "loss")])["total"], -10
        )
        self.assertIsNone(self.curve(self.auditor, [*self.LAST, ("cm3", ">", 5000)]))

    def test_two_years_are_no_curve(self):
        with self.assertRaisesRegex(UserError, "one year of one company"):
            self.curve(self.auditor, [])

    def test_manager_sees_the_curve_of_his_customers_and_his_teams(self):
        curve = self.curve(self.customer_manager)
        self.assertEqual(self.lines(curve, "amount", "cumulative"), [(690, 690), (500, 1190)])
        self.assertEqual((curve["customer_count"], curve["total"]), (2, 1190))

    def test_who_may_not_read_figures_sees_no_curve(self):
        for user in (self.staff, self.billing, self.compliance):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.curve(user)
        self.put_in_other_company(self.auditor)
        self.assertIsNone(self.curve(self.auditor))

    def test_the_read_replica_may_answer(self):
        self.assertTrue(self.env["customer.profitability.year"].get_whale_curve._readonly)
