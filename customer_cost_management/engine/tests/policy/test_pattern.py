import unittest
from datetime import date

from ...policy.pattern import (
    CUSTOMER,
    EMPLOYEE,
    MONTH,
    QUARTER,
    RECIPIENT,
    SELLER,
    YEAR,
    DuplicateClaim,
    RollingLimit,
    Splitting,
)
from ...policy.rule import Limit
from ...policy.spending import Gift, Spending
from .case import hits


def bill(key, amount, day=3, employee="Chen Hao", **values):
    values = {"customer": "Vela", **values}
    return Spending(key, employee, date(2025, 11, day), amount, **values)


class TestSplitting(unittest.TestCase):
    check = Splitting(3, (50000, 200000))

    def test_three_bills_of_one_evening_are_one_dinner(self):
        # 480 + 490 + 470 = 1,440, each within the automatic 500
        found = hits(self.check, bill(3, 47000), bill(1, 48000), bill(2, 49000))
        expected = [("split_spending", (1, 2, 3), {"total": 144000, "limit": 50000})]
        self.assertEqual(found, expected)

    def test_bills_within_the_limit_together_are_no_split(self):
        self.assertEqual(hits(self.check, bill(1, 25000), bill(2, 25000)), [])

    def test_a_bill_above_the_limit_by_itself_is_not_part_of_it(self):
        self.assertEqual(Splitting(3, (50000,)).days, 3)
        self.assertEqual(hits(Splitting(3, (50000,)), bill(1, 20000), bill(2, 90000)), [])
        self.assertEqual(hits(Splitting(3, (50000,)), bill(2, 90000), bill(1, 20000)), [])

    def test_three_days_are_three_days_wherever_the_document_lies_in_them(self):
        for days in ((3, 4, 5), (5, 3, 4), (4, 5, 3)):
            own, *others = days
            found = hits(
                self.check,
                bill(0, 20000, own),
                *(bill(n, 20000, d) for n, d in enumerate(others, 1)),
            )
            self.assertEqual(found[0][2]["total"], 60000, days)
        self.assertEqual(
            hits(self.check, bill(0, 20000, 4), bill(1, 20000, 2), bill(2, 20000, 6)), []
        )

    def test_the_highest_limit_that_is_passed_is_named(self):
        # 1,500 + 900 = 2,400: both within 2,000
        found = hits(self.check, bill(1, 150000), bill(2, 90000))
        self.assertEqual(found[0][2], {"total": 240000, "limit": 200000})

    def test_other_customers_do_not_count_unless_the_seller_does(self):
        other = bill(2, 40000, customer="Qiming", seller="Jade Garden")
        own = bill(1, 40000, seller="Jade Garden")
        self.assertEqual(hits(self.check, own, other), [])
        by_seller = Splitting(3, (50000,), (CUSTOMER, SELLER))
        self.assertEqual(hits(by_seller, own, other)[0][2]["total"], 80000)

    def test_an_unknown_customer_is_not_the_same_as_another_unknown_one(self):
        own, other = bill(1, 40000, customer=None), bill(2, 40000, customer=None)
        self.assertEqual(hits(self.check, own, other), [])
        self.assertTrue(hits(Splitting(3, (50000,), (EMPLOYEE,)), own, other))

    def test_parameters_are_checked(self):
        self.assertEqual(list(Splitting(0, (), ("colour",)).faults()), ["days", "limits", "same"])
        self.assertEqual(list(self.check.faults()), [])


class TestDuplicateClaim(unittest.TestCase):
    def test_the_same_dinner_of_a_colleague_is_found(self):
        found = hits(DuplicateClaim(), bill(1, 500), bill(2, 500, employee="Wang"))
        self.assertEqual(found, [("duplicate_claim", (2,), {"amount": 500})])

    def test_another_day_amount_customer_or_the_same_person_is_not(self):
        others = (
            bill(2, 500, 4, "Wang"),
            bill(3, 501, employee="Wang"),
            bill(4, 500, employee="Wang", customer="Qiming"),
            bill(5, 500),
        )
        self.assertEqual(hits(DuplicateClaim(), bill(1, 500), *others), [])
        nobody = bill(6, 500, customer=None)
        self.assertEqual(
            hits(DuplicateClaim(), nobody, bill(7, 500, employee="Wang", customer=None)), []
        )
        self.assertEqual(list(DuplicateClaim().faults()), [])


class TestRollingLimit(unittest.TestCase):
    def test_a_customer_has_a_total_per_window(self):
        history = (
            Spending(1, "Wang", date(2025, 11, 1), 10, "Vela"),
            Spending(2, "Wang", date(2025, 10, 31), 100, "Vela"),
            Spending(3, "Wang", date(2025, 1, 1), 1000, "Vela"),
            Spending(4, "Wang", date(2024, 12, 31), 10000, "Vela"),
        )
        totals = {MONTH: 11, QUARTER: 111, YEAR: 1111, 3: 11, 4: 111}
        for window, total in totals.items():
            check = RollingLimit(CUSTOMER, window, (Limit(10),))
            found = hits(check, bill(9, 1), *history)
            self.assertEqual(found[0][:2], ("rolling_limit_exceeded", ("Vela",)), window)
            self.assertEqual(found[0][2]["total"], total, window)

    def test_an_employee_has_a_number_of_documents(self):
        check = RollingLimit(EMPLOYEE, MONTH, (Limit(2),), counted=True)
        self.assertEqual(hits(check, bill(1, 5), bill(2, 5), bill(3, 5, employee="Wang")), [])
        found = hits(check, bill(1, 5), bill(2, 5), bill(3, 5))
        values = {"total": 3, "limit": 2, "count": 3}
        self.assertEqual(found, [("rolling_limit_exceeded", ("Chen Hao",), values)])

    def test_a_recipient_counts_his_own_gifts_alone(self):
        check = RollingLimit(RECIPIENT, YEAR, (Limit(100),))
        own = bill(1, 999, gifts=(Gift("Wu", 30, 2), Gift("Li", 90)))
        before = bill(2, 999, gifts=(Gift("Wu", 41),))
        found = hits(check, own, before)
        values = {"total": 101, "limit": 100, "count": 2}
        self.assertEqual(found, [("rolling_limit_exceeded", ("Wu",), values)])

    def test_later_documents_do_not_count_in_days_before(self):
        check = RollingLimit(CUSTOMER, 3, (Limit(10),))
        self.assertEqual(hits(check, bill(1, 5, 3), bill(2, 100, 4)), [])

    def test_parameters_are_checked(self):
        self.assertEqual(list(RollingLimit("colour", 0, ()).faults()), ["limits", "per", "window"])
        self.assertEqual(list(RollingLimit(CUSTOMER, 30, (Limit(1),)).faults()), [])
