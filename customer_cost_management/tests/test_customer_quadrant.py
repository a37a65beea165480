from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .value_common import ValueCase

#: Customer: revenue, CM1 paid by *cost of goods sold*, order level, customer level.
BOOK = {
    # CM1 %, cost to serve %      place at the medians 40 and 20
    "Keen": (1000, 500, 50, 50),  # 50, 10    protect
    "Dear": (1000, 450, 200, 100),  # 45, 30    serve smarter, orders cost most
    "Plain": (500, 150, 25, 25),  # 30, 10    grow or reprice
    "Sour": (400, 100, 40, 160),  # 25, 50    fix or leave, loses 100
    "Middle": (200, 80, 0, 40),  # 40, 20    on both lines: protect
    "Wordy": (100, 60, 5, 25),  # 60, 30    serve smarter, small, visits cost most
}


class QuadrantCase(ValueCase):
    """One month of six customers with a manager's two among them, published."""

    BOOK = BOOK

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods = cls.create_account("510001", "Cost of goods", "expense_direct_cost")
        cls.create_role(cls.goods, "cost_of_sales")
        cls.customers = {name: cls.create_customers(name) for name in cls.BOOK}
        for name in ("Keen", "Sour"):
            if name in cls.customers:
                cls.customers[name].user_id = cls.customer_manager
        for name, figures in cls.BOOK.items():
            cls.book(cls.customers[name], *figures)
        cls.run_march = cls.publish(2026, 3)
        cls.period = cls.env["customer.profitability.period"]

    @classmethod
    def book(cls, customer, revenue, margin, order, visits):
        if revenue:
            cls.invoice(
                customer, abs(revenue), move_type="out_invoice" if revenue > 0 else "out_refund"
            )
        cost = revenue - margin
        if cost:
            cls.post_entry(
                "2026-03-12",
                (cls.goods, cost, {"cost_customer_id": customer.id}),
                (cls.bank, -cost),
            )
        cls.spend("2026-03-15", customer, goods=order, visits=visits)

    def page(self, user=None, domain=(), **choices):
        period = self.period.with_user(user or self.auditor)
        return period.get_customer_quadrant(list(domain), **choices)

    def places(self, page):
        return {point["customer"]: point["quadrant"] for point in page["points"]}

    def rows(self, *names):
        return self.period.search(
            [
                ("partner_id", "in", [self.customers[name].id for name in names]),
            ]
        )


@tagged("post_install", "-at_install")
class TestCustomerQuadrant(QuadrantCase):
    """Figures worked out by hand in :data:`BOOK`."""

    PLACES = {
        "Keen": "protect",
        "Dear": "serve_smarter",
        "Plain": "grow_or_reprice",
        "Sour": "fix_or_leave",
        "Middle": "protect",
        "Wordy": "serve_smarter",
    }

    def test_percentages_and_amounts_of_each(self):
        points = {point["customer"]: point for point in self.page()["points"]}
        names = ("net_revenue", "margin", "service", "contribution", "margin_percent")
        self.assertEqual(
            {
                name: tuple(round(point[each], 4) for each in (*names, "service_percent"))
                for name, point in points.items()
            },
            {
                "Keen": (1000, 500, 100, 400, 50, 10),
                "Dear": (1000, 450, 300, 150, 45, 30),
                "Plain": (500, 150, 50, 100, 30, 10),
                "Sour": (400, 100, 200, -100, 25, 50),
                "Middle": (200, 80, 40, 40, 40, 20),
                "Wordy": (100, 60, 30, 30, 60, 30),
            },
        )

    def test_medians_split(self):
        # CM1 %: 25 30 40 45 50 60 → 42.5; cost to serve %: 10 10 20 30 30 50 → 25
        page = self.page()
        self.assertEqual(page["split"], {"kind": "median", "margin": 42.5, "service": 25})
        self.assertEqual(self.places(page), self.PLACES | {"Middle": "grow_or_reprice"})

    def test_the_settings_may_fix_the_lines_and_on_a_line_counts_in_favour(self):
        self.company.write(
            {
                "customer_cost_quadrant_split": "fixed",
                "customer_cost_quadrant_margin_percent": 40,
                "customer_cost_quadrant_service_percent": 20,
            }
        )
        page = self.page()
        self.assertEqual(page["split"], {"kind": "fixed", "margin": 40, "service": 20})
        self.assertEqual(self.places(page), self.PLACES)

    def test_a_reader_may_split_elsewhere_for_himself(self):
        page = self.page(split={"margin": 55, "service": 60})
        self.assertEqual(page["split"], {"kind": "typed", "margin": 55, "service": 60})
        self.assertEqual(self.places(page)["Wordy"], "protect")
        self.assertEqual(self.places(page)["Sour"], "grow_or_reprice")
        for wrong in (
            {"margin": "x", "service": 1},
            {"margin": 1},
            {"margin": "nan", "service": 1},
        ):
            with self.subTest(wrong=wrong), self.assertRaisesRegex(UserError, "two numbers"):
                self.page(split=wrong)

    def test_four_quadrants_add_up(self):
        found = {each["key"]: each for each in self.page()["quadrants"]}
        sums = {key: (each["customers"], each["amount"]) for key, each in found.items()}
        self.assertEqual(
            sums,
            {
                "protect": (1, 400),
                "serve_smarter": (2, 180),
                "grow_or_reprice": (2, 140),
                "fix_or_leave": (1, -100),
            },
        )
        self.assertEqual(sum(amount for _count, amount in sums.values()), 620)
        self.assertEqual(found["fix_or_leave"]["label"], "Fix or leave")

    def test_who_earns_and_who_loses(self):
        page = self.page()
        self.assertEqual(page["earning"], {"customers": 5, "amount": 720})
        self.assertEqual(page["losing"], {"customers": 1, "amount": -100})

    def test_near_zero_is_neither(self):
        """Within 20 %: Dear earns 150 of 1000, Plain 100 of 500, Middle 40 of 200; not Keen with
        400 of 1000 and Wordy with 30 of 100, nor Sour, who loses 100 of 400."""
        self.company.customer_cost_near_zero_percent = 20
        page = self.page()
        rows = self.period.search([])
        for earning, kind, expected in (
            ("earning", "profit", ("Keen", "Wordy")),
            ("losing", "loss", ("Sour",)),
        ):
            self.assertEqual(page[earning]["customers"], len(expected))
            listed = rows.filtered_domain([("earning", "=", kind)])
            self.assertEqual(sorted(listed.partner_id.mapped("name")), sorted(expected))
        self.assertEqual(page["earning"]["amount"], 430)

    def test_what_is_recommended(self):
        page = self.page()
        actions = {point["customer"]: point["action"] for point in page["points"]}
        self.assertEqual(
            actions,
            {
                "Keen": "invest",
                "Dear": "minimum_order",
                "Plain": "reprice",
                "Sour": "reprice",
                "Middle": "reprice",
                "Wordy": "self_service",
            },
        )
        self.assertEqual(page["actions"]["invest"]["label"], "Invest")
        self.assertTrue(all(each["words"] for each in page["actions"].values()))

    def test_the_list_of_a_quadrant_holds_its_customers_on_the_line_too(self):
        page = self.page(split={"margin": 40, "service": 20})
        split = page["split"]
        sides = {
            "protect": (">=", "<="),
            "serve_smarter": (">=", ">"),
            "grow_or_reprice": ("<", "<="),
            "fix_or_leave": ("<", ">"),
        }
        for quadrant, (margin, service) in sides.items():
            rows = self.period.search(
                [
                    ("net_revenue", ">", 0),
                    ("cm1_percent", margin, split["margin"]),
                    ("cost_to_serve_percent", service, split["service"]),
                ]
            )
            wanted = {name for name, place in self.PLACES.items() if place == quadrant}
            self.assertEqual(set(rows.partner_id.mapped("name")), wanted, quadrant)

    def test_percentages_may_be_searched(self):
        found = self.period.search([("cm3_percent", "<", 0)])
        self.assertEqual(found, self.rows("Sour"))
        found = self.period.search([("cm3_percent", "=", 30)])
        self.assertEqual(found, self.rows("Wordy"))
        months = self.env["customer.profitability"].search([("cm1_percent", ">=", 50)])
        self.assertEqual(set(months.partner_id.mapped("name")), {"Keen", "Wordy"})

    def test_manager_sees_his_customers_at_the_places_that_everybody_sees(self):
        page = self.page(self.customer_manager)
        self.assertEqual(self.places(page), {"Keen": "protect", "Sour": "fix_or_leave"})
        self.assertEqual(page["split"]["margin"], 42.5)
        self.assertEqual((page["customer_count"], page["reads_company"]), (2, False))
        self.assertEqual([each["customers"] for each in page["quadrants"]], [1, 0, 0, 1])
        self.assertIsNone(page["books"])
        self.assertTrue(page["may_simulate"])
        self.assertFalse(self.page(self.auditor)["may_simulate"])

    def test_filters_leave_customers_where_they_are(self):
        page = self.page(domain=[("cm3", "<", 100)])
        self.assertEqual(
            self.places(page),
            {"Sour": "fix_or_leave", "Middle": "grow_or_reprice", "Wordy": "serve_smarter"},
        )
        self.assertTrue(page["filtered"])
        self.assertFalse(self.page()["filtered"])

    def test_who_may_not_read_figures_sees_no_quadrant(self):
        for user in (self.staff, self.billing, self.compliance):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.page(user)

    def test_the_read_replica_may_answer(self):
        self.assertTrue(self.period.get_customer_quadrant._readonly)

    def test_queries_do_not_grow_with_customers(self):
        counts = []
        for domain in ([("cm3", ">", 100)], []):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            found = self.page(domain=domain)["customer_count"]
            counts.append((found, self.cr.sql_log_count - before))
        (few, of_few), (many, of_many) = counts
        self.assertLess(few, many)
        self.assertLessEqual(of_many, of_few)

    def test_the_tables_hold_every_customer_of_the_reader(self):
        domain = []
        export = self.env.ref("base.group_allow_export")
        for user in (self.auditor, self.customer_manager):
            user.sudo().group_ids += export
        fields, rows = self.period.with_user(self.auditor)._table_of_page(
            "customer-quadrant", domain, {}
        )
        self.assertEqual(len(fields), len(rows[0]))
        self.assertEqual([row[0] for row in rows][2:], ["Plain", "Sour", "Middle", "Wordy"])
        sour = next(row for row in rows if row[0] == "Sour")
        self.assertEqual(sour[2:8], (400, 100, 25, 200, 50, -100))
        self.assertEqual(sour[8:], ("Fix or leave", "Reprice"))
        _fields, rows = self.period.with_user(self.customer_manager)._table_of_page(
            "whale-curve", domain, {"ranked_by": "cm3"}
        )
        self.assertEqual(
            rows,
            [
                (1, "Keen", "", 400, 400, 400 / 3, 1000),
                (2, "Sour", "", -100, 300, 100, 400),
            ],
        )
        self.auditor.sudo().group_ids -= export
        with self.assertRaisesRegex(AccessError, "may not export"):
            self.period.with_user(self.auditor)._table_of_page("whale-curve", domain, {})


@tagged("post_install", "-at_install")
class TestCustomerQuadrantOfFew(QuadrantCase):
    """Customers without revenue, with a credit note alone, and nobody to compare with."""

    BOOK = {
        "Keen": (1000, 500, 100, 50),
        "Idle": (0, 0, 0, 30),
        "Back": (-50, -50, 0, 10),
    }

    def test_without_revenue_there_is_no_place(self):
        page = self.page()
        self.assertEqual(self.places(page), {"Keen": "protect"})
        self.assertEqual((page["customer_count"], page["placed"]), (3, 1))
        # −30, and −50 − 10
        self.assertEqual(page["without_revenue"], {"customers": 2, "amount": -90})
        rows = self.period.search([("net_revenue", "<=", 0)])
        self.assertEqual(rows, self.rows("Idle", "Back"))

    def test_nobody_placed_is_no_split(self):
        page = self.page(domain=[("net_revenue", "<=", 0)])
        self.assertEqual((page["placed"], page["points"]), (0, []))
        self.assertEqual(page["without_revenue"]["customers"], 2)

    def test_filters_that_leave_nobody_say_so(self):
        page = self.page(domain=[("cm3", ">", 99999)])
        self.assertEqual((page["customer_count"], page["reason"]), (0, "no_match"))


@tagged("post_install", "-at_install")
class TestCustomerQuadrantOfTwo(QuadrantCase):
    """Keen is the manager's, Dear a colleague's: from the middle of both he could read Dear."""

    BOOK = {"Keen": (1000, 500, 50, 50), "Dear": (1000, 450, 200, 100)}

    def test_a_manager_reads_no_medians_of_few(self):
        hidden = {"kind": "few", "margin": None, "service": None}
        page = self.page(self.customer_manager)
        self.assertEqual((page["split"], list(self.places(page))), (hidden, ["Keen"]))
        self.assertEqual(self.page()["split"], {"kind": "median", "margin": 47.5, "service": 20})

    def test_lines_that_are_no_medians_tell_nothing(self):
        typed = self.page(self.customer_manager, split={"margin": 40, "service": 15})["split"]
        self.assertEqual(typed, {"kind": "typed", "margin": 40, "service": 15})
        self.company.customer_cost_quadrant_split = "fixed"
        self.assertEqual(self.page(self.customer_manager)["split"]["kind"], "fixed")


@tagged("post_install", "-at_install")
class TestCustomerQuadrantOfLosses(QuadrantCase):
    """Everybody loses, and all alike."""

    BOOK = dict.fromkeys(("Keen", "Sour", "Third", "Fourth", "Fifth"), (100, 20, 30, 20))

    def test_ties_stand_on_the_lines(self):
        page = self.page()
        self.assertEqual(page["split"], {"kind": "median", "margin": 20, "service": 50})
        self.assertEqual(set(self.places(page).values()), {"protect"})
        self.assertEqual(page["earning"]["customers"], 0)
        self.assertEqual(page["losing"], {"customers": 5, "amount": -150})
