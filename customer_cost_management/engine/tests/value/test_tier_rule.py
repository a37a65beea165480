import unittest

from ...value.tier_rule import AMOUNT, RANK, SHARE, TierRule, tier_thresholds

#: 40 + 30 + 20 + 10 = 100 earned, 50 lost.
FIVE = [2000, 4000, -5000, 1000, 3000]


def thresholds(measured, *rules):
    return tier_thresholds(measured, [TierRule(*rule) for rule in rules]).tolist()


class TestTierRules(unittest.TestCase):
    def test_an_amount_is_itself(self):
        self.assertEqual(thresholds(FIVE, (AMOUNT, 2500), (AMOUNT, 0)), [2500, 0])

    def test_a_share_ends_with_the_customer_who_reaches_it(self):
        # 40 % are the first; 70 % the first two; 71 % need the third
        self.assertEqual(
            thresholds(FIVE, (SHARE, 40), (SHARE, 70), (SHARE, 71)), [4000, 3000, 2000]
        )

    def test_losses_do_not_lower_what_is_shared(self):
        self.assertEqual(thresholds(FIVE, (SHARE, 100)), [1000])

    def test_a_rank_counts_customers_and_rounds_up(self):
        # 20 % of five is one, 21 % are two
        self.assertEqual(thresholds(FIVE, (RANK, 20), (RANK, 21), (RANK, 100)), [4000, 3000, -5000])

    def test_equal_customers_share_a_tier(self):
        self.assertEqual(thresholds([500, 500, 500, 100], (RANK, 25)), [500])

    def test_a_tier_never_begins_above_the_one_before(self):
        # one customer brings both 80 % and 95 %: B begins where A begins, and is empty
        self.assertEqual(
            thresholds([9900, 100], (SHARE, 80), (SHARE, 95), (AMOUNT, 0)), [9900, 9900, 0]
        )
        self.assertEqual(thresholds(FIVE, (AMOUNT, 1500), (RANK, 20)), [1500, 1500])

    def test_where_everybody_loses_nobody_brings_a_share(self):
        self.assertEqual(thresholds([-1, -2], (SHARE, 80), (AMOUNT, 0)), [1, 0])

    def test_without_customers_and_without_rules(self):
        self.assertEqual(thresholds([], (SHARE, 80), (RANK, 10)), [1, 1])
        self.assertEqual(thresholds(FIVE), [])


if __name__ == "__main__":
    unittest.main()
