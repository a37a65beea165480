import unittest

from ...approval.customer_state import (
    AT_RISK_PROFITABLE,
    LOSS_MAKING,
    NEW,
    ORDINARY,
    UNKNOWN,
    CustomerFigures,
    Reliability,
    customer_state,
)
from ...problem import INFO


class TestCustomerState(unittest.TestCase):
    def state(self, *args, **values):
        return customer_state(CustomerFigures(*args, **values)).state

    def test_a_loss_with_half_a_year_of_history_is_stricter(self):
        self.assertEqual(self.state(-1, 6), LOSS_MAKING)
        self.assertEqual(self.state(-1, 12, is_at_risk=True), LOSS_MAKING)

    def test_a_short_history_makes_a_customer_new_whatever_he_lost(self):
        self.assertEqual(self.state(-1000000, 5), NEW)

    def test_at_risk_and_profitable_is_worth_keeping(self):
        self.assertEqual(self.state(1, 12, is_at_risk=True), AT_RISK_PROFITABLE)
        self.assertEqual(self.state(0, 12, is_at_risk=True), ORDINARY)
        self.assertEqual(self.state(1, 12), ORDINARY)

    def test_unreliable_figures_are_not_used_and_it_is_said_why(self):
        cases = {
            "customer_figures_missing": None,
            "customer_figures_old": CustomerFigures(-1, 12, age_days=61),
            "customer_figures_thin": CustomerFigures(-1, 12, coverage_percent=69.9),
            "customer_figures_invalid": CustomerFigures(float("nan"), 12),
        }
        for code, figures in cases.items():
            found = customer_state(figures)
            self.assertEqual(found.state, UNKNOWN)
            self.assertEqual([(p.code, p.severity) for p in found.problems], [(code, INFO)])

    def test_the_limits_themselves_are_reliable(self):
        self.assertEqual(self.state(-1, 6, age_days=60, coverage_percent=70), LOSS_MAKING)

    def test_the_limits_are_parameters(self):
        figures = CustomerFigures(-1, 3, age_days=90)
        self.assertEqual(customer_state(figures, Reliability(3, 90)).state, LOSS_MAKING)
