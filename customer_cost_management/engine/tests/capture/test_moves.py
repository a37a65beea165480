import unittest

from ...capture.corrections import correct
from ...capture.moves import Move, check_moves


def codes(held, *moves):
    return [(problem.code, problem.subjects) for problem in check_moves(held, moves)]


class TestMoves(unittest.TestCase):
    def test_a_move_adds_up_to_zero(self):
        move = Move(7, "unassigned", "Acme", 4000)
        self.assertEqual(check_moves({"unassigned": 4000}, [move]), ())
        balances, problems = correct({"unassigned": 10000, "Acme": 0}, [move.correction()])
        self.assertEqual(balances, {"unassigned": 6000, "Acme": 4000})
        self.assertFalse(problems)

    def test_all_moves_from_a_source_together_take_what_it_holds(self):
        moves = Move(1, "gifts", "A", 60), Move(2, "gifts", "B", 40)
        self.assertEqual(codes({"gifts": 100}, *moves), [])
        [problem] = check_moves({"gifts": 99}, moves)
        self.assertEqual((problem.code, problem.subjects), ("source_too_small", (1, 2)))
        self.assertEqual(problem.values, {"held": 99, "wanted": 100})

    def test_what_an_other_move_brings_does_not_count(self):
        moves = Move(1, "pool", "A", 50), Move(2, "A", "B", 50)
        self.assertEqual(codes({"pool": 50}, *moves), [("source_too_small", (2,))])
        self.assertEqual(codes({"pool": 50, "A": 50}, *moves), [])

    def test_a_place_without_entries_holds_nothing(self):
        self.assertEqual(codes({}, Move(1, "A", "B", 1)), [("source_too_small", (1,))])

    def test_moves_in_a_circle(self):
        held = {"A": 10, "B": 10, "C": 10, "D": 10}
        circle = Move(1, "A", "B", 1), Move(2, "B", "C", 1), Move(3, "C", "A", 1)
        outside = Move(4, "D", "A", 1), Move(5, "C", "E", 1)
        self.assertEqual(codes(held, *outside, *circle), [("cyclic", (1, 2, 3))])
        self.assertEqual(codes(held, *outside, *circle[:2]), [])

    def test_there_and_back_is_a_circle(self):
        held = {"A": 10, "B": 10}
        self.assertEqual(
            codes(held, Move(1, "A", "B", 5), Move(2, "B", "A", 5)), [("cyclic", (1, 2))]
        )

    def test_an_amount_is_above_zero_and_goes_somewhere_else(self):
        held = {"A": 10}
        self.assertEqual(codes(held, Move(1, "A", "B", 0)), [("amount_not_positive", (1,))])
        self.assertEqual(codes(held, Move(2, "A", "B", -1)), [("amount_not_positive", (2,))])
        self.assertEqual(codes(held, Move(3, "A", "A", 1)), [("same_place", (3,))])


if __name__ == "__main__":
    unittest.main()
