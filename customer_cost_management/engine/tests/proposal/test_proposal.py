import unittest

from ...proposal.drivers import Candidate, choose_driver, confidence
from ...proposal.pools import merged_pools, percents, receivers, shape
from ...proposal.words import (
    is_pay,
    label_patterns,
    pool_of_account,
    pool_of_name,
    pool_of_place,
    side_of,
)


class TestWords(unittest.TestCase):
    def test_names_in_two_languages(self):
        for name, pool in (
            ("Outbound freight", "P-FRT"),
            ("Rent", "S-PREM"),
            ("Current expenses", None),
            ("Parent company charges", None),
            ("Bank Fees", "P-FIN"),
            ("Interest on loans", "P-INT"),
            ("RD Expenses", "P-RND"),
            ("After-sales service", "P-SRV"),
            ("Business entertainment", "P-REL"),
            ("销售费用-差旅费", "P-SALES"),
            ("管理费用-物业费", "S-PREM"),
            ("业务招待费", "P-REL"),
            ("快递费", "P-FRT"),
            ("Office rent", "S-PREM"),
            ("管理费用", None),
            ("审计费", "F-ADM"),
        ):
            with self.subTest(name=name):
                self.assertEqual(pool_of_name(name), pool)

    def test_the_longest_word_decides_and_the_other_language_counts_too(self):
        self.assertEqual(pool_of_name("Legal advice on credit insurance"), "P-FIN")
        self.assertEqual(pool_of_name("Various", "仓储费"), "P-LOG")

    def test_whose_expense_it_is(self):
        self.assertEqual(side_of(["Selling expenses"]), "P-SALES")
        self.assertEqual(side_of(["销售费用"]), "P-SALES")
        self.assertEqual(side_of(["管理费用"]), "F-ADM")
        self.assertEqual(side_of(["Expenses"]), "F-ADM")
        self.assertEqual(side_of(["财务费用"]), "P-FIN")
        self.assertEqual(pool_of_account(["工资"], ["管理费用"]), "F-ADM")
        self.assertEqual(pool_of_account(["工资"], ["销售费用"]), "P-SALES")
        self.assertEqual(pool_of_account(["Rent"], ["Administrative Expenses"]), "S-PREM")

    def test_pay_and_places(self):
        self.assertTrue(is_pay("Salary Expenses"))
        self.assertFalse(is_pay("Rent"))
        self.assertEqual(pool_of_place("Warehouse"), "P-LOG")
        self.assertEqual(pool_of_place("IT"), "S-IT")
        self.assertIsNone(pool_of_place("Italy"))
        self.assertEqual(pool_of_place("销售部"), "P-SALES")

    def test_patterns_begin_a_word_in_english_only(self):
        self.assertIn("rent%", label_patterns("S-PREM"))
        self.assertIn("% rent%", label_patterns("S-PREM"))
        self.assertNotIn("%rent%", label_patterns("S-PREM"))
        self.assertIn("%房租%", label_patterns("S-PREM"))
        self.assertNotIn("fair%", label_patterns("P-MKT"))


class TestPools(unittest.TestCase):
    def test_what_is_below_two_percent_goes_to_administration(self):
        # together 10,000: 2 % are 200
        merged = merged_pools({"P-SALES": 9_601, "P-MKT": 199, "P-FRT": 200})
        self.assertEqual(merged["P-MKT"], "F-ADM")
        self.assertEqual(merged["P-FRT"], "P-FRT")
        self.assertEqual(merged["P-SALES"], "P-SALES")

    def test_a_credit_is_no_pool_and_what_is_kept_stays(self):
        merged = merged_pools({"P-SALES": 1_000, "P-INT": -50, "P-TAX": 1}, keep=("P-TAX",))
        self.assertEqual(merged["P-INT"], "F-ADM")
        self.assertEqual(merged["P-TAX"], "P-TAX")

    def test_beside_a_model_that_takes_most_only_what_is_large_becomes_a_pool(self):
        self.assertEqual(merged_pools({"P-MKT": 100}, beside=9_900), {"P-MKT": "F-ADM"})
        self.assertEqual(merged_pools({"P-MKT": 200}, beside=9_800), {"P-MKT": "P-MKT"})

    def test_never_more_than_eight_operating_pools(self):
        amounts = {f"P-{number}": 100 + number for number in range(9)} | {"S-IT": 100, "F-ADM": 5}
        merged = merged_pools(amounts)
        self.assertEqual([p for p in merged if merged[p] == "F-ADM"], ["P-0", "F-ADM"])
        self.assertEqual(merged["S-IT"], "S-IT")

    def test_percents_add_up(self):
        self.assertEqual(percents({"a": 1, "b": 1, "c": 1}), {"a": 33.34, "b": 33.33, "c": 33.33})
        self.assertEqual(percents({"a": 0, "b": 0}), {"a": 50.0, "b": 50.0})
        self.assertEqual(percents({"a": 3, "b": 1}), {"a": 75.0, "b": 25.0})
        self.assertEqual(percents({}), {})

    def test_support_pools_give_down_the_steps_and_never_back(self):
        pools = ["P-SALES", "S-PREM", "S-IT", "S-HR", "F-ADM"]
        self.assertEqual(receivers("S-HR", pools), ["P-SALES", "S-PREM", "S-IT", "F-ADM"])
        self.assertEqual(receivers("S-PREM", pools), ["P-SALES", "F-ADM"])

    def test_what_kind_of_company(self):
        self.assertEqual(shape({"goods": 51, "service": 49}, 9), "trading")
        self.assertEqual(shape({"goods": 10, "service": 60, "unknown": 30}, 3), "service")
        self.assertEqual(shape({"goods": 50, "service": 50}, 9), "mixed")
        self.assertEqual(shape({"goods": 100}, 2), "none")
        self.assertEqual(shape({}, 5), "mixed")


class TestDrivers(unittest.TestCase):
    def test_the_first_that_is_really_used(self):
        meetings = Candidate("meetings", True, 19, 5)
        orders = Candidate("orders", False, 500)
        invoices = Candidate("invoices", True, 20, 4)
        self.assertEqual(choose_driver([meetings, orders, invoices]), (invoices, False))
        self.assertEqual(choose_driver([invoices, meetings]), (invoices, True))

    def test_a_stand_in_where_nothing_is_used_enough(self):
        few, none = Candidate("few", True, 3), Candidate("none", True, 0)
        self.assertEqual(choose_driver([few, none]), (none, False))
        self.assertEqual(choose_driver([Candidate("gone", False, 99)]), (None, False))

    def test_the_one_that_somebody_chose(self):
        """However few records it has; one whose app is not here cannot be chosen."""
        first, few = Candidate("first", True, 50), Candidate("few", True, 3)
        gone = Candidate("gone", False, 99)
        candidates = [first, few, gone]
        self.assertEqual(choose_driver(candidates, "few"), (few, False))
        self.assertEqual(choose_driver(candidates, "first"), (first, True))
        for other in ("gone", "unknown", ""):
            self.assertEqual(choose_driver(candidates, other), (first, True))

    def test_how_sure(self):
        self.assertEqual(confidence(True, 9, 10), "guess")
        self.assertEqual(confidence(False, 5, 10), "certain")
        self.assertEqual(confidence(False, 4, 10), "likely")


if __name__ == "__main__":
    unittest.main()
