"""RFM scores."""

import unittest

from ...value.rfm import CustomerActivity, rank_scores, rfm_scores


def activity(**changes):
    columns = {
        "customer_ids": [1, 2, 3, 4, 5],
        "recency_days": [10, 20, 30, 40, 50],
        "frequencies": [1, 1, 1, 1, 9],
        "monetary_values": [500, -100, 300, 200, 400],
    }
    return CustomerActivity(**{**columns, **changes})


class TestRankScores(unittest.TestCase):
    def test_ten_customers_make_five_pairs(self):
        self.assertEqual(rank_scores(range(10)).tolist(), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])

    def test_ties_share_their_mean_rank(self):
        # Four equal ones: mean rank (0 + 4) ÷ 2 of 5, in the middle fifth; the fifth is best.
        self.assertEqual(rank_scores([1, 1, 1, 1, 9]).tolist(), [3, 3, 3, 3, 5])

    def test_all_equal_are_all_average(self):
        self.assertEqual(rank_scores([4] * 7).tolist(), [3] * 7)


class TestRfmScores(unittest.TestCase):
    def test_the_latest_buyer_scores_best(self):
        scores, problems = rfm_scores(activity())
        self.assertEqual(problems, [])
        self.assertEqual(scores.recency.tolist(), [5, 4, 3, 2, 1])
        self.assertEqual(scores.frequency.tolist(), [3, 3, 3, 3, 5])
        self.assertEqual(scores.monetary.tolist(), [5, 1, 3, 2, 4])

    def test_fewer_than_five_customers_have_no_score(self):
        few = activity(
            customer_ids=[1, 2], recency_days=[1, 2], frequencies=[1, 2], monetary_values=[1, 2]
        )
        scores, (problem,) = rfm_scores(few)
        self.assertIsNone(scores)
        self.assertEqual((problem.code, problem.severity), ("too_few_customers_to_score", "info"))
        self.assertEqual(dict(problem.values), {"customers": 2, "minimum": 5})

    def test_a_purchase_in_the_future_is_refused(self):
        scores, (problem,) = rfm_scores(activity(recency_days=[1, 2, 3, 4, -5]))
        self.assertIsNone(scores)
        self.assertEqual((problem.code, problem.subjects), ("number_too_small", (5,)))
