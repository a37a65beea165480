import unittest

from ...allocate.trace import OFFSET, divide, follow, largest, sources

#: IT (support) gave 40 to Sales and 60 to Service; Sales held 140 (100 own), Service 260.
OUTS = {
    "it": {"sales": 40, "service": 60},
    "sales": {"visits": 105, "calls": 35},
    "service": {"calls": 200, ("unused", "service"): 60},
}
CAPTURED = {"it": 100, "sales": 100, "service": 200}


class TestDivide(unittest.TestCase):
    def test_parts_add_up_and_the_last_cent_goes_to_the_largest_rest(self):
        # 10 by 1 : 1 : 1 is 3.33 each; the cent left goes to the first
        self.assertEqual(divide(10, [7, 7, 7]).tolist(), [4, 3, 3])
        self.assertEqual(divide(10, [7, 7, 7], [9, 5, 6]).tolist(), [3, 4, 3])

    def test_what_was_taken_back_is_taken_back_in_proportion(self):
        # of 100 the pool gave 120 and was 20 over capacity: of 10 that is 12 and −2
        self.assertEqual(divide(10, [120, -20]).tolist(), [12, -2])
        self.assertEqual(divide(-10, [120, -20]).tolist(), [-12, 2])
        self.assertEqual(divide(10, [-120, 20]).tolist(), [12, -2])

    def test_a_whole_of_nothing_cannot_be_divided(self):
        self.assertIsNone(divide(5, [3, -3]))
        self.assertEqual(divide(0, [3, -3]).tolist(), [0, 0])


class TestFollow(unittest.TestCase):
    def test_an_item_in_an_operating_pool(self):
        # 14 of 140: visits 14 × 105 ÷ 140 = 10.5 → 10.5 and 3.5: the cent goes to the first
        self.assertEqual(follow({"sales": 14}, OUTS), {"visits": 11, "calls": 3})

    def test_an_item_in_a_support_pool_goes_through_the_others(self):
        # 50 of 100: sales 20, service 30; sales: visits 15, calls 5;
        # service 30 of 260: calls 30 × 200 ÷ 260 = 23.08, unused 6.92
        self.assertEqual(
            follow({"it": 50}, OUTS),
            {"visits": 15, "calls": 28, ("unused", "service"): 7},
        )

    def test_all_items_together_are_all_that_was_given(self):
        self.assertEqual(
            follow(CAPTURED, OUTS), {"visits": 105, "calls": 235, ("unused", "service"): 60}
        )

    def test_an_item_in_reciprocal_pools_goes_round_until_it_leaves_them(self):
        # IT holds 300 + 100 from HR = 400 and gives half to HR; HR holds 200 and gives half back
        outs = {"it": {"hr": 200, "service": 200}, "hr": {"it": 100, "sales": 100}}
        self.assert_about(follow({"it": 300}, outs), {"service": 200, "sales": 100}, 300)
        self.assert_about(
            follow({"it": 30_000}, outs), {"service": 20_000, "sales": 10_000}, 30_000
        )
        self.assert_about(sources(200, "service", outs, {"it": 300}), {"it": 200}, 200)

    def assert_about(self, found, expected, total):
        """Every split is of whole cents, so that some stay in the loop; nothing is lost."""
        self.assertEqual(sum(found.values()), total)
        for end, amount in expected.items():
            self.assertAlmostEqual(found[end], amount, delta=3)

    def test_an_item_of_a_pool_that_is_nought_in_total_stays_where_it_is(self):
        self.assertEqual(follow({"void": 5}, {"void": {}}), {(OFFSET, "void"): 5})
        self.assertEqual(follow({"void": 5}, {"void": {"a": 2, "b": -2}}), {(OFFSET, "void"): 5})
        self.assertEqual(follow({"gone": 5}, {}), {(OFFSET, "gone"): 5})


class TestSources(unittest.TestCase):
    def test_calls_come_from_three_pools(self):
        # 235: sales 35, service 200; sales 35 of 140: own 25, IT 10;
        # service 200 of 260: own 200 × 200 ÷ 260 = 153.85, IT 46.15
        self.assertEqual(
            sources(235, "calls", OUTS, CAPTURED), {"sales": 25, "service": 154, "it": 56}
        )

    def test_a_part_of_an_activity(self):
        # 47 is a fifth: sales 7 (own 5, IT 2), service 40 (own 30.77, IT 9.23)
        self.assertEqual(
            sources(47, "calls", OUTS, CAPTURED), {"sales": 5, "service": 31, "it": 11}
        )

    def test_what_nobody_gave_is_said(self):
        self.assertEqual(sources(5, "nowhere", OUTS, CAPTURED), {OFFSET: 5})


class TestLargest(unittest.TestCase):
    def test_the_largest_by_size_and_the_rest(self):
        kept, rest = largest(["a", "b", "c", "d"], [1, -9, 5, 2], 2)
        self.assertEqual((kept, rest), ([("b", -9), ("c", 5)], 3))


if __name__ == "__main__":
    unittest.main()
