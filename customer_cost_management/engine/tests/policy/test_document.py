import unittest
from datetime import date, timedelta

from ...policy.document import AfterTheFact, ClaimWithin, FapiaoFrom, ReceiptFrom
from ...policy.fapiao import Fapiao
from ...policy.spending import FapiaoUse, Spending
from .case import DAY, dinner, hits


def afterwards(key, day=DAY, employee="Chen Hao"):
    return Spending(key, employee, day, 100, asked_on=day + timedelta(1))


class TestPaper(unittest.TestCase):
    def test_a_receipt_is_needed_from_its_amount_on(self):
        check = ReceiptFrom(10000)
        self.assertEqual(hits(check, dinner(amount=9999)), [])
        found = hits(check, dinner(amount=10000))
        self.assertEqual(
            found, [("receipt_missing", ("dinner",), {"amount": 10000, "from": 10000})]
        )
        self.assertEqual(hits(check, dinner(amount=10000, has_receipt=True)), [])

    def test_a_fapiao_is_needed_with_its_number(self):
        check = FapiaoFrom(20000)
        self.assertEqual(hits(check, dinner(amount=19999)), [])
        unnumbered = (FapiaoUse(Fapiao(" "), 20000),)
        self.assertEqual(
            hits(check, dinner(amount=20000, fapiao=unnumbered))[0][0], "fapiao_missing"
        )
        numbered = (FapiaoUse(Fapiao("12345678"), 20000),)
        self.assertEqual(hits(check, dinner(amount=20000, fapiao=numbered)), [])

    def test_a_claim_has_thirty_days(self):
        check = ClaimWithin(30)
        self.assertEqual(hits(check, dinner(claimed_on=date(2025, 12, 3))), [])
        found = hits(check, dinner(claimed_on=date(2025, 12, 4)))
        self.assertEqual(found, [("claim_late", ("dinner",), {"days": 31, "limit": 30})])
        self.assertEqual(hits(check, dinner()), [])

    def test_parameters_are_checked(self):
        for check in (ReceiptFrom(-1), FapiaoFrom(0.5)):
            self.assertEqual(list(check.faults()), ["amount"])
        self.assertEqual(list(ClaimWithin(-1).faults()), ["days"])
        self.assertEqual(list(AfterTheFact(None).faults()), ["allowed"])


class TestAfterTheFact(unittest.TestCase):
    def test_a_request_of_the_day_itself_is_in_time(self):
        self.assertEqual(hits(AfterTheFact(), dinner(asked_on=DAY)), [])

    def test_each_one_is_found_with_its_count_of_the_quarter(self):
        found = hits(
            AfterTheFact(),
            afterwards(3),
            afterwards(1, date(2025, 10, 1)),
            afterwards(2, date(2025, 9, 30)),  # another quarter
            afterwards(4, employee="Wang"),
            dinner(),  # in time
        )
        self.assertEqual(found, [("after_the_fact", ("Chen Hao",), {"count": 2, "limit": 0})])

    def test_two_a_quarter_are_allowed_the_third_is_not(self):
        check = AfterTheFact(2)
        self.assertEqual(hits(check, afterwards(2), afterwards(1)), [])
        found = hits(check, afterwards(3), afterwards(2), afterwards(1))
        self.assertEqual(found, [("after_the_fact", ("Chen Hao",), {"count": 3, "limit": 2})])
