import unittest

from ...budget.forecast import Forecast, forecast
from ...budget.phasing import START, phase


class TestForecast(unittest.TestCase):
    def test_the_pace_so_far_goes_on(self):
        # 6,000 in 6 months of 12 → 12,000; the budget of 9,000 lasts 9 months: month 9 is short
        self.assertEqual(forecast(9000, 6000, 6, 12), Forecast(12000, 9))

    def test_a_budget_that_lasts_runs_out_never(self):
        self.assertEqual(forecast(12000, 6000, 6, 12), Forecast(12000, None))

    def test_what_is_used_up_runs_out_now(self):
        self.assertEqual(forecast(5000, 6000, 6, 12), Forecast(12000, 5))

    def test_nothing_is_forecast_before_the_first_month(self):
        self.assertEqual(forecast(5000, 900, 0, 12), Forecast(0, None))

    def test_a_year_that_is_over_ends_with_what_was_used(self):
        self.assertEqual(forecast(5000, 4000, 14, 12), Forecast(4000, None))

    def test_what_came_back_is_not_multiplied(self):
        self.assertEqual(forecast(5000, -300, 3, 12), Forecast(-300, None))


class TestPhasing(unittest.TestCase):
    def test_months_get_the_same_and_nothing_is_lost(self):
        self.assertEqual(phase(100, 3).tolist(), [34, 33, 33])

    def test_all_of_it_may_be_there_from_the_first_day(self):
        self.assertEqual(phase(100, 3, START).tolist(), [100, 0, 0])
