import unittest

from ...capture.corrections import Correction, correct

BALANCES = {("direct_cost", 1): 500, ("direct_cost", 2): 0, "unassigned": 300}


class TestCorrections(unittest.TestCase):
    def test_an_amount_moves_and_the_total_stays(self):
        move = Correction("K1", {"unassigned": -120, ("direct_cost", 2): 120})
        corrected, problems = correct(BALANCES, [move])
        self.assertEqual(problems, ())
        self.assertEqual(
            corrected, {("direct_cost", 1): 500, ("direct_cost", 2): 120, "unassigned": 180}
        )
        self.assertEqual(BALANCES["unassigned"], 300)  # what was given is not changed

    def test_the_reversal_takes_everything_back(self):
        move = Correction("K1", {"unassigned": -120, ("direct_cost", 2): 120})
        corrected, _problems = correct(BALANCES, [move, move.reversed("K2")])
        self.assertEqual(corrected, BALANCES)

    def assert_refused(self, code, subjects, *moves):
        good = Correction("good", {"unassigned": -1, ("direct_cost", 1): 1})
        corrected, (problem,) = correct(BALANCES, [good, *moves])
        self.assertIsNone(corrected)
        self.assertEqual((problem.code, problem.subjects), (code, subjects))
        return problem

    def test_a_move_that_does_not_add_up_to_zero_is_refused(self):
        bad = Correction("bad", {"unassigned": -120, ("direct_cost", 2): 100})
        problem = self.assert_refused("correction_not_zero_sum", ("bad",), bad)
        self.assertEqual(problem.values["difference"], -20)

    def test_an_unknown_destination_is_refused(self):
        bad = Correction("bad", {"unassigned": -120, "nowhere": 120})
        problem = self.assert_refused("unknown_destination", ("bad",), bad)
        self.assertEqual(problem.values["destinations"], ("nowhere",))

    def test_half_a_cent_is_refused(self):
        for half in (0.5, float("nan"), float("inf")):
            bad = Correction("bad", {"unassigned": -half, ("direct_cost", 2): half})
            self.assert_refused("amount_not_integer", ("bad",), bad)

    def test_a_correction_counts_once(self):
        again = Correction("good", {"unassigned": -1, ("direct_cost", 1): 1})
        self.assert_refused("duplicate_id", ("good",), again)
