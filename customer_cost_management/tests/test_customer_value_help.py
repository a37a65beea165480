from odoo.tests import TransactionCase, tagged

from ..engine.value.credit_risk import CreditRules
from ..engine.value.decline_warning import MINIMUM_MONTHS, WarningRules
from ..engine.value.life_cycle import StageRules

#: Figures that a rule of the engine makes.
BY_RULE = (
    "stage",
    "tier_reason",
    "candidate_tier_id",
    "purchase_history",
    "median_gap",
    "days_allowed",
    "is_buying",
    "payback_state",
    "receivable",
    "overdue",
    "dso_state",
    "credit_level",
    "at_risk",
    "quadrant",
    "action",
)
NUMBERS = {6: "six"}


@tagged("post_install", "-at_install")
class TestCustomerValueHelp(TransactionCase):
    """Each figure says by which rule it came about, with the numbers of the engine."""

    def helps(self):
        found = self.env["customer.value"].fields_get(BY_RULE, ["help"])
        return {name: values.get("help") or "" for name, values in found.items()}

    def test_every_figure_of_a_rule_says_which(self):
        self.assertEqual([name for name, words in self.helps().items() if len(words) < 40], [])

    def test_the_numbers_are_those_of_the_engine(self):
        helps, credit, decline, stage = self.helps(), CreditRules(), WarningRules(), StageRules()
        self.assertIn(f"{credit.overdue_percent:g} % or more", helps["credit_level"])
        self.assertIn(f"more than {credit.days_late:g} days", helps["credit_level"])
        self.assertIn(f"{decline.fall_percent:g} % or more", helps["at_risk"])
        self.assertIn(f"{decline.months_down} months in a row", helps["at_risk"])
        self.assertIn(f"{NUMBERS[MINIMUM_MONTHS]} or more closed months", helps["at_risk"])
        self.assertIn(f"within {stage.new_for_days} days", helps["stage"])
        self.assertIn(f"{stage.growth_percent:g} % or more", helps["stage"])
