import unittest
from datetime import date

from ...budget.deductibility import (
    Deductibility,
    DeductionRates,
    YearCost,
    adds_to_not_deductible,
    deductibility,
    rates_on,
)

RATES = DeductionRates()


class TestDeductibility(unittest.TestCase):
    def test_the_demo_year_is_limited_by_sales(self):
        # 60 % of 580,000 = 348,000; 0.5 % of 38,304,000 = 191,520, the lower;
        # 580,000 − 191,520 = 388,480; a quarter of it 97,120
        found = deductibility(YearCost(3830400000, 58000000), RATES)
        self.assertEqual(
            found, Deductibility(deductible=19152000, not_deductible=38848000, tax_effect=9712000)
        )

    def test_a_small_amount_is_limited_by_its_share(self):
        # 60 % of 100,000 = 60,000 < 191,520
        found = deductibility(YearCost(3830400000, 10000000), RATES)
        self.assertEqual((found.deductible, found.not_deductible), (6000000, 4000000))

    def test_without_sales_nothing_is_accepted(self):
        found = deductibility(YearCost(0, 500, 300), RATES)
        self.assertEqual((found.deductible, found.promotion_deductible), (0, 0))

    def test_promotion_above_its_cap_waits_for_later_years(self):
        # 15 % of 1,000,000 = 150,000
        found = deductibility(YearCost(100000000, promotion=20000000), RATES)
        self.assertEqual(found.promotion_deductible, 15000000)
        self.assertEqual(found.promotion_carried_forward, 5000000)
        self.assertEqual(found.tax_effect, 0)

    def test_one_more_dinner_adds_all_of_it_above_the_cap_and_its_share_below(self):
        self.assertEqual(
            adds_to_not_deductible(420000, YearCost(3830400000, 58000000), RATES), 420000
        )
        # below the cap 40 % of it
        self.assertEqual(adds_to_not_deductible(420000, YearCost(3830400000, 0), RATES), 168000)

    def test_bad_figures_give_no_result(self):
        found = deductibility(YearCost(1, -1, 1.5), DeductionRates(tax_percent=101))
        self.assertEqual(
            [(p.code, p.subjects) for p in found.problems],
            [
                ("year_cost_invalid", ("entertainment",)),
                ("year_cost_invalid", ("promotion",)),
                ("deduction_rate_invalid", ("tax_percent",)),
            ],
        )
        self.assertEqual(found.deductible, 0)

    def test_the_rates_of_the_day_count(self):
        old = DeductionRates(end=date(2024, 12, 31))
        new = DeductionRates(50, start=date(2025, 1, 1))
        self.assertIs(rates_on(date(2025, 3, 1), [old, new]), new)
        self.assertIs(rates_on(date(2024, 3, 1), [old, new]), old)
        self.assertEqual(rates_on(date(2025, 1, 1), [old]).code, "deduction_rates_missing")
        self.assertEqual(
            rates_on(date(2025, 1, 1), [new, DeductionRates()]).code, "deduction_rates_overlap"
        )
