import unittest
from datetime import date

from ...policy.evaluation import evaluate
from ...policy.gift import GiftToOfficial, involves_official
from ...policy.hospitality import PerHead
from ...policy.pattern import CUSTOMER, EMPLOYEE, YEAR, DuplicateClaim, RollingLimit, Splitting
from ...policy.rule import ESCALATE, JUSTIFY, Limit, Rule
from ...policy.spending import Share, Spending, check_spending

PUBLIC = {"organisation_kind": "government"}


def dinner(key, *shares, day=3, employee="Chen Hao", **values):
    amount = sum(share.amount for share in shares)
    spending_day = date(2025, 11, day)
    first = shares[0].customer
    return Spending(key, employee, spending_day, amount, first, shares=shares, **values)


def alone(key, customer, amount, day=2, employee="Chen Hao", **values):
    return Spending(key, employee, date(2025, 11, day), amount, customer, **values)


def found(check, spending, *history, severity=JUSTIFY, features=None):
    rule = Rule("R", 1, check, severity, features=features or {})
    return [(f.subjects, f.values) for f in evaluate(spending, [rule], history).findings]


class TestSeveralCustomers(unittest.TestCase):
    """A dinner for two: Vela bears 300.00 of it, the city office 100.00."""

    dinner = dinner(
        1, Share("Vela", 30000, {"tier": "A"}), Share("Office", 10000, {"tier": "C", **PUBLIC})
    )

    def test_each_customer_s_total_takes_his_own_share(self):
        yearly = RollingLimit(CUSTOMER, YEAR, (Limit(100000),))
        before = alone(2, "Office", 95000)
        # 950.00 + 100.00 for the office; Vela has 300.00
        expected = [(("Office",), {"total": 105000, "limit": 100000, "count": 2})]
        self.assertEqual(found(yearly, self.dinner, before), expected)
        self.assertEqual(found(yearly, self.dinner, alone(2, "Office", 90000)), [])

    def test_of_others_for_several_a_share_counts_alone(self):
        yearly = RollingLimit(CUSTOMER, YEAR, (Limit(100000),))
        self.assertEqual(found(yearly, alone(2, "Office", 90000), self.dinner), [])
        [(whom, values)] = found(yearly, alone(2, "Office", 90001), self.dinner)
        self.assertEqual((whom, values["total"]), (("Office",), 100001))

    def test_of_the_employee_the_whole_counts_once(self):
        yearly = RollingLimit(EMPLOYEE, YEAR, (Limit(39999),))
        [(whom, values)] = found(yearly, self.dinner)
        self.assertEqual((whom, values["total"], values["count"]), (("Chen Hao",), 40000, 1))

    def test_the_lower_of_two_tiers_limits_holds(self):
        limits = (Limit(30000), Limit(45000, {"tier": "A"}), Limit(10000, {"tier": "C"}))
        meal = dinner(1, *self.dinner.shares, guests=1)
        for one in (meal, dinner(1, *reversed(self.dinner.shares), guests=1)):
            [(_whom, values)] = found(PerHead(limits), one)
            self.assertEqual((values["per_head"], values["limit"]), (40000, 10000))

    def test_what_is_for_all_holds_though_one_of_them_has_more(self):
        limits = (Limit(30000), Limit(45000, {"tier": "A"}))
        meal = dinner(1, *self.dinner.shares, guests=1)
        [(_whom, values)] = found(PerHead(limits), meal)
        self.assertEqual(values["limit"], 30000)

    def test_one_public_body_makes_it_sensitive_wherever_he_stands(self):
        gift = dinner(1, *self.dinner.shares, features={"nature": "gift"})
        self.assertTrue(involves_official(gift))
        self.assertEqual(len(found(GiftToOfficial(), gift, severity=ESCALATE)), 1)
        self.assertFalse(involves_official(dinner(1, Share("Vela", 1), Share("Kuga", 1))))

    def test_a_rule_for_one_of_them_is_asked(self):
        any_amount = PerHead((Limit(0),))
        meal = dinner(1, *self.dinner.shares, guests=1)
        self.assertEqual(len(found(any_amount, meal, features={"tier": "C"})), 1)
        self.assertEqual(found(any_amount, meal, features={"tier": "B"}), [])

    def test_it_is_split_or_claimed_twice_by_any_customer_in_common(self):
        other = alone(2, "Office", 40000, day=3, employee="Li Na")
        self.assertEqual(len(found(DuplicateClaim(), self.dinner, other)), 1)
        self.assertEqual(len(found(DuplicateClaim(), other, self.dinner)), 1)
        cut = found(Splitting(3, (50000,)), self.dinner, alone(2, "Office", 20000))
        self.assertEqual(cut, [((1, 2), {"total": 60000, "limit": 50000})])
        self.assertEqual(found(Splitting(3, (50000,)), self.dinner, alone(2, "Kuga", 20000)), [])

    def test_a_share_below_nothing_is_refused(self):
        [problem] = check_spending(dinner(1, Share("Vela", -1), Share("Kuga", 2)))
        self.assertEqual(problem.code, "spending_amount_invalid")
